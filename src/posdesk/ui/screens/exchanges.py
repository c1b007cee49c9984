"""The exchanges the shop sells on, in the settings: how they stand, and the way to set one up."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.services.ports.exchange import ExchangeKind
from posdesk.ui import theme
from posdesk.ui.screens.exchange_card import ExchangeCard
from posdesk.ui.screens.printers import EntryLine
from posdesk.ui.screens.setting_panels import FormPanel
from posdesk.ui.viewmodels.exchanges import ExchangeForm, ExchangesModel
from posdesk.ui.viewmodels.exchanges_words import KINDS
from posdesk.ui.viewmodels.settings import SettingsModel
from posdesk.ui.viewmodels.sync_words import health_of, state_words
from posdesk.ui.viewmodels.syncing import SyncModel, SyncState, Turn
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.options import drop
from posdesk.ui.window import Window


class ExchangesPanel(FormPanel):
    """The section of the exchanges.

    Attributes:
        model: sets them up.
    """

    def __init__(
        self, settings: SettingsModel, model: ExchangesModel, sync: SyncModel, window: Window
    ) -> None:
        super().__init__(settings)
        self.model, self._window = model, window
        self._card: ExchangeCard | None = None
        self.list = ExchangeList(model, sync)
        self.rows.insertWidget(0, self.list)
        self.rows.insertSpacing(1, 14)
        model.form_changed.connect(self._show_card)
        model.changed.connect(sync.refresh)

    def _show_card(self, form: ExchangeForm | None) -> None:
        card = self._card
        if form is None:
            self._card = None
            if card is not None and card.isVisible():
                card.close_card()
        elif card is None:
            self._card = ExchangeCard(self._window, self.model, form)
            self._window.open_card(self._card.layer(), self._card.first_field())
        else:
            card.show_exchange(form)


class ExchangeList(QWidget):
    """What is set up, and keys to add one of each kind.

    Attributes:
        goods_wanted: the ``Exchange`` whose goods are to be seen.
    """

    goods_wanted = Signal(object)

    def __init__(self, model: ExchangesModel, sync: SyncModel) -> None:
        super().__init__()
        self._model, self._sync = model, sync
        self._shown: list[EntryLine] = []
        self._none = label(
            _("None yet. Choose what your shop sells on; the counter works without one."),
            ink="second",
            wrap=True,
        )
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.GAP)
        self._rows.addWidget(self._none)
        self._rows.addWidget(label(_("Add"), weight=theme.MEDIUM))
        self.add = [self._add_key(kind) for kind in KINDS]
        sync.state_changed.connect(self.show_state)
        self.show_state(sync.state)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody wants to know how they are."""
        super().showEvent(event)
        self._sync.refresh()

    def show_state(self, state: SyncState) -> None:
        """Shows how each stands."""
        for line in self._shown:
            drop(line)
        self._shown = [self._line(turn, state) for turn in state.turns]
        for place, line in enumerate(self._shown):
            self._rows.insertWidget(place, line)
        self._none.setVisible(not state.turns)

    def _line(self, turn: Turn, state: SyncState) -> EntryLine:
        exchange = turn.exchange
        words = state_words(turn, state, self._sync.now())
        line = EntryLine(exchange.name, exchange.url, health_of(turn, words))
        for text, name, do in (
            (_("Goods there"), _("Goods on {name}"), self.goods_wanted.emit),
            (_("Set up"), _("Set up {name}"), self._model.edit),
        ):
            button = KeyButton(text, name=name.format(name=exchange.name))
            button.clicked.connect(lambda _checked=False, do=do: do(exchange))
            line.add_button(button)
        return line

    def _add_key(self, kind: ExchangeKind) -> KeyButton:
        made = KeyButton(_(KINDS[kind]))
        made.clicked.connect(partial(self._add, kind))
        row = QHBoxLayout()
        row.addWidget(made)
        row.addStretch()
        self._rows.addLayout(row)
        return made

    def _add(self, kind: ExchangeKind, _checked: bool = False) -> None:
        self._model.add(kind)
