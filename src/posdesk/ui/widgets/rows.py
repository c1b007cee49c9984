"""What the painted lists share: rows as Qt wants them, a marked row, its ground and its ring."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QScroller, QWidget

from posdesk.ui import paint
from posdesk.ui.palette import P, Tone, colour
from posdesk.ui.widgets.margin_bar import MarginBar

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")


class RowModel(QAbstractListModel, Generic[T]):
    """Rows of one kind; each kind says how it is named and spoken."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[T, ...] = ()

    @abstractmethod
    def name_of(self, row: T) -> str:
        """What a row is called."""

    @abstractmethod
    def spoken(self, row: T, number: int) -> str:
        """The row for a screen reader; ``number`` counts from 1."""

    def row(self, index: Index) -> T:
        """The row at a place."""
        return self._rows[index.row()]

    def all(self) -> tuple[T, ...]:
        """The rows in their order."""
        return self._rows

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The row's name, and how it is spoken."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name_of(self.row(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(self.row(index), index.row() + 1)
        return None

    def put_all(self, rows: tuple[T, ...]) -> None:
        """Puts other rows in place of all."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def put_more(self, rows: tuple[T, ...]) -> None:
        """Puts more rows below those that are there."""
        had = len(self._rows)
        self.beginInsertRows(QModelIndex(), had, had + len(rows) - 1)
        self._rows = (*self._rows, *rows)
        self.endInsertRows()


class PaintedList(QListView):
    """A list that paints its rows, scrolls by pixels, and is reached by Tab alone.

    With a ``ground`` of its own nothing below it is painted with it.
    """

    def __init__(
        self, name: str, parent: QWidget | None = None, *, ground: Tone | None = None
    ) -> None:
        super().__init__(parent)
        self._ground = ground
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, ground is not None)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        MarginBar(self)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the ground, then the rows."""
        if self._ground:
            painter = QPainter(self.viewport())
            painter.fillRect(event.rect(), colour(self._ground.ground))
            painter.end()
        super().paintEvent(event)


class MarkedList(PaintedList):
    """Rows one below the other, one of them marked.

    Attributes:
        chosen: the place of the row a person went to.
    """

    chosen = Signal(int)

    def __init__(
        self, name: str, parent: QWidget | None = None, *, ground: Tone | None = None
    ) -> None:
        super().__init__(name, parent, ground=ground)
        self._showing = False

    def show_marked(self, change: Callable[[], None], place: int | None) -> None:
        """Changes the rows and marks one of them, telling nobody; it comes into view."""
        self._showing = True
        change()
        index = self.model().index(-1 if place is None else place, 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._showing = False
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """A person went to another row."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._showing:
            self.chosen.emit(current.row())

    def draw_ground(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The ground of a row: the marked one stands out."""
        if index == self.currentIndex():
            painter.fillRect(rect, colour(P.chosen.ground))
            edge = QRect(rect.left(), rect.top(), 4, rect.height())
            painter.fillRect(edge, colour(P.chosen.line))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, colour(P.pressed.ground))

    def draw_focus(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The keyboard's ring round the marked row."""
        if self.hasFocus() and index == self.currentIndex():
            paint.ring(painter, QRectF(rect), P.main.ground, 4)
