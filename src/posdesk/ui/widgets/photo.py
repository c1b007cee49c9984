"""A product's picture, or a coloured block with the letters of its name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from posdesk.ui import paint, theme
from posdesk.ui.palette import colour
from posdesk.ui.shown import Tile
from posdesk.ui.widgets.tiles import middle_of, tone_of

SIDE = 96
"""px."""


class PhotoView(QWidget):
    """A square picture; a file can be dropped on it.

    Attributes:
        dropped: the path of the file.
    """

    dropped = Signal(object)

    def __init__(self, name: str, side: int = SIDE) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._name, self._content, self._words = name, b"", ""
        self._picture = QPixmap()
        self.setFixedSize(QSize(side, side))
        self.setAccessibleName(name)

    def show_picture(self, content: bytes, words: str) -> None:
        """Shows a picture; without one the letters of ``words``."""
        self.setAccessibleName(f"{self._name}: {words}")
        if content != self._content:
            self._content, self._picture = content, QPixmap()
            self._picture.loadFromData(content)
        self._words = words
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer may be dropped."""
        if _file_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells which file it was."""
        path = _file_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws it with round corners, cut to a square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        painter.setClipPath(shape)
        if self._picture.isNull():
            self._draw_letters(painter, rect)
        else:
            painter.drawPixmap(rect, self._picture, middle_of(self._picture, rect))
        painter.end()

    def _draw_letters(self, painter: QPainter, rect: QRectF) -> None:
        tone = tone_of(self._words)
        painter.fillRect(rect, colour(tone.ground))
        letters = Tile("", self._words, "").letters
        centre = Qt.AlignmentFlag.AlignCenter
        paint.text(painter, rect, letters, theme.font(26, theme.BOLD), tone.ink, centre)


def _file_of(content: QMimeData) -> Path | None:
    urls = content.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
