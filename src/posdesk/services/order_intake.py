"""Orders from an exchange into the shop: the same snapshot any number of times, one order (I12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from posdesk.domain.order import (
    Look,
    Order,
    OrderLine,
    OrderPayment,
    OrderState,
)
from posdesk.domain.snapshot import OrderSnapshot, RemoteLine, RemoteState, met
from posdesk.runtime.ids import new_id
from posdesk.services.order_records import OrderRecords
from posdesk.services.ports.exchange import Exchange, Verb
from posdesk.services.ports.orders import Listed
from posdesk.services.ports.store import Reader

_FINAL = (RemoteState.SHIPPED, RemoteState.DELIVERED, RemoteState.DONE)


def take_in(records: OrderRecords, exchange: Exchange, seen: OrderSnapshot) -> bool:
    """Takes one order in; False where it brings nothing new."""
    work = records.work
    known = work.order_by_remote(exchange.id, seen.remote_id)
    if known is None:
        return _take_new(records, exchange, seen)
    if work.order_digest(known.id) == seen.digest:
        return False
    cancelled_here = any(
        queued.order_id == known.id and queued.push.verb is Verb.CANCEL
        for queued in work.queued(exchange.id)
    )
    there = _order(work, exchange, seen, known)
    now = met(known, there, seen.state, shop_cancelled=cancelled_here)
    records.put(_checked(now, seen), known.state, reason=seen.raw_state, digest=seen.digest)
    work.put_order_buyer(known.id, seen.buyer)
    return True


def lost(records: OrderRecords, exchange: Exchange, remote_id: str) -> None:
    """The exchange does not show an order any more: given up, or looked at where goods left."""
    known = records.work.order_by_remote(exchange.id, remote_id)
    if known is None or known.look is Look.GONE:
        return
    if known.state in (OrderState.NEW, OrderState.ACCEPTED):
        gone = known.moved(OrderState.CANCELLED)
        records.put(replace(gone, remote_state="gone"), known.state, reason="gone", digest="gone")
    else:
        records.put(replace(known, look=Look.GONE, remote_state="gone"), known.state)


def _take_new(records: OrderRecords, exchange: Exchange, seen: OrderSnapshot) -> bool:
    if seen.state is RemoteState.CANCELLED or _before_us(exchange, seen):
        return False
    order = _order(records.work, exchange, seen, None)
    if seen.state in _FINAL:
        order = replace(order, look=Look.DONE_ELSEWHERE)
    elif seen.state is RemoteState.UNKNOWN:
        order = replace(order, look=Look.UNKNOWN_STATE)
    records.put(_checked(order, seen), None, reason=seen.raw_state, digest=seen.digest)
    records.work.put_order_buyer(order.id, seen.buyer)
    return True


def _before_us(exchange: Exchange, seen: OrderSnapshot) -> bool:
    """Whether it was over before the exchange was set up here."""
    return seen.state in _FINAL and seen.placed_at < exchange.since


def _order(reader: Reader, exchange: Exchange, seen: OrderSnapshot, known: Order | None) -> Order:
    """The order as the exchange has it, in the shop's goods."""
    unpaid = seen.payment in (OrderPayment.UNPAID, OrderPayment.AUTHORISED) and not seen.cod
    until = seen.placed_at + timedelta(hours=exchange.expiry_hours)
    return Order(
        id=known.id if known else new_id(),
        number=seen.number,
        source=exchange.name,
        state=known.state if known else OrderState.NEW,
        payment=seen.payment,
        lines=_lines(reader, exchange, seen.lines),
        placed_at=seen.placed_at,
        exchange_id=exchange.id,
        remote_id=seen.remote_id,
        remote_state=seen.raw_state,
        cod=seen.cod,
        fee=seen.fee,
        discount=seen.discount,
        expires_at=until if unpaid else None,
    )


def _lines(
    reader: Reader, exchange: Exchange, lines: Sequence[RemoteLine]
) -> tuple[OrderLine, ...]:
    return tuple(_line(reader, exchange, line) for line in lines)


def _line(reader: Reader, exchange: Exchange, line: RemoteLine) -> OrderLine:
    """Known by what was listed there, else by its SKU."""
    goods = reader.listed(exchange.id, line.item_id) or _by_sku(reader, line.sku)
    if goods is None:
        return OrderLine(line.key, None, line.sku, line.name, "", line.quantity, line.net)
    return OrderLine(
        key=line.key,
        product_id=goods.product_id,
        code=goods.sku,
        name=goods.name,
        unit=goods.unit,
        quantity=line.quantity,
        net=line.net,
    )


def _by_sku(reader: Reader, sku: str) -> Listed | None:
    product = reader.product_by_sku(sku)
    return Listed(product.id, product.sku, product.name, product.base.name) if product else None


def _checked(order: Order, seen: OrderSnapshot) -> Order:
    """What a person has to look at before anything else."""
    if order.look is None and order.total != seen.total:
        return replace(order, look=Look.SUMS_DIFFER)
    if order.look is None and any(line.product_id is None for line in order.lines):
        return replace(order, look=Look.UNKNOWN_GOODS)
    return order
