"""A quiet state at the top of the window; pressed, it tells why and what to do."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import P, Tone

_HIGH, _PAD, _ICON, _GAP = 34, 13, 16, 6


class Mood(Enum):
    """How much a state wants attention. An icon stands beside each colour."""

    GOOD = "good"
    ATTENTION = "attention"
    TROUBLE = "trouble"
    PROGRESS = "progress"


LOOKS: dict[Mood, tuple[Tone, icons.IconName]] = {
    Mood.GOOD: (P.good, "check"),
    Mood.ATTENTION: (P.attention, "triangle-alert"),
    Mood.TROUBLE: (P.trouble, "circle-alert"),
    Mood.PROGRESS: (P.progress, "clock"),
}


class Pill(QAbstractButton):
    """A rounded state with its icon; as high as a finger, drawn slimmer."""

    def __init__(
        self, text: str = "", mood: Mood = Mood.GOOD, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._mood = "", mood
        self.show_state(text, mood)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, mood: Mood) -> None:
        """Changes what it says."""
        self._text, self._mood = text, mood
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        words = QFontMetrics(self._font()).horizontalAdvance(self._text)
        return QSize(words + _ICON + _GAP + 2 * _PAD, theme.TARGET)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the slim pill in the middle of its height."""
        painter = QPainter(self)
        tone, icon = LOOKS[self._mood]
        rect = QRectF(0, (self.height() - _HIGH) / 2, self.width(), _HIGH)
        paint.box(painter, rect, Tone(tone.ground, tone.ink), _HIGH / 2)
        drawn = icons.pixmap(icon, tone.ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(_PAD, rect.center().y() - _ICON / 2), drawn)
        words = rect.adjusted(_PAD + _ICON + _GAP, 0, -_PAD + 1, 0)
        paint.text(painter, words, self._text, self._font(), tone.ink)
        if self.hasFocus():
            paint.ring(painter, rect, tone.ink, _HIGH / 2)
        painter.end()

    def _font(self) -> QFont:
        return theme.font(theme.SMALL)
