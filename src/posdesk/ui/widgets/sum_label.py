"""A sum that is as large as there is room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from posdesk.ui import theme
from posdesk.ui.theme import Face

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SumLabel(QLabel):
    """Shows a sum in the first of ``sizes`` (px, the largest first) that its width takes."""

    def __init__(self, *sizes: int, align: Qt.AlignmentFlag = _RIGHT) -> None:
        super().__init__()
        self._faces = [Face(size, theme.BOLD) for size in sizes]
        self.setAlignment(align)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFont(self._faces[0].font)
        self.setFixedHeight(self.sizeHint().height())

    def show_sum(self, words: str) -> None:
        """Shows a sum."""
        self.setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width may take a larger type."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitting = (
            face
            for face in self._faces
            if face.metrics.horizontalAdvance(self.text()) <= self.width()
        )
        self.setFont(next(fitting, self._faces[-1]).font)
