"""The lines of an order with a mark for what lies in the parcel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QScroller, QStyledItemDelegate, QStyleOptionViewItem

from posdesk.runtime.i18n import _
from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import P, Tone
from posdesk.ui.shown import PackRow
from posdesk.ui.theme import Face
from posdesk.ui.widgets.rows import Index, MarkedList, RowModel

_PAD, _BOX, _GAP, _AMOUNT, _LINE, _AIR, _LEAST = 16, 28, 12, 92, 20, 10, 60
_NAME, _DETAIL = Face(theme.TEXT, theme.MEDIUM), Face(theme.SMALL)
_SUM = Face(theme.TEXT, theme.SEMIBOLD)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PackRows(RowModel[PackRow]):
    """The lines as Qt's lists want them."""

    def name_of(self, row: PackRow) -> str:
        """The name of the goods."""
        return row.name

    def spoken(self, row: PackRow, number: int) -> str:
        """All it shows, with its number."""
        mark = _("packed") if row.done else _("not packed")
        return f"{number}. {row.name}, {row.detail}, {mark}, {row.amount}"


class PackView(MarkedList):
    """As high as its lines; whoever holds it scrolls.

    Attributes:
        pressed_line: the place of a line that was pressed, by hand or with the space bar.
    """

    pressed_line = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.rows = PackRows()
        self.setModel(self.rows)
        self.setItemDelegate(_PackPainter(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.ungrabGesture(self.viewport())
        self.clicked.connect(lambda index: self.pressed_line.emit(index.row()))

    def show_rows(self, rows: Sequence[PackRow], current: int | None) -> None:
        """Shows the lines and marks one of them."""
        self.show_marked(lambda: self.rows.put_all(tuple(rows)), current)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar presses the marked line."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.pressed_line.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick presses are two."""
        self.mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names break anew."""
        super().resizeEvent(event)
        self.doItemsLayout()
        self._fit()

    def row_height(self, row: PackRow) -> int:
        """How high a line is at the present width, px."""
        wide = self.places(QRect(0, 0, self.viewport().width(), _LEAST))[1].width()
        lines = len(paint.two_lines(row.name, _NAME, wide))
        lines += len(paint.whole(row.detail, _DETAIL, wide)) if row.detail else 0
        return max(_LEAST, 2 * _AIR + lines * _LINE)

    def places(self, rect: QRect) -> tuple[QRect, QRect, QRect]:
        """Mark, words and amount of a line that fills ``rect``."""
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        box = QRect(inner.left(), inner.center().y() - _BOX // 2, _BOX, _BOX)
        amount = QRect(inner.right() - _AMOUNT + 1, inner.top(), _AMOUNT, inner.height())
        left = box.right() + _GAP
        words = QRect(left, inner.top(), amount.left() - left - 8, inner.height())
        return box, words, amount

    def _fit(self) -> None:
        self.setFixedHeight(sum(map(self.row_height, self.rows.all())))


class _PackPainter(QStyledItemDelegate):
    """Draws a line with its mark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Mark, name over shelf, amount."""
        view = self.parent()
        assert isinstance(view, PackView)  # noqa: S101 - the view made this delegate
        rect: QRect = option.rect
        row = view.rows.row(index)
        box, words, amount = view.places(rect)
        painter.save()
        view.draw_ground(painter, rect, index)
        _draw_mark(painter, box, row)
        _draw_words(painter, words, row)
        paint.text(painter, amount, row.amount, _SUM.font, P.card.ink, _RIGHT)
        view.draw_focus(painter, rect, index)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need."""
        view = self.parent()
        assert isinstance(view, PackView)  # noqa: S101 - the view made this delegate
        return QSize(0, view.row_height(view.rows.row(index)))


def _draw_mark(painter: QPainter, place: QRect, row: PackRow) -> None:
    if not row.done:
        paint.box(painter, QRectF(place), Tone(P.card.ground, P.card.ink, line=P.card.second), 7)
        return
    paint.box(painter, QRectF(place), P.main, 7)
    drawn = icons.pixmap("check", P.main.ink, 18, painter.device().devicePixelRatioF())
    painter.drawPixmap(place.topLeft() + QPoint(5, 5), drawn)


def _draw_words(painter: QPainter, place: QRect, row: PackRow) -> None:
    names = paint.two_lines(row.name, _NAME, place.width())
    details = paint.whole(row.detail, _DETAIL, place.width()) if row.detail else ()
    top = place.center().y() - (len(names) + len(details)) * _LINE // 2
    second = P.answer.second if row.short else P.card.second
    for face, ink, lines in ((_NAME, P.card.ink, names), (_DETAIL, second, details)):
        for line in lines:
            at = QRect(place.left(), top, place.width() + 2, _LINE)
            paint.text(painter, at, line, face.font, ink)
            top += _LINE
