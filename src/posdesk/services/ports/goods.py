"""What the services need of lists of goods and of what happened to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from posdesk.domain.stock import MovementKind


class Show(StrEnum):
    """Which goods a list shows."""

    ALL = "all"
    LOW = "low"
    OUT = "out"
    NO_BARCODE = "no_barcode"
    NO_COST = "no_cost"
    FAVOURITE = "favourite"
    ARCHIVED = "archived"


class Sort(StrEnum):
    """In which order."""

    NAME = "name"
    CODE = "code"
    STOCK = "stock"
    PRICE = "price"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of goods is to show.

    Attributes:
        text: as the till's search takes it; empty for all.
        category: a group, None for all.
    """

    text: str = ""
    category: str | None = None
    show: Show = Show.ALL
    sort: Sort = Sort.NAME


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product in a list.

    Attributes:
        no: the storage's own number, for the next page.
        folded: the name as it is sorted, for the next page.
        unit, price: of the base unit, đồng.
        units: how many units it is sold in.
        on_hand, available, min_stock: thousandths of the base unit.
        counted: somebody once said how much there is.
    """

    id: UUID
    no: int
    folded: str
    sku: str
    name: str
    category: str
    unit: str
    price: int
    units: int
    on_hand: int
    available: int
    min_stock: int | None
    counted: bool
    weighed: bool
    favourite: bool
    archived: bool

    @property
    def low(self) -> bool:
        """Whether it is at or under the stock the owner watches for, or none is left."""
        return self.counted and self.available <= (self.min_stock or 0)


@dataclass(frozen=True, slots=True)
class Movement:
    """Something that moved a product's stock.

    Attributes:
        document_id, line: of the document it is part of.
        quantity: signed, thousandths of the base unit.
        after: on hand after it.
        receipt: the receipt's number where a sale or a return moved it.
        who: who did it.
        cost: of one base unit that came in, đồng.
        expected: what a stocktake should have found.
    """

    document_id: UUID
    line: int
    at: datetime
    kind: MovementKind
    quantity: int
    after: int
    receipt: str
    reason: str
    who: str
    cost: int | None
    expected: int | None


@dataclass(frozen=True, slots=True)
class PriceStep:
    """A price or the cost became another; see ``domain.product.PriceChange``."""

    at: datetime
    unit: str
    before: int | None
    after: int | None
    who: str


class GoodsLists(Protocol):
    """Lists of goods, and the history of one."""

    def products(
        self, wanted: Wanted, limit: int, after: ProductRow | None = None
    ) -> tuple[ProductRow, ...]:
        """Goods in their order; ``after`` is the last one of the page before."""
        ...

    def how_many(self, wanted: Wanted) -> int:
        """How many goods fit."""
        ...

    def movements(
        self, product_id: UUID, limit: int, before: Movement | None
    ) -> tuple[Movement, ...]:
        """What moved a product's stock, newest first."""
        ...

    def prices(self, product_id: UUID, limit: int) -> tuple[PriceStep, ...]:
        """What a product's prices and its cost were, newest first."""
        ...
