"""What reports need of the shop's data beside the sums of shifts and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from posdesk.domain.sheet import Book


@dataclass(frozen=True, slots=True)
class HourSum:
    """The receipts of a quarter of an hour, or of an hour of the shop's clock; amount in đồng."""

    hour: int
    receipts: int
    amount: int


@dataclass(frozen=True, slots=True)
class GroupSum:
    """Goods of one group; the amount is what they added to the receipts, tax in, before rounding.

    Attributes:
        name: of the group when the goods were sold, empty for goods of none.
        receipts: with goods of the group, returns too.
    """

    name: str
    receipts: int
    amount: int


@dataclass(frozen=True, slots=True)
class ProductSum:
    """One product over many lines, returns taken off.

    Attributes:
        product_id: None for other goods with a typed price.
        unit: the base unit, of other goods the one they were sold in.
        quantity: thousandths of the base unit.
        amount: what it added to the receipts, tax in, before rounding, đồng.
    """

    product_id: UUID | None
    sku: str
    name: str
    unit: str
    quantity: int
    amount: int


@dataclass(frozen=True, slots=True)
class CostSum:
    """The lines of one day, without tax.

    Attributes:
        cost: of the goods whose cost was known at the sale, thousandths of a đồng.
        known: the revenue of these goods, đồng.
        revenue: of all lines, đồng.
    """

    day: date
    cost: int
    known: int
    revenue: int


@dataclass(frozen=True, slots=True)
class StockRow:
    """What there is of a product.

    Attributes:
        price, cost: of one base unit now, đồng; the cost None if unknown.
        on_hand: thousandths of the base unit.
    """

    sku: str
    name: str
    category: str
    unit: str
    price: int
    cost: int | None
    on_hand: int


class ReportReader(Protocol):
    """Sums of one snapshot; ``first`` and ``last`` are business days, both in."""

    def business_days(self, first: date, last: date) -> tuple[date, ...]:
        """The days on which something was sold, taken back, or moved in the drawer."""
        ...

    def taken(self, first: date, last: date) -> int:
        """The sum of the receipts' totals, returns off, đồng."""
        ...

    def sums_by_hour(self, first: date, last: date) -> tuple[HourSum, ...]:
        """The receipts by the hour of the shop's clock, in the order the hours came."""
        ...

    def sums_by_group(self, first: date, last: date) -> tuple[GroupSum, ...]:
        """The goods by product group, the largest amount first."""
        ...

    def sums_by_product(
        self, first: date, last: date, best: int | None = None
    ) -> tuple[ProductSum, ...]:
        """The goods by product, the largest amount first; all, or so many of them."""
        ...

    def costs_by_day(self, first: date, last: date) -> tuple[CostSum, ...]:
        """What the goods cost by day, oldest first; days without any are left out."""
        ...

    def stock_rows(self, day: date | None) -> tuple[StockRow, ...]:
        """All goods with what there is of them, at the end of a business day or now."""
        ...


class BookWriter(Protocol):
    """Tables as files for people and for other programs."""

    def csv(self, book: Book) -> bytes:
        """UTF-8 text for other programs: whole đồng, quantities with a decimal comma."""
        ...

    def xlsx(self, book: Book) -> bytes:
        """A workbook with a sheet a table; numbers are numbers."""
        ...

    def pdf(self, book: Book) -> bytes:
        """A4 pages with selectable text; :meth:`ReceiptRenderer.ready` first without a window."""
        ...
