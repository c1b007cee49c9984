"""Rows of exchanges, listings and orders, both ways."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from posdesk.domain.listing import Details, Listing, ListingState, Sent
from posdesk.domain.order import (
    Look,
    Order,
    OrderBuyer,
    OrderLine,
    OrderMoney,
    OrderMoneyKind,
    OrderPayment,
    OrderState,
)
from posdesk.runtime.clock import instant, milliseconds
from posdesk.services.ports.exchange import Exchange, ExchangeKind, OrderPush, Verb
from posdesk.services.ports.orders import Offer, PushState, Queued
from posdesk.storage.mapping.row import AnyRow, uuid_or_none

Row = dict[str, object]


def exchange_of(row: AnyRow) -> Exchange:
    """An exchange."""
    return Exchange(
        id=UUID(bytes=row.id),
        name=row.name,
        kind=ExchangeKind(row.kind),
        url=row.url,
        since=instant(row.since),
        options=json.loads(row.options),
        cursor=row.cursor,
        buffer=row.buffer,
        expiry_hours=row.expiry_hours,
        tried_at=instant(row.tried_at) if row.tried_at else None,
        matched_at=instant(row.matched_at) if row.matched_at else None,
        trouble=row.trouble,
    )


def exchange_row(exchange: Exchange, folded: str) -> Row:
    """An exchange as a row."""
    return {
        "id": exchange.id.bytes,
        "name": exchange.name,
        "folded": folded,
        "kind": exchange.kind.value,
        "url": exchange.url,
        "since": milliseconds(exchange.since),
        "options": json.dumps(dict(exchange.options), ensure_ascii=False),
        "cursor": exchange.cursor,
        "buffer": exchange.buffer,
        "expiry_hours": exchange.expiry_hours,
        "tried_at": milliseconds(exchange.tried_at) if exchange.tried_at else None,
        "matched_at": milliseconds(exchange.matched_at) if exchange.matched_at else None,
        "trouble": exchange.trouble,
    }


def order_of(row: AnyRow, lines: Iterable[AnyRow]) -> Order:
    """An order with its lines."""
    return Order(
        id=UUID(bytes=row.id),
        number=row.number,
        source=row.source,
        state=OrderState(row.state),
        payment=OrderPayment(row.payment),
        lines=tuple(map(line_of, lines)),
        placed_at=instant(row.placed_at),
        exchange_id=uuid_or_none(row.exchange_id),
        remote_id=row.remote_id,
        remote_state=row.remote_state,
        cod=bool(row.cod),
        fee=row.fee,
        discount=row.discount,
        due_on=date.fromisoformat(row.due_on) if row.due_on else None,
        expires_at=instant(row.expires_at) if row.expires_at else None,
        tracking=row.tracking,
        look=Look(row.look) if row.look else None,
        sale_id=uuid_or_none(row.sale_id),
    )


def order_row(order: Order, digest: str, seen_at: int) -> Row:
    """An order as a row, without its lines."""
    return {
        "id": order.id.bytes,
        "number": order.number,
        "source": order.source,
        "exchange_id": order.exchange_id.bytes if order.exchange_id else None,
        "remote_id": order.remote_id,
        "remote_state": order.remote_state,
        "digest": digest,
        "state": order.state.value,
        "payment": order.payment.value,
        "cod": int(order.cod),
        "fee": order.fee,
        "discount": order.discount,
        "placed_at": milliseconds(order.placed_at),
        "due_on": order.due_on.isoformat() if order.due_on else None,
        "expires_at": milliseconds(order.expires_at) if order.expires_at else None,
        "tracking": order.tracking,
        "look": order.look.value if order.look else None,
        "sale_id": order.sale_id.bytes if order.sale_id else None,
        "seen_at": seen_at,
    }


def line_of(row: AnyRow) -> OrderLine:
    """A line of an order."""
    return OrderLine(
        key=row.key,
        product_id=uuid_or_none(row.product_id),
        code=row.code,
        name=row.name,
        unit=row.unit,
        quantity=row.quantity,
        net=row.net,
        factor=row.factor,
        packed=row.packed,
    )


def line_row(order_id: UUID, number: int, line: OrderLine) -> Row:
    """A line as a row."""
    return {
        "order_id": order_id.bytes,
        "line": number,
        "key": line.key,
        "product_id": line.product_id.bytes if line.product_id else None,
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        "factor": line.factor,
        "quantity": line.quantity,
        "net": line.net,
        "packed": line.packed,
    }


def buyer_of(row: AnyRow) -> OrderBuyer:
    """Who gets the goods."""
    return OrderBuyer(row.name, row.phone, row.address, row.email, row.note)


def money_of(row: AnyRow) -> OrderMoney:
    """Money of an order outside its sale."""
    return OrderMoney(
        id=UUID(bytes=row.id),
        order_id=UUID(bytes=row.order_id),
        till=row.till,
        shift_id=uuid_or_none(row.shift_id),
        business_on=date.fromisoformat(row.business_on),
        at=instant(row.at),
        actor_id=UUID(bytes=row.actor_id),
        kind=OrderMoneyKind(row.kind),
        amount=row.amount,
        method=row.method or "",
        ref=row.ref or "",
    )


def details_of(row: AnyRow) -> Details:
    """What an online buyer asks; columns of ``product_detail``, NULL where there is no row."""
    return Details(
        village=row.village or "",
        material=row.material or "",
        size=row.size or "",
        weight=row.weight,
        origin=row.origin or "",
        ocop_stars=row.ocop_stars,
        ocop_decision=row.ocop_decision or "",
        ocop_until=row.ocop_until or "",
        story=row.story or "",
    )


def offer_of(row: AnyRow) -> Offer:
    """A listing with what its product is now."""
    listing = Listing(
        exchange_id=UUID(bytes=row.exchange_id),
        product_id=UUID(bytes=row.product_id),
        state=ListingState(row.state),
        remote_id=row.remote_id,
        title=row.title,
        price=row.own_price,
        buffer=row.buffer,
        reason=row.reason,
        detached=bool(row.detached),
        sent=Sent(row.sent_content, row.sent_price, row.sent_stock),
    )
    return Offer(
        listing=listing,
        sku=row.sku,
        name=row.name,
        gtin=row.gtin or "",
        category=row.category,
        description=row.description,
        maker=row.maker,
        price=row.own_price if row.own_price is not None else row.price,
        available=row.available,
        archived=bool(row.archived),
        picture_digest=row.picture_digest or "",
        details=details_of(row),
    )


def listing_row(listing: Listing) -> Row:
    """A listing as a row."""
    return {
        "exchange_id": listing.exchange_id.bytes,
        "product_id": listing.product_id.bytes,
        "state": listing.state.value,
        "remote_id": listing.remote_id,
        "title": listing.title,
        "price": listing.price,
        "buffer": listing.buffer,
        "reason": listing.reason,
        "detached": int(listing.detached),
        "sent_content": listing.sent.content,
        "sent_price": listing.sent.price,
        "sent_stock": listing.sent.stock,
    }


def details_row(product_id: UUID, details: Details) -> Row:
    """Details as a row."""
    return {
        "product_id": product_id.bytes,
        "village": details.village,
        "material": details.material,
        "size": details.size,
        "weight": details.weight,
        "origin": details.origin,
        "ocop_stars": details.ocop_stars,
        "ocop_decision": details.ocop_decision,
        "ocop_until": details.ocop_until,
        "story": details.story,
    }


def queued_of(row: AnyRow) -> Queued:
    """A push in the outbox."""
    told = json.loads(row.payload)
    return Queued(
        push=OrderPush(
            id=UUID(bytes=row.id),
            remote_id=told["remote_id"],
            verb=Verb(row.topic.partition(":")[0]),
            tracking=told["tracking"],
            reason=told["reason"],
            amount=told["amount"],
        ),
        exchange_id=UUID(row.destination),
        order_id=UUID(row.ref),
        state=PushState(row.state),
        attempts=row.attempts,
        next_at=instant(row.next_at) if row.next_at else None,
        answer=row.answer or "",
    )


def queued_row(queued: Queued, created_at: int) -> Row:
    """A push as a row; each refund is one of its own, every other verb comes once per order."""
    push = queued.push
    topic = f"{push.verb.value}:{push.id.hex}" if push.verb is Verb.REFUND else push.verb.value
    told = {
        "remote_id": push.remote_id,
        "tracking": push.tracking,
        "reason": push.reason,
        "amount": push.amount,
    }
    return {
        "id": push.id.bytes,
        "destination": str(queued.exchange_id),
        "topic": topic,
        "ref": str(queued.order_id),
        "created_at": created_at,
        "state": queued.state.value,
        "payload": json.dumps(told, ensure_ascii=False),
        "attempts": queued.attempts,
        "next_at": milliseconds(queued.next_at) if queued.next_at else None,
        "answer": queued.answer or None,
    }
