"""The list of orders: columns where there is room, else cards of two lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import paint, theme
from posdesk.ui.palette import P
from posdesk.ui.shown import OrderRecord, Stress
from posdesk.ui.theme import Face
from posdesk.ui.widgets.records import RecordList, RecordPainter, draw_chip, draw_words
from posdesk.ui.widgets.rows import Index

_PAD, _GAP, _LINE, _HEAD = 16, 12, 22, 38
_ROOM = 800
"""A list narrower than this has no columns, px."""

_WIDTHS = (104, 0, 52, 108, 136, 100, 84)
"""Of number, buyer (what is left), goods, money, payment, state, due; px."""

_BOLD, _PLAIN, _SMALL = Face(theme.TEXT, theme.SEMIBOLD), Face(theme.TEXT), Face(theme.SMALL)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _columns(row: QRect) -> Iterator[QRect]:
    inner = row.adjusted(_PAD, 0, -_PAD, 0)
    left = inner.width() - sum(_WIDTHS) - _GAP * (len(_WIDTHS) - 1)
    widths = [width or left for width in _WIDTHS]
    starts = accumulate((width + _GAP for width in widths[:-1]), initial=inner.left())
    for start, width in zip(starts, widths, strict=True):
        yield QRect(start, inner.top(), width, inner.height())


class _OrderPainter(RecordPainter):
    """Draws an order."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """In columns, or as any record."""
        view = self.parent()
        assert isinstance(view, OrderList)  # noqa: S101 - the list made this delegate
        order = view.records.row(index)
        if not view.wide or not isinstance(order, OrderRecord):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        painter.save()
        view.draw_ground(painter, rect, index)
        _draw(painter, rect, order)
        view.draw_focus(painter, rect, index)
        painter.restore()


def _draw(painter: QPainter, rect: QRect, order: OrderRecord) -> None:
    number, buyer, goods, money, payment, state, due = _columns(rect)
    middle, ink, second = rect.center().y(), P.card.ink, P.card.second
    above = QRect(number.left(), middle - _LINE + 1, number.width(), _LINE)
    below = QRect(number.left(), middle + 1, number.width(), _LINE)
    draw_words(painter, above, order.number, _BOLD, ink)
    draw_words(painter, below, order.source, _SMALL, second)
    draw_words(painter, buyer, order.buyer, _PLAIN, ink)
    draw_words(painter, goods, order.goods, _PLAIN, ink)
    paint.text(painter, money, order.figure, _BOLD.font, ink, _RIGHT)
    draw_chip(painter, payment, order.payment, order.payment_stress)
    if order.short:
        draw_chip(painter, state, order.state, Stress.TROUBLE)
    else:
        draw_words(painter, state, order.state, _PLAIN, ink)
    draw_words(painter, due, order.due, _PLAIN, second)


class OrderList(RecordList):
    """Orders one below the other.

    Attributes:
        widened: whether there is room for columns now.
    """

    widened = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(_OrderPainter(self))

    @property
    def wide(self) -> bool:
        """Whether there is room for columns."""
        return self.viewport().width() >= _ROOM

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for columns now, or none any more."""
        super().resizeEvent(event)
        self.widened.emit(self.wide)


class OrderHead(QWidget):
    """The names of the columns above an ``OrderList``; nothing where it has none."""

    def __init__(self, orders: OrderList) -> None:
        super().__init__()
        self._orders = orders
        self.setFixedHeight(_HEAD)
        orders.widened.connect(self.setVisible)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the names over their columns."""
        names = (
            _("Order"), _("Buyer"), _("Items"), _("Amount"), _("Payment"), _("State"), _("Due"),
        )  # fmt: skip
        row = QRect(0, 0, self._orders.viewport().width(), _HEAD)
        painter = QPainter(self)
        for number, (name, place) in enumerate(zip(names, _columns(row), strict=True)):
            if number == _MONEY:
                paint.text(painter, place, name, _SMALL.font, P.card.second, _RIGHT)
            else:
                draw_words(painter, place, name, _SMALL, P.card.second)
        painter.end()


_MONEY = 3
