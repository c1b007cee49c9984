"""The shop's bank account as a card over the till: asked for where a code is needed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.bank import BankPanel
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say
from posdesk.ui.viewmodels.settings import SettingsModel, SettingsState
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.touch_pads import FocusLetters, keyboard_button

_WIDTH, _HEIGHT = 960, 664


class BankCard(Overlay):
    """Asks for the account and goes once it is saved; ``first`` says that nobody pays yet.

    Attributes:
        saved: the account is written down.
    """

    saved = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, parent: QWidget, first: str = "") -> None:
        card, title = QWidget(), _("The shop's bank account")
        super().__init__(card, parent, name=title, width=_WIDTH, height=_HEIGHT)
        self._settings = SettingsModel(shop, tasks, self)
        self.panel = BankPanel(self._settings)
        self.problem = label(ink="trouble", wrap=True)
        self.main = KeyButton(
            _("Save") if first else _("Save and show the code"), Kind.MAIN, key="Enter"
        )
        self._back = _("Later") if first else _("Back to the payment")
        self._cross = icon_button("x", self._back)
        self._letters = FocusLetters()
        self._lay_out(card, f"{first} · {title}" if first else title)
        self._connect()
        self._settings.open("bank")
        self._settings.refresh()

    def layer(self, take_scan: Callable[[str], None] | None) -> Layer:
        """Its keys; Enter in the search takes a bank. A scan is the payment's below."""
        return Layer(
            self,
            (
                Command(("Return",), self.main.label, self.go_on, self._searches_not),
                Command(("Ctrl+S",), self.main.label, self.go_on),
                Command(("Esc",), self._back, self.close_card),
            ),
            take_scan,
        )

    def show_state(self, state: SettingsState) -> None:
        """Shows the account; shown twice it looks the same."""
        self.panel.show_settings(state)
        self.main.setEnabled(not state.busy)

    def go_on(self) -> None:
        """Saves the account; what is missing for the code gets the focus instead."""
        draft = self._settings.draft()
        missing = [key for key in ("shop.bank_bin", "shop.bank_account") if not draft[key].strip()]
        if missing:
            self.panel.focus_on(missing[0])
        elif self._settings.state.can_save:
            self._settings.save()
        elif not self._settings.state.unsaved:
            self._done()

    def _done(self) -> None:
        self.close_card()
        self.saved.emit()

    def _searches_not(self) -> bool:
        return not (self.panel.search.hasFocus() and self.panel.search.text().strip())

    def _say(self, effect: object) -> None:
        if isinstance(effect, Say):
            self.problem.setText(effect.words)

    def _lay_out(self, card: QWidget, title: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(title, theme.TITLE, theme.SEMIBOLD, wrap=True), 1)
        head.addWidget(self._cross)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        keyboard = keyboard_button(self._letters)
        keyboard.toggled.connect(self.panel.code.setHidden)
        foot.addWidget(keyboard)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.main)
        self.main.setMinimumWidth(400)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addWidget(self.panel, 1)
        rows.addWidget(self._letters)
        rows.addLayout(foot)

    def _connect(self) -> None:
        self._cross.clicked.connect(self.close_card)
        self.main.clicked.connect(lambda _checked=False: self.go_on())
        self._settings.state_changed.connect(self.show_state)
        self._settings.effect.connect(self._say)
        self._settings.saved.connect(lambda _keys: self._done())
        self.closed.connect(self.deleteLater)
