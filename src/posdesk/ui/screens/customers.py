"""The customers: the list at the left, one of them at the right, and what they owe."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from posdesk.domain.customer import Customer
from posdesk.domain.debt import DebtChange
from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.bank_card import BankCard
from posdesk.ui.screens.customers_cards import (
    DebtSheet,
    EraseSheet,
    FormCard,
    StatementCard,
    TakeBackSheet,
)
from posdesk.ui.screens.customers_collect import CollectCard
from posdesk.ui.screens.customers_found import FoundCustomers
from posdesk.ui.screens.customers_history import HistoryCard
from posdesk.ui.screens.customers_panel import CustomerPanel
from posdesk.ui.screens.open_shift import ShiftCards
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.collecting import CollectModel
from posdesk.ui.viewmodels.customer_form import CustomerFormModel
from posdesk.ui.viewmodels.customer_list import CustomersModel, CustomersState
from posdesk.ui.viewmodels.effects import AskShift, Say
from posdesk.ui.viewmodels.statement import StatementModel
from posdesk.ui.widgets.beside import stand_beside
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import label
from posdesk.ui.window import Window

_NARROW, _WIDE, _SLIM = 1100, 420, 372
"""Narrower than this the customer gets less room; px."""


class CustomersScreen(QFrame):
    """Shows a ``CustomersState``.

    Attributes:
        receipt_wanted: the number of a receipt to look at.
    """

    receipt_wanted = Signal(str)

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        window: Window,
        shift: ShiftCards,
        papers: Path | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self._shop, self._tasks, self._window, self._shift = shop, tasks, window, shift
        self.model = CustomersModel(shop, tasks, self)
        self._statement = StatementModel(shop, tasks, papers, self)
        self.found = FoundCustomers(self.model)
        self.panel = CustomerPanel()
        self._owed = label(ink="second", wrap=True)
        self.new = KeyButton(_("Add a customer"), Kind.LOW, key="Ctrl+N")
        self._build()
        self._connect()
        self.setFocusProxy(self.found.search)

    def layer(self) -> Layer:
        """Its keys, and where its scans go."""
        return Layer(
            self,
            (
                Command(("F3",), _("Search"), self.found.go_to_search),
                Command(("Ctrl+N",), _("Add a customer"), self.add),
                Command(("F9",), _("Collect what is owed"), self.collect),
                Command(("Ctrl+P",), _("Statement of the debt"), self.statement),
                Command(("F7",), _("Write a debt"), self.write_debt),
                Command(("F8",), _("History of the customer"), self.history),
                Command(("Ctrl+E",), _("Change the customer"), self.edit),
                Command(("Ctrl+D",), _("Archive, or bring back"), self.model.archive),
                Command(("Ctrl+Del",), _("Erase the customer"), self.erase),
                *self.found.commands(),
                Command(("Esc",), _("Back"), self.found.clear),
            ),
            self._scanned,
        )

    @property
    def customer(self) -> Customer | None:
        """Who is looked at."""
        return self.model.state.customer

    def add(self) -> None:
        """Somebody new."""
        self._open_form(CustomerFormModel(self._shop, self._tasks, None))

    def edit(self) -> None:
        """The customer looked at."""
        if self.customer is not None:
            self._open_form(CustomerFormModel(self._shop, self._tasks, self.customer))

    def collect(self) -> None:
        """The customer pays, all or a part."""
        account = self.model.state.account
        if account is None:
            return
        if account.owes <= 0:
            words = sentence("owes_nothing", {"name": account.customer.masked})
            self._window.toast.say(words)
            return
        model = CollectModel(self._shop, self._tasks, self._window.clock, account)
        card = CollectCard(self._window, model)
        model.setParent(card)
        model.collected.connect(self._changed)
        model.effect.connect(lambda effect: self._ask(effect, model))
        self._window.open_card(card.layer(), card.amount)

    def write_debt(self) -> None:
        """An old debt, or one put right."""
        if self.customer is not None:
            sheet = DebtSheet(self._window, self.model, self.customer, self._shop.today())
            self._window.open_card(sheet.layer(), sheet.amount)

    def erase(self) -> None:
        """The customer wants to be forgotten."""
        if self.customer is not None:
            sheet = EraseSheet(self._window, self.model, self.customer)
            self._window.open_card(sheet.layer(), sheet.main)

    def history(self) -> None:
        """What made the debt, and what was bought."""
        account = self.model.state.account
        if account is not None:
            card = HistoryCard(self._window, self.model, account)
            card.slip_wanted.connect(lambda change: self.model.print_slip(change.entry_id))
            card.back_wanted.connect(self._take_back)
            card.receipt_wanted.connect(self.receipt_wanted)
            self._window.open_card(card.layer(), card.records)

    def statement(self) -> None:
        """What is owed and why, on paper or as a file."""
        if self.customer is not None:
            self._statement.draw(self.customer)

    def showEvent(self, event: QShowEvent) -> None:
        """Coming back, somebody bought on debt."""
        super().showEvent(event)
        self.model.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A slimmer customer where it is narrow."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(_SLIM if self.width() < _NARROW else _WIDE)

    def _take_back(self, change: DebtChange) -> None:
        words = _("Take back the payment of {amount}?").format(amount=format_dong(-change.amount))
        sheet = TakeBackSheet(self._window, self.model, words)
        entry_id = change.entry_id
        assert entry_id is not None  # noqa: S101 - a payment is an entry
        sheet.accepted.connect(lambda: self.model.take_back(entry_id, sheet.reason.text()))
        self._window.open_card(sheet.layer(), sheet.reason)

    def _open_form(self, model: CustomerFormModel) -> None:
        card = FormCard(self._window, model)
        model.setParent(card)
        model.saved.connect(self._saved)
        self._window.open_card(card.layer(), card.name)

    def _saved(self, customer: Customer, words: str) -> None:
        self._window.toast.say(words)
        self.model.refresh(customer.id)

    def _changed(self, words: str) -> None:
        self._window.toast.say(words)
        self.model.refresh()

    def _ask(self, effect: object, model: CollectModel) -> None:
        """What stands in the way of a payment."""
        if isinstance(effect, AskShift):
            self._shift.open(model.go_on)
        else:
            card = BankCard(self._shop, self._tasks, self._window)
            card.saved.connect(model.account_set)
            self._window.open_card(card.layer(None), card.panel.search)

    def _show_statement(self, png: bytes, words: str) -> None:
        card = StatementCard(self._window, png, words)
        card.accepted.connect(self._statement.print)
        card.saved.connect(self._statement.save_pdf)
        self._statement.refused.connect(card.say)
        self._statement.done.connect(card.close_card)
        self._window.open_card(card.layer(), card.main)

    def _scanned(self, code: str) -> None:
        """A phone or a code on a card."""
        self.found.search.setText(code)
        self.model.search(code)

    def _build(self) -> None:
        words, head = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(_("Customers"), size=theme.TITLE, weight=theme.SEMIBOLD))
        words.addWidget(self._owed)
        head.addLayout(words, 1)
        head.addWidget(self.new)
        stand_beside(self, head, self.found, self.panel)

    def _connect(self) -> None:
        model, panel = self.model, self.panel
        model.state_changed.connect(self._show)
        model.effect.connect(self._do)
        model.refused.connect(self._window.toast.say)
        self.new.clicked.connect(self.add)
        panel.add.clicked.connect(self.add)
        panel.collect.clicked.connect(self.collect)
        panel.statement.clicked.connect(self.statement)
        panel.debt.clicked.connect(self.write_debt)
        panel.history.clicked.connect(self.history)
        panel.edit.clicked.connect(self.edit)
        panel.archive.clicked.connect(model.archive)
        panel.erase.clicked.connect(self.erase)
        self._statement.drawn.connect(self._show_statement)
        for said in (self._statement.done, self._statement.refused):
            said.connect(self._window.toast.say)
        self._window.data_changed.connect(self._look)
        self._show(model.state)

    def _show(self, state: CustomersState) -> None:
        self.panel.show_state(state)
        self._owed.setText(state.owed)

    def _look(self) -> None:
        if self.isVisible():
            self.model.refresh()

    def _do(self, effect: Say) -> None:
        self._window.toast.say(effect.words)
