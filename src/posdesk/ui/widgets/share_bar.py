"""How much of something is done, as a thin bar; the words beside it say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posdesk.ui import paint
from posdesk.ui.palette import P, Tone

_HIGH, _BEGUN = 8, 0.06


class ShareBar(QWidget):
    """A bar filled from the left."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, done: int, of: int) -> None:
        """Fills so much of it; where ``of`` is 0 it has only begun."""
        self._share = min(1.0, done / of) if of else _BEGUN
        self.update()

    def sizeHint(self) -> QSize:
        """Thin."""
        return QSize(120, _HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The way, and how much of it is gone."""
        painter = QPainter(self)
        whole = QRectF(0, 0, self.width(), _HIGH)
        gone = QRectF(0, 0, self.width() * self._share, _HIGH)
        paint.box(painter, whole, Tone(P.key_chip.ground, P.key_chip.ink), _HIGH / 2)
        paint.box(painter, gone, Tone(P.progress.line or P.progress.ink, ""), _HIGH / 2)
        painter.end()
