"""How the exchanges stand, one below the other, and a key to match them now."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui.screens.printers import EntryLine
from posdesk.ui.viewmodels.sync_words import health_of, state_words
from posdesk.ui.viewmodels.syncing import SyncModel, SyncState, Turn
from posdesk.ui.widgets.options import drop
from posdesk.ui.widgets.places import scrolled
from posdesk.ui.widgets.sheet import Sheet
from posdesk.ui.window import Window


class SyncCard(Sheet):
    """Shows a ``SyncState``."""

    def __init__(self, window: Window, model: SyncModel) -> None:
        super().__init__(
            window, _("Exchanges and web shops"), _("Match now"), width=680, height=520
        )
        self._model = model
        self._lines: list[EntryLine] = []
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.addStretch()
        self.body.addWidget(scrolled(inside), 1)
        self.accepted.connect(model.sync)
        model.state_changed.connect(self.show_state)
        model.refresh()
        self.show_state(model.state)

    def show_state(self, state: SyncState) -> None:
        """Shows how each stands."""
        for line in self._lines:
            drop(line)
        self._lines = [self._line(turn, state) for turn in state.turns]
        for place, line in enumerate(self._lines):
            self._rows.insertWidget(place, line)
        self.main.setEnabled(not state.busy)

    def _line(self, turn: Turn, state: SyncState) -> EntryLine:
        words = state_words(turn, state, self._model.now())
        return EntryLine(turn.exchange.name, turn.exchange.url, health_of(turn, words))
