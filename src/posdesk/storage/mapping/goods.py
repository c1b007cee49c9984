"""Rows of goods."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from posdesk.domain.product import Item, Product, Unit
from posdesk.domain.stock import BelowZero
from posdesk.services.ports.store import Found
from posdesk.storage.mapping.row import AnyRow


def product_of(row: AnyRow, units: Iterable[Unit]) -> Product:
    """A product with its units."""
    return Product(
        id=UUID(bytes=row.id),
        sku=row.sku,
        name=row.name,
        units=tuple(units),
        category=row.category,
        tax_code=row.tax_code,
        weighed=bool(row.weighed),
        cost=row.cost,
        min_stock=row.min_stock,
        maker=row.maker,
        description=row.description,
        favourite=bool(row.favourite),
        archived=bool(row.archived),
        below_zero=below_zero_of(row.below_zero),
        tile_order=row.tile_order,
        shelf=row.shelf or "",
        row_version=row.row_version,
    )


def unit_of(row: AnyRow, barcodes: Iterable[str]) -> Unit:
    """A unit that a product is sold in."""
    return Unit(UUID(bytes=row.id), row.name, row.price, row.factor, tuple(barcodes))


def item_of(row: AnyRow, code: str) -> Item:
    """What a code stands for."""
    return Item(
        product_id=UUID(bytes=row.product_id),
        unit_id=UUID(bytes=row.unit_id),
        code=code,
        name=row.name,
        unit=row.unit,
        price=row.price,
        factor=row.factor,
        tax_code=row.tax_code,
        weighed=bool(row.weighed),
        cost=row.cost,
        category=row.category,
        below_zero=below_zero_of(row.below_zero),
    )


def below_zero_of(value: str | None) -> BelowZero | None:
    """A product's own stock policy."""
    return BelowZero(value) if value else None


def found_of(row: AnyRow) -> Found:
    """A hit of the till's search."""
    return Found(
        product_id=UUID(bytes=row.product_id),
        unit_id=UUID(bytes=row.unit_id),
        sku=row.sku,
        name=row.name,
        unit=row.unit,
        price=row.price,
        barcode=row.barcode,
        category=row.category,
        on_hand=row.on_hand,
        available=row.on_hand - row.reserved,
        min_stock=row.min_stock,
        weighed=bool(row.weighed),
        counted=bool(row.counted),
    )
