"""What lies below a widget, so that no more is painted and laid out with it than has changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from posdesk.ui.palette import Tone, colour


class Ground(QWidget):
    """A rectangle of one colour: what is on it is painted without what lies below it."""

    def __init__(self, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fills it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour(self._tone.ground))
        painter.end()
