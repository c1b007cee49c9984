"""Many goods written at once: a table at a time, and only what became another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from posdesk.domain.product import Product
from posdesk.domain.text import fold
from posdesk.services.ports.goods_file import GoodsChange
from posdesk.storage import driver, search
from posdesk.storage.driver import Connection

_OWNERS = """
    SELECT w.value AS code, p.id, p.name FROM json_each(?1) w JOIN product p ON p.sku = w.value
    UNION ALL
    SELECT b.code, p.id, p.name FROM json_each(?1) w JOIN barcode b ON b.code = w.value
    JOIN product_unit u ON u.id = b.unit_id JOIN product p ON p.id = u.product_id
"""
_VERSION = "SELECT count(*) AS goods, coalesce(sum(row_version), 0) AS changes FROM product"
_FORGET = (
    "DELETE FROM barcode WHERE unit_id IN (SELECT id FROM product_unit WHERE product_id = ?)",
    "DELETE FROM product_unit WHERE product_id = ?",
)
_UNIT = (
    "INSERT INTO product_unit (id, product_id, position, name, factor, price)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_CODE = "INSERT INTO barcode VALUES (?, ?)"


def owners(connection: Connection, codes: Iterable[str]) -> Mapping[str, tuple[UUID, str]]:
    """What each of these codes stands for, a product's id and name; a barcode goes first."""
    found = driver.rows(connection, _OWNERS, (json.dumps(list(codes)),))
    return {row.code: (UUID(bytes=row.id), row.name) for row in found}


def version(connection: Connection) -> tuple[int, int]:
    """Moves with each change of any goods: each is counted, and none are ever deleted."""
    count, changes = driver.rows(connection, _VERSION)[0]
    return count, changes


def put(connection: Connection, changes: Sequence[GoodsChange]) -> None:
    """Writes goods whose codes and barcodes are free.

    Units, barcodes and words of the search stay where they are as before: new prices for all
    goods take a moment, and a till that sells meanwhile hardly waits.
    """
    rows = [_product(change.after) for change in changes]
    driver.run_each(connection, _upsert(tuple(rows[0])), [tuple(row.values()) for row in rows])
    _put_units(connection, [c.after for c in changes if _units_differ(c)])
    search.index(connection, [c.after for c in changes if _words_differ(c)])


def _put_units(connection: Connection, products: Sequence[Product]) -> None:
    """All are forgotten first: a barcode may go from one product to another."""
    for statement in _FORGET:
        driver.run_each(connection, statement, [(product.id.bytes,) for product in products])
    units = [
        (unit.id.bytes, product.id.bytes, position, unit.name, unit.factor, unit.price)
        for product in products
        for position, unit in enumerate(product.units)
    ]
    driver.run_each(connection, _UNIT, units)
    all_units = (unit for product in products for unit in product.units)
    codes = [(code, unit.id.bytes) for unit in all_units for code in unit.barcodes]
    driver.run_each(connection, _CODE, codes)


def _units_differ(change: GoodsChange) -> bool:
    return change.before is None or change.before.units != change.after.units


def _words_differ(change: GoodsChange) -> bool:
    """Whether the search finds it by other words: name, code or barcodes."""
    before, after = change.before, change.after
    return before is None or _found_by(before) != _found_by(after)


def _found_by(product: Product) -> tuple[str, ...]:
    codes = (code for unit in product.units for code in unit.barcodes)
    return product.name, product.sku, *codes


def _upsert(columns: Sequence[str]) -> str:
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
    return (
        f"INSERT INTO product ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - column names
        f" ON CONFLICT (id) DO UPDATE SET {changes}"
    )


def _product(product: Product) -> dict[str, object]:
    return {
        "id": product.id.bytes,
        "sku": product.sku,
        "name": product.name,
        "folded": fold(product.name),
        "category": product.category,
        "tax_code": product.tax_code,
        "weighed": int(product.weighed),
        "cost": product.cost,
        "min_stock": product.min_stock,
        "maker": product.maker,
        "description": product.description,
        "favourite": int(product.favourite),
        "archived": int(product.archived),
        "below_zero": product.below_zero.value if product.below_zero else None,
        "tile_order": product.tile_order,
        "shelf": product.shelf or None,
        "row_version": product.row_version,
    }
