"""Tables on A4 pages: the face of the receipts, selectable text, a number on each page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from posdesk.domain.money import format_amount
from posdesk.domain.quantity import format_quantity
from posdesk.domain.sheet import Book, Cell, Column, Kind, Label, Table
from posdesk.printing.breaking import printable
from posdesk.printing.fonts import measure, plain_font
from posdesk.printing.layout import Style

_DOTS_PER_MM = 8
_WIDE, _HIGH = 210 * _DOTS_PER_MM, 297 * _DOTS_PER_MM
_MARGIN = 16 * _DOTS_PER_MM
_BOTTOM = _HIGH - _MARGIN - 6 * _DOTS_PER_MM
_ROW, _GAP = 42, 14
_BODY, _HEAD, _PART, _TITLE = Style(26, False), Style(22, True), Style(30, True), Style(44, True)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: texts in places, perhaps ruled off below.

    Attributes:
        height: dots.
        cells: left edge, width, text, whether it stands right.
        stays: it is not the last of a page: the next line belongs to it.
    """

    height: int
    style: Style
    cells: tuple[tuple[float, float, str, bool], ...]
    ruled: bool = False
    stays: bool = False


def pdf(book: Book) -> bytes:
    """The tables one below the other, their heads again where a page ends."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(printable(book.title))
    writer.setCreator("posdesk")
    writer.setResolution(_DOTS_PER_MM * 254 // 10)
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    _draw(writer, list(_pages(book)))
    return bytes(store.data())


def _pages(book: Book) -> Iterator[list[_Line]]:
    page, at = list(_top(book)), 0
    at = sum(line.height for line in page)
    for table in book.tables:
        head = _head(table)
        for line in _lines(table, head):
            needed = line.height + (2 * _ROW if line.stays else 0)
            if _MARGIN + at + needed > _BOTTOM:
                yield page
                page = [] if line.stays else [head]
                at = sum(each.height for each in page)
            page.append(line)
            at += line.height
    yield page


def _top(book: Book) -> Iterator[_Line]:
    yield _wide(book.shop, _BODY, _ROW)
    yield _wide(book.title, _TITLE, 62)
    yield _wide(book.subtitle, _BODY, _ROW)


def _wide(text: str, style: Style, height: int, *, stays: bool = False) -> _Line:
    return _Line(height, style, ((0, _WIDE - 2 * _MARGIN, text, False),), stays=stays)


def _lines(table: Table, head: _Line) -> Iterator[_Line]:
    widths = _widths(table)
    yield _wide("", _BODY, _GAP, stays=True)
    yield _wide(table.title, _PART, 54, stays=True)
    yield head
    for texts in _texts(table):
        yield _Line(_ROW, _BODY, _cells(table.columns, texts, widths))


def _head(table: Table) -> _Line:
    titles = [column.title for column in table.columns]
    cells = _cells(table.columns, titles, _widths(table))
    return _Line(_ROW, _HEAD, cells, ruled=True, stays=True)


def _texts(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield [_text(column, value) for column, value in zip(table.columns, row, strict=True)]


def _widths(table: Table) -> list[float]:
    """Figures get all they need; of the texts the longest gives way first, or takes the rest."""
    rows = [[column.title for column in table.columns], *_texts(table)]
    needs = [
        max(measure(printable(text), _BODY) for text in texts) + 2.0 * _GAP
        for texts in zip(*rows, strict=True)
    ]
    words = [place for place, each in enumerate(table.columns) if each.kind is Kind.TEXT]
    left = _WIDE - 2 * _MARGIN - sum(need for p, need in enumerate(needs) if p not in words)
    for done, place in enumerate(sorted(words, key=needs.__getitem__), 1):
        last = done == len(words)
        needs[place] = left if last else min(needs[place], left / (len(words) - done + 1))
        left -= needs[place]
    return needs


def _cells(
    columns: tuple[Column, ...], texts: list[str], widths: list[float]
) -> tuple[tuple[float, float, str, bool], ...]:
    left, cells = 0.0, []
    for column, text, width in zip(columns, texts, widths, strict=True):
        cells.append((left, width - _GAP, text, column.kind is not Kind.TEXT))
        left += width
    return tuple(cells)


def _text(column: Column, value: Cell) -> str:
    match value:
        case None:
            return ""
        case Label():
            return value.title
        case str():
            return value
        case int():
            write = format_quantity if column.kind is Kind.QUANTITY else format_amount
            return write(value)


def _draw(writer: QPdfWriter, pages: list[list[_Line]]) -> None:
    painter = QPainter(writer)
    try:
        for number, page in enumerate(pages, 1):
            if number > 1:
                writer.newPage()
            top = float(_MARGIN)
            for line in page:
                _draw_line(painter, line, top)
                top += line.height
            foot = _Line(_ROW, _HEAD, ((0, _WIDE - 2 * _MARGIN, f"{number} / {len(pages)}", True),))
            _draw_line(painter, foot, _HIGH - _MARGIN - _ROW / 2)
    finally:
        painter.end()


def _draw_line(painter: QPainter, line: _Line, top: float) -> None:
    painter.setFont(plain_font(line.style))
    metrics = QFontMetricsF(painter.font())
    for left, width, text, right in line.cells:
        place = QRectF(_MARGIN + left, top, width, line.height)
        shown = metrics.elidedText(printable(text), Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(place, _RIGHT if right else _LEFT, shown)
    if line.ruled:
        wide = _WIDE - 2 * _MARGIN
        painter.fillRect(QRectF(_MARGIN, top + line.height - 2, wide, 2), Qt.GlobalColor.black)
