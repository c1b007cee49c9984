"""The shop's bank account, with the code as customers will scan it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.screens.setting_rows import SettingForm
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.bank import BankModel, BankState
from posdesk.ui.viewmodels.settings import SettingsModel, SettingsState
from posdesk.ui.viewmodels.settings_words import ELSEWHERE
from posdesk.ui.widgets.fields import Field
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.options import RowButton, drop
from posdesk.ui.widgets.places import scrolled
from posdesk.ui.widgets.qr import QrView

_QR = 240


class BankPanel(QWidget):
    """Shows a ``BankState`` beside the settings of the account."""

    def __init__(self, settings: SettingsModel) -> None:
        super().__init__()
        self._settings = settings
        self.model = BankModel(settings, self)
        self.search = Field(_("Search for the bank"))
        self.search.setPlaceholderText(_("A few letters: “vietcom”, “mb”, “nong nghiep”"))
        self._hits = _Hits()
        self._no_bank = label(_("No bank fits. Try fewer letters."), ink="second", wrap=True)
        self._bank = label(size=theme.LARGE, weight=theme.SEMIBOLD, wrap=True)
        self._full = label(size=theme.SMALL, ink="second", wrap=True)
        self.form = SettingForm()
        self.code = QWidget()
        self._qr = QrView(_("QR code of the account"), _QR)
        self._qr_words = label(size=theme.SMALL, ink="second", wrap=True)
        self._holder = label(weight=theme.SEMIBOLD, wrap=True)
        self._lay_out()
        self._connect()

    def show_settings(self, state: SettingsState) -> None:
        """Shows the account and its holder."""
        self.form.show_lines([line for line in state.lines if line.key not in ELSEWHERE])

    def focus_on(self, key: str) -> None:
        """To a setting of this section."""
        if key in ("", *ELSEWHERE):
            self.search.setFocus()
        else:
            self.form.focus_on(key)

    def show_state(self, state: BankState) -> None:
        """Shows the bank and the code; shown twice it looks the same."""
        if self.search.text() != state.query:
            self.search.setText(state.query)
        self._hits.show_choices(state.hits)
        self._no_bank.setVisible(bool(state.query.strip()) and not state.hits)
        self._bank.setText(state.bank or _("No bank is chosen yet"))
        self._full.setText(state.full_name)
        self._full.setVisible(bool(state.full_name))
        self._qr.show_payload(state.payload)
        self._qr.setVisible(bool(state.payload))
        self._holder.setText(state.holder)
        self._holder.setVisible(bool(state.holder))
        scan = _("Scan it with your own bank's app: it must show your name.")
        self._qr_words.setText(state.problem or scan)

    def _lay_out(self) -> None:
        form = QWidget()
        left, right = QVBoxLayout(form), QVBoxLayout(self.code)
        left.setContentsMargins(0, 0, 10, 0)
        left.setSpacing(theme.GAP)
        left.addWidget(label(_("Bank"), weight=theme.MEDIUM))
        for part in (self._bank, self._full, self.search, self._no_bank, self._hits):
            left.addWidget(part)
        left.addSpacing(10)
        left.addWidget(self.form)
        left.addWidget(_warning())
        left.addStretch()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.GAP)
        right.addWidget(self._qr)
        for words in (self._holder, self._qr_words):
            words.setFixedWidth(_QR)
            right.addWidget(words)
        right.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        row.addWidget(scrolled(form), 1)
        row.addWidget(self.code)

    def _connect(self) -> None:
        self.search.textEdited.connect(self.model.search)
        self.search.returnPressed.connect(self._take_first)
        self._hits.taken.connect(self._take)
        self.form.edited.connect(self._settings.edit)
        self.model.state_changed.connect(self.show_state)
        self.show_state(self.model.state)

    def _take_first(self) -> None:
        for hit in self.model.state.hits[:1]:
            self._take(hit.key)

    def _take(self, bank_bin: str) -> None:
        """Takes a bank and goes on to its account."""
        self.model.choose(bank_bin)
        self.form.focus_on("shop.bank_account")


class _Hits(QWidget):
    """The banks that fit what was typed.

    Attributes:
        taken: the BIN of the one that was pressed.
    """

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Shows other banks."""
        if choices == self._choices:
            return
        self._choices = choices
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                drop(old)
        for each in choices:
            name, _dot, full = each.label.partition(" · ")
            row = RowButton(name, full)
            row.setCheckable(False)
            row.clicked.connect(lambda _checked=False, key=each.key: self.taken.emit(key))
            self._rows.addWidget(row)


def _warning() -> QWidget:
    """A change of the account is the first thing a thief would do."""
    words = _(
        "A change of the account is written down, stands on the Z report, and the till shows"
        " it for a day."
    )
    made = label(words, size=theme.SMALL, wrap=True)
    made.setProperty("surface", "attention")
    return made
