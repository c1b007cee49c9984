"""The card that collects a debt: how much, in which way, the code to pay by."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.money import format_amount, format_dong
from posdesk.domain.sale import TenderMethod
from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.payment_parts import NoAccountView, TransferView
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.collecting import CollectModel, CollectState
from posdesk.ui.viewmodels.payment_state import METHODS
from posdesk.ui.widgets.fields import MoneyEdit
from posdesk.ui.widgets.key_button import KeyButton, choice
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.sheet import Sheet, Switch
from posdesk.ui.widgets.thousands import beneath
from posdesk.ui.widgets.touch_pads import FocusNumbers

_WAYS = tuple(pair for pair in METHODS if pair[0] is not TenderMethod.DEBT)
_WIDE, _PAD_WIDE = 940, 264


class CollectCard(Sheet):
    """Shows a ``CollectState``."""

    def __init__(self, parent: QWidget, model: CollectModel) -> None:
        title = _("{name}: collect what is owed").format(name=model.account.customer.masked)
        super().__init__(parent, title, " ", width=_WIDE)
        self.model = model
        ways = [Choice(way.value, f"{_(name)} · Alt+{n}") for n, (way, name) in enumerate(_WAYS, 1)]
        self.way = Switch(ways)
        self.amount = MoneyEdit(_("How much?"))
        self._thousands = beneath(self.amount)
        self._change = label(size=theme.TITLE, weight=theme.BOLD, ink="main", wrap=True)
        self.slip = choice(_("Print a slip"))
        self._pad, self.code, self._no_account = FocusNumbers(), TransferView(), NoAccountView()
        self.code.paper.hide()
        self.otherwise = KeyButton(_("The customer has transferred in another way"))
        self._build()
        self._connect()
        self.show_state(model.state)

    def layer(self) -> Layer:
        """The keys of a card; Alt and a number choose how it is paid."""
        ways = tuple(
            Command((f"Alt+{number}",), _(name), partial(self.model.choose, way))
            for number, (way, name) in enumerate(_WAYS, 1)
        )
        return Layer(self, (*ways, *super().layer().commands))

    def show_state(self, state: CollectState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.way.choose(state.method.value)
        self._change.setText(_("Change: {amount}.").format(amount=format_dong(state.change)))
        self._change.setVisible(state.change > 0)
        self.slip.setVisible(state.can_print)
        self.slip.setChecked(state.paper)
        self.code.show_transfer(state.transfer)
        self._no_account.setVisible(state.needs_account)
        self.otherwise.setVisible(state.needs_account)
        self._pad.setVisible(state.transfer is None)
        self.main.relabel(state.action)
        self.main.setEnabled(not state.busy)
        self.say(state.problem)

    def _wish(self) -> None:
        amount = self.amount.amount()
        if amount is not None and self._thousands.asks(amount):
            self.say("")
        else:
            self.model.go_on()

    def _build(self) -> None:
        owes = self.model.account.owes
        self.amount.setPlaceholderText(_("All: {amount}").format(amount=format_amount(owes)))
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        both.setSpacing(24)
        left.setSpacing(12)
        self.body.addWidget(self.way)
        words = _("Owes {amount}").format(amount=format_dong(owes))
        parts = (
            label(words, theme.LARGE, theme.SEMIBOLD, wrap=True),
            self.amount, self._thousands, self._change, self._no_account, self.otherwise,
        )  # fmt: skip
        for part in parts:
            left.addWidget(part)
        left.addStretch()
        left.addWidget(self.slip, 0, Qt.AlignmentFlag.AlignLeft)
        self._pad.setFixedWidth(_PAD_WIDE)
        right.addWidget(self._pad)
        right.addWidget(self.code)
        right.addStretch()
        both.addLayout(left, 1)
        both.addLayout(right)
        self.body.addLayout(both)

    def _connect(self) -> None:
        model = self.model
        self.way.changed.connect(lambda key: model.choose(TenderMethod(key)))
        self.amount.edited.connect(model.type)
        self.slip.clicked.connect(model.print_slip)
        self.otherwise.clicked.connect(model.paid_otherwise)
        self.accepted.connect(self._wish)
        model.state_changed.connect(self.show_state)
        model.collected.connect(lambda _words: self.close_card())
