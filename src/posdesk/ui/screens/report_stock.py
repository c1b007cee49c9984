"""What the stock is worth now."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.services.reports import Stock
from posdesk.ui.screens.day_parts import FigureTile
from posdesk.ui.viewmodels import report_words as words
from posdesk.ui.widgets.bars import LyingBars
from posdesk.ui.widgets.places import card


class StockBody(QWidget):
    """The figures as tiles, and where most of the worth lies."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles = [FigureTile() for _tile in range(3)]
        self.groups = LyingBars(_("At cost, by product group"))
        self.products = LyingBars(_("Worth most, at cost"))
        tiles, cards = QHBoxLayout(), QHBoxLayout()
        for row in (tiles, cards):
            row.setSpacing(12)
        for tile in self._tiles:
            tiles.addWidget(tile, 1)
        cards.addWidget(card(_("At cost, by product group"), self.groups), 1)
        cards.addWidget(card(_("Worth most, at cost"), self.products), 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 4, 0)
        rows.setSpacing(12)
        rows.addLayout(tiles)
        rows.addLayout(cards)
        rows.addStretch()

    def show_stock(self, stock: Stock) -> None:
        """Shows what there is."""
        for tile, figure in zip(self._tiles, words.stock_tiles(stock), strict=True):
            tile.show_figure(figure)
        self.groups.show_bars(words.worth_by_group(stock))
        self.products.show_bars(words.worth_most(stock))
