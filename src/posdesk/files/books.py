"""Reports as CSV and XLSX: what the gate does against formulas holds here too."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from posdesk.domain.quantity import ONE
from posdesk.domain.sheet import Book, Cell, Column, Kind, Label, Table
from posdesk.domain.text import clean
from posdesk.files import csv_files
from posdesk.services.ports.files import Written

_FORMATS = {Kind.MONEY: "#,##0", Kind.COUNT: "#,##0", Kind.QUANTITY: "#,##0.###"}
_WIDTHS = {Kind.TEXT: 34, Kind.COUNT: 12, Kind.MONEY: 18, Kind.QUANTITY: 14}
"""Of columns, in letters."""
_FORBIDDEN = str.maketrans("[]:*?/\\", "       ")
"""What the name of a sheet may not have."""


def csv(book: Book) -> bytes:
    """All tables under one line of names; several are told apart by their key in ``part``."""
    several = len(book.tables) > 1
    keys = dict.fromkeys(column.key for table in book.tables for column in table.columns)
    head = [*(["part"] if several else []), *keys]
    return csv_files.write([head, *_all_rows(book, tuple(keys), several)])


def xlsx(book: Book) -> bytes:
    """A workbook with a sheet a table; a text is never a formula, a number stays a number."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for table in book.tables:
        _fill(made.create_sheet(table.title.translate(_FORBIDDEN)[:31]), table)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _all_rows(book: Book, keys: tuple[str, ...], several: bool) -> Iterable[list[Written]]:
    for table in book.tables:
        for row in table.rows:
            cells = {c.key: _plain(c, value) for c, value in zip(table.columns, row, strict=True)}
            yield [*([table.key] if several else []), *(cells.get(key) for key in keys)]


def _plain(column: Column, value: Cell) -> Written:
    """For programs: labels by their key."""
    if isinstance(value, Label):
        return value.key
    if isinstance(value, int) and column.kind is Kind.QUANTITY:
        return Decimal(value) / ONE
    return value


def _fill(sheet: Worksheet, table: Table) -> None:
    for place, column in enumerate(table.columns, 1):
        head = sheet.cell(1, place)
        _put(head, column.title, Kind.TEXT)
        head.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[column.kind]
    for line, row in enumerate(table.rows, 2):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True), 1):
            _put(sheet.cell(line, place), value, column.kind)
    sheet.freeze_panes = "A2"


def _put(cell: SheetCell | MergedCell, value: Cell, kind: Kind) -> None:
    match value:
        case Label() | str():
            cell.value = clean(value.title if isinstance(value, Label) else value)
            # As openpyxl reads it, a text that begins with = would be a formula.
            cell.data_type = "s"
        case int():
            cell.value = Decimal(value) / ONE if kind is Kind.QUANTITY else value
            cell.number_format = _FORMATS.get(kind, "General")
        case None:
            pass
