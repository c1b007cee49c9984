"""Lists of goods for screens, and what happened to one. Pages go on from the last row seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from posdesk.domain.stock import MovementKind
from posdesk.runtime.clock import instant
from posdesk.services.ports.goods import Movement, PriceStep, ProductRow, Show, Sort, Wanted
from posdesk.storage import driver
from posdesk.storage.mapping.row import AnyRow
from posdesk.storage.search import match_of
from posdesk.storage.unit_of_work import SqlStore

Condition = tuple[str, tuple[object, ...]]

_ON_HAND = "coalesce((SELECT sum(quantity) FROM stock_balance b WHERE b.product_id = p.id), 0)"
_RESERVED = "coalesce((SELECT sum(quantity) FROM reservation r WHERE r.product_id = p.id), 0)"
_AVAILABLE = f"({_ON_HAND} - {_RESERVED})"
_PRICE = "(SELECT x.price FROM product_unit x WHERE x.product_id = p.id AND x.position = 0)"
_COUNTED = (
    "EXISTS (SELECT 1 FROM stock_movement m"
    " WHERE m.product_id = p.id AND m.kind NOT IN ('sale', 'return'))"
)
# The page is found first; what is dear to know is asked of its rows alone.
_PAGE = f"""
    SELECT p.id, p.no, p.folded, p.sku, p.name, p.category, p.min_stock, p.weighed, p.favourite,
        p.archived, u.name AS unit, u.price,
        (SELECT count(*) FROM product_unit x WHERE x.product_id = p.id) AS units,
        {_ON_HAND} AS on_hand, {_AVAILABLE} AS available, {_COUNTED} AS counted
    FROM (SELECT p.no FROM product p {{indexed}} WHERE {{condition}} ORDER BY {{order}} LIMIT ?) found
    JOIN product p ON p.no = found.no
    JOIN product_unit u ON u.product_id = p.id AND u.position = 0
    ORDER BY {{order}}
"""  # noqa: S608, E501 - fixed text only
_HOW_MANY = "SELECT count(*) FROM product p WHERE {condition}"
_FOUND = "p.no IN (SELECT rowid FROM product_search WHERE product_search MATCH ?)"

_SHOWN: Mapping[Show, str] = {
    Show.ALL: "p.archived = 0",
    Show.LOW: f"p.archived = 0 AND {_AVAILABLE} <= coalesce(p.min_stock, 0) AND {_COUNTED}",
    Show.OUT: f"p.archived = 0 AND {_AVAILABLE} <= 0 AND {_COUNTED}",
    Show.NO_BARCODE: "p.archived = 0 AND NOT EXISTS (SELECT 1 FROM product_unit u"
    " JOIN barcode b ON b.unit_id = u.id WHERE u.product_id = p.id)",
    Show.NO_COST: "p.archived = 0 AND p.cost IS NULL",
    Show.FAVOURITE: "p.archived = 0 AND p.favourite = 1",
    Show.ARCHIVED: "p.archived = 1",
}
_ORDERS: Mapping[Sort, str] = {
    Sort.NAME: "p.folded, p.no",
    Sort.CODE: "p.sku",
    Sort.STOCK: f"{_AVAILABLE}, p.no",
    Sort.PRICE: f"{_PRICE} DESC, p.no",
    Sort.NEWEST: "p.no DESC",
}

_MOVEMENTS = """
    SELECT m.document_id, m.line, m.kind, m.quantity, m.cost, m.expected,
        coalesce(s.at, d.at) AS at, coalesce(s.number, '') AS receipt,
        coalesce(d.reason, s.reason, '') AS reason,
        (SELECT name FROM party WHERE id = coalesce(s.actor_id, d.actor_id)) AS who
    FROM stock_movement m
    LEFT JOIN sale s ON s.id = m.document_id
    LEFT JOIN stock_document d ON d.id = m.document_id
    WHERE m.product_id = ? AND (m.document_id, m.line) < (?, ?)
    ORDER BY m.document_id DESC, m.line DESC LIMIT ?
"""
_ALL = (b"\xff" * 16, 0)
_PRICES = """
    SELECT c.at, c.unit, c.before, c.after, a.name AS who
    FROM price_change c JOIN party a ON a.id = c.actor_id
    WHERE c.product_id = ? ORDER BY c.id DESC LIMIT ?
"""
_STOCK = "SELECT coalesce(sum(quantity), 0) FROM stock_balance WHERE product_id = ?"


class SqlGoods:
    """The ``GoodsLists`` of a shop's file; each call is one snapshot."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def products(
        self, wanted: Wanted, limit: int, after: ProductRow | None = None
    ) -> tuple[ProductRow, ...]:
        """Goods in their order; ``after`` is the last one of the page before."""
        condition, values = _all_of([*_wanted(wanted), *_after(wanted.sort, after)])
        query = _PAGE.format(
            condition=condition, order=_ORDERS[wanted.sort], indexed=_indexed(wanted)
        )
        with self._store.reading() as connection:
            rows = driver.rows(connection, query, (*values, limit))
        return tuple(map(_row, rows))

    def how_many(self, wanted: Wanted) -> int:
        """How many goods fit."""
        condition, values = _all_of(list(_wanted(wanted)))
        with self._store.reading() as connection:
            query = _HOW_MANY.format(condition=condition)
            return driver.number(connection, query, values)

    def movements(
        self, product_id: UUID, limit: int, before: Movement | None
    ) -> tuple[Movement, ...]:
        """What moved a product's stock, newest first."""
        here = (before.document_id.bytes, before.line) if before else _ALL
        with self._store.reading() as connection:
            rows = driver.rows(connection, _MOVEMENTS, (product_id.bytes, *here, limit))
            left = driver.number(connection, _STOCK, (product_id.bytes,))
        return tuple(_told(rows, before.after - before.quantity if before else left))

    def prices(self, product_id: UUID, limit: int) -> tuple[PriceStep, ...]:
        """What a product's prices and its cost were, newest first."""
        with self._store.reading() as connection:
            rows = driver.rows(connection, _PRICES, (product_id.bytes, limit))
        return tuple(
            PriceStep(instant(row.at), row.unit or "", row.before, row.after, row.who)
            for row in rows
        )


def _wanted(wanted: Wanted) -> Iterator[Condition]:
    yield _SHOWN[wanted.show], ()
    if wanted.category is not None:
        yield "p.category = ?", (wanted.category,)
    if wanted.text.strip():
        words = match_of(wanted.text)
        yield (_FOUND, (words,)) if words else ("0", ())


def _after(sort: Sort, last: ProductRow | None) -> Iterator[Condition]:
    if last is None:
        return
    match sort:
        case Sort.NAME:
            yield "(p.folded, p.no) > (?, ?)", (last.folded, last.no)
        case Sort.CODE:
            yield "p.sku > ?", (last.sku,)
        case Sort.STOCK:
            yield f"({_AVAILABLE}, p.no) > (?, ?)", (last.available, last.no)
        case Sort.PRICE:
            yield f"(-{_PRICE}, p.no) > (?, ?)", (-last.price, last.no)
        case Sort.NEWEST:
            yield "p.no < ?", (last.no,)


def _indexed(wanted: Wanted) -> str:
    """By name the index gives the order, so the search ends with the page; not where few fit."""
    few = wanted.show in (Show.FAVOURITE, Show.ARCHIVED)
    return "INDEXED BY product_by_name" if wanted.sort is Sort.NAME and not few else ""


def _all_of(conditions: list[Condition]) -> Condition:
    text = " AND ".join(f"({condition})" for condition, _ in conditions)
    return text, tuple(value for _, values in conditions for value in values)


def _row(row: AnyRow) -> ProductRow:
    return ProductRow(
        id=UUID(bytes=row.id),
        no=row.no,
        folded=row.folded,
        sku=row.sku,
        name=row.name,
        category=row.category,
        unit=row.unit,
        price=row.price,
        units=row.units,
        on_hand=row.on_hand,
        available=row.available,
        min_stock=row.min_stock,
        counted=bool(row.counted),
        weighed=bool(row.weighed),
        favourite=bool(row.favourite),
        archived=bool(row.archived),
    )


def _told(rows: Iterable[AnyRow], left: int) -> Iterator[Movement]:
    """The movements with what was on hand after each, going back from the newest."""
    for row in rows:
        yield Movement(
            document_id=UUID(bytes=row.document_id),
            line=row.line,
            at=instant(row.at),
            kind=MovementKind(row.kind),
            quantity=row.quantity,
            after=left,
            receipt=row.receipt,
            reason=row.reason,
            who=row.who or "",
            cost=row.cost,
            expected=row.expected,
        )
        left -= row.quantity
