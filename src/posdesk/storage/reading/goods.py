"""Goods by their codes, the till's search and its tiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from posdesk.domain.product import Item, Product, Unit
from posdesk.domain.text import sort_key
from posdesk.services.ports.store import Found
from posdesk.storage import tables as t
from posdesk.storage.mapping import goods as mapping
from posdesk.storage.mapping.row import AnyRow
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
            row = self._connection.exec_driver_sql(query, (code,)).first()
            if row:
                return mapping.item_of(row, code)
        return None

    def product(self, product_id: UUID) -> Product | None:
        """A product with its units."""
        return self._product(t.product.c.id == product_id.bytes)

    def product_by_sku(self, sku: str) -> Product | None:
        """A product by its code."""
        return self._product(t.product.c.sku == sku)

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """The till's search, best first."""
        return tuple(map(mapping.found_of, search(self._connection, text, limit)))

    def tiles(self, category: str | None, limit: int) -> tuple[Found, ...]:
        """Goods of a category, or the favourites first."""
        scope, order = ("?1 IS NULL", "p.favourite DESC, p.no")
        if category is not None:
            scope, order = ("p.category = ?1", "p.no")
        query = _TILES.format(scope=scope, order=order).replace("LIMIT ?", "LIMIT ?2")
        rows = self._connection.exec_driver_sql(query, (category, limit))
        return tuple(map(mapping.found_of, rows))

    def categories(self) -> tuple[str, ...]:
        """All groups in use, in Vietnamese order."""
        query = (
            select(t.product.c.category)
            .where(t.product.c.archived == 0, t.product.c.category != "")
            .distinct()
        )
        return tuple(sorted(self._connection.execute(query).scalars(), key=sort_key))

    def on_hand(self, product_id: UUID) -> int:
        """What lies in the shop."""
        query = "SELECT coalesce(sum(quantity), 0) FROM stock_balance WHERE product_id = ?"
        return int(self._connection.exec_driver_sql(query, (product_id.bytes,)).scalar_one())

    def available(self, product_ids: Iterable[UUID]) -> Mapping[UUID, int]:
        """On hand less reserved."""
        query = (
            "SELECT coalesce((SELECT sum(quantity) FROM stock_balance WHERE product_id = ?1), 0)"
            " - coalesce((SELECT sum(quantity) FROM reservation WHERE product_id = ?1), 0)"
        )
        return {
            product_id: self._connection.exec_driver_sql(query, (product_id.bytes,)).scalar_one()
            for product_id in product_ids
        }

    def _product(self, condition: object) -> Product | None:
        row = self._connection.execute(select(t.product).where(condition)).first()  # type: ignore[arg-type]  # a column expression
        return self._with_units(row) if row else None

    def _with_units(self, row: AnyRow) -> Product:
        units = self._connection.execute(
            select(t.product_unit)
            .where(t.product_unit.c.product_id == row.id)
            .order_by(t.product_unit.c.position)
        ).all()
        return mapping.product_of(row, map(self._unit, units))

    def _unit(self, row: AnyRow) -> Unit:
        codes = self._connection.execute(
            select(t.barcode.c.code).where(t.barcode.c.unit_id == row.id).order_by(t.barcode.c.code)
        ).scalars()
        return mapping.unit_of(row, codes)
