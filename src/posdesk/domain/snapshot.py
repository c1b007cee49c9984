"""An order as an exchange shows it now, and how it meets what the shop knows.

Source of the rules: who wins per field. The exchange says who buys what for how much and whether
it is paid; the shop says whether it is packed and handed over; the first cancellation wins until
the goods are out of the house.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from posdesk.domain.order import (
    UNDER_WAY,
    Look,
    Order,
    OrderBuyer,
    OrderLine,
    OrderPayment,
    OrderState,
)


class RemoteState(StrEnum):
    """What an exchange says of the goods, in the connector's words."""

    OPEN = "open"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    DONE = "done"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RemoteLine:
    """Goods of an order at an exchange.

    Attributes:
        item_id: the exchange's id of the goods.
        quantity: thousandths. net: what the buyer pays for the line, tax included, đồng.
    """

    key: str
    item_id: str
    sku: str
    name: str
    quantity: int
    net: int


@dataclass(frozen=True, slots=True)
class RemoteRefund:
    """Money an exchange gave back; ``amount`` > 0, đồng."""

    id: str
    amount: int


@dataclass(frozen=True, slots=True)
class OrderSnapshot:
    """One order as it stands at the exchange; texts are cleaned, money is whole đồng.

    Attributes:
        raw_state: the exchange's own word.
        digest: of everything here; an equal one is no news.
    """

    remote_id: str
    number: str
    state: RemoteState
    raw_state: str
    payment: OrderPayment
    cod: bool
    buyer: OrderBuyer
    lines: tuple[RemoteLine, ...]
    fee: int
    discount: int
    total: int
    placed_at: datetime
    digest: str
    refunds: tuple[RemoteRefund, ...] = ()


def met(known: Order, seen: Order, state: RemoteState, *, shop_cancelled: bool) -> Order:
    """What becomes of a known order when its exchange shows ``seen``.

    Args:
        known: as the shop has it.
        seen: the same order with the exchange's lines, money, payment and raw state.
        state: what the exchange says of the goods.
        shop_cancelled: whether the shop cancelled it and the exchange was not told yet.
    """
    if known.state not in UNDER_WAY and known.state is not OrderState.CANCELLED:
        return _after_hand_over(known, seen, state)
    now = replace(
        known,
        lines=_with_packed(known.lines, seen.lines),
        fee=seen.fee,
        discount=seen.discount,
        payment=seen.payment,
        cod=seen.cod,
        remote_state=seen.remote_state,
        look=_look(seen, state),
    )
    if known.state is OrderState.CANCELLED:
        # An exchange does un-cancel; its own cancellation follows it back, the shop's stands.
        back = state is RemoteState.OPEN and not shop_cancelled
        return replace(now, state=OrderState.NEW) if back else now
    if state is RemoteState.CANCELLED:
        unpack = Look.CANCELLED_AFTER if known.state is OrderState.PACKED else None
        return replace(now, state=OrderState.CANCELLED, look=unpack)
    return now


def _look(seen: Order, state: RemoteState) -> Look | None:
    if state is RemoteState.UNKNOWN:
        return Look.UNKNOWN_STATE
    if state in (RemoteState.SHIPPED, RemoteState.DELIVERED, RemoteState.DONE):
        return Look.DONE_ELSEWHERE
    if any(line.product_id is None for line in seen.lines):
        return Look.UNKNOWN_GOODS
    return None


def _with_packed(
    known: tuple[OrderLine, ...], seen: tuple[OrderLine, ...]
) -> tuple[OrderLine, ...]:
    """The exchange's lines; what was packed already stays packed as far as it is still wanted."""
    packed = {line.key: line.packed for line in known}
    return tuple(replace(line, packed=min(line.quantity, packed.get(line.key, 0))) for line in seen)


def _after_hand_over(known: Order, seen: Order, state: RemoteState) -> Order:
    """The goods are gone: the sale stands, and what the exchange changes is told."""
    now = replace(known, payment=seen.payment, remote_state=seen.remote_state)
    if state is RemoteState.CANCELLED:
        return replace(now, look=Look.CANCELLED_AFTER)
    if state is RemoteState.UNKNOWN:
        return replace(now, look=Look.UNKNOWN_STATE)
    if _asked(known) != _asked(seen):
        return replace(now, look=Look.CHANGED_AFTER)
    if _refunded(now.payment) and not _refunded(known.payment):
        return replace(now, look=Look.REFUNDED_AFTER)
    return replace(now, state=_further(known.state, state))


def _asked(order: Order) -> object:
    lines = tuple((line.key, line.code, line.quantity, line.net) for line in order.lines)
    return lines, order.fee, order.discount


def _refunded(payment: OrderPayment) -> bool:
    return payment in (OrderPayment.PART_REFUNDED, OrderPayment.REFUNDED)


def _further(known: OrderState, state: RemoteState) -> OrderState:
    """An exchange may carry it on, never back."""
    if state is RemoteState.DELIVERED and known is OrderState.HANDED_OVER:
        return OrderState.DELIVERED
    if state is RemoteState.DONE and known in (OrderState.HANDED_OVER, OrderState.DELIVERED):
        return OrderState.CLOSED
    return known
