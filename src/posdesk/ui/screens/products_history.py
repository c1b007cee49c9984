"""The history of a product over its screen: what moved its stock, what its prices were."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from posdesk.runtime.i18n import _
from posdesk.ui.keys import Command, Layer
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.product_history import PRICES, STOCK, HistoryModel, HistoryState
from posdesk.ui.widgets.notices import EmptyState
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.sheet import Sheet, Switch
from posdesk.ui.window import Window


class HistoryCard(Sheet):
    """Shows a ``HistoryState``."""

    def __init__(self, window: Window, model: HistoryModel) -> None:
        super().__init__(window, model.product.name, width=860, height=640)
        self._model = model
        self.what = Switch((Choice(STOCK, _("Stock")), Choice(PRICES, _("Prices and cost"))))
        self.what.choose(STOCK)
        self.records = RecordList(_("History of the goods"))
        self._nothing = EmptyState(
            "history", _("Nothing changed yet"), _("Sales, goods in and new prices stand here.")
        )
        self._places = QStackedWidget()
        self._places.addWidget(self.records)
        self._places.addWidget(self._nothing)
        self.body.addWidget(self.what)
        self.body.addWidget(self._places, 1)
        self.what.changed.connect(model.show)
        self.records.near_end.connect(model.more)
        model.state_changed.connect(self.show_state)
        model.show(STOCK)

    def layer(self) -> Layer:
        """Its keys."""
        return Layer(
            self,
            (
                Command(("Alt+1",), _("Stock"), lambda: self._go(STOCK)),
                Command(("Alt+2",), _("Prices and cost"), lambda: self._go(PRICES)),
                Command(("Esc",), _("Back"), self.close_card),
            ),
        )

    def show_state(self, state: HistoryState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.records.show_records(state.records, 0 if state.records else None)
        self._places.setCurrentIndex(int(state.looked and not state.records))

    def _go(self, what: str) -> None:
        self.what.choose(what)
        self._model.show(what)
