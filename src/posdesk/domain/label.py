"""Labels of goods: what they say, where they stand on a sheet, and codes of the shop's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain import scale_label
from posdesk.domain.barcode import IN_STORE_PREFIXES, in_store_ean13
from posdesk.domain.errors import Refused
from posdesk.domain.product import Product, Unit

MOST = 500
"""Labels of one kind at once: more is a slip of the finger, and metres of paper."""


class LabelKind(StrEnum):
    """What a label is for."""

    BARCODE = "barcode"
    SHELF = "shelf"


@dataclass(frozen=True, slots=True)
class Label:
    """What one label says.

    Attributes:
        kind: on the goods the code is large, on the shelf the price.
        price: of one ``unit``, đồng.
        barcode: what a scanner reads; empty if the unit has none.
        sku: stands in figures where there is no barcode.
        shelf, maker: may be empty.
    """

    kind: LabelKind
    name: str
    price: int
    unit: str
    barcode: str
    sku: str
    shelf: str = ""
    maker: str = ""


@dataclass(frozen=True, slots=True)
class LabelRun:
    """The same label so many times; a printer draws it once."""

    label: Label
    count: int

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST:
            raise Refused("label_count", most=MOST)


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of A4 with labels to peel off; tenths of a millimetre.

    Attributes:
        key: columns and rows, as they are known by.
        width, height: of one label.
        left, top: the sheet's margins before the first label.
        step_x, step_y: from one label to the next.
        pad_x, pad_y: kept free inside a label; office printers leave 5 mm at the edges white.
    """

    key: str
    columns: int
    rows: int
    width: int
    height: int
    left: int
    top: int
    step_x: int
    step_y: int
    pad_x: int
    pad_y: int

    @property
    def labels(self) -> int:
        """How many a sheet has."""
        return self.columns * self.rows

    def places(self, count: int, first: int = 1) -> Iterator[tuple[int, int, int]]:
        """Sheet (from 0) and the free corner (x, y) of ``count`` labels, row by row.

        Args:
            count: how many labels.
            first: the place of the first one on a sheet that was begun, from 1.

        Raises:
            Refused: ``label_place``.
        """
        if not 1 <= first <= self.labels:
            raise Refused("label_place", most=self.labels)
        for number in range(first - 1, first - 1 + count):
            sheet, place = divmod(number, self.labels)
            row, column = divmod(place, self.columns)
            x = self.left + column * self.step_x + self.pad_x
            yield sheet, x, self.top + row * self.step_y + self.pad_y


A4_MM = (210, 297)
SHEETS = (
    LabelSheet("3x8", 3, 8, 700, 370, 0, 5, 700, 370, 50, 45),
    LabelSheet("5x13", 5, 13, 381, 212, 47, 107, 406, 212, 15, 15),
)
"""The two grids of the trade: 70 x 37 mm, and 38 x 21 mm with gaps between the columns."""


def label_of(product: Product, unit: Unit, kind: LabelKind) -> Label:
    """What the label of a selling unit says now."""
    return Label(
        kind=kind,
        name=product.name,
        price=unit.price,
        unit=unit.name,
        barcode=next(iter(unit.barcodes), ""),
        sku=product.sku,
        shelf=product.shelf,
        maker=product.maker,
    )


def own_code(number: int, patterns: Collection[scale_label.Pattern]) -> str:
    """The shop's own EAN-13 for ``number``, one that is no label of the shop's scale.

    Raises:
        Refused: ``no_own_code`` where the scale's patterns take every number of the shop.
    """
    for prefix in IN_STORE_PREFIXES:
        code = in_store_ean13(number, prefix)
        if scale_label.read(code, patterns) is None:
            return code
    raise Refused("no_own_code")
