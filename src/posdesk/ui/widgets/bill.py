"""The lines of the bill: one painted list that stays quick with hundreds of lines."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import P, Tone, colour
from posdesk.ui.shown import BillRow
from posdesk.ui.theme import Face
from posdesk.ui.widgets.kept_rows import KeptRows
from posdesk.ui.widgets.rows import Index, MarkedList, RowModel

_PAD, _DIGIT, _AMOUNT, _COUNT = 16, 9, 98, 44
"""``_AMOUNT`` takes 125.000.000, ``_COUNT`` 99,5; where more is shown they are wider."""

_LEAST_WORDS = 130
_NAME_LINE, _DETAIL_LINE, _AIR, _BELOW = 20, 19, 11, 6
_STEP = theme.TARGET
_NAME, _DETAIL = Face(theme.TEXT, theme.MEDIUM), Face(theme.SMALL)
_SUM = Face(theme.TEXT, theme.SEMIBOLD)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class BillPart(Enum):
    """What of a line was pressed."""

    LINE = "line"
    LESS = "less"
    COUNT = "count"
    MORE = "more"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class BillPlaces:
    """Where the parts of a line lie; ``amount`` is as large as a finger."""

    number: QRect
    words: QRect
    less: QRect
    count: QRect
    more: QRect
    amount: QRect

    def part_at(self, point: QPoint) -> BillPart:
        """What lies at a point."""
        for part, place in (
            (BillPart.LESS, self.less),
            (BillPart.COUNT, self.count),
            (BillPart.MORE, self.more),
            (BillPart.PRICE, self.amount),
        ):
            if place.contains(point):
                return part
        return BillPart.LINE


class BillRows(RowModel[BillRow]):
    """The rows as Qt's lists want them."""

    def name_of(self, row: BillRow) -> str:
        """The name of the goods."""
        return row.name

    def spoken(self, row: BillRow, number: int) -> str:
        """All it shows, with its number."""
        return row.spoken(number)

    def show(self, rows: Sequence[BillRow]) -> None:
        """Puts other rows in place of these, telling only of what changed."""
        old, new = self._rows, tuple(rows)
        if len(new) > len(old):
            self.put_more(new[len(old) :])
        elif len(new) < len(old):
            self._drop(len(new))
        self._rows = new
        for number, (was, now) in enumerate(zip(old, new, strict=False)):
            if was != now:
                self.dataChanged.emit(self.index(number), self.index(number))

    def _drop(self, kept: int) -> None:
        self.beginRemoveRows(self.index(-1), kept, len(self._rows) - 1)
        self._rows = self._rows[:kept]
        self.endRemoveRows()


class _RowPainter(QStyledItemDelegate):
    """Draws a line of the bill."""

    def __init__(self, view: BillView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Shows the line as it was drawn before, or draws it."""
        rect: QRect = option.rect
        look = self._view.look(index)
        self._view.kept.draw(painter, rect, look, lambda own: self._draw(own, rect.size(), index))

    def _draw(self, painter: QPainter, size: QSize, index: Index) -> None:
        """Number, name, detail, quantity between its buttons, amount."""
        view, rect = self._view, QRect(QPoint(), size)
        row = view.rows.row(index)
        view.draw_ground(painter, rect, index)
        places = view.places(rect)
        number = str(index.row() + 1)
        paint.text(painter, places.number, number, _DETAIL.font, P.card.second)
        _draw_words(painter, places.words, row)
        _draw_quantity(painter, places, row)
        view.draw_focus(painter, rect, index)
        paint.text(painter, places.amount, row.amount, _SUM.font, P.card.ink, _RIGHT)
        if index == view.currentIndex() and not row.fixed:
            _underline(painter, places.count, row.quantity, _CENTRE)
            if view.prices_change:
                _underline(painter, places.amount, row.amount, _RIGHT)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need."""
        return QSize(0, self._view.row_height(self._view.rows.row(index)))


class BillView(MarkedList):
    """The bill's lines, the newest in view.

    ``prices_change`` says whether a press on an amount changes the price; dots under it say so.
    Where that is narrow the quantity stands below the name, so that the name keeps its room.

    Attributes:
        pressed_part: (index, BillPart) of what was pressed.
    """

    pressed_part = Signal(int, object)

    def __init__(
        self, name: str, parent: QWidget | None = None, *, prices_change: bool = True
    ) -> None:
        super().__init__(name, parent, ground=P.card)
        self.prices_change = prices_change
        self.rows, self.kept = BillRows(), KeptRows(P.card)
        self._measure(())
        self._pressed: tuple[int, BillPart] | None = None
        self.setModel(self.rows)
        self.setItemDelegate(_RowPainter(self))

    def show_rows(self, rows: Sequence[BillRow], current: int | None) -> None:
        """Shows the lines; the current one is marked and in view."""
        before = self._wide
        self._measure(rows)
        self.show_marked(lambda: self.rows.show(rows), current)
        if before != self._wide:
            self.doItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def places(self, rect: QRect) -> BillPlaces:
        """Where the parts of a row lie that fills ``rect``."""
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        number = QRect(inner.left(), inner.top(), self._number, inner.height())
        if self._narrow:
            return self._low_places(inner, number)
        amount = QRect(inner.right() - self._amount + 1, inner.top(), self._amount, inner.height())
        top = inner.center().y() - _STEP // 2
        more = QRect(amount.left() - _STEP, top, _STEP, _STEP)
        count = QRect(more.left() - self._count, top, self._count, _STEP)
        less = QRect(count.left() - _STEP, top, _STEP, _STEP)
        words = _between(number, less, inner)
        return BillPlaces(number, words, less, count, more, amount)

    def look(self, index: Index) -> Hashable:
        """All that a row is drawn from, but for its size and the palette."""
        marked = index == self.currentIndex()
        widths = (self._number, self._count, self._amount)
        return self.rows.row(index), index.row(), marked, marked and self.hasFocus(), widths

    def row_height(self, row: BillRow) -> int:
        """How high a row is at the present width, px."""
        least = 2 * _STEP + _BELOW if self._narrow else _STEP + 2 * 9
        return max(_words_height(row.name, row.detail, self._wide), least)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers what is pressed."""
        super().mousePressEvent(event)
        self._pressed = self._part_at(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tells what was pressed, if it is let go where it was pressed."""
        super().mouseReleaseEvent(event)
        here = self._part_at(event.position().toPoint())
        if here is not None and here == self._pressed:
            self.pressed_part.emit(*here)
        self._pressed = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows break their names anew; the current one stays in view."""
        super().resizeEvent(event)
        self._measure(self.rows.all())
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())

    def _part_at(self, point: QPoint) -> tuple[int, BillPart] | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        if self.rows.row(index).fixed:
            return index.row(), BillPart.LINE
        return index.row(), self.places(self.visualRect(index)).part_at(point)

    def _measure(self, rows: Sequence[BillRow]) -> None:
        """Once for all rows: how wide numbers, quantities, amounts and words are.

        They are narrow where a name beside the figures would have too little room.
        """
        self._number = 6 + _DIGIT * max(2, len(str(len(rows))))
        self._count = max([_COUNT, *(_advance(row.quantity) + 6 for row in rows)])
        self._amount = max([_AMOUNT, *(_advance(row.amount) + 2 for row in rows)])
        figures = 2 * _PAD + self._number + 2 * _STEP + self._count + self._amount
        self._narrow = self.viewport().width() - figures < _LEAST_WORDS
        self._wide = self.places(QRect(0, 0, self.viewport().width(), 100)).words.width()

    def _low_places(self, inner: QRect, number: QRect) -> BillPlaces:
        """The places of a narrow row: name and amount above, detail and quantity below."""
        bottom = inner.bottom() - _BELOW - _STEP + 1
        amount = QRect(inner.right() - self._amount + 1, inner.top(), self._amount, _STEP)
        more = QRect(inner.right() - _STEP + 1, bottom, _STEP, _STEP)
        count = QRect(more.left() - self._count, bottom, self._count, _STEP)
        less = QRect(count.left() - _STEP, bottom, _STEP, _STEP)
        left = min(less.left(), amount.left())
        words = _between(number, QRect(left, less.top(), 1, 1), inner)
        return BillPlaces(number, words, less, count, more, amount)


@lru_cache(maxsize=4096)
def _words_height(name: str, detail: str, wide: int) -> int:
    names, details = paint.two_lines(name, _NAME, wide), paint.whole(detail, _DETAIL, wide)
    return 2 * _AIR + len(names) * _NAME_LINE + len(details) * _DETAIL_LINE


@lru_cache(maxsize=4096)
def _advance(figure: str) -> int:
    return _SUM.metrics.horizontalAdvance(figure)


def _between(left: QRect, right: QRect, row: QRect) -> QRect:
    return QRect(left.right() + 1, row.top(), right.left() - left.right() - 9, row.height())


def _draw_words(painter: QPainter, place: QRect, row: BillRow) -> None:
    names = paint.two_lines(row.name, _NAME, place.width())
    details = paint.whole(row.detail, _DETAIL, place.width())
    high = len(names) * _NAME_LINE + len(details) * _DETAIL_LINE
    top = place.top() + max(_AIR, (place.height() - high) // 2)
    for line in names:
        paint.text(
            painter, QRect(place.left(), top, place.width() + 2, _NAME_LINE), line, _NAME.font,
            P.card.ink,
        )  # fmt: skip
        top += _NAME_LINE
    for line in details:
        paint.text(
            painter, QRect(place.left(), top, place.width() + 2, _DETAIL_LINE), line,
            _DETAIL.font, P.card.second,
        )  # fmt: skip
        top += _DETAIL_LINE


def _draw_quantity(painter: QPainter, places: BillPlaces, row: BillRow) -> None:
    paint.text(painter, places.count, row.quantity, _SUM.font, P.card.ink, _CENTRE)
    if row.fixed:
        return
    signs: tuple[tuple[QRect, icons.IconName], ...] = (
        (places.less, "minus"),
        (places.more, "plus"),
    )
    for place, sign in signs:
        paint.box(painter, QRectF(place), Tone(P.card.ground, P.card.ink, line=P.card.line), 9)
        drawn = icons.pixmap(sign, P.card.ink, 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(place.center() - QPoint(7, 7), drawn)


def _underline(painter: QPainter, place: QRect, words: str, align: Qt.AlignmentFlag) -> None:
    """Dots under what a press changes."""
    wide, base = _SUM.metrics.horizontalAdvance(words), place.center().y() + 11
    left = place.right() - wide if align is _RIGHT else place.center().x() - wide // 2
    painter.setPen(QPen(colour(P.card.second), 1, Qt.PenStyle.DotLine))
    painter.drawLine(left, base, left + wide, base)
