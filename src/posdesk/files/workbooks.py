"""XLSX through openpyxl, behind a guard: nothing is calculated, fetched or blown up."""

from __future__ import annotations

import io
import math
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from posdesk.domain.errors import Refused
from posdesk.files.limits import CELL_LETTERS, COLUMNS, limited
from posdesk.services.ports.files import Row, Written

ENTRIES = 2_000
EXPANDED = 256 * 2**20
"""Bytes of all parts of a workbook together, unpacked."""
RATIO = 200
"""Times a large part may be larger than its packed form."""
LARGE = 2**20

SHEET_ROWS = 2**20
"""No sheet has more; what says that it is further down is not looked for."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DIGITS = 15
"""As many as a workbook's numbers are exact to."""
_NOT_XML = {0xFFFE: None, 0xFFFF: None}
_FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read(content: bytes) -> Iterator[Row]:
    """The rows of the first sheet; of a formula the result that was kept with it.

    Raises:
        Refused: ``not_a_workbook``, ``workbook_damaged``, ``workbook_too_large`` for what
            unpacks to too much, ``too_many_rows``, ``too_many_columns``.
    """
    has_formulas = _guard(content)
    values = _sheet_rows(content, results=True)
    texts = _sheet_rows(content, results=False) if has_formulas else values
    pairs = zip(values, texts, strict=True) if has_formulas else ((row, row) for row in values)
    filled = ((line, pair) for line, pair in enumerate(pairs, 1) if not _is_blank(pair[1]))
    return limited(Row(line, _trimmed(map(_cell, *pair))) for line, pair in filled)


def _is_blank(cells: Iterable[Any]) -> bool:
    """A row as sheets have by the thousand below their last one."""
    return all(cell.value is None for cell in cells)


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, OSError),
)
"""What the parts of a spoiled zip make Python raise."""


def _guard(content: bytes) -> bool:
    """Looks at the packed parts before anybody unpacks them; whether there are formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > ENTRIES or sum(part.file_size for part in parts) > EXPANDED:
                raise Refused("workbook_too_large")
            if any(p.file_size > max(LARGE, RATIO * p.compress_size) for p in parts):
                raise Refused("workbook_too_large")
            if any(part.compress_type not in _PACKED for part in parts):
                raise Refused("not_a_workbook")
            if "xl/workbook.xml" not in packed.namelist():
                raise Refused("not_a_workbook")
            formulas = [_look_into(packed, part) for part in parts]  # each part is looked into
            return any(formulas)
    except _BROKEN:
        raise Refused("not_a_workbook") from None


def _look_into(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part has formulas. A part that defines names of its own is no workbook's."""
    if not part.filename.endswith((".xml", ".rels")):
        return False
    xml = packed.read(part)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:
        raise Refused("workbook_damaged", line=0)
    return part.filename.startswith("xl/worksheets/") and bool(_FORMULA.search(xml))


def _sheet_rows(content: bytes, *, results: bool) -> Iterator[tuple[Any, ...]]:
    """The cells of the first sheet, row by row, as openpyxl gives them."""
    line = 0
    try:
        book = load_workbook(
            io.BytesIO(content), read_only=True, data_only=results, keep_links=False
        )
        sheet = next((s for s in book.worksheets if s.sheet_state == "visible"), None)
        if sheet is None:
            raise Refused("workbook_damaged", line=0)
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_row=SHEET_ROWS, max_col=_width(sheet)):
            line += 1
            yield cells
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a bad part makes Python raise
        raise Refused("workbook_damaged", line=line + 1) from None


def _width(sheet: Any) -> int:  # noqa: ANN401 - openpyxl's types know no read-only sheet
    """Columns up to the last one that the first row with anything names."""
    for row in sheet.iter_rows(max_row=SHEET_ROWS, max_col=COLUMNS + 1, values_only=True):
        named = [place for place, value in enumerate(row, 1) if value is not None]
        if named:
            return named[-1]
    return 1


def _trimmed(cells: Iterable[str | Refused]) -> tuple[str | Refused, ...]:
    """A row without the empty cells at its end: openpyxl fills it up to the width asked for."""
    row = list(cells)
    while row and row[-1] == "":
        row.pop()
    return tuple(row)


def _cell(value: Any, text: Any) -> str | Refused:  # noqa: ANN401 - a cell of openpyxl, or none
    """What a person reads in a cell."""
    if text.data_type == "f" and value.value is None:
        return Refused("formula_without_value")
    if value.data_type == "e":
        return Refused("cell_error", text=str(value.value)[:40])
    return _plain(value.value, percent="%" in (value.number_format or ""))


def _plain(value: object, *, percent: bool) -> str | Refused:
    match value:
        case None:
            return ""
        case bool():
            return "x" if value else "0"
        case str():
            return _text(value)
        case int() | float():
            return _number(value, percent=percent)
        case _:
            return Refused("cell_is_date")


def _text(text: str) -> str | Refused:
    return text if len(text) <= CELL_LETTERS else Refused("text_too_long", limit=CELL_LETTERS)


def _number(value: int | float, *, percent: bool) -> str | Refused:
    """A number as a person writes it, to as many digits as a workbook keeps."""
    if not math.isfinite(value) or abs(value) >= 10**_DIGITS:
        return Refused("bad_number", text=str(value)[:40])
    shown = Decimal(f"{value * 100 if percent else value:.{_DIGITS}g}")
    return f"{shown.normalize():f}".replace(".", ",") + ("%" if percent else "")


def write(rows: Iterable[Sequence[Written]]) -> bytes:
    """A workbook of one sheet; a text is a text to it, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        sheet.append([_written(sheet, cell, heading=not number) for cell in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _written(sheet: Worksheet, cell: Written, *, heading: bool) -> Any:  # noqa: ANN401 - a cell of openpyxl, or none
    if cell is None or cell == "":
        return None
    if not isinstance(cell, str):
        return cell
    made = WriteOnlyCell(sheet, _CONTROL.sub("", cell.translate(_NOT_XML)))
    made.data_type = "s"
    made.quotePrefix = cell[0] in "=+-@"
    if heading:
        made.font = Font(bold=True)
    return made
