"""Many goods at once, and their pictures."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from posdesk.domain.product import Photo, Unit
from posdesk.services.ports.goods_file import Stocked
from posdesk.storage import driver, goods_writing
from posdesk.storage.mapping import goods as mapping
from posdesk.storage.reading.snapshot import Snapshot

_OF_CODES = "p.sku IN (SELECT value FROM json_each(?))"
_SOLD = "p.archived = 0 AND ? IS NULL"
_PRODUCTS = """
    SELECT p.*,
        coalesce((SELECT sum(quantity) FROM stock_balance s WHERE s.product_id = p.id), 0)
            AS on_hand,
        EXISTS (SELECT 1 FROM stock_movement m
            WHERE m.product_id = p.id AND m.kind NOT IN ('sale', 'return')) AS counted
    FROM product p WHERE {which} ORDER BY p.no
"""
_UNITS = """
    SELECT u.* FROM product p JOIN product_unit u ON u.product_id = p.id
    WHERE {which} ORDER BY u.product_id, u.position
"""
_BARCODES = """
    SELECT b.* FROM product p JOIN product_unit u ON u.product_id = p.id
    JOIN barcode b ON b.unit_id = u.id WHERE {which} ORDER BY b.code
"""


class GoodsFileReader(Snapshot):
    """What the product file asks for."""

    def goods_version(self) -> tuple[int, int]:
        """Moves with each change of any goods."""
        return goods_writing.version(self._connection)

    def code_owners(self, codes: Iterable[str]) -> Mapping[str, tuple[UUID, str]]:
        """The id and the name of what each of these barcodes or SKUs stands for."""
        return goods_writing.owners(self._connection, codes)

    def stocked(self, skus: Iterable[str] | None = None) -> tuple[Stocked, ...]:
        """Goods of these codes, archived ones too; without codes all that are sold."""
        which = _SOLD if skus is None else _OF_CODES
        value = (None if skus is None else json.dumps(list(skus)),)
        units = self._all_units(which, value)
        rows = driver.each(self._connection, _PRODUCTS.format(which=which), value)
        return tuple(
            Stocked(mapping.product_of(row, units[row.id]), row.on_hand, bool(row.counted))
            for row in rows
        )

    def _all_units(self, which: str, value: tuple[str | None]) -> dict[bytes, list[Unit]]:
        codes, units = defaultdict(list), defaultdict(list)
        for row in driver.each(self._connection, _BARCODES.format(which=which), value):
            codes[row.unit_id].append(row.code)
        for row in driver.each(self._connection, _UNITS.format(which=which), value):
            units[row.product_id].append(mapping.unit_of(row, codes[row.id]))
        return units

    def photo(self, product_id: UUID) -> Photo | None:
        """A product's picture."""
        query = "SELECT picture, tile FROM product_photo WHERE product_id = ?"
        row = driver.first(self._connection, query, (product_id.bytes,))
        return Photo(row.picture, row.tile) if row else None
