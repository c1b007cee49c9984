"""Exchanges, listings and orders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from posdesk.domain.listing import Details
from posdesk.domain.order import Order, OrderBuyer, OrderMoney
from posdesk.domain.text import clean, fold
from posdesk.runtime.clock import instant, milliseconds
from posdesk.services.ports.exchange import Exchange
from posdesk.services.ports.orders import (
    Listed,
    Offer,
    OrderRow,
    Queued,
    Receivable,
    Shelf,
    Shortfall,
)
from posdesk.storage import driver
from posdesk.storage.mapping import orders as mapping
from posdesk.storage.mapping.row import AnyRow
from posdesk.storage.reading.snapshot import Snapshot

_UNDER_WAY = "o.state IN ('new', 'accepted', 'packed')"
_NO_MONEY = "(NOT o.cod AND o.payment IN ('unpaid', 'authorised'))"
_ON_SHELF: Mapping[Shelf, str] = {
    Shelf.TO_PACK: f"o.state IN ('new', 'accepted') AND NOT {_NO_MONEY}",
    Shelf.WAITING_MONEY: f"{_UNDER_WAY} AND {_NO_MONEY}",
    Shelf.PACKED: f"o.state = 'packed' AND NOT {_NO_MONEY}",
    Shelf.ON_THE_WAY: "o.state = 'handed_over'",
    Shelf.DONE: "o.state IN ('delivered', 'closed')",
    Shelf.CANCELLED: "o.state IN ('cancelled', 'returned')",
    Shelf.LOOK: "o.look IS NOT NULL",
}
_SHORT = (
    "EXISTS (SELECT 1 FROM reservation r JOIN shortfall f ON f.product_id = r.product_id"
    " WHERE r.order_id = o.id)"
)
_DEPOSIT = (
    "(SELECT coalesce(sum(m.amount), 0) FROM order_money m"
    " WHERE m.order_id = o.id AND m.kind = 'deposit')"
)
_OFFERS = """
    SELECT g.exchange_id, g.product_id, g.state, g.remote_id, g.title, g.price AS own_price,
        g.buffer, g.reason, g.detached, g.sent_content, g.sent_price, g.sent_stock,
        p.sku, p.name, p.category, p.description, p.maker, p.archived, u.price,
        (SELECT code FROM barcode b WHERE b.unit_id = u.id ORDER BY b.code LIMIT 1) AS gtin,
        coalesce((SELECT sum(quantity) FROM stock_balance b WHERE b.product_id = p.id), 0)
        - coalesce((SELECT sum(quantity) FROM reservation r WHERE r.product_id = p.id), 0)
            AS available,
        (SELECT length(f.picture) || ' ' || hex(substr(f.picture, -24)) FROM product_photo f
            WHERE f.product_id = p.id) AS picture_digest,
        d.village, d.material, d.size, d.weight, d.origin, d.ocop_stars, d.ocop_decision,
        d.ocop_until, d.story
    FROM listing g JOIN product p ON p.id = g.product_id
    JOIN product_unit u ON u.product_id = p.id AND u.position = 0
    LEFT JOIN product_detail d ON d.product_id = p.id
    WHERE g.exchange_id = ? AND {which} ORDER BY p.sku
"""
_LISTED = """
    SELECT p.id, p.sku, p.name, u.name AS unit FROM listing g
    JOIN product p ON p.id = g.product_id
    JOIN product_unit u ON u.product_id = p.id AND u.position = 0
    WHERE g.exchange_id = ? AND g.remote_id = ? AND g.remote_id <> ''
"""
_OWED = """
    (SELECT coalesce(sum(t.amount), 0) FROM sale x JOIN tender t ON t.sale_id = x.id
        WHERE (x.id = o.sale_id OR x.voids = o.sale_id) AND t.method IN ('cod', 'exchange'))
    - (SELECT coalesce(sum(m.amount), 0) FROM order_money m
        WHERE m.order_id = o.id AND m.kind <> 'deposit')
"""
_RECEIVABLES = f"""
    SELECT o.id, o.number, o.source, o.cod, s.business_on, {_OWED} AS owed
    FROM online_order o JOIN sale s ON s.id = o.sale_id
    WHERE owed <> 0 ORDER BY s.business_on, o.id
"""  # noqa: S608 - fixed text only
_SHORTFALLS = """
    SELECT f.product_id, f.missing, f.orders, f.since, p.name
    FROM shortfall f JOIN product p ON p.id = f.product_id ORDER BY f.since, p.sku
"""


class OrderReader(Snapshot):
    """What comes in from outside the counter."""

    def exchanges(self) -> tuple[Exchange, ...]:
        """All exchanges in the order they were set up."""
        rows = driver.rows(self._connection, "SELECT * FROM exchange ORDER BY id")
        return tuple(map(mapping.exchange_of, rows))

    def exchange(self, name: str) -> Exchange | None:
        """An exchange by its name, without regard to case."""
        query = "SELECT * FROM exchange WHERE folded = ?"
        row = driver.first(self._connection, query, (fold(clean(name)),))
        return mapping.exchange_of(row) if row else None

    def order(self, order_id: UUID) -> Order | None:
        """An order."""
        return self._order("o.id = ?", order_id.bytes)

    def order_by_number(self, number: str) -> Order | None:
        """An order by its number, the newest where two exchanges gave the same."""
        return self._order("o.number = ? ORDER BY o.id DESC", clean(number))

    def order_by_remote(self, exchange_id: UUID, remote_id: str) -> Order | None:
        """An order by its exchange's id."""
        return self._order("o.exchange_id = ? AND o.remote_id = ?", exchange_id.bytes, remote_id)

    def order_digest(self, order_id: UUID) -> str:
        """The digest of the last snapshot that was taken in; empty for one typed by hand."""
        query = "SELECT digest FROM online_order WHERE id = ?"
        row = driver.first(self._connection, query, (order_id.bytes,))
        return row.digest if row else ""

    def order_buyer(self, order_id: UUID) -> OrderBuyer:
        """Who gets the goods."""
        query = "SELECT * FROM order_buyer WHERE order_id = ?"
        row = driver.first(self._connection, query, (order_id.bytes,))
        return mapping.buyer_of(row) if row else OrderBuyer("")

    def orders(self, shelf: Shelf, limit: int, before: UUID | None = None) -> tuple[OrderRow, ...]:
        """The orders of a list; those to pack by promise, the others newest first."""
        place = "o.due_on IS NULL, o.due_on, o.id" if shelf is Shelf.TO_PACK else "o.id DESC"
        older = "AND o.id < ?2" if before else ""
        query = (
            f"SELECT o.*, {_SHORT} AS short, {_DEPOSIT} AS deposit"  # noqa: S608 - fixed text only
            f" FROM online_order o"
            f" WHERE {_ON_SHELF[shelf]} {older} ORDER BY {place} LIMIT ?1"
        )
        values = (limit, before.bytes) if before else (limit,)
        return tuple(map(self._row, driver.rows(self._connection, query, values)))

    def order_counts(self) -> Mapping[Shelf, int]:
        """How many orders are on each list."""
        return {
            shelf: driver.number(
                self._connection,
                f"SELECT count(*) FROM online_order o WHERE {condition}",  # noqa: S608 - fixed text only
            )
            for shelf, condition in _ON_SHELF.items()
        }

    def open_orders(self, exchange_id: UUID) -> tuple[str, ...]:
        """The exchange's ids of its orders that are not over, oldest look first."""
        query = (
            "SELECT remote_id FROM online_order WHERE exchange_id = ?"
            " AND state NOT IN ('closed', 'cancelled', 'returned') ORDER BY seen_at, id"
        )
        rows = driver.rows(self._connection, query, (exchange_id.bytes,))
        return tuple(row.remote_id for row in rows)

    def expired_orders(self, now: datetime) -> tuple[Order, ...]:
        """Orders that still keep goods though their time to be paid is over."""
        query = (
            f"SELECT o.* FROM online_order o WHERE o.expires_at <= ? AND {_NO_MONEY}"  # noqa: S608 - fixed text only
            " AND EXISTS (SELECT 1 FROM reservation r WHERE r.order_id = o.id)"
        )
        rows = driver.rows(self._connection, query, (milliseconds(now),))
        return tuple(mapping.order_of(row, self._order_lines(row.id)) for row in rows)

    def orders_from(self, source: str) -> int:
        """How many orders came this way."""
        query = "SELECT count(*) FROM online_order WHERE source = ?"
        return driver.number(self._connection, query, (source,))

    def order_money(self, order_id: UUID) -> tuple[OrderMoney, ...]:
        """Money of an order outside its sale, oldest first."""
        query = "SELECT * FROM order_money WHERE order_id = ? ORDER BY id"
        rows = driver.rows(self._connection, query, (order_id.bytes,))
        return tuple(map(mapping.money_of, rows))

    def receivables(self) -> tuple[Receivable, ...]:
        """What is owed for orders handed over, the oldest first."""
        rows = driver.rows(self._connection, _RECEIVABLES)
        return tuple(map(_receivable, rows))

    def owed_for(self, order_id: UUID) -> int:
        """What courier or exchange owe for an order."""
        query = f"SELECT {_OWED} FROM online_order o WHERE o.id = ?"  # noqa: S608 - fixed text only
        return driver.number(self._connection, query, (order_id.bytes,))

    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Open tasks: goods promised that are not there, oldest first."""
        return tuple(map(_shortfall, driver.rows(self._connection, _SHORTFALLS)))

    def listings(self, exchange_id: UUID) -> tuple[Offer, ...]:
        """What is or was offered on an exchange, by SKU."""
        query = _OFFERS.format(which="1")
        return tuple(
            map(mapping.offer_of, driver.rows(self._connection, query, (exchange_id.bytes,)))
        )

    def listing(self, exchange_id: UUID, product_id: UUID) -> Offer | None:
        """One of them."""
        query = _OFFERS.format(which="g.product_id = ?")
        row = driver.first(self._connection, query, (exchange_id.bytes, product_id.bytes))
        return mapping.offer_of(row) if row else None

    def picture(self, product_id: UUID) -> bytes:
        """The picture of a product, empty where it has none."""
        query = "SELECT picture FROM product_photo WHERE product_id = ?"
        row = driver.first(self._connection, query, (product_id.bytes,))
        return row.picture if row else b""

    def details(self, product_id: UUID) -> Details:
        """What an online buyer asks about a product."""
        query = "SELECT * FROM product_detail WHERE product_id = ?"
        row = driver.first(self._connection, query, (product_id.bytes,))
        return mapping.details_of(row) if row else Details()

    def listed(self, exchange_id: UUID, remote_id: str) -> Listed | None:
        """The goods an exchange's item stands for."""
        row = driver.first(self._connection, _LISTED, (exchange_id.bytes, remote_id))
        return Listed(UUID(bytes=row.id), row.sku, row.name, row.unit) if row else None

    def queued(self, exchange_id: UUID | None = None) -> tuple[Queued, ...]:
        """Pushes that are not done or rejected, oldest first."""
        query = (
            "SELECT * FROM outbox WHERE state IN ('waiting', 'sent', 'unknown')"
            " AND (?1 IS NULL OR destination = ?1) ORDER BY created_at, id"
        )
        wanted = str(exchange_id) if exchange_id else None
        return tuple(map(mapping.queued_of, driver.rows(self._connection, query, (wanted,))))

    def _order(self, condition: str, *values: object) -> Order | None:
        query = f"SELECT * FROM online_order o WHERE {condition}"  # noqa: S608 - fixed text only
        row = driver.first(self._connection, query, values)
        return mapping.order_of(row, self._order_lines(row.id)) if row else None

    def _order_lines(self, order_id: bytes) -> list[AnyRow]:
        query = "SELECT * FROM order_line WHERE order_id = ? ORDER BY line"
        return driver.rows(self._connection, query, (order_id,))

    def _row(self, row: AnyRow) -> OrderRow:
        order = mapping.order_of(row, self._order_lines(row.id))
        return OrderRow(order, self.order_buyer(order.id), bool(row.short), row.deposit)


def _receivable(row: AnyRow) -> Receivable:
    return Receivable(
        order_id=UUID(bytes=row.id),
        number=row.number,
        source=row.source,
        cod=bool(row.cod),
        owed=row.owed,
        since=date.fromisoformat(row.business_on),
    )


def _shortfall(row: AnyRow) -> Shortfall:
    return Shortfall(
        product_id=UUID(bytes=row.product_id),
        name=row.name,
        missing=row.missing,
        orders=tuple(row.orders.split("\n")),
        since=instant(row.since),
    )
