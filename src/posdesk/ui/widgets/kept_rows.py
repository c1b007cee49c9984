"""Rows as they were painted: one is drawn anew only where it looks another way."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from posdesk.ui.palette import Tone, colour

_MOST = 48
"""More than fit into a window; 48 tiles of 200 px have 7 MB."""


class KeptRows:
    """Keeps what was drawn on a ground of one colour.

    Images, no pixmaps: they may outlive the program's screen.
    """

    def __init__(self, ground: Tone) -> None:
        self._ground = ground
        self._images: dict[Hashable, QImage] = {}

    def draw(
        self, painter: QPainter, place: QRect, look: Hashable, draw: Callable[[QPainter], None]
    ) -> None:
        """Draws a row, from its upper left corner on; ``look`` is all that it is drawn from."""
        ratio = painter.device().devicePixelRatioF()
        key = (look, place.width(), place.height(), ratio, self._ground.ground)
        if key not in self._images:
            self._make_room()
            self._images[key] = self._drawn(place, ratio, draw)
        painter.drawImage(place.topLeft(), self._images[key])

    def _make_room(self) -> None:
        while len(self._images) >= _MOST:
            del self._images[next(iter(self._images))]

    def _drawn(self, place: QRect, ratio: float, draw: Callable[[QPainter], None]) -> QImage:
        image = QImage(place.size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(colour(self._ground.ground))
        painter = QPainter(image)
        try:
            draw(painter)
        finally:
            painter.end()
        return image
