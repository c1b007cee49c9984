"""What lies below a widget, so that no more is painted and laid out with it than has changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
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


class Plinth(Ground):
    """A ground as high as the widget on it, whose words change often.

    What stands above is laid out anew only where that height is another.
    """

    def __init__(self, tone: Tone, inside: QWidget) -> None:
        super().__init__(tone)
        self._inside = inside
        inside.setParent(self)

    def event(self, event: QEvent) -> bool:
        """Something on it may need another height now, or did while it was not seen."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._settle()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width may break words anew."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        layout = self._inside.layout()
        assert layout is not None  # noqa: S101 - what is put on a plinth lays out its parts
        wide = self.width()
        by_width = layout.hasHeightForWidth()
        high = layout.totalHeightForWidth(wide) if by_width else layout.totalSizeHint().height()
        self.setFixedHeight(high)
        self._inside.setGeometry(0, 0, wide, high)
