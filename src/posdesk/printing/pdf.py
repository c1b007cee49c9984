"""A document as a PDF: a page as wide as the paper roll, or sheets of A4 with labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from posdesk.domain.receipt import ReceiptDocument
from posdesk.printing.breaking import printable
from posdesk.printing.fonts import measure, plain_font
from posdesk.printing.layout import DOTS_PER_MM, PAPER_MM, Layout, lay_out
from posdesk.printing.painting import paint

_MARGIN = 4 * DOTS_PER_MM
_FINE = 5
"""A dot is no whole part of an inch, five to the dot are: labels must meet their places."""
_PAGE = 5000 * DOTS_PER_MM
"""PDF pages end at 5.08 m (14400 points); what is longer goes on on the next."""


def pdf(document: ReceiptDocument, width: int) -> bytes:
    """The document on 58 or 80 mm wide paper, its texts selectable, its font embedded."""
    layout = lay_out(document, width, measure)

    def write(writer: QPdfWriter) -> None:
        writer.setResolution(DOTS_PER_MM * 254 // 10)
        writer.setPageLayout(_page(layout))
        _draw(writer, layout)

    return _written(document.title, write)


def sheets_pdf(title: str, sheets: Sequence[Layout]) -> bytes:
    """Pages of the size of their layouts, to the tenth of a millimetre; at least one."""

    def write(writer: QPdfWriter) -> None:
        writer.setResolution(_FINE * DOTS_PER_MM * 254 // 10)
        writer.setPageLayout(_whole(sheets[0].width, sheets[0].height))
        _draw_sheets(writer, sheets)

    return _written(title, write)


def _written(title: str, write: Callable[[QPdfWriter], None]) -> bytes:
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(printable(title))
    writer.setCreator("posdesk")
    write(writer)
    return bytes(store.data())


def _page(layout: Layout) -> QPageLayout:
    height = min(layout.height, _PAGE) + 2 * _MARGIN
    return _whole(PAPER_MM[layout.width] * DOTS_PER_MM, height)


def _whole(width: int, height: int) -> QPageLayout:
    """A page of so many dots without margins."""
    size = QSizeF(width / DOTS_PER_MM, height / DOTS_PER_MM)
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def _draw(writer: QPdfWriter, layout: Layout) -> None:
    left = (PAPER_MM[layout.width] * DOTS_PER_MM - layout.width) // 2
    painter = QPainter(writer)
    try:
        for top in range(0, layout.height, _PAGE):
            if top:
                writer.newPage()
            painter.save()
            painter.translate(left, _MARGIN)
            paint(painter, layout, top, _PAGE, face=plain_font)
            painter.restore()
    finally:
        painter.end()


def _draw_sheets(writer: QPdfWriter, sheets: Sequence[Layout]) -> None:
    painter = QPainter(writer)
    try:
        for number, sheet in enumerate(sheets):
            if number:
                writer.newPage()
            painter.save()
            painter.scale(_FINE, _FINE)
            paint(painter, sheet, 0, sheet.height, face=plain_font)
            painter.restore()
    finally:
        painter.end()
