"""Writes of exchanges, listings and orders, and the tasks that follow from what is reserved.

A shortfall is there as long as more of a product is kept for orders than lies in the shop (I13).
It is looked at whenever stock of a reserved product moved or a reservation changed, in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from posdesk.domain.listing import Details, Listing
from posdesk.domain.order import Order, OrderBuyer
from posdesk.domain.stock import SHOP
from posdesk.domain.text import fold
from posdesk.runtime.clock import milliseconds
from posdesk.services.ports.exchange import Exchange
from posdesk.services.ports.orders import Queued
from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.mapping import orders as mapping

SHORT = """
    SELECT r.product_id, sum(r.quantity)
        - coalesce((SELECT sum(b.quantity) FROM stock_balance b
            WHERE b.product_id = r.product_id), 0) AS missing,
        (SELECT group_concat(number, char(10)) FROM (SELECT o.number FROM reservation k
            JOIN online_order o ON o.id = k.order_id WHERE k.product_id = r.product_id
            ORDER BY o.id)) AS orders
    FROM reservation r WHERE {which} GROUP BY r.product_id HAVING missing > 0
"""
"""What is short now; the numbers of its orders, a line each."""

_SETTLE = f"""
    INSERT INTO shortfall (product_id, missing, orders, since)
    SELECT product_id, missing, orders, ?2 FROM ({SHORT.format(which="r.product_id = ?1")})
    WHERE 1 ON CONFLICT DO UPDATE SET missing = excluded.missing, orders = excluded.orders
"""  # noqa: S608 - fixed text only
_OVER = f"""
    DELETE FROM shortfall WHERE product_id = ?1
        AND NOT EXISTS ({SHORT.format(which="r.product_id = ?1")})
"""  # noqa: S608 - fixed text only
_UNSURE = """
    UPDATE listing SET sent_stock = NULL WHERE (exchange_id, product_id) IN (
        SELECT o.exchange_id, l.product_id FROM order_line l
        JOIN online_order o ON o.id = l.order_id WHERE o.id = ?)
"""
_SENT = """
    UPDATE listing SET sent_content = ?, sent_price = ?, sent_stock = ?
    WHERE exchange_id = ? AND product_id = ?
"""
_RESERVED = "SELECT product_id FROM reservation WHERE order_id = ?"
_RESERVE = "INSERT INTO reservation (order_id, product_id, place, quantity) VALUES (?, ?, ?, ?)"
_SERVES = "SELECT EXISTS (SELECT 1 FROM reservation)"


def put(
    connection: Connection,
    table: str,
    key: Collection[str],
    row: mapping.Row,
    kept: Collection[str] = (),
) -> None:
    """Adds a row or replaces the one with the same key, but for the columns ``kept``."""
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    changed = (name for name in row if name not in key and name not in kept)
    changes = ", ".join(f"{name} = excluded.{name}" for name in changed)
    driver.run_each(
        connection,
        f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}",
        [tuple(row.values())],
    )


def put_exchange(connection: Connection, exchange: Exchange) -> None:
    """Adds an exchange or replaces it."""
    put(connection, "exchange", ("id",), mapping.exchange_row(exchange, fold(exchange.name)))


def drop_exchange(connection: Connection, exchange_id: UUID) -> None:
    """Forgets an exchange, its listings and what it was to be told; its orders stay."""
    key = (exchange_id.bytes,)
    driver.run_each(connection, "DELETE FROM listing WHERE exchange_id = ?", [key])
    driver.run_each(connection, "DELETE FROM outbox WHERE destination = ?", [(str(exchange_id),)])
    driver.run_each(
        connection, "UPDATE online_order SET exchange_id = NULL WHERE exchange_id = ?", [key]
    )
    driver.run_each(connection, "DELETE FROM exchange WHERE id = ?", [key])


def put_order(
    connection: Connection, order: Order, digest: str, now: datetime, *, seen: bool
) -> None:
    """Adds an order or replaces it; what is kept for it follows.

    Args:
        connection: in a transaction.
        order: as it is now.
        digest: of its exchange's last snapshot.
        now: when.
        seen: its exchange shows it so: there the stock of its goods moved too, from its old lines
            and to its new ones, so what was sent of that stock says nothing any more.
    """
    key = (order.id.bytes,)
    if seen:
        driver.run_each(connection, _UNSURE, [key])
    put(connection, "online_order", ("id",), mapping.order_row(order, digest, milliseconds(now)))
    driver.run_each(connection, "DELETE FROM order_line WHERE order_id = ?", [key])
    lines = [mapping.line_row(order.id, n, line) for n, line in enumerate(order.lines, 1)]
    if lines:
        driver.insert(connection, "order_line", lines)
    if seen:
        driver.run_each(connection, _UNSURE, [key])
    reserve(connection, order, now)


def reserve(connection: Connection, order: Order, now: datetime) -> None:
    """Keeps for an order what it is to get, and looks for what that leaves short."""
    key = order.id.bytes
    before = {row.product_id for row in driver.rows(connection, _RESERVED, (key,))}
    driver.run_each(connection, "DELETE FROM reservation WHERE order_id = ?", [(key,)])
    kept = {product.bytes: quantity for product, quantity in order.kept(now).items()}
    rows = [(key, product, SHOP, quantity) for product, quantity in kept.items()]
    driver.run_each(connection, _RESERVE, rows)
    settle(connection, before | kept.keys(), milliseconds(now))


def settle(connection: Connection, products: Iterable[object], at: int) -> None:
    """Opens, changes or ends the task of each of the products whose stock may be short."""
    for product in products:
        driver.run_each(connection, _SETTLE, [(product, at)])
        driver.run_each(connection, _OVER, [(product,)])


def moved(connection: Connection, products: Iterable[object], at: int) -> None:
    """Stock of products moved; costs one look where no order keeps anything."""
    if driver.number(connection, _SERVES):
        settle(connection, set(products), at)


def put_buyer(connection: Connection, order_id: UUID, buyer: OrderBuyer) -> None:
    """Says who gets the goods."""
    row: mapping.Row = {
        "order_id": order_id.bytes,
        "name": buyer.name,
        "phone": buyer.phone,
        "address": buyer.address,
        "email": buyer.email,
        "note": buyer.note,
    }
    put(connection, "order_buyer", ("order_id",), row)


def put_listing(connection: Connection, listing: Listing) -> None:
    """Adds a listing or replaces it."""
    put(connection, "listing", ("exchange_id", "product_id"), mapping.listing_row(listing))


def put_sent(connection: Connection, listing: Listing) -> None:
    """Keeps what an exchange has of a listing and nothing else of it."""
    sent = listing.sent
    key = (listing.exchange_id.bytes, listing.product_id.bytes)
    driver.run_each(connection, _SENT, [(sent.content, sent.price, sent.stock, *key)])


def put_details(connection: Connection, product_id: UUID, details: Details) -> None:
    """Says what an online buyer asks about a product."""
    put(connection, "product_detail", ("product_id",), mapping.details_row(product_id, details))


def queue_push(connection: Connection, queued: Queued, now: int) -> None:
    """Adds a push, or says how far it is; the same verb for the same order is one push."""
    row = mapping.queued_row(queued, now)
    put(connection, "outbox", ("destination", "topic", "ref"), row, kept=("id", "created_at"))
