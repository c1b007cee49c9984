"""Orders that come from outside the counter: an exchange, the shop's own web, Zalo, the telephone.

An order is work in progress: it changes until its goods are handed over. What happened to it and
the money taken for it are posted records; the hand-over itself is a sale like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from posdesk.domain.errors import Refused
from posdesk.domain.quantity import ONE


class OrderState(StrEnum):
    """How far the goods are."""

    NEW = "new"
    ACCEPTED = "accepted"
    PACKED = "packed"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    RETURNED = "returned"


class OrderPayment(StrEnum):
    """How far the money is, as the exchange or the owner says; apart from the goods."""

    UNPAID = "unpaid"
    AUTHORISED = "authorised"
    PAID = "paid"
    PART_REFUNDED = "part_refunded"
    REFUNDED = "refunded"


class Look(StrEnum):
    """Why a person has to look at an order (cần xem)."""

    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_GOODS = "unknown_goods"
    CHANGED_AFTER = "changed_after"
    """Lines or money changed after the goods were handed over."""
    CANCELLED_AFTER = "cancelled_after"
    """After it was packed or handed over."""
    SUMS_DIFFER = "sums_differ"
    """Its lines, discount and fee do not make its total."""
    DONE_ELSEWHERE = "done_elsewhere"
    """The exchange says it is on the way or done; here nothing was handed over."""
    REFUNDED_AFTER = "refunded_after"
    GONE = "gone"
    """It is not at the exchange any more."""
    NOT_DONE_THERE = "not_done_there"
    """The exchange refused what was done here."""


UNDER_WAY = (OrderState.NEW, OrderState.ACCEPTED, OrderState.PACKED)
"""Goods still lie in the shop, kept for the buyer."""

OVER = (OrderState.CLOSED, OrderState.CANCELLED, OrderState.RETURNED)
"""Nothing more is expected of them."""

_MOVES: Mapping[OrderState, tuple[OrderState, ...]] = {
    OrderState.NEW: (OrderState.ACCEPTED, OrderState.PACKED, OrderState.CANCELLED),
    OrderState.ACCEPTED: (OrderState.NEW, OrderState.PACKED, OrderState.CANCELLED),
    OrderState.PACKED: (OrderState.ACCEPTED, OrderState.HANDED_OVER, OrderState.CANCELLED),
    OrderState.HANDED_OVER: (OrderState.DELIVERED, OrderState.CLOSED, OrderState.RETURNED),
    OrderState.DELIVERED: (OrderState.CLOSED, OrderState.RETURNED),
    OrderState.CLOSED: (OrderState.RETURNED,),
    OrderState.CANCELLED: (OrderState.NEW,),
    OrderState.RETURNED: (),
}


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Goods of an order.

    Attributes:
        key: the exchange's own id of the line; its place for an order typed by hand.
        product_id: None where the shop does not know the goods.
        factor: base units in the unit ordered.
        quantity: thousandths of the unit.
        net: what the buyer pays for the line, tax included, đồng.
        packed: how much of ``quantity`` lies in the parcel.
    """

    key: str
    product_id: UUID | None
    code: str
    name: str
    unit: str
    quantity: int
    net: int
    factor: int = 1
    packed: int = 0

    @property
    def base_quantity(self) -> int:
        """Thousandths of the base unit."""
        return self.quantity * self.factor

    @property
    def price(self) -> int:
        """Of one unit, đồng, rounded up: a discount leaves exactly what the buyer pays."""
        return -(-self.net * ONE // self.quantity)


@dataclass(frozen=True, slots=True)
class OrderBuyer:
    """Who gets the goods. Kept apart from the order, so a person can be erased.

    Attributes:
        address: its lines as they came: old and new district forms are mixed everywhere.
        note: what the buyer asks for.
    """

    name: str
    phone: str = ""
    address: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """An order.

    Attributes:
        exchange_id: where it came from; None for one typed by hand.
        source: how it came: the exchange's name, or ``zalo``, ``facebook``, ``phone``.
        remote_id: the exchange's id of it; empty for one typed by hand.
        number: as people say it, e.g. ``QT-20461``.
        remote_state: the exchange's own word, kept raw.
        cod: the courier collects the money.
        fee: for the delivery, paid by the buyer, đồng.
        discount: on all lines, đồng.
        due_on: handed over until when, where it was promised.
        expires_at: the goods are kept so long without money; None: without end.
        sale_id: the sale its hand-over made.
    """

    id: UUID
    number: str
    source: str
    state: OrderState
    payment: OrderPayment
    lines: tuple[OrderLine, ...]
    placed_at: datetime
    exchange_id: UUID | None = None
    remote_id: str = ""
    remote_state: str = ""
    cod: bool = False
    fee: int = 0
    discount: int = 0
    due_on: date | None = None
    expires_at: datetime | None = None
    tracking: str = ""
    look: Look | None = None
    sale_id: UUID | None = None

    @property
    def total(self) -> int:
        """What the buyer pays, đồng."""
        return sum(line.net for line in self.lines) - self.discount + self.fee

    @property
    def waits_for_money(self) -> bool:
        """Whether nothing is to be packed before money came."""
        return (
            self.state in UNDER_WAY
            and not self.cod
            and self.payment in (OrderPayment.UNPAID, OrderPayment.AUTHORISED)
        )

    @property
    def packed(self) -> bool:
        """Whether all of it lies in the parcel."""
        return all(line.packed == line.quantity for line in self.lines)

    def kept(self, now: datetime) -> Mapping[UUID, int]:
        """What is reserved for it by product, thousandths of the base unit (I13)."""
        if self.state not in UNDER_WAY or self._expired(now):
            return {}
        kept: dict[UUID, int] = {}
        for line in self.lines:
            if line.product_id is not None:
                there = kept.get(line.product_id, 0)
                kept[line.product_id] = there + line.base_quantity
        return kept

    def _expired(self, now: datetime) -> bool:
        return self.waits_for_money and self.expires_at is not None and self.expires_at <= now

    def moved(self, state: OrderState) -> Order:
        """The order in another state.

        Raises:
            Refused: ``order_state`` where that does not follow.
        """
        if state not in _MOVES[self.state]:
            raise Refused("order_state", order=self.number, state=self.state.value)
        return replace(self, state=state)


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """A posted record: an order changed.

    Attributes:
        source: ``shop``, or the name of the exchange that said so.
        before, after: states; equal where something else changed.
        reason: in words, of a cancellation or a failed delivery.
    """

    id: UUID
    order_id: UUID
    till: str
    at: datetime
    actor_id: UUID
    source: str
    before: OrderState
    after: OrderState
    reason: str = ""


class OrderMoneyKind(StrEnum):
    """Why money for an order moved outside its sale."""

    DEPOSIT = "deposit"
    """Before the hand-over; the sale then has a tender ``deposit``."""
    COLLECTED = "collected"
    """What the courier collected or the exchange held came in."""
    FEE = "fee"
    """Kept back by courier or exchange."""
    TAX = "tax"
    """Withheld for the state by the exchange (Luật Quản lý thuế, sàn khấu trừ)."""


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """A posted record: money of an order.

    Attributes:
        shift_id: of cash, the shift whose drawer it went through.
        amount: đồng; negative takes an earlier one back.
        method: ``cash``, ``transfer`` or ``card``; empty for what was kept back.
        ref: of the statement (đối soát) it stands on.
    """

    id: UUID
    order_id: UUID
    till: str
    shift_id: UUID | None
    business_on: date
    at: datetime
    actor_id: UUID
    kind: OrderMoneyKind
    amount: int
    method: str = ""
    ref: str = ""


def deposited(money: Iterable[OrderMoney]) -> int:
    """What was paid before the hand-over, đồng."""
    return sum(m.amount for m in money if m.kind is OrderMoneyKind.DEPOSIT)
