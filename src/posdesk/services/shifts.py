"""Shifts: open with a float, cash in and out, close with a count; X and Z figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.shift import (
    NOTES,
    Action,
    ActionKind,
    CashKind,
    CashMovement,
    Shift,
    ShiftClosing,
)
from posdesk.domain.text import clean
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.ports.printing import JobKind, JobState, PrintJob
from posdesk.services.ports.store import Reader, Store, Totals, Work
from posdesk.services.settings import BANK_KEYS


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """The figures of a shift: an X while it is open, its Z once it is closed.

    Attributes:
        expected: float + cash sales - change - cash refunds + paid in - paid out (I8).
        closing: None while the shift is open.
    """

    shift: Shift
    cashier: str
    totals: Totals
    movements: tuple[CashMovement, ...]
    expected: int
    closing: ShiftClosing | None


class Shifts:
    """The shifts of a till."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def current(self, till: str) -> Shift | None:
        """The open shift, None if none is."""
        with self._store.read() as reader:
            return reader.open_shift(till)

    def open(self, actor: Actor, float_amount: int) -> Shift:
        """Opens a shift; all its documents count for today.

        Raises:
            Refused: ``shift_open``, ``bad_amount``, ``too_large``, ``not_allowed``.
        """
        actor.require(Right.SHIFT)
        _check_amount(float_amount, zero=True)
        with self._store.write() as work:
            return open_shift(work, actor, float_amount, self._clock)

    def move_cash(self, actor: Actor, kind: CashKind, amount: int, reason: str) -> CashMovement:
        """Puts cash in or takes it out, with a reason.

        Raises:
            Refused: ``no_shift``, ``reason_needed``, ``bad_amount``, ``too_large``.
        """
        actor.require(Right.CASH_MOVEMENT)
        _check_amount(amount)
        text = _reason(reason)
        with self._store.write() as work:
            shift = _open(work, actor.till)
            movement = CashMovement(
                id=new_id(),
                shift_id=shift.id,
                till=shift.till,
                business_on=shift.business_on,
                at=self._clock.now(),
                actor_id=actor.id,
                kind=kind,
                amount=amount,
                reason=text,
            )
            work.post(movement)
            _open_drawer(work, movement)
            return movement

    def open_drawer(self, actor: Actor, reason: str) -> None:
        """Opens the drawer without a sale; counted on the Z.

        Raises:
            Refused: ``no_shift``, ``no_drawer``, ``reason_needed``.
        """
        actor.require(Right.OPEN_DRAWER)
        text = _reason(reason)
        with self._store.write() as work:
            shift = _open(work, actor.till)
            action = Action(
                id=new_id(),
                till=shift.till,
                shift_id=shift.id,
                at=self._clock.now(),
                actor_id=actor.id,
                kind=ActionKind.OPEN_DRAWER,
                detail=text,
            )
            work.post(action)
            if not _open_drawer(work, action):
                raise Refused("no_drawer")

    def close(
        self,
        actor: Actor,
        counted: int,
        *,
        notes: Mapping[int, int] | None = None,
        reason: str = "",
    ) -> ShiftReport:
        """Closes the open shift, whatever was counted, and gives its Z.

        Raises:
            Refused: ``no_shift``, ``bad_amount``, ``bad_notes`` if the notes are not the count.
        """
        actor.require(Right.SHIFT)
        _check_amount(counted, zero=True)
        _check_notes(notes or {}, counted)
        with self._store.write() as work:
            shift = _open(work, actor.till)
            report = report_of(work, shift)
            closing = ShiftClosing(
                id=new_id(),
                shift_id=shift.id,
                till=shift.till,
                closed_at=self._clock.now(),
                actor_id=actor.id,
                expected=report.expected,
                counted=counted,
                notes=tuple(sorted((notes or {}).items())),
                reason=clean(reason),
            )
            work.post(closing)
            return report_of(work, shift)

    def report(self, shift: Shift) -> ShiftReport:
        """The X of an open shift, the Z of a closed one."""
        with self._store.read() as reader:
            return report_of(reader, shift)

    def latest(self, limit: int) -> tuple[Shift, ...]:
        """The newest shifts first."""
        with self._store.read() as reader:
            return reader.shifts(limit)

    def by_hour(self, day: date) -> Mapping[int, int]:
        """Receipts of a business day by the hour of the shop's clock, in the order they came."""
        with self._store.read() as reader:
            return reader.receipts_by_hour(day)

    def day(self, day: date) -> tuple[Totals, int]:
        """The sums of a business day and the cash that should be there."""
        with self._store.read() as reader:
            totals = reader.day_totals(day)
            return totals, _expected(reader.day_floats(day), totals)


def open_shift(work: Work, actor: Actor, float_amount: int, clock: Clock) -> Shift:
    """Opens a shift inside the caller's transaction."""
    if work.open_shift(actor.till) is not None:
        raise Refused("shift_open")
    shift = Shift(
        id=new_id(),
        till=actor.till,
        number=work.next_shift_number(actor.till),
        business_on=clock.today(),
        opened_at=clock.now(),
        cashier_id=actor.id,
        float_amount=float_amount,
    )
    work.post(shift)
    return shift


def report_of(reader: Reader, shift: Shift) -> ShiftReport:
    """The figures of a shift as one snapshot has them."""
    totals = reader.shift_totals(shift.id)
    return ShiftReport(
        shift=shift,
        cashier=reader.person(shift.cashier_id).name,
        totals=totals,
        movements=reader.cash_movements(shift.id),
        expected=_expected(shift.float_amount, totals),
        closing=reader.closing(shift.id),
    )


def _expected(floats: int, totals: Totals) -> int:
    return floats + totals.cash + totals.paid_in - totals.paid_out


def _open(work: Work, till: str) -> Shift:
    shift = work.open_shift(till)
    if shift is None:
        raise Refused("no_shift")
    return shift


def _reason(text: str) -> str:
    reason = clean(text)
    if not reason:
        raise Refused("reason_needed")
    if len(reason) > 200:
        raise Refused("text_too_long", limit=200)
    return reason


def _check_amount(amount: int, *, zero: bool = False) -> None:
    if amount < 0 or (amount == 0 and not zero):
        raise Refused("bad_amount", text=str(amount))
    if amount > LARGEST:
        raise Refused("too_large", text=str(amount))


def _check_notes(notes: Mapping[int, int], counted: int) -> None:
    known = all(value in NOTES and count >= 0 for value, count in notes.items())
    if not known or (notes and sum(v * c for v, c in notes.items()) > counted):
        raise Refused("bad_notes")


def _open_drawer(work: Work, cause: CashMovement | Action) -> bool:
    printer = next((p for p in work.printers() if p.has_drawer), None)
    if printer is None:
        return False
    work.queue_print(
        PrintJob(
            id=new_id(),
            printer_id=printer.id,
            kind=JobKind.DRAWER,
            ref=str(cause.id),
            copy=1,
            state=JobState.WAITING,
            cause=None,
            created_at=cause.at,
            shift_id=cause.shift_id,
        )
    )
    return True


def bank_changes(reader: Reader, shift: Shift) -> tuple[Action, ...]:
    """Changes of the shop's bank account in the day before the shift opened, and since."""
    since = shift.opened_at - timedelta(days=1)
    changes = reader.actions(ActionKind.SETTING, since)
    return tuple(change for change in changes if change.ref in BANK_KEYS)
