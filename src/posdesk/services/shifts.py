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
from posdesk.runtime.i18n import N_, translator
from posdesk.runtime.ids import new_id
from posdesk.services.banks import BANK_KEYS, AccountChange, account_changes
from posdesk.services.ports.printing import JobKind
from posdesk.services.ports.store import Reader, Store, TenderSum, Totals, Work
from posdesk.services.print_jobs import new_job
from posdesk.services.settings import values
from posdesk.services.unfinished import (
    UnfinishedBill,
    cash_of,
    detail_of,
    paid_at_close,
    paid_on,
    unfinished,
)


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """The figures of a shift: an X while it is open, its Z once it is closed.

    Attributes:
        unfinished: what was paid on bills that are not finished, by method: now, or at the close.
        expected: float + cash sales - change - cash refunds + debts, deposits and COD paid in
            cash + paid in - paid out (I8), and while the shift is open the cash of unfinished
            bills, which its close pays in.
        closing: None while the shift is open.
    """

    shift: Shift
    cashier: str
    totals: Totals
    movements: tuple[CashMovement, ...]
    unfinished: tuple[TenderSum, ...]
    expected: int
    closing: ShiftClosing | None

    @property
    def received(self) -> int:
        """All that was paid on unfinished bills, đồng."""
        return sum(part.amount for part in self.unfinished)


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
        with self._store.write() as work:
            return move_cash(work, actor, kind, amount, reason, self._clock)

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

        Unfinished bills go on in the next shift. What was paid of them is recorded, and its
        cash is paid in: it lies in the drawer.

        Raises:
            Refused: ``no_shift``, ``bad_amount``, ``bad_notes`` if the notes are not the count.
        """
        with self._store.write() as work:
            return close_shift(work, actor, counted, self._clock, notes=notes, reason=reason)

    def unfinished(self, till: str) -> tuple[UnfinishedBill, ...]:
        """The bills that are not finished, those with money on them first."""
        with self._store.read() as reader:
            return unfinished(reader, till)

    def report(self, shift: Shift) -> ShiftReport:
        """The X of an open shift, the Z of a closed one."""
        with self._store.read() as reader:
            return report_of(reader, shift)

    def latest(self, limit: int) -> tuple[Shift, ...]:
        """The newest shifts first."""
        with self._store.read() as reader:
            return reader.shifts(limit)

    def by_hour(self, day: date) -> Mapping[int, int]:
        """Sales of a business day by the hour of the shop's clock, in the order they came."""
        with self._store.read() as reader:
            return reader.sales_by_hour(day)

    def day(self, day: date) -> tuple[Totals, int]:
        """The sums of a business day and the cash that should be there."""
        with self._store.read() as reader:
            return day_of(reader, day)


def open_shift(work: Work, actor: Actor, float_amount: int, clock: Clock) -> Shift:
    """Opens a shift inside the caller's transaction.

    The cash of unfinished bills is in the float that was counted; it is paid out of it, for it
    comes in as that of a sale.
    """
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
    cash = cash_of(paid_on(unfinished(work, shift.till)))
    _carry(work, actor, shift, -cash, N_("Paid on unfinished bills before this shift"), clock)
    return shift


def move_cash(
    work: Work, actor: Actor, kind: CashKind, amount: int, reason: str, clock: Clock
) -> CashMovement:
    """Puts cash in or takes it out inside the caller's transaction; see ``Shifts.move_cash``."""
    actor.require(Right.CASH_MOVEMENT)
    _check_amount(amount)
    text = _reason(reason)
    movement = _movement(_open(work, actor.till), actor, kind, amount, text, clock)
    work.post(movement)
    _open_drawer(work, movement)
    return movement


def close_shift(
    work: Work,
    actor: Actor,
    counted: int,
    clock: Clock,
    *,
    notes: Mapping[int, int] | None = None,
    reason: str = "",
) -> ShiftReport:
    """Closes the open shift inside the caller's transaction; see ``Shifts.close``."""
    actor.require(Right.SHIFT)
    _check_amount(counted, zero=True)
    _check_notes(notes or {}, counted)
    shift = _open(work, actor.till)
    _leave_unfinished(work, actor, shift, clock)
    closing = ShiftClosing(
        id=new_id(),
        shift_id=shift.id,
        till=shift.till,
        closed_at=clock.now(),
        actor_id=actor.id,
        expected=_expected(shift.float_amount, work.shift_totals(shift.id)),
        counted=counted,
        notes=tuple(sorted((notes or {}).items())),
        reason=clean(reason),
    )
    work.post(closing)
    return report_of(work, shift)


def report_of(reader: Reader, shift: Shift) -> ShiftReport:
    """The figures of a shift as one snapshot has them."""
    totals, closing = reader.shift_totals(shift.id), reader.closing(shift.id)
    paid = paid_at_close(reader, shift) if closing else paid_on(unfinished(reader, shift.till))
    return ShiftReport(
        shift=shift,
        cashier=reader.person(shift.cashier_id).name,
        totals=totals,
        movements=reader.cash_movements(shift.id),
        unfinished=paid,
        expected=_expected(shift.float_amount, totals) + (0 if closing else cash_of(paid)),
        closing=closing,
    )


def day_of(reader: Reader, day: date) -> tuple[Totals, int]:
    """The sums of a business day and the cash that should be there, as one snapshot has them.

    The drawer is the one that was handed on, so it is what the last shift of each till expects.
    """
    last = {shift.till: shift for shift in reader.shifts_on(day)}
    expected = sum(report_of(reader, shift).expected for shift in last.values())
    return reader.day_totals(day), expected


def _leave_unfinished(work: Work, actor: Actor, shift: Shift, clock: Clock) -> None:
    """Records what lies on unfinished bills when the shift closes."""
    bills = [bill for bill in unfinished(work, shift.till) if bill.paid]
    for bill in bills:
        work.post(
            Action(
                id=new_id(),
                till=shift.till,
                shift_id=shift.id,
                at=clock.now(),
                actor_id=actor.id,
                kind=ActionKind.UNFINISHED_BILL,
                ref=str(bill.id),
                detail=detail_of(bill),
            )
        )
    cash = cash_of(paid_on(bills))
    _carry(work, actor, shift, cash, N_("Paid on unfinished bills"), clock)


def _carry(work: Work, actor: Actor, shift: Shift, amount: int, reason: str, clock: Clock) -> None:
    """Pays the cash of unfinished bills in, or out where it is negative."""
    if amount:
        kind = CashKind.IN if amount > 0 else CashKind.OUT
        words = translator(values(work)["receipt.language"])(reason)
        work.post(_movement(shift, actor, kind, abs(amount), words, clock))


def _movement(
    shift: Shift, actor: Actor, kind: CashKind, amount: int, reason: str, clock: Clock
) -> CashMovement:
    return CashMovement(
        id=new_id(),
        shift_id=shift.id,
        till=shift.till,
        business_on=shift.business_on,
        at=clock.now(),
        actor_id=actor.id,
        kind=kind,
        amount=amount,
        reason=reason,
    )


def _expected(floats: int, totals: Totals) -> int:
    return (
        floats
        + totals.cash
        + totals.debt_cash
        + totals.order_cash
        + totals.paid_in
        - totals.paid_out
    )


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
    job = new_job(printer, JobKind.DRAWER, str(cause.id), at=cause.at, shift_id=cause.shift_id)
    work.queue_print(job)
    return True


def bank_changes(reader: Reader, shift: Shift) -> tuple[AccountChange, ...]:
    """Changes of the shop's bank account in the day before the shift opened and until its end."""
    settings, closing = values(reader), reader.closing(shift.id)
    now = (settings[BANK_KEYS[0]], settings[BANK_KEYS[1]])
    actions = reader.actions(ActionKind.SETTING, shift.opened_at - timedelta(days=1))
    changes = account_changes(now, actions)
    return tuple(c for c in changes if closing is None or c.at <= closing.closed_at)
