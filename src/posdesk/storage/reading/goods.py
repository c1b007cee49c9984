"""Goods by their codes, the till's search and its tiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from posdesk.domain.product import Item, Product, Unit
from posdesk.domain.text import sort_key
from posdesk.services.ports.store import Found
from posdesk.storage import driver
from posdesk.storage.mapping import goods as mapping
from posdesk.storage.reading.snapshot import Snapshot
from posdesk.storage.search import FOUND_COLUMNS, search

_ITEM = """
    SELECT p.id AS product_id, u.id AS unit_id, p.name, u.name AS unit, u.price, u.factor,
        p.tax_code, p.weighed, p.cost, p.category, p.below_zero
    FROM {source} JOIN product p ON p.id = u.product_id WHERE {key} = ?
"""
_BY_BARCODE = _ITEM.format(source="barcode b JOIN product_unit u ON u.id = b.unit_id", key="b.code")
_BY_SKU = """
    SELECT p.id AS product_id, u.id AS unit_id, p.name, u.name AS unit, u.price, u.factor,
        p.tax_code, p.weighed, p.cost, p.category, p.below_zero
    FROM product p JOIN product_unit u ON u.product_id = p.id AND u.position = 0 WHERE p.sku = ?
"""
_OWN_ORDER = "p.tile_order IS NULL, p.tile_order, p.no"
_FAVOURITES = (
    f"SELECT p.id FROM product p WHERE p.favourite = 1 AND p.archived = 0 ORDER BY {_OWN_ORDER}"  # noqa: S608 - fixed text only
)
_PRODUCT = "SELECT * FROM product WHERE {key} = ?"
_UNITS = """
    SELECT u.*, b.code FROM product_unit u LEFT JOIN barcode b ON b.unit_id = u.id
    WHERE u.product_id = ? ORDER BY u.position, b.code
"""
_TILES = f"""
    SELECT {FOUND_COLUMNS}
    FROM product p JOIN product_unit u ON u.product_id = p.id AND u.position = 0
    WHERE p.archived = 0 AND {{scope}} ORDER BY {{order}} LIMIT ?
"""  # noqa: S608 - fixed text only


class GoodsReader(Snapshot):
    """Goods."""

    def item(self, code: str) -> Item | None:
        """By barcode (the unit it belongs to) or SKU (the base unit)."""
        for query in (_BY_BARCODE, _BY_SKU):
            row = driver.first(self._connection, query, (code,))
            if row:
                return mapping.item_of(row, code)
        return None

    def product(self, product_id: UUID) -> Product | None:
        """A product with its units."""
        return self._product("id", product_id.bytes)

    def product_by_sku(self, sku: str) -> Product | None:
        """A product by its code."""
        return self._product("sku", sku)

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """The till's search, best first."""
        return tuple(map(mapping.found_of, search(self._connection, text, limit)))

    def tiles(self, category: str | None, limit: int) -> tuple[Found, ...]:
        """Goods of a category, or the favourites first."""
        scope, order = ("?1 IS NULL", f"p.favourite DESC, {_OWN_ORDER}")
        if category is not None:
            scope, order = ("p.category = ?1", _OWN_ORDER)
        query = _TILES.format(scope=scope, order=order).replace("LIMIT ?", "LIMIT ?2")
        rows = driver.rows(self._connection, query, (category, limit))
        return tuple(map(mapping.found_of, rows))

    def favourites(self) -> tuple[UUID, ...]:
        """The favourites in the order of their tiles."""
        return tuple(UUID(bytes=key) for key in driver.column(self._connection, _FAVOURITES))

    def tile_picture(self, product_id: UUID) -> bytes:
        """The small picture of a product, empty where it has none."""
        query = "SELECT tile FROM product_photo WHERE product_id = ?"
        return driver.value(self._connection, query, (product_id.bytes,)) or b""

    def categories(self) -> tuple[str, ...]:
        """All groups in use, in Vietnamese order."""
        query = "SELECT DISTINCT category FROM product WHERE archived = 0 AND category <> ''"
        return tuple(sorted(driver.column(self._connection, query), key=sort_key))

    def on_hand(self, product_id: UUID) -> int:
        """What lies in the shop."""
        query = "SELECT coalesce(sum(quantity), 0) FROM stock_balance WHERE product_id = ?"
        return driver.number(self._connection, query, (product_id.bytes,))

    def available(self, product_ids: Iterable[UUID]) -> Mapping[UUID, int]:
        """On hand less reserved."""
        query = (
            "SELECT coalesce((SELECT sum(quantity) FROM stock_balance WHERE product_id = ?1), 0)"
            " - coalesce((SELECT sum(quantity) FROM reservation WHERE product_id = ?1), 0)"
        )
        return {
            product_id: driver.number(self._connection, query, (product_id.bytes,))
            for product_id in product_ids
        }

    def _product(self, key: str, value: bytes | str) -> Product | None:
        row = driver.first(self._connection, _PRODUCT.format(key=key), (value,))
        return mapping.product_of(row, self._units(row.id)) if row else None

    def _units(self, product_id: bytes) -> Iterator[Unit]:
        rows = driver.rows(self._connection, _UNITS, (product_id,))
        for _, of_unit in groupby(rows, key=attrgetter("position")):
            each = list(of_unit)
            yield mapping.unit_of(each[0], (row.code for row in each if row.code is not None))
