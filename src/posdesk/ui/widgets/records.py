"""A list of records: receipts, transfers. One painted list, however long it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from posdesk.ui import paint, theme
from posdesk.ui.palette import P, Tone
from posdesk.ui.shown import Record, Stress
from posdesk.ui.theme import Face
from posdesk.ui.widgets.rows import Index, MarkedList, RowModel

_HIGH, _PAD, _LINE, _CHIP, _CHIP_PAD = 66, 16, 22, 24, 9
_TITLE, _FIGURE = Face(theme.TEXT, theme.MEDIUM), Face(theme.TEXT, theme.SEMIBOLD)
_SMALL = Face(theme.SMALL)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_CUT = Qt.TextElideMode.ElideRight
_NEAR_END = 10
"""So many lines before the end the next page is asked for."""

TONES = {
    Stress.PLAIN: P.key_chip,
    Stress.GOOD: P.good,
    Stress.ATTENTION: P.attention,
    Stress.TROUBLE: P.trouble,
}


class RecordModel(RowModel[Record]):
    """The records as Qt's lists want them."""

    def name_of(self, row: Record) -> str:
        """Its title."""
        return row.title

    def spoken(self, row: Record, _number: int) -> str:
        """All it shows."""
        return row.spoken

    def show(self, records: Sequence[Record]) -> None:
        """Puts other records in place of these; a page more leaves the view where it is."""
        new, had = tuple(records), len(self._rows)
        if had and new[:had] == self._rows:
            if len(new) > had:
                self.put_more(new[had:])
        else:
            self.put_all(new)


class RecordPainter(QStyledItemDelegate):
    """Draws a record."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Title over detail; figure over state."""
        view = self.parent()
        assert isinstance(view, RecordList)  # noqa: S101 - the list made this delegate
        rect: QRect = option.rect
        record = view.records.row(index)
        painter.save()
        view.draw_ground(painter, rect, index)
        inner = rect.adjusted(_PAD, 10, -_PAD - 4, -10)
        top = QRect(inner.left(), inner.top(), inner.width(), _LINE)
        low = QRect(inner.left(), inner.bottom() - _LINE + 1, inner.width(), _LINE)
        paint.text(painter, top, record.figure, _FIGURE.font, P.card.ink, _RIGHT)
        figure = _FIGURE.metrics.horizontalAdvance(record.figure) + 12
        chip = _draw_badge(painter, low, record)
        draw_words(painter, top.adjusted(0, 0, -figure, 0), record.title, _TITLE, P.card.ink)
        draw_words(painter, low.adjusted(0, 0, -chip, 0), record.detail, _SMALL, P.card.second)
        view.draw_focus(painter, rect, index)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines of words."""
        return QSize(0, _HIGH)


class RecordList(MarkedList):
    """Records one below the other.

    Attributes:
        opened: the place of the record that was pressed twice.
        near_end: the last ones came into view: there may be more.
    """

    opened = Signal(int)
    near_end = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.records = RecordModel()
        self.setModel(self.records)
        self.setItemDelegate(RecordPainter(self))
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)

    def show_records(self, records: Sequence[Record], current: int | None) -> None:
        """Shows other records; the current one is marked and in view."""
        self.show_marked(lambda: self.records.show(records), current)

    def _look_ahead(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - _NEAR_END * _HIGH:
            self.near_end.emit()


def draw_words(painter: QPainter, place: QRect, words: str, face: Face, ink: str) -> None:
    """As much of a text as its place takes."""
    fitting = face.metrics.elidedText(words, _CUT, place.width())
    paint.text(painter, place, fitting, face.font, ink)


def draw_chip(painter: QPainter, place: QRect, words: str, stress: Stress) -> None:
    """A state on its ground at the left of a place, as wide as its words or the place."""
    fitting = _SMALL.metrics.elidedText(words, _CUT, place.width() - 2 * _CHIP_PAD)
    wide = _SMALL.metrics.horizontalAdvance(fitting) + 2 * _CHIP_PAD
    box = QRectF(place.left(), place.center().y() - _CHIP / 2 + 1, wide, _CHIP)
    tone = TONES[stress]
    paint.box(painter, box, Tone(tone.ground, tone.ink), _CHIP / 2)
    paint.text(painter, box, fitting, _SMALL.font, tone.ink, _CENTRE)


def _draw_badge(painter: QPainter, line: QRect, record: Record) -> int:
    """The state at the right; how much room it took, px."""
    if not record.badge:
        return 0
    wide = _SMALL.metrics.horizontalAdvance(record.badge) + 2 * _CHIP_PAD
    place = QRect(line.right() - wide + 1, line.top(), wide + 1, line.height())
    draw_chip(painter, place, record.badge, record.stress)
    return wide + 12
