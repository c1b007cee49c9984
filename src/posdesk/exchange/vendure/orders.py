"""Orders of Vendure as the shop reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from posdesk.domain.order import OrderBuyer, OrderPayment
from posdesk.domain.quantity import ONE
from posdesk.domain.snapshot import OrderSnapshot, RemoteLine, RemoteRefund, RemoteState
from posdesk.domain.text import normal_phone
from posdesk.exchange.link import Bad, digest, dong, moment, plain, record, records, text, whole
from posdesk.exchange.vendure.api import Thing

ORDER = """
  id code state active updatedAt orderPlacedAt totalWithTax
  customer { firstName lastName emailAddress phoneNumber }
  shippingAddress { fullName streetLine1 streetLine2 city province phoneNumber }
  lines {
    id quantity orderPlacedQuantity unitPriceWithTax linePriceWithTax
    productVariant { id sku name }
  }
  surcharges { priceWithTax } discounts { amountWithTax } shippingLines { priceWithTax }
  payments { id method amount state refunds { id total state reason } }
  fulfillments { id state lines { orderLineId quantity } }
"""
LISTED = (
    """query($filter: OrderFilterParameter!, $sort: OrderSortParameter!, $take: Int!, $skip: Int!) {
  orders(options: {filter: $filter, sort: $sort, take: $take, skip: $skip}) { items {"""
    + ORDER
    + "} } }"
)
ONE_ORDER = "query($id: ID!) { order(id: $id) {" + ORDER + "} }"

_STATES = {
    "PaymentAuthorized": RemoteState.OPEN,
    "PaymentSettled": RemoteState.OPEN,
    "Modifying": RemoteState.OPEN,
    "ArrangingAdditionalPayment": RemoteState.OPEN,
    "PartiallyShipped": RemoteState.OPEN,
    "Shipped": RemoteState.SHIPPED,
    "PartiallyDelivered": RemoteState.SHIPPED,
    "Delivered": RemoteState.DELIVERED,
    "Cancelled": RemoteState.CANCELLED,
}
_COD = ("cod", "cash-on-delivery", "thu-ho")


def one(told: Thing, remote_id: str) -> Thing | None:
    """The order that was asked for; None where the server itself says that there is none.

    Raises:
        Bad: the answer is to something else.
    """
    if told.get("order", "") is None:
        return None
    order = record(told.get("order"))
    if order.get("id") != remote_id:
        raise Bad("id")
    return order


def changed_at(order: Thing) -> datetime | None:
    """When it changed, by the server's clock; None where it does not say."""
    try:
        return moment(order.get("updatedAt"))
    except Bad:
        return None


def placed(order: Thing) -> bool:
    """Whether it is an order: a basket was never placed."""
    return order.get("active") is False and bool(order.get("orderPlacedAt"))


def snapshot(order: Thing, parts: int, prefix: str = "") -> OrderSnapshot:
    """An order as it stands.

    Args:
        order: as the server shows it.
        parts: of a đồng in its figures.
        prefix: before its number.

    Raises:
        Bad: something of it cannot be understood.
    """
    raw, state = text(order.get("state"), 40), _state(order)
    payments = records(order.get("payments") or [])
    refunds = tuple(_refund(r, parts) for p in payments for r in given_back(p))
    over = state is RemoteState.CANCELLED
    lines = tuple(_line(line, parts, over=over) for line in _wanted(order, over=over))
    fee, discount, total = _sums(order, parts)
    taken = OrderSnapshot(
        remote_id=text(order.get("id"), 40),
        number=prefix + text(order.get("code"), 40),
        state=state,
        raw_state=raw,
        payment=_payment(payments, refunds, total, parts),
        cod=any(p.get("state") == "Authorized" and collected(p) for p in payments),
        buyer=_buyer(order),
        lines=lines,
        fee=0 if over else fee,
        discount=0 if over else discount,
        total=sum(line.net for line in lines) if over else total,
        placed_at=moment(order.get("orderPlacedAt")),
        digest="",
        refunds=refunds,
    )
    return replace(taken, digest=digest(repr(taken)))


def collected(payment: Thing) -> bool:
    """Whether the courier collects the money."""
    code = text(payment.get("method"), 100).lower()
    return any(re.search(rf"\b{word}\b", code.replace("_", "-")) for word in _COD)


def given_back(payment: Thing) -> Sequence[Thing]:
    """The refunds of a payment that were not refused."""
    return [r for r in records(payment.get("refunds") or []) if r.get("state") != "Failed"]


def parcels_of(order: Thing) -> Sequence[Thing]:
    """What is packed or sent of an order."""
    return [p for p in records(order.get("fulfillments") or []) if p.get("state") != "Cancelled"]


def left_of(order: Thing) -> Mapping[str, int]:
    """What is in no parcel yet, pieces by line.

    Raises:
        Bad: it cannot be understood.
    """
    left = {text(x.get("id"), 40): count(x.get("quantity")) for x in records(order.get("lines"))}
    for parcel in parcels_of(order):
        for line in records(parcel.get("lines")):
            key = text(line.get("orderLineId"), 40)
            left[key] = left.get(key, 0) - count(line.get("quantity"))
    return {line: quantity for line, quantity in left.items() if quantity > 0}


def count(value: object) -> int:
    """A whole number, as it is.

    Raises:
        Bad: it is none.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise Bad("number")
    return value


def _state(order: Thing) -> RemoteState:
    """How far the goods are; an unpaid order keeps its word while its goods travel (COD)."""
    raw = text(order.get("state"), 40)
    if raw == "PaymentAuthorized":
        sent = {text(parcel.get("state"), 40) for parcel in parcels_of(order)}
        if sent and sent <= {"Shipped", "Delivered"} and not left_of(order):
            return RemoteState.DELIVERED if sent == {"Delivered"} else RemoteState.SHIPPED
    return _STATES.get(raw, RemoteState.UNKNOWN)


def _wanted(order: Thing, *, over: bool) -> Sequence[Thing]:
    """The lines with something in them; a cancelled order shows what it was."""
    key = "orderPlacedQuantity" if over else "quantity"
    return [line for line in records(order.get("lines") or []) if line.get(key) != 0]


def _line(line: Thing, parts: int, *, over: bool) -> RemoteLine:
    variant = record(line.get("productVariant"))
    quantity = whole(line.get("orderPlacedQuantity" if over else "quantity"))
    net = dong(line.get("unitPriceWithTax"), parts) * quantity
    return RemoteLine(
        key=text(line.get("id"), 40),
        item_id=text(variant.get("id"), 40),
        sku=text(variant.get("sku"), 64),
        name=plain(variant.get("name")),
        quantity=quantity * ONE,
        net=net if over else dong(line.get("linePriceWithTax"), parts),
    )


def _sums(order: Thing, parts: int) -> tuple[int, int, int]:
    """Fee, discount and total, đồng."""
    extra = [count(s.get("priceWithTax")) for s in records(order.get("surcharges") or [])]
    delivery = [count(s.get("priceWithTax")) for s in records(order.get("shippingLines") or [])]
    off = [count(d.get("amountWithTax")) for d in records(order.get("discounts") or [])]
    amounts = [*extra, *delivery, *off]
    fee = dong(sum(amount for amount in amounts if amount > 0), parts)
    discount = dong(-sum(amount for amount in amounts if amount < 0), parts)
    return fee, discount, dong(order.get("totalWithTax"), parts)


def _refund(refund: Thing, parts: int) -> RemoteRefund:
    return RemoteRefund(text(refund.get("id"), 40), dong(refund.get("total"), parts))


def _payment(
    payments: Iterable[Thing], refunds: Sequence[RemoteRefund], total: int, parts: int
) -> OrderPayment:
    paid = {"Settled": 0, "Authorized": 0}
    for payment in payments:
        state = text(payment.get("state"), 40)
        if state == "Settled" or (state == "Authorized" and not collected(payment)):
            paid[state] += dong(payment.get("amount"), parts)
    back = sum(refund.amount for refund in refunds)
    if back and back >= paid["Settled"]:
        return OrderPayment.REFUNDED
    if back:
        return OrderPayment.PART_REFUNDED
    if paid["Settled"] and paid["Settled"] >= total:
        return OrderPayment.PAID
    return OrderPayment.AUTHORISED if paid["Authorized"] else OrderPayment.UNPAID


def _buyer(order: Thing) -> OrderBuyer:
    customer = record(order.get("customer") or {})
    there = record(order.get("shippingAddress") or {})
    own_name = " ".join(filter(None, (plain(customer.get(k)) for k in ("lastName", "firstName"))))
    phone = text(there.get("phoneNumber"), 40) or text(customer.get("phoneNumber"), 40)
    lines = (plain(there.get(key)) for key in ("streetLine1", "streetLine2", "city", "province"))
    return OrderBuyer(
        name=(plain(there.get("fullName")) or own_name)[:100],
        phone=normal_phone(phone) or phone,
        address=", ".join(filter(None, lines))[:300],
        email=text(customer.get("emailAddress"), 100),
    )
