"""Bars for the hours of a day: where people look rather than read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.ui import paint, theme
from posdesk.ui.palette import P, Tone
from posdesk.ui.shown import Bar

_GAP, _LINE, _WIDEST = 5, 22, 56
_CENTRE = Qt.AlignmentFlag.AlignCenter


class HourBars(QWidget):
    """One bar an hour with its number above and its hour below; the highest is darker."""

    def __init__(self, name: str, nothing: str) -> None:
        super().__init__()
        self._name, self._nothing = name, nothing
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_bars(())

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Shows other bars."""
        self._bars = tuple(bars)
        spoken = ", ".join(f"{bar.label}: {bar.count}" for bar in self._bars)
        self.setAccessibleName(f"{self._name}: {spoken}" if spoken else self._name)
        self.update()

    def sizeHint(self) -> QSize:
        """Room to tell the bars apart."""
        return QSize(200, 120)

    def minimumSizeHint(self) -> QSize:
        """Less tells nothing."""
        return QSize(160, 90)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the bars from the left, none wider than a thumb."""
        painter = QPainter(self)
        if self._bars:
            self._draw_all(painter)
        else:
            paint.text(
                painter, self.rect(), self._nothing, theme.font(theme.TEXT), P.card.second, _CENTRE
            )
        painter.end()

    def _draw_all(self, painter: QPainter) -> None:
        step = min(self.width() / len(self._bars), _WIDEST + _GAP)
        every = self._labelled(step)
        most = max(bar.count for bar in self._bars)
        for place, bar in enumerate(self._bars):
            cell = QRectF(place * step, 0, step - _GAP, self.height())
            self._draw(painter, cell, bar, bar.count / most)
            if place % every == 0:
                self._write(painter, self._under(cell), bar.label, at=cell.bottom())

    def _under(self, cell: QRectF) -> QRectF:
        """Room for the hour, around its bar but never over the edge."""
        wide = max(self._metrics().horizontalAdvance(bar.label) for bar in self._bars) + 4.0
        left = min(max(0.0, cell.center().x() - wide / 2), self.width() - wide)
        return QRectF(left, cell.top(), wide, cell.height())

    def _labelled(self, step: float) -> int:
        """Every how many bars there is room for the hour below."""
        widest = max(self._metrics().horizontalAdvance(bar.label) for bar in self._bars)
        return max(1, -(-(widest + 4) // max(1, int(step))))

    def _draw(self, painter: QPainter, cell: QRectF, bar: Bar, share: float) -> None:
        room = cell.height() - 2 * _LINE
        top = cell.top() + _LINE + room * (1 - share)
        ground = P.main.ground if share == 1 else P.low_bar.ground
        box = QRectF(cell.left(), top, cell.width(), max(2.0, room * share))
        paint.box(painter, box, Tone(ground, P.main.ink), min(4.0, box.height() / 2))
        number = str(bar.count) if bar.count else ""
        if self._metrics().horizontalAdvance(number) <= cell.width() + _GAP:
            self._write(painter, cell, number, at=top)

    def _write(self, painter: QPainter, cell: QRectF, words: str, *, at: float) -> None:
        """Words that end above ``at``."""
        place = QRectF(cell.left(), at - _LINE, cell.width(), _LINE)
        paint.text(painter, place, words, theme.font(theme.SMALL), P.card.second, _CENTRE)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.font(theme.SMALL))
