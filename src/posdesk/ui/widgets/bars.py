"""Bars for amounts: upright ones for hours and days, lying ones for the parts of the takings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.ui import paint, theme
from posdesk.ui.palette import P, Tone
from posdesk.ui.shown import AmountBar
from posdesk.ui.theme import Face

_LINE, _GAP, _ROW, _WIDEST = 22, 4, 40, 56
_SMALL = Face(theme.SMALL)
_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class AmountBars(QWidget):
    """Bars with their names and amounts; a screen reader hears them all."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._bars: tuple[AmountBar, ...] = ()

    def show_bars(self, bars: Sequence[AmountBar]) -> None:
        """Shows other bars."""
        self._bars = tuple(bars)
        spoken = ", ".join(f"{bar.label}: {bar.words}" for bar in self._bars)
        self.setAccessibleName(f"{self._name}: {spoken}" if spoken else self._name)
        self.updateGeometry()
        self.update()

    def _share(self, bar: AmountBar) -> float:
        """Of the largest, 0 to 1."""
        most = max(each.amount for each in self._bars)
        return max(0, bar.amount) / most if most > 0 else 0.0

    def _fill(self, painter: QPainter, box: QRectF, bar: AmountBar) -> None:
        ground = P.main.ground if self._share(bar) == 1 else P.low_bar.ground
        paint.box(painter, box, Tone(ground, P.main.ink), min(4.0, box.width() / 2))


class UprightBars(AmountBars):
    """Beside each other, the label below each that has room for it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """High enough to tell the bars apart."""
        return QSize(300, 210)

    def minimumSizeHint(self) -> QSize:
        """As high, and narrow where there is no room."""
        return QSize(160, 210)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the bars from the left."""
        painter = QPainter(self)
        if self._bars:
            step = min(self.width() / len(self._bars), float(_WIDEST + _GAP))
            widest = max(_SMALL.metrics.horizontalAdvance(bar.label) for bar in self._bars) + 6
            every = max(1, -(-widest // max(1, int(step))))
            for place, bar in enumerate(self._bars):
                cell = QRectF(place * step, 0, step - _GAP, self.height())
                self._draw(painter, cell, bar)
                if place % every == 0:
                    self._write(painter, cell, bar.label, cell.bottom() - _LINE, widest)
        painter.end()

    def _draw(self, painter: QPainter, cell: QRectF, bar: AmountBar) -> None:
        high = max(2.0, (cell.height() - 2 * _LINE) * self._share(bar))
        top = cell.bottom() - _LINE - high
        self._fill(painter, QRectF(cell.left(), top, cell.width(), high), bar)
        if _SMALL.metrics.horizontalAdvance(bar.short) <= cell.width() + _GAP:
            self._write(painter, cell, bar.short, top - _LINE, int(cell.width()) + _GAP)

    def _write(self, painter: QPainter, cell: QRectF, words: str, top: float, wide: int) -> None:
        """Words in the middle of the bar, but never over the edge."""
        left = min(max(0.0, cell.center().x() - wide / 2), self.width() - wide)
        place = QRectF(left, top, wide, _LINE)
        paint.text(painter, place, words, _SMALL.font, P.card.second, _CENTRE)


class LyingBars(AmountBars):
    """Below each other: the name, the amount, and a bar under both."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        """A row a bar."""
        return QSize(260, max(1, len(self._bars)) * _ROW)

    def minimumSizeHint(self) -> QSize:
        """All rows, whatever the width."""
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the rows."""
        painter = QPainter(self)
        for place, bar in enumerate(self._bars):
            self._draw(painter, QRectF(0, place * _ROW, self.width(), _ROW), bar)
        painter.end()

    def _draw(self, painter: QPainter, row: QRectF, bar: AmountBar) -> None:
        face = Face(theme.TEXT)
        words = QRectF(row.left(), row.top(), row.width(), _ROW - 10)
        taken = face.metrics.horizontalAdvance(bar.words) + 12
        name = face.metrics.elidedText(
            bar.label, Qt.TextElideMode.ElideMiddle, int(row.width()) - taken
        )
        paint.text(painter, words, name, face.font, P.card.ink)
        paint.text(painter, words, bar.words, face.font, P.card.ink, _RIGHT)
        wide = max(2.0, row.width() * self._share(bar))
        self._fill(painter, QRectF(row.left(), row.bottom() - 9, wide, 5), bar)
