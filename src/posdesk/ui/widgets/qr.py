"""A QR code on the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from posdesk.ui import paint, theme
from posdesk.ui.palette import P, Tone

_QUIET = 4
"""Free modules round the code (ISO/IEC 18004)."""


class QrView(QWidget):
    """Draws a payload, black on white in any theme: phones read it so."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedSize(size, size)
        self._rows: tuple[bytes, ...] = ()

    def show_payload(self, payload: str) -> None:
        """Shows another code; nothing for an empty payload."""
        import segno  # noqa: PLC0415 - it loads half of the web; a till starts without it

        made = segno.make(payload, error="m", micro=False) if payload else None
        self._rows = tuple(bytes(row) for row in made.matrix) if made else ()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as it was made."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Whole dots only, so that the edges are sharp."""
        painter = QPainter(self)
        white = Tone("#FFFFFF", "#000000", line=P.paper.line)
        paint.box(painter, QRectF(self.rect()), white, theme.RADIUS)
        side = len(self._rows) + 2 * _QUIET
        dot = self.width() // side if self._rows else 0
        start = (self.width() - dot * side) // 2 + dot * _QUIET
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    place = QRectF(start + x * dot, start + y * dot, dot, dot)
                    painter.fillRect(place, Qt.GlobalColor.black)
        painter.end()
