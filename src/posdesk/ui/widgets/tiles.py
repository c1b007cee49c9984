"""The goods as tiles: one painted list, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import P, Tone, colour
from posdesk.ui.shown import Supply, Tile
from posdesk.ui.theme import Face
from posdesk.ui.widgets.kept_rows import KeptRows
from posdesk.ui.widgets.rows import Index, PaintedList, RowModel

_GAP, _HIGH, _BLOCK, _PAD = 11, 167, 66, 12
_CENTRE = Qt.AlignmentFlag.AlignCenter


PictureOf = Callable[[Hashable], QPixmap | None]
"""The picture of a tile's goods by its key, None where there is none (yet)."""


def _no_picture(_key: Hashable) -> QPixmap | None:
    return None


def middle_of(picture: QPixmap, place: QRectF) -> QRectF:
    """The middle part of a picture that has the shape of ``place``."""
    whole = QRectF(picture.rect())
    scale = min(whole.width() / place.width(), whole.height() / place.height())
    part = QRectF(0, 0, place.width() * scale, place.height() * scale)
    part.moveCenter(whole.center())
    return part


def tone_of(name: str) -> Tone:
    """A colour of its own for a name, the same from day to day."""
    return P.tiles[sum(name.encode()) % len(P.tiles)]


class TileModel(RowModel[Tile]):
    """The tiles as Qt's lists want them."""

    def name_of(self, row: Tile) -> str:
        """The name of the goods."""
        return row.name

    def spoken(self, row: Tile, _number: int) -> str:
        """All it shows."""
        return row.spoken

    def show(self, tiles: Sequence[Tile]) -> bool:
        """Puts other tiles in place of these; whether anything changed."""
        if tuple(tiles) == self._rows:
            return False
        self.put_all(tuple(tiles))
        return True


class _TilePainter(QStyledItemDelegate):
    """Draws a tile."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Shows the tile as it was drawn before, or draws it."""
        grid = self.parent()
        assert isinstance(grid, TileGrid)  # noqa: S101 - the grid made this delegate
        state: QStyle.StateFlag = option.state
        cell: QRect = option.rect
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        tile, marked = grid.tiles.row(index), grid.marks(index)
        picture = grid.picture_of(tile.key)
        look = (tile, hovered, marked, picture.cacheKey() if picture else None)
        rect = QRectF(0, 0, cell.width() - _GAP, cell.height() - _GAP)

        def draw(own: QPainter) -> None:
            _draw_tile(own, rect, tile, P.hover if hovered else P.card, picture)
            if marked:
                paint.ring(own, rect, P.main.ground, theme.RADIUS)

        grid.kept.draw(painter, cell, look, draw)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One cell of the grid."""
        grid = self.parent()
        assert isinstance(grid, TileGrid)  # noqa: S101 - the grid made this delegate
        return grid.gridSize()


class TileGrid(PaintedList):
    """Tiles in columns that fill the width; a touch, a click or Enter chooses one.

    Attributes:
        chosen: the tile's key.
        picture_of: gives the pictures that are there by now.
    """

    chosen = Signal(object)

    def __init__(self, name: str, columns: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, ground=P.paper)
        self.tiles, self.kept = TileModel(), KeptRows(P.paper)
        self._columns = columns
        self._marked: int | None = None
        self.picture_of: PictureOf = _no_picture
        self.setModel(self.tiles)
        self.setItemDelegate(_TilePainter(self))
        self._behave()
        self.clicked.connect(self._choose)

    def show_tiles(self, tiles: Sequence[Tile], marked: int | None) -> None:
        """Shows other tiles; ``marked`` is ringed, the one that Enter would take."""
        if self.tiles.show(tiles):
            self.scrollToTop()
        self._marked = marked
        if marked is not None:
            self.setCurrentIndex(self.tiles.index(marked))
        self.viewport().update()

    def set_columns(self, columns: int) -> None:
        """Changes the number of columns."""
        self._columns = columns
        self._lay_out()

    def marks(self, index: Index) -> bool:
        """Whether the ring is on this tile."""
        if self._marked is not None:
            return index.row() == self._marked
        return self.hasFocus() and index == self.currentIndex()

    def columns(self) -> int:
        """How many tiles stand side by side."""
        return self._columns

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space choose; the rest moves about."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self._choose(self.currentIndex())
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

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.tiles.row(index).key)

    def _lay_out(self) -> None:
        wide = (self.width() - theme.MARGIN + _GAP) // self._columns
        self.setGridSize(QSize(wide, _HIGH + _GAP))


def _draw_tile(
    painter: QPainter, rect: QRectF, tile: Tile, ground: Tone, picture: QPixmap | None
) -> None:
    """Block, name, price, stock."""
    edged = Tone(ground.ground, P.card.ink, line=P.paper.line)
    paint.box(painter, rect, edged, theme.RADIUS)
    _draw_block(painter, rect, tile, picture)
    _draw_words(painter, rect, tile)


def _draw_block(painter: QPainter, rect: QRectF, tile: Tile, picture: QPixmap | None) -> None:
    block = QRectF(rect.left(), rect.top(), rect.width(), _BLOCK)
    whole = QPainterPath()
    whole.addRoundedRect(rect, theme.RADIUS, theme.RADIUS)
    painter.save()
    painter.setClipPath(whole)
    painter.setClipRect(block, Qt.ClipOperation.IntersectClip)
    if picture is not None:
        painter.drawPixmap(block, picture, middle_of(picture, block))
    else:
        tone = tone_of(tile.name)
        painter.fillRect(block, colour(tone.ground))
        paint.text(painter, block, tile.letters, theme.font(26, theme.BOLD), tone.ink, _CENTRE)
    painter.restore()


def _draw_words(painter: QPainter, rect: QRectF, tile: Tile) -> None:
    left, wide = rect.left() + _PAD, rect.width() - 2 * _PAD
    face = Face(theme.SMALL, theme.MEDIUM)
    for row, line in enumerate(paint.two_lines(tile.name, face, int(wide))):
        place = QRectF(left, rect.top() + _BLOCK + 7 + row * 19, wide, 19)
        paint.text(painter, place, line, face.font, P.card.ink)
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
