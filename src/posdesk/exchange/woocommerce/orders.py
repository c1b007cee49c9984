"""Orders of WooCommerce as the shop reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from posdesk.domain.order import OrderBuyer, OrderPayment
from posdesk.domain.quantity import ONE
from posdesk.domain.snapshot import OrderSnapshot, RemoteLine, RemoteRefund, RemoteState
from posdesk.domain.text import normal_phone
from posdesk.exchange.link import (
    LONG,
    Bad,
    digest,
    dong,
    moment,
    plain,
    record,
    records,
    text,
    text_of,
    whole,
)

_STATES = {
    "pending": RemoteState.OPEN,
    "on-hold": RemoteState.OPEN,
    "processing": RemoteState.OPEN,
    "failed": RemoteState.OPEN,
    "completed": RemoteState.DONE,
    "cancelled": RemoteState.CANCELLED,
    "refunded": RemoteState.CANCELLED,
    "trash": RemoteState.CANCELLED,
}
DRAFTS = ("checkout-draft", "auto-draft")
"""Baskets that are no orders yet."""


def changed_at(order: Mapping[str, object]) -> datetime | None:
    """When it changed, by the server's clock; None where it does not say."""
    try:
        return moment(order.get("date_modified_gmt"))
    except Bad:
        return None


def snapshot(order: Mapping[str, object], prefix: str = "") -> OrderSnapshot:
    """An order as it stands.

    Raises:
        Bad: something of it cannot be understood.
    """
    raw = _word(order.get("status"), 40)
    refunds = tuple(
        RemoteRefund(text(r.get("id"), 40), dong(text_of(r.get("total")).lstrip("-")))
        for r in _once(order.get("refunds"))
    )
    total, cod = dong(order.get("total")), order.get("payment_method") == "cod"
    extra = [_signed(f) for f in _once(order.get("fee_lines"))]
    delivery = _taxed(order, "shipping_total", "shipping_tax")
    taken = OrderSnapshot(
        remote_id=str(whole(order.get("id"), 10**18)),
        number=prefix + _word(order.get("number") or order.get("id"), 40),
        state=_STATES.get(raw, RemoteState.UNKNOWN),
        raw_state=raw,
        payment=_payment(order, total, refunds),
        cod=cod and not order.get("date_paid_gmt"),
        buyer=_buyer(order),
        lines=tuple(map(_line, _once(order.get("line_items")))),
        fee=delivery + sum(amount for amount in extra if amount > 0),
        discount=-sum(amount for amount in extra if amount < 0),
        total=total,
        placed_at=moment(order.get("date_created_gmt")),
        digest="",
        refunds=refunds,
    )
    return replace(taken, digest=digest(repr(taken)))


def _once(value: object) -> list[Mapping[str, object]]:
    """The parts of an order; each has its id, so one that stands there twice is one."""
    return list({repr(part): part for part in records(value or [])}.values())


def _word(value: object, limit: int) -> str:
    """A text on one line, without tags."""
    return plain(text(value, limit * 4), limit)


def _taxed(part: Mapping[str, object], amount: str, tax: str) -> int:
    return dong(part.get(amount) or "0") + dong(part.get(tax) or "0")


def _signed(fee: Mapping[str, object]) -> int:
    """A fee of the order; a negative one is a discount."""
    total = text_of(fee.get("total"))
    sign = -1 if total.startswith("-") else 1
    tax = text_of(fee.get("total_tax")).lstrip("-")
    return sign * (dong(total.lstrip("-") or "0") + dong(tax or "0"))


def _line(line: Mapping[str, object]) -> RemoteLine:
    variation = text(line.get("variation_id"), 40)
    return RemoteLine(
        key=text(line.get("id"), 40),
        item_id=variation if variation not in ("", "0") else text(line.get("product_id"), 40),
        sku=_word(line.get("sku"), 64),
        name=plain(line.get("name")),
        quantity=whole(line.get("quantity")) * ONE,
        net=_taxed(line, "total", "total_tax"),
    )


def _payment(
    order: Mapping[str, object], total: int, refunds: tuple[RemoteRefund, ...]
) -> OrderPayment:
    back = sum(refund.amount for refund in refunds)
    if order.get("status") == "refunded" or (back and back >= total):
        return OrderPayment.REFUNDED
    if back:
        return OrderPayment.PART_REFUNDED
    return OrderPayment.PAID if order.get("date_paid_gmt") else OrderPayment.UNPAID


def _buyer(order: Mapping[str, object]) -> OrderBuyer:
    billing, shipping = record(order.get("billing") or {}), record(order.get("shipping") or {})
    there = shipping if text(shipping.get("address_1")) else billing
    name = " ".join(filter(None, (plain(there.get(k)) for k in ("last_name", "first_name"))))
    phone = _word(there.get("phone"), 40) or _word(billing.get("phone"), 40)
    lines = (plain(there.get(key)) for key in ("address_1", "address_2", "city", "state"))
    return OrderBuyer(
        name=name[:100],
        phone=normal_phone(phone) or phone,
        address=", ".join(filter(None, lines))[:300],
        email=_word(billing.get("email"), 100),
        note=plain(order.get("customer_note"), LONG)[:300],
    )
