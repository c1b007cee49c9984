"""An icon that says nothing by itself: words stand beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from posdesk.ui import icons
from posdesk.ui.palette import Tone, colour


class Sign(QWidget):
    """An icon in an ink of a tone, drawn anew when the theme changes.

    Attributes:
        grounded: whether it stands on a round of the tone's ground.
    """

    def __init__(self, size: int, place: QSize | None = None, *, grounded: bool = False) -> None:
        super().__init__()
        self._size, self.grounded = size, grounded
        self._icon: icons.IconName | None = None
        self._tone, self._ink = Tone("", ""), "ink"
        self.setFixedSize(place or QSize(size, size))

    def show_icon(self, icon: icons.IconName, tone: Tone, ink: str = "ink") -> None:
        """Shows another icon; ``ink`` names which of the tone's inks."""
        self._icon, self._tone, self._ink = icon, tone, ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon in the middle of its place."""
        if self._icon is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.grounded:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._tone.ground))
            painter.drawEllipse(self.rect())
        ink = getattr(self._tone, self._ink)
        drawn = icons.pixmap(self._icon, ink, self._size, self.devicePixelRatioF())
        spare = self.size() - QSize(self._size, self._size)
        painter.drawPixmap(QPointF(spare.width() / 2, spare.height() / 2), drawn)
        painter.end()


def icon_label(icon: icons.IconName, tone: Tone, size: int, ink: str = "ink") -> Sign:
    """An icon that stays."""
    made = Sign(size)
    made.show_icon(icon, tone, ink)
    return made
