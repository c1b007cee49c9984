"""Debts beside the sales: payments, what the paper book says, corrections, all as posted records.

A sale on debt is a tender of the sale; see ``check_debt`` for its limit.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.customer import Customer
from posdesk.domain.debt import DebtEntry, DebtKind
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.domain.shift import Action, ActionKind, Shift
from posdesk.domain.text import clean
from posdesk.domain.transfer import TransferState
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.ports.printing import JobKind
from posdesk.services.ports.store import Reader, Store, Work
from posdesk.services.print_jobs import new_job
from posdesk.services.settings import values
from posdesk.services.transfers import post_event, state_of

PAYABLE = (TenderMethod.CASH, TenderMethod.TRANSFER, TenderMethod.CARD)
REASON_LIMIT = 200


class Debts:
    """What customers owe, changed by linked records only."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def pay(
        self,
        actor: Actor,
        customer_id: UUID,
        amount: int,
        method: TenderMethod,
        *,
        entry_id: UUID | None = None,
        transfer_id: UUID | None = None,
        paper: bool | None = None,
    ) -> DebtEntry:
        """Takes a payment of a debt, or of a part of it, in the open shift.

        With an ``entry_id`` of the caller a second press gives the first entry again. The payment
        of a shown transfer says that the money came. ``paper`` asks for a slip or not; None leaves
        it to the shop's setting for receipts.

        Raises:
            Refused: ``no_shift``, ``unknown_customer``, ``owes_nothing``, ``pays_too_much``,
                ``bad_amount``, ``too_large``, ``unknown_tender``, ``not_allowed``.
        """
        actor.require(Right.DEBT)
        _check_amount(amount)
        if method not in PAYABLE:
            raise Refused("unknown_tender", method=method.value)
        with self._store.write() as work:
            first = work.debt_entry(entry_id) if entry_id else None
            if first is not None:
                return first
            shift, customer = _open(work, actor), _customer(work, customer_id)
            _check_payment(work, customer, amount)
            if transfer_id is not None:
                self._received(work, actor, transfer_id)
            new = self._entry(actor, customer, DebtKind.PAYMENT, -amount, shift)
            entry = replace(
                new, id=entry_id or new.id, method=method.value, transfer_id=transfer_id
            )
            work.post(entry)
            _queue_paper(work, entry, paper)
            return entry

    def take_back(self, actor: Actor, entry_id: UUID, reason: str) -> DebtEntry:
        """Takes back a payment that was entered wrongly: a linked record of the open shift.

        Raises:
            Refused: ``no_shift``, ``not_a_payment``, ``reason_needed``, ``not_allowed``.
        """
        actor.require(Right.DEBT)
        text = _reason(reason)
        with self._store.write() as work:
            shift, paid = _open(work, actor), work.debt_entry(entry_id)
            if paid is None or paid.kind is not DebtKind.PAYMENT or paid.voids:
                raise Refused("not_a_payment")
            if any(c.voids == paid.id for c in work.debt_changes(paid.customer_id)):
                raise Refused("not_a_payment")
            customer = _customer(work, paid.customer_id)
            new = self._entry(actor, customer, DebtKind.PAYMENT, -paid.amount, shift)
            entry = replace(new, method=paid.method, reason=text, voids=paid.id)
            work.post(entry)
            self._not_received(work, actor, paid.transfer_id)
            return entry

    def open_debt(
        self, actor: Actor, customer_id: UUID, amount: int, since: date | None = None
    ) -> DebtEntry:
        """Takes over what the paper book says, owed since a day (today if not told).

        Raises:
            Refused: ``unknown_customer``, ``bad_amount``, ``too_large``, ``bad_date`` for a day to
                come, ``not_allowed``.
        """
        actor.require(Right.DEBT)
        _check_amount(amount)
        on = since or self._clock.today()
        if on > self._clock.today():
            raise Refused("bad_date", text=on.isoformat())
        with self._store.write() as work:
            customer = _customer(work, customer_id)
            new = self._entry(actor, customer, DebtKind.OPENING, amount)
            entry = replace(new, business_on=on)
            work.post(entry)
            return entry

    def correct(self, actor: Actor, customer_id: UUID, amount: int, reason: str) -> DebtEntry:
        """Lets a debt grow by ``amount``, or shrink where it is negative, with a reason.

        Raises:
            Refused: ``unknown_customer``, ``bad_amount``, ``too_large``, ``reason_needed``,
                ``not_allowed``.
        """
        actor.require(Right.DEBT)
        _check_amount(abs(amount))
        text = _reason(reason)
        with self._store.write() as work:
            customer = _customer(work, customer_id)
            new = self._entry(actor, customer, DebtKind.CORRECTION, amount)
            entry = replace(new, reason=text)
            work.post(entry)
            return entry

    def _entry(
        self,
        actor: Actor,
        customer: Customer,
        kind: DebtKind,
        amount: int,
        shift: Shift | None = None,
    ) -> DebtEntry:
        return DebtEntry(
            id=new_id(),
            customer_id=customer.id,
            till=actor.till,
            shift_id=shift.id if shift else None,
            business_on=shift.business_on if shift else self._clock.today(),
            at=self._clock.now(),
            actor_id=actor.id,
            kind=kind,
            amount=amount,
        )

    def _received(self, work: Work, actor: Actor, transfer_id: UUID) -> None:
        actor.require(Right.CONFIRM_TRANSFER)
        if work.transfer(transfer_id) is None:
            raise Refused("unknown_transfer")
        if state_of(work, transfer_id) is not TransferState.RECEIVED:
            post_event(work, actor, transfer_id, TransferState.RECEIVED, self._clock)

    def _not_received(self, work: Work, actor: Actor, transfer_id: UUID | None) -> None:
        if transfer_id and state_of(work, transfer_id) is TransferState.RECEIVED:
            post_event(work, actor, transfer_id, TransferState.TAKEN_BACK, self._clock)


def check_debt(work: Work, actor: Actor, sale: Sale, *, over_limit_ok: bool) -> None:
    """A sale on debt has its customer, who may owe so much; beyond it is noted with who said yes.

    Raises:
        Refused: ``debt_needs_customer``, ``debt_limit``, ``unknown_customer``, ``not_allowed``.
    """
    amount = sum(t.amount for t in sale.settlement.tenders if t.method is TenderMethod.DEBT)
    if not any(t.method is TenderMethod.DEBT for t in sale.settlement.tenders):
        return
    if sale.customer_id is None:
        raise Refused("debt_needs_customer")
    actor.require(Right.DEBT)
    customer = _customer(work, sale.customer_id)
    if amount <= 0 or not _over_limit(work, customer, amount):
        return
    if not over_limit_ok:
        raise _limit_refusal(work, customer, amount)
    actor.require(Right.DEBT_LIMIT)
    work.post(
        Action(
            id=new_id(),
            till=sale.till,
            shift_id=sale.shift_id,
            at=sale.at,
            actor_id=actor.id,
            kind=ActionKind.OVER_DEBT_LIMIT,
            ref=sale.number,
            detail=f"{customer.code}: {work.owed(customer.id) + amount} > {customer.debt_limit}",
        )
    )


def _over_limit(reader: Reader, customer: Customer, amount: int) -> bool:
    limit = customer.debt_limit
    return limit is not None and reader.owed(customer.id) + amount > limit


def _limit_refusal(reader: Reader, customer: Customer, amount: int) -> Refused:
    owes = reader.owed(customer.id)
    return Refused(
        "debt_limit",
        name=customer.name or customer.phone,
        owed=owes,
        limit=customer.debt_limit,
        after=owes + amount,
    )


def _customer(reader: Reader, customer_id: UUID) -> Customer:
    customer = reader.customer(customer_id)
    if customer is None or customer.erased:
        raise Refused("unknown_customer", customer=customer.code if customer else "")
    return customer


def _check_payment(reader: Reader, customer: Customer, amount: int) -> None:
    owes, name = reader.owed(customer.id), customer.name or customer.phone
    if owes <= 0:
        raise Refused("owes_nothing", name=name)
    if amount > owes:
        raise Refused("pays_too_much", name=name, owed=owes)


def _check_amount(amount: int) -> None:
    if amount <= 0:
        raise Refused("bad_amount", text=str(amount))
    if amount > LARGEST:
        raise Refused("too_large", text=str(amount))


def _reason(text: str) -> str:
    reason = clean(text)
    if not reason:
        raise Refused("reason_needed")
    if len(reason) > REASON_LIMIT:
        raise Refused("text_too_long", limit=REASON_LIMIT)
    return reason


def _open(work: Work, actor: Actor) -> Shift:
    shift = work.open_shift(actor.till)
    if shift is None:
        raise Refused("no_shift")
    return shift


def _queue_paper(work: Work, entry: DebtEntry, wanted: bool | None) -> None:
    """The drawer for cash, then the slip."""
    usual = next(iter(work.printers()), None)
    if usual is None:
        return
    ref, at, shift_id = str(entry.id), entry.at, entry.shift_id
    if usual.has_drawer and entry.method == TenderMethod.CASH:
        work.queue_print(new_job(usual, JobKind.DRAWER, ref, at=at, shift_id=shift_id))
    if wanted if wanted is not None else values(work)["receipt.paper"] == "always":
        work.queue_print(new_job(usual, JobKind.DEBT_SLIP, ref, at=at, shift_id=shift_id))
