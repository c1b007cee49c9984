"""What a day or a month was, and what the stock is worth: figures, bars, files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.runtime.i18n import _
from posdesk.services.reports import Figures
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.day_parts import FigureTile, breakable
from posdesk.ui.screens.report_stock import StockBody
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels import report_words as words
from posdesk.ui.viewmodels.effects import Say
from posdesk.ui.viewmodels.reports import Form, ReportModel, ReportState, Span
from posdesk.ui.widgets.bars import LyingBars, UprightBars
from posdesk.ui.widgets.key_button import KeyButton, Kind, choice
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.places import card, scrolled
from posdesk.ui.window import Window

_NARROW = 1040
"""Under this width the cards stand below each other; px."""


class ReportScreen(QFrame):
    """Shows a ``ReportState``; files go to ``folder``, else among the user's own documents."""

    def __init__(
        self, shop: Shop, tasks: Tasks, window: Window, folder: Path | None = None
    ) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self._window = window
        self.model = ReportModel(shop, tasks, folder, self)
        self._title = label(size=theme.TITLE, weight=theme.SEMIBOLD, wrap=True)
        self.spans = {
            Span.DAY: choice(_("Day"), key="Alt+1"),
            Span.MONTH: choice(_("Month"), key="Alt+2"),
            Span.STOCK: choice(_("Stock"), key="Alt+3"),
        }
        self.earlier = KeyButton("", Kind.LOW, key="PgUp", icon="arrow-left", name=_("Earlier"))
        self.later = KeyButton("", Kind.LOW, key="PgDn", icon="arrow-right", name=_("The next one"))
        self.newest = KeyButton(_("Today"), Kind.LOW, key="Home")
        self.body, self.stock = ReportBody(), StockBody()
        self._nothing = EmptyState("chart-column-big", "", "")
        self._places = QStackedWidget()
        self._saved = label(ink="second", wrap=True)
        self.folder = KeyButton(_("Open the folder"), Kind.ROUND)
        self.forms = {
            Form.CSV: KeyButton("CSV"),
            Form.XLSX: KeyButton("Excel", key="Ctrl+E"),
            Form.PDF: KeyButton(_("Save as PDF"), Kind.MAIN, key="Ctrl+S"),
        }
        self._build()
        self._connect()
        self.show_state(self.model.state)
        self.setFocusProxy(self.earlier)

    def layer(self) -> Layer:
        """Its keys."""
        model = self.model
        return Layer(
            self,
            (
                Command(("PgUp",), _("The day or month before"), partial(model.step, -1)),
                Command(("PgDown",), _("The day or month after"), partial(model.step, 1)),
                Command(("Home",), _("Today"), model.go_to_today),
                Command(("Alt+1",), _("Day"), partial(model.show_span, Span.DAY)),
                Command(("Alt+2",), _("Month"), partial(model.show_span, Span.MONTH)),
                Command(("Alt+3",), _("Stock"), partial(model.show_span, Span.STOCK)),
                Command(("Ctrl+S",), _("Save as PDF"), partial(model.save, Form.PDF)),
                Command(("Ctrl+E",), _("Save for Excel"), partial(model.save, Form.XLSX)),
            ),
        )

    def show_state(self, state: ReportState) -> None:
        """Shows the state; shown twice it looks the same."""
        self._title.setText(words.title_of(state))
        for span, button in self.spans.items():
            button.setChecked(span is state.span)
        timed = state.span is not Span.STOCK
        self.earlier.setEnabled(timed)
        for button in (self.later, self.newest):
            button.setEnabled(timed and not state.is_newest)
        figures = state.figures
        empty = figures is not None and not figures.totals.receipts
        self._nothing.show_words(*words.nothing_of(state))
        self._places.setCurrentIndex(1 if empty else 0 if timed else 2)
        self.body.setVisible(figures is not None)
        if figures is not None:
            self.body.show_figures(figures)
        if state.stock is not None:
            self.stock.show_stock(state.stock)
        for button in self.forms.values():
            button.setEnabled(state.known and not empty and not state.busy)
        self._show_saved(state.saved)

    def showEvent(self, event: QShowEvent) -> None:
        """Coming back, the day went on."""
        super().showEvent(event)
        self.model.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards below each other where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.body.stand(narrow=narrow)
        way = QBoxLayout.Direction
        self._top.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _show_saved(self, path: Path | None) -> None:
        text = _("Saved as {path}").format(path=breakable(str(path))) if path else ""
        self._saved.setText(text)
        self._saved.setVisible(path is not None)
        self.folder.setVisible(path is not None)

    def _build(self) -> None:
        self._places.addWidget(scrolled(self.body))
        self._places.addWidget(self._nothing)
        self._places.addWidget(scrolled(self.stock))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 14)
        rows.setSpacing(12)
        rows.addLayout(self._head())
        rows.addWidget(self._places, 1)
        rows.addLayout(self._foot())

    def _head(self) -> QBoxLayout:
        """What is shown and the steps from there; beside it, or below, the spans."""
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        steps, spans, group = QHBoxLayout(), QHBoxLayout(), QButtonGroup(self)
        for row in (steps, spans):
            row.setSpacing(theme.GAP)
        steps.addWidget(self._title, 1)
        for button in (self.earlier, self.later, self.newest):
            steps.addWidget(button)
        for button in self.spans.values():
            group.addButton(button)
            spans.addWidget(button)
        spans.addStretch()
        self._top.setSpacing(theme.GAP)
        self._top.addLayout(steps, 1)
        self._top.addLayout(spans)
        return self._top

    def _foot(self) -> QVBoxLayout:
        rows, file, buttons = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        rows.setSpacing(theme.GAP)
        buttons.setSpacing(12)
        file.addWidget(self._saved, 1)
        file.addWidget(self.folder)
        buttons.addStretch()
        for button in self.forms.values():
            buttons.addWidget(button)
        rows.addLayout(file)
        rows.addLayout(buttons)
        return rows

    def _connect(self) -> None:
        model = self.model
        self.earlier.clicked.connect(lambda _checked=False: model.step(-1))
        self.later.clicked.connect(lambda _checked=False: model.step(1))
        self.newest.clicked.connect(model.go_to_today)
        for span, button in self.spans.items():
            button.clicked.connect(partial(self._choose, span))
        for form, button in self.forms.items():
            button.clicked.connect(partial(self._save, form))
        self.folder.clicked.connect(self._open_folder)
        model.state_changed.connect(self.show_state)
        model.effect.connect(self._do)
        self._window.sold.connect(self._look)
        self._window.data_changed.connect(self._look)

    def _look(self, _sale: object = None) -> None:
        if self.isVisible():
            self.model.refresh()

    def _choose(self, span: Span, _checked: bool = False) -> None:
        self.model.show_span(span)

    def _save(self, form: Form, _checked: bool = False) -> None:
        self.model.save(form)

    def _open_folder(self) -> None:
        """Shows the folder where the system can; where it cannot, its path stands beside."""
        if self.model.state.saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.model.state.saved.parent)))

    def _do(self, effect: Say) -> None:
        self._window.toast.say(effect.words)


class ReportBody(QWidget):
    """The figures as tiles, and their parts as cards with bars."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles = [FigureTile() for _tile in range(4)]
        self.hours = UprightBars(_("By hour"))
        self.days = UprightBars(_("By day"))
        self.groups = LyingBars(_("By product group"))
        self.tenders = LyingBars(_("By way of paying"))
        self.products = LyingBars(_("Sold best"))
        self.others = FigureRows()
        thousands = _("{what}, thousand đồng")
        self._days = card(thousands.format(what=_("By day")), self.days)
        self._cards = (
            card(thousands.format(what=_("By hour")), self.hours),
            card(_("By way of paying"), self.tenders),
            card(_("By product group"), self.groups),
            card(_("Sold best"), self.products),
            card(_("More figures"), self.others),
        )
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in self._tiles:
            tiles.addWidget(tile, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 4, 0)
        rows.setSpacing(12)
        rows.addLayout(tiles)
        rows.addWidget(self._days)
        rows.addLayout(self._grid)
        rows.addStretch()
        self.stand(narrow=False)

    def stand(self, *, narrow: bool) -> None:
        """The cards in two columns, or in one."""
        columns = 1 if narrow else 2
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 0 if narrow else 2)
        for place, each in enumerate(self._cards):
            self._grid.addWidget(each, place // columns, place % columns)

    def show_figures(self, figures: Figures) -> None:
        """Shows a day or a month."""
        for tile, figure in zip(self._tiles, words.tiles_of(figures), strict=True):
            tile.show_figure(figure)
        self._days.setVisible(not figures.period.is_day)
        self.days.show_bars(words.day_bars(figures))
        self.hours.show_bars(words.hour_bars(figures))
        self.groups.show_bars(words.group_bars(figures))
        self.tenders.show_bars(words.tender_bars(figures))
        self.products.show_bars(words.product_bars(figures))
        self.others.show_rows(tuple(words.other_rows(figures)))


class FigureRows(QWidget):
    """Names at the left, figures at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme.GAP)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[QWidget, QWidget]] = []

    def show_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Shows other rows."""
        self._grid.setRowStretch(len(self._rows), 0)
        for pair in self._rows:
            for part in pair:
                self._grid.removeWidget(part)
                part.deleteLater()
        self._rows = [(label(name, ink="second", wrap=True), label(value)) for name, value in rows]
        for line, (name, value) in enumerate(self._rows):
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(value, line, 1)
        self._grid.setRowStretch(len(self._rows), 1)
