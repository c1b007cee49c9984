"""The columns of the product file (CONTRACT, Product file): their names and how a cell is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from posdesk.domain.barcode import normal_code
from posdesk.domain.errors import Refused
from posdesk.domain.money import parse_dong
from posdesk.domain.quantity import parse_typed
from posdesk.domain.tax import tax_typed
from posdesk.domain.text import clean, fold
from posdesk.domain.typed import parse_factor, parse_level, parse_yes
from posdesk.services.catalogue import NAME_LIMIT, SKU_LIMIT
from posdesk.services.ports.files import Row

TEXT_LIMIT = 4000
"""Letters of a description; a sheet's cell holds some more."""


def _text(limit: int, *, newlines: bool = False) -> Callable[[str], str]:
    def read(text: str) -> str:
        cleaned = clean(text, newlines=newlines)
        if len(cleaned) > limit:
            raise Refused("text_too_long", limit=limit)
        return cleaned

    return read


_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
"""What Excel makes of a long code in a CSV file that it saves: the digits are gone."""


def _code(text: str) -> str:
    if _ROUNDED.fullmatch(text.strip()):
        raise Refused("bad_number", text=text.strip())
    return normal_code(text)


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        key: its English name, for programs too.
        title: its Vietnamese name.
        read: a cell that is not empty; raises Refused.
        of_unit: a matter of the row's selling unit, not of the product as a whole.
        others: further names that people use.
    """

    key: str
    title: str
    read: Callable[[str], object]
    of_unit: bool = False
    others: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column("sku", "mã hàng", _text(SKU_LIMIT), others=("mã", "mã sản phẩm")),
    Column("name", "tên hàng", _text(NAME_LIMIT), others=("tên", "tên sản phẩm")),
    Column("category", "nhóm", _text(NAME_LIMIT), others=("nhóm hàng",)),
    Column("unit", "đơn vị", _text(SKU_LIMIT), of_unit=True, others=("đvt", "đơn vị tính")),
    Column("factor", "quy đổi", parse_factor, of_unit=True),
    Column("price", "giá bán", parse_dong, of_unit=True, others=("giá",)),
    Column("cost", "giá vốn", parse_dong, others=("giá nhập",)),
    Column("vat", "thuế", tax_typed, others=("thuế suất", "thuế gtgt")),
    Column("barcode", "mã vạch", _code, of_unit=True),
    Column("stock", "tồn", parse_level, others=("tồn kho",)),
    Column("min_stock", "tồn tối thiểu", parse_typed, others=("tồn ít nhất",)),
    Column("weighed", "cân", parse_yes, others=("bán cân",)),
    Column("maker", "người làm", _text(NAME_LIMIT)),
    Column("photo", "ảnh", _text(NAME_LIMIT), others=("hình", "hình ảnh")),
    Column("description", "mô tả", _text(TEXT_LIMIT, newlines=True)),
)

BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[_\s]+", " ", fold(clean(name))).split())


_NAMES = {
    _plain(name): column
    for column in COLUMNS
    for name in (column.key, column.title, *column.others)
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a file is which.

    Attributes:
        places: the place of each column that is there, from 0.
        unknown: names that mean nothing here.
    """

    places: Mapping[str, int]
    unknown: tuple[str, ...]


def layout_of(header: Row) -> Layout:
    """Reads the first row: names in any order and case, with or without tone marks.

    Raises:
        Refused: ``column_missing`` without codes of goods, ``column_twice``.
    """
    places: dict[str, int] = {}
    unknown = []
    for place, cell in enumerate(header.cells):
        name = "" if isinstance(cell, Refused) else _plain(cell)
        column = _NAMES.get(name)
        if column is None:
            if name:
                unknown.append(clean(str(cell))[:40])
        elif column.key in places:
            raise Refused("column_twice", column=column.title)
        else:
            places[column.key] = place
    if "sku" not in places:
        raise Refused("column_missing", column="sku", title=BY_KEY["sku"].title)
    return Layout(places, tuple(unknown))
