"""A list of records: receipts, transfers. One painted list, however long it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from posdesk.ui import paint, theme
from posdesk.ui.palette import LIGHT as P
from posdesk.ui.palette import Tone, colour
from posdesk.ui.shown import Record, Stress
from posdesk.ui.theme import Face
from posdesk.ui.widgets.margin_bar import MarginBar
from posdesk.ui.widgets.tiles import Index

_HIGH, _PAD, _LINE, _CHIP, _CHIP_PAD = 66, 16, 22, 24, 9
_TITLE, _FIGURE = Face(theme.TEXT, theme.MEDIUM), Face(theme.TEXT, theme.SEMIBOLD)
_SMALL = Face(theme.SMALL)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_NEAR_END = 10
"""So many lines before the end the next page is asked for."""

TONES = {
    Stress.PLAIN: P.key_chip,
    Stress.GOOD: P.good,
    Stress.ATTENTION: P.attention,
    Stress.TROUBLE: P.trouble,
}


class RecordModel(QAbstractListModel):
    """The records as Qt's lists want them."""

    def __init__(self) -> None:
        super().__init__()
        self._records: tuple[Record, ...] = ()

    def show(self, records: Sequence[Record]) -> None:
        """Puts other records in place of these; a page more leaves the view where it is."""
        new, had = tuple(records), len(self._records)
        if new == self._records:
            return
        if had and new[:had] == self._records:
            self.beginInsertRows(QModelIndex(), had, len(new) - 1)
            self._records = new
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._records = new
            self.endResetModel()

    def record(self, index: Index) -> Record:
        """The record at a place."""
        return self._records[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The record's title, and how it is spoken."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.record(index).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.record(index).spoken
        return None


class _RecordPainter(QStyledItemDelegate):
    """Draws a record."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Title over detail; figure over state."""
        view = self.parent()
        assert isinstance(view, RecordList)  # noqa: S101 - the list made this delegate
        rect: QRect = option.rect
        record = view.records.record(index)
        chosen = index == view.currentIndex()
        painter.save()
        _draw_ground(painter, rect, chosen=chosen)
        inner = rect.adjusted(_PAD, 10, -_PAD - 4, -10)
        top = QRect(inner.left(), inner.top(), inner.width(), _LINE)
        low = QRect(inner.left(), inner.bottom() - _LINE + 1, inner.width(), _LINE)
        paint.text(painter, top, record.figure, _FIGURE.font, P.card.ink, _RIGHT)
        figure = _FIGURE.metrics.horizontalAdvance(record.figure) + 12
        chip = _draw_badge(painter, low, record)
        _draw_words(painter, top.adjusted(0, 0, -figure, 0), record.title, _TITLE, P.card.ink)
        _draw_words(painter, low.adjusted(0, 0, -chip, 0), record.detail, _SMALL, P.card.second)
        if chosen and view.hasFocus():
            paint.ring(painter, QRectF(rect), P.main.ground, 4)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines of words."""
        return QSize(0, _HIGH)


class RecordList(QListView):
    """Records one below the other.

    Attributes:
        chosen: the place of the record a person went to.
        opened: the place of the record that was pressed twice.
        near_end: the last ones came into view: there may be more.
    """

    chosen = Signal(int)
    opened = Signal(int)
    near_end = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = RecordModel()
        self._showing = False
        self.setAccessibleName(name)
        self.setModel(self.records)
        self.setItemDelegate(_RecordPainter(self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        MarginBar(self)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)

    def show_records(self, records: Sequence[Record], current: int | None) -> None:
        """Shows other records; the current one is marked and in view."""
        self._showing = True
        self.records.show(records)
        index = self.records.index(-1 if current is None else current)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._showing = False
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """A person went to another record."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._showing:
            self.chosen.emit(current.row())

    def _look_ahead(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - _NEAR_END * _HIGH:
            self.near_end.emit()


def _draw_ground(painter: QPainter, rect: QRect, *, chosen: bool) -> None:
    if chosen:
        painter.fillRect(rect, colour(P.chosen.ground))
        painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), colour(P.chosen.line))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour(P.pressed.ground))


def _draw_words(painter: QPainter, place: QRect, words: str, face: Face, ink: str) -> None:
    fitting = face.metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    paint.text(painter, place, fitting, face.font, ink)


def _draw_badge(painter: QPainter, line: QRect, record: Record) -> int:
    """The state at the right; how much room it took, px."""
    if not record.badge:
        return 0
    tone = TONES[record.stress]
    wide = _SMALL.metrics.horizontalAdvance(record.badge) + 2 * _CHIP_PAD
    top = line.center().y() - _CHIP / 2 + 1
    place = QRectF(line.right() - wide + 1, top, wide, _CHIP)
    paint.box(painter, place, Tone(tone.ground, tone.ink), _CHIP / 2)
    paint.text(painter, place, record.badge, _SMALL.font, tone.ink, _CENTRE)
    return wide + 12
