"""A scroll bar that lies over a list's margin, so that nothing moves when it comes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QScrollBar

WIDTH = 12


class MarginBar(QScrollBar):
    """Stands in for the vertical scroll bar of a list."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = view.verticalScrollBar()
        inner.valueChanged.connect(self.setValue)
        inner.rangeChanged.connect(self._follow)
        self.valueChanged.connect(self._scroll)
        view.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at the right edge."""
        if event.type() is QEvent.Type.Resize:
            room = self._view.rect()
            self.setGeometry(room.width() - WIDTH - 1, 0, WIDTH, room.height())
        return super().eventFilter(watched, event)

    def _scroll(self, value: int) -> None:
        self._view.verticalScrollBar().setValue(value)

    def _follow(self, least: int, most: int) -> None:
        inner = self._view.verticalScrollBar()
        self.setRange(least, most)
        self.setPageStep(inner.pageStep())
        self.setSingleStep(inner.singleStep())
        self.setVisible(most > least)
