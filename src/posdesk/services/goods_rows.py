"""The rows of a product file as goods: what each row says, and which rows are one product."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from posdesk.domain.errors import Refused
from posdesk.services.goods_columns import BY_KEY, COLUMNS, Column, Layout, layout_of
from posdesk.services.ports.files import Row, Table


@dataclass(frozen=True, slots=True)
class BadCell:
    """What is wrong with one cell.

    Attributes:
        line: of the file, from 1.
        column: its English name.
        place: of the column in the file, from 1; 0 where the file has no such column.
        code, params: as ``Refused``.
    """

    line: int
    column: str
    place: int
    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Note:
    """What was let pass and should be known; the same for ``times`` cells, the first named."""

    line: int
    column: str
    code: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """What a row says of its goods; what it does not say is not there."""

    line: int
    sku: str
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a file says of one product.

    Attributes:
        shared: what is said of the product as a whole.
        rows: one for each selling unit, or for a further barcode of one.
    """

    sku: str
    shared: Mapping[str, object]
    rows: tuple[GoodsRow, ...]

    def line_of(self, column: str) -> int:
        """The line where a column of the product as a whole is said."""
        said = (row.line for row in self.rows if column in row.cells)
        return next(said, self.rows[0].line)


class CellFault(Exception):  # noqa: N818 - carries a refusal to its place
    """A refusal with the place it is about."""

    def __init__(self, line: int, column: str, why: Refused) -> None:
        super().__init__(line, column, why)
        self.line, self.column, self.why = line, column, why


@dataclass(slots=True)
class Findings:
    """What a reading found beside goods."""

    layout: Layout
    spoiled: set[str] = field(default_factory=set)
    bad: list[BadCell] = field(default_factory=list)
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)

    def copy(self) -> Findings:
        """The same so far, to go on from more than once."""
        return Findings(self.layout, set(self.spoiled), list(self.bad), dict(self.notes))

    def fault(self, sku: str, line: int, column: str, why: Refused) -> None:
        """Remembers what is wrong with a cell; its product is left out."""
        self.spoiled.add(sku or f"\n{line}")
        place = self.layout.places.get(column, -1) + 1
        self.bad.append(BadCell(line, column, place, why.code, why.params))

    def note(self, line: int, column: str, code: str) -> None:
        """Remembers what was let pass."""
        known = self.notes.get((column, code))
        first, times = (known.line, known.times) if known else (line, 0)
        self.notes[column, code] = Note(first, column, code, times + 1)


def read_goods(table: Table) -> tuple[tuple[Entry, ...], Findings]:
    """The products that are whole, in their order, and all that is wrong with the others.

    Raises:
        Refused: as ``layout_of``.
    """
    findings = Findings(layout_of(table.header))
    for name in findings.layout.unknown:
        findings.note(table.header.line, name, "column_unknown")
    rows: dict[str, list[GoodsRow]] = {}
    for row in table.rows:
        goods = _row(row, findings)
        rows.setdefault(goods.sku, []).append(goods)
    whole = ((sku, parts) for sku, parts in rows.items() if sku and sku not in findings.spoiled)
    return tuple(_entries(whole, findings)), findings


def _row(row: Row, findings: Findings) -> GoodsRow:
    said: dict[str, object] = {}
    faults: list[tuple[str, Refused]] = []
    for key, place in findings.layout.places.items():
        cell = row.cells[place] if place < len(row.cells) else ""
        try:
            said |= _cell(BY_KEY[key], cell)
        except Refused as why:
            faults.append((key, why))
        if isinstance(cell, str) and _has_controls(cell):
            findings.note(row.line, key, "controls_dropped")
    sku = str(said.get("sku", ""))
    if not sku and "sku" not in dict(faults):
        faults.append(("sku", Refused("cell_missing")))
    for key, fault in faults:
        findings.fault(sku, row.line, key, fault)
    return GoodsRow(row.line, sku, said)


def _cell(column: Column, cell: str | Refused) -> Mapping[str, object]:
    """What a cell says; an empty one says nothing."""
    if isinstance(cell, Refused):
        raise cell
    value = column.read(cell) if cell.strip() else ""
    return {} if value == "" else {column.key: value}


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(char) == "Cc" and char not in "\t\r\n" for char in text)


def _entries(
    products: Iterable[tuple[str, Sequence[GoodsRow]]], findings: Findings
) -> Iterator[Entry]:
    for sku, rows in products:
        try:
            yield Entry(sku, _shared(rows), tuple(rows))
        except CellFault as fault:
            findings.fault(sku, fault.line, fault.column, fault.why)


def _shared(rows: Sequence[GoodsRow]) -> Mapping[str, object]:
    """What the rows of one product say of it as a whole; they may not say two things."""
    shared: dict[str, object] = {}
    lines: dict[str, int] = {}
    for row in rows:
        for column in COLUMNS:
            if column.of_unit or column.key not in row.cells:
                continue
            value = row.cells[column.key]
            if shared.setdefault(column.key, value) != value:
                why = Refused("cell_differs", other=lines[column.key])
                raise CellFault(row.line, column.key, why)
            lines.setdefault(column.key, row.line)
    return shared
