"""Draws the items of a layout with a Qt painter: on a picture or on a PDF page alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from posdesk.domain.receipt import Align
from posdesk.printing.fonts import font
from posdesk.printing.layout import Bar, Code, Glyphs, Image, Item, Layout, Style

_SHARE = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}
_REACH = 100
"""Rows above its place that an item may touch: the marks of the largest letters."""


Face = Callable[[Style], QFont]


def paint(painter: QPainter, layout: Layout, top: int, height: int, *, face: Face = font) -> None:
    """Draws the rows ``top`` to ``top + height`` at the painter's origin."""
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setPen(Qt.GlobalColor.black)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(0, -top)
    for item in layout.items:
        first, last = _rows(item)
        if last > top and first < top + height:
            _draw(painter, item, face)


def _rows(item: Item) -> tuple[int, int]:
    match item:
        case Glyphs():
            return item.baseline - _REACH, item.baseline + _REACH
        case Code():
            return item.y, item.y + item.module * len(item.modules)
        case Bar() | Image():
            return item.y, item.y + item.height


def _draw(painter: QPainter, item: Item, face: Face) -> None:
    match item:
        case Glyphs():
            _glyphs(painter, item, face(item.style))
        case Code():
            _code(painter, item)
        case Bar():
            painter.fillRect(item.x, item.y, item.width, item.height, Qt.GlobalColor.black)
        case Image():
            box = QRect(item.x, item.y, item.width, item.height)
            painter.drawImage(box, QImage.fromData(item.png))


def _glyphs(painter: QPainter, item: Glyphs, face: QFont) -> None:
    painter.setFont(face)
    slack = item.width - painter.fontMetrics().horizontalAdvance(item.text)
    painter.drawText(QPointF(item.x + slack * _SHARE[item.align], item.baseline), item.text)


def _code(painter: QPainter, item: Code) -> None:
    for row, modules in enumerate(item.modules):
        for column, dark in enumerate(modules):
            if dark:
                x, y = item.x + column * item.module, item.y + row * item.module
                painter.fillRect(x, y, item.module, item.module, Qt.GlobalColor.black)
