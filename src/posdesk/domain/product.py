"""What is sold, and in which unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from posdesk.domain.stock import BelowZero


class PriceSource(StrEnum):
    """Where the price of a line came from."""

    LIST = "list"
    TYPED = "typed"
    LABEL = "label"
    ORDER = "order"
    """As the buyer ordered it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A product in one of its selling units, as a line of a bill takes it (a snapshot).

    Attributes:
        product_id: None for "other goods" with a typed price: no stock moves.
        unit_id: the selling unit, None for other goods.
        code: the SKU, or the barcode of the unit.
        factor: base units in one of this unit, a whole number.
        price: list price of one unit, đồng.
        cost: cost of one base unit in đồng, None if unknown.
        tax_code: as ``posdesk.domain.tax.tax_code`` gives it.
        weighed: sold by weight, so a fraction may be sold.
        category: the product's group when the line was made, for totals by group.
        below_zero: the product's own stock policy, None to go by the shop's.
    """

    product_id: UUID | None
    unit_id: UUID | None
    code: str
    name: str
    unit: str
    price: int
    factor: int = 1
    tax_code: str = ""
    weighed: bool = False
    cost: int | None = None
    category: str = ""
    below_zero: BelowZero | None = None

    def base_quantity(self, quantity: int) -> int:
        """``quantity`` of this unit in thousandths of the base unit."""
        return quantity * self.factor


@dataclass(frozen=True, slots=True)
class Unit:
    """One selling unit of a product.

    Attributes:
        factor: base units in it; the base unit itself has 1.
        price: đồng.
    """

    id: UUID
    name: str
    price: int
    factor: int = 1
    barcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the catalogue.

    Attributes:
        units: the base unit (factor 1) first.
        cost: of one base unit, đồng, None if unknown.
        min_stock: thousandths of the base unit, None if not watched.
        below_zero: what happens when stock does not suffice; None to go by the shop's setting.
        tile_order: its place among the tiles as the owner put them, None where she did not.
        shelf: where it lies, in the owner's words.
    """

    id: UUID
    sku: str
    name: str
    units: tuple[Unit, ...]
    category: str = ""
    tax_code: str = ""
    weighed: bool = False
    cost: int | None = None
    min_stock: int | None = None
    maker: str = ""
    description: str = ""
    favourite: bool = False
    archived: bool = False
    below_zero: BelowZero | None = None
    tile_order: int | None = None
    shelf: str = ""
    row_version: int = 1

    @property
    def base(self) -> Unit:
        """The unit stock is kept in."""
        return self.units[0]

    def item(self, unit: Unit | None = None) -> Item:
        """The product in ``unit`` (the base unit by default) as a bill takes it."""
        chosen = unit or self.base
        return Item(
            product_id=self.id,
            unit_id=chosen.id,
            code=self.sku if chosen is self.base else (chosen.barcodes or (self.sku,))[0],
            name=self.name,
            unit=chosen.name,
            price=chosen.price,
            factor=chosen.factor,
            tax_code=self.tax_code,
            weighed=self.weighed,
            cost=self.cost,
            category=self.category,
            below_zero=self.below_zero,
        )


@dataclass(frozen=True, slots=True)
class Photo:
    """A product's picture.

    Attributes:
        picture: a JPEG of at most 1200 px a side.
        tile: a JPEG of at most 320 px a side, for tiles and lists.
    """

    picture: bytes
    tile: bytes


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A posted record: a price or the cost of a product became another.

    Attributes:
        unit: the name of the selling unit whose price it is; empty for the cost of a base unit.
        before: đồng, None where there was none.
        after: đồng, None where there is none any more.
    """

    id: UUID
    till: str
    at: datetime
    actor_id: UUID
    product_id: UUID
    unit: str
    before: int | None
    after: int | None
