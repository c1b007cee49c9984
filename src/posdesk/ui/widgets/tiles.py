"""The goods as tiles: one painted list, however many there are."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import LIGHT as P
from posdesk.ui.palette import Tone, colour

Index = QModelIndex | QPersistentModelIndex
_GAP, _HIGH, _BLOCK, _PAD, _BAR = 11, 167, 66, 12, 16
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Supply(Enum):
    """How much there is left of a product."""

    PLENTY = "plenty"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Tile:
    """What one tile shows.

    Attributes:
        key: what ``chosen`` carries.
        price: as shown.
        stock: as shown, empty where stock is not kept.
        photo: None for a coloured block with letters.
    """

    key: Hashable
    name: str
    price: str
    stock: str = ""
    supply: Supply = Supply.PLENTY
    photo: QPixmap | None = None

    @property
    def letters(self) -> str:
        """The first letters of the first two words, one capital."""
        words = [word for word in self.name.split() if word[:1].isalpha()]
        return "".join(word[0] for word in words[:2]).capitalize()

    @property
    def tone(self) -> Tone:
        """A colour of its own that stays the same from day to day."""
        return P.tiles[sum(self.name.encode()) % len(P.tiles)]

    @property
    def spoken(self) -> str:
        """The tile for a screen reader."""
        return ", ".join(part for part in (self.name, self.price, self.stock) if part)


class TileModel(QAbstractListModel):
    """The tiles as Qt's lists want them."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles: tuple[Tile, ...] = ()

    def show(self, tiles: Sequence[Tile]) -> None:
        """Puts other tiles in place of these."""
        if tuple(tiles) != self._tiles:
            self.beginResetModel()
            self._tiles = tuple(tiles)
            self.endResetModel()

    def tile(self, index: Index) -> Tile:
        """The tile at a place."""
        return self._tiles[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many tiles there are."""
        return 0 if parent is not None and parent.isValid() else len(self._tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The tile's name, and how it is spoken."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tile(index).name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tile(index).spoken
        return None


class _TilePainter(QStyledItemDelegate):
    """Draws a tile."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Block, name, price, stock; a ring where the keyboard is."""
        grid = self.parent()
        assert isinstance(grid, TileGrid)  # noqa: S101 - the grid made this delegate
        tile = grid.tiles.tile(index)
        state: QStyle.StateFlag = option.state
        cell: QRect = option.rect
        rect = QRectF(cell.adjusted(0, 0, -_GAP, -_GAP))
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        ground = P.hover if hovered else P.card
        paint.box(painter, rect, Tone(ground.ground, P.card.ink, line=P.paper.line), theme.RADIUS)
        _draw_block(painter, rect, tile)
        _draw_words(painter, rect, tile)
        if grid.marks(index):
            paint.ring(painter, rect, P.main.ground, theme.RADIUS)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One cell of the grid."""
        grid = self.parent()
        assert isinstance(grid, TileGrid)  # noqa: S101 - the grid made this delegate
        return grid.gridSize()


class TileGrid(QListView):
    """Tiles in columns that fill the width; a touch, a click or Enter chooses one.

    Attributes:
        chosen: the tile's key.
    """

    chosen = Signal(object)

    def __init__(self, name: str, columns: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = TileModel()
        self._columns, self._marked = columns, False
        self.setAccessibleName(name)
        self.setModel(self.tiles)
        self.setItemDelegate(_TilePainter(self))
        self._behave()
        self.clicked.connect(self._choose)

    def show_tiles(self, tiles: Sequence[Tile], *, mark_first: bool = False) -> None:
        """Shows other tiles; ``mark_first`` rings the one that Enter would take."""
        self.tiles.show(tiles)
        self._marked = mark_first and bool(tiles)
        self.setCurrentIndex(self.tiles.index(0) if tiles else QModelIndex())
        self.scrollToTop()
        self.viewport().update()

    def set_columns(self, columns: int) -> None:
        """Changes the number of columns."""
        self._columns = columns
        self._lay_out()

    def marks(self, index: Index) -> bool:
        """Whether the ring is on this tile."""
        return (self._marked or self.hasFocus()) and index == self.currentIndex()

    def move_mark(self, step: int) -> None:
        """Moves the ring to another tile, for a keyboard that types elsewhere."""
        row = min(max(self.currentIndex().row() + step, 0), self.tiles.rowCount() - 1)
        if row >= 0:
            self._marked = True
            self.setCurrentIndex(self.tiles.index(row))
            self.viewport().update()

    def columns(self) -> int:
        """How many tiles stand side by side."""
        return self._columns

    def choose_marked(self) -> None:
        """Chooses the tile with the ring, if there is one."""
        if self.currentIndex().isValid():
            self._choose(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space choose; the rest moves about."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_marked()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the columns as wide as there is room."""
        super().resizeEvent(event)
        self._lay_out()

    def _behave(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.tiles.tile(index).key)

    def _lay_out(self) -> None:
        """The scroll bar lies in the margin, so the columns never jump when it comes."""
        wide = (self.width() - _BAR + _GAP) // self._columns
        self.setGridSize(QSize(wide, _HIGH + _GAP))


def _draw_block(painter: QPainter, rect: QRectF, tile: Tile) -> None:
    block = QRectF(rect.left(), rect.top(), rect.width(), _BLOCK)
    whole = QPainterPath()
    whole.addRoundedRect(rect, theme.RADIUS, theme.RADIUS)
    painter.save()
    painter.setClipPath(whole)
    painter.setClipRect(block, Qt.ClipOperation.IntersectClip)
    if tile.photo is None:
        painter.fillRect(block, colour(tile.tone.ground))
        paint.text(painter, block, tile.letters, theme.font(26, theme.BOLD), tile.tone.ink, _CENTRE)
    else:
        _draw_photo(painter, block, tile.photo)
    painter.restore()


def _draw_photo(painter: QPainter, block: QRectF, photo: QPixmap) -> None:
    """Fills the block with the middle of the photo."""
    scale = max(block.width() / photo.width(), block.height() / photo.height())
    part = QRectF(0, 0, block.width() / scale, block.height() / scale)
    part.moveCenter(QRectF(photo.rect()).center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(block, photo, part)


def _draw_words(painter: QPainter, rect: QRectF, tile: Tile) -> None:
    left, wide = rect.left() + _PAD, rect.width() - 2 * _PAD
    face = theme.font(theme.SMALL, theme.MEDIUM)
    for row, line in enumerate(paint.two_lines(tile.name, QFontMetrics(face), int(wide))):
        place = QRectF(left, rect.top() + _BLOCK + 7 + row * 19, wide, 19)
        paint.text(painter, place, line, face, P.card.ink)
    price = QRectF(left, rect.top() + _BLOCK + 50, wide, 21)
    paint.text(painter, price, tile.price, theme.font(16, theme.SEMIBOLD), P.card.ink)
    _draw_stock(painter, QRectF(left, rect.top() + _BLOCK + 72, wide, 19), tile)


def _draw_stock(painter: QPainter, place: QRectF, tile: Tile) -> None:
    if tile.supply is Supply.PLENTY:
        paint.text(painter, place, tile.stock, theme.font(theme.SMALL), P.card.second)
        return
    ink = P.attention.ink if tile.supply is Supply.LOW else P.trouble.ink
    drawn = icons.pixmap("triangle-alert", ink, 14, painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(place.left(), place.top() + 2.5), drawn)
    words = place.adjusted(19, 0, 0, 0)
    paint.text(painter, words, tile.stock, theme.font(theme.SMALL, theme.SEMIBOLD), ink)
