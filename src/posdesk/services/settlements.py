"""What couriers and exchanges owe the shop, and their statements (đối soát)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.order import Order, OrderMoneyKind, OrderState
from posdesk.domain.sale import TenderMethod
from posdesk.domain.text import clean
from posdesk.runtime.clock import Clock
from posdesk.services.order_records import OrderRecords
from posdesk.services.ports.exchange import Verb
from posdesk.services.ports.orders import Receivable
from posdesk.services.ports.store import Store

REF_LIMIT = 60


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What a statement says of one order, đồng >= 0.

    Attributes:
        order: its number.
        paid: what came in.
        fee: kept back by the courier or the exchange. tax: withheld for the state.
    """

    order: str
    paid: int
    fee: int = 0
    tax: int = 0

    @property
    def accounted(self) -> int:
        """How much of what is owed the line explains."""
        return self.paid + self.fee + self.tax


@dataclass(frozen=True, slots=True)
class Settled:
    """A line that was posted.

    Attributes:
        owed: before it, đồng.
        left: what is owed still; negative where more came than was owed.
        known: the same statement had this order already, nothing was posted.
    """

    line: StatementLine
    owed: int
    left: int
    known: bool = False


class Settlements:
    """Money that comes after the goods are gone."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def open(self) -> tuple[Receivable, ...]:
        """What is owed by order, the oldest first."""
        with self._store.read() as reader:
            return reader.receivables()

    def settle(
        self, actor: Actor, lines: Sequence[StatementLine], method: TenderMethod, ref: str
    ) -> tuple[Settled, ...]:
        """Posts a statement: all of it, or nothing.

        An order that is paid in full is done; its exchange is told. The same statement a second
        time changes nothing.

        Args:
            actor: who enters it.
            lines: one an order.
            method: how the money came: cash or transfer.
            ref: number or date of the statement.

        Raises:
            Refused: ``reference_needed``, ``text_too_long``, ``unknown_order``,
                ``order_not_handed_over``, ``bad_amount``, ``no_shift`` for cash, ``not_allowed``.
        """
        actor.require(Right.ORDERS)
        named = clean(ref)
        if not named:
            raise Refused("reference_needed")
        if len(named) > REF_LIMIT:
            raise Refused("text_too_long", limit=REF_LIMIT)
        with self._store.write() as work:
            records = OrderRecords(work, actor, self._clock)
            return tuple(_settle(records, line, method, named) for line in lines)


def _settle(records: OrderRecords, line: StatementLine, method: TenderMethod, ref: str) -> Settled:
    order = records.work.order_by_number(line.order)
    if order is None:
        raise Refused("unknown_order", order=clean(line.order)[:40])
    if order.sale_id is None:
        raise Refused("order_not_handed_over", order=order.number)
    owed = records.work.owed_for(order.id)
    if any(money.ref == ref for money in records.work.order_money(order.id)):
        return Settled(line, owed, owed, known=True)
    _post(records, order, line, method, ref)
    left = owed - line.accounted
    if left <= 0:
        _finish(records, order)
    return Settled(line, owed, left)


def _post(
    records: OrderRecords, order: Order, line: StatementLine, method: TenderMethod, ref: str
) -> None:
    parts = (
        (OrderMoneyKind.COLLECTED, line.paid, method),
        (OrderMoneyKind.FEE, line.fee, None),
        (OrderMoneyKind.TAX, line.tax, None),
    )
    if min(amount for _kind, amount, _method in parts) < 0 or not line.accounted:
        raise Refused("bad_amount", text=str(line.accounted))
    for kind, amount, how in parts:
        if amount:
            records.money(order, kind, amount, how, ref)


def _finish(records: OrderRecords, order: Order) -> None:
    """Money that came in full says that the buyer has the goods."""
    known = order.state
    if order.state is OrderState.HANDED_OVER:
        order = order.moved(OrderState.DELIVERED)
    if order.state is OrderState.DELIVERED:
        records.put(order.moved(OrderState.CLOSED), known)
        records.push(order, Verb.COMPLETE)
