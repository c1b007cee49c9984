"""One customer beside the list: who it is, what is owed and since when, what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.services.customers import Account
from posdesk.ui import theme
from posdesk.ui.viewmodels.customer_list import CustomersState
from posdesk.ui.viewmodels.customers_words import (
    age_line,
    contact_words,
    debt_words,
    fact_lines,
    newest_lines,
    wants_attention,
)
from posdesk.ui.widgets.beside import foot, rule
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.places import scrolled


class CustomerPanel(QFrame):
    """Shows the customer of a ``CustomersState``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._name = label(size=theme.LARGE, weight=theme.SEMIBOLD, wrap=True)
        self._contact = label(ink="second", wrap=True)
        self._owes = label(size=theme.TITLE, weight=theme.BOLD, wrap=True)
        self._age = label(wrap=True)
        self._facts, self._newest = label(ink="second", wrap=True), label(wrap=True)
        hint = _("Add somebody who buys often, or on debt.")
        self._nothing = EmptyState("users", _("No customer chosen"), hint)
        self.phone = KeyButton(_("Show the phone"), Kind.LOW)
        self.phone.setCheckable(True)
        self.statement = KeyButton(_("Statement"), Kind.STACKED, key="Ctrl+P")
        self.debt = KeyButton(_("Write a debt"), Kind.STACKED, key="F7")
        self.history = KeyButton(_("History"), Kind.STACKED, key="F8")
        self.edit = KeyButton(_("Edit"), Kind.STACKED, key="Ctrl+E")
        self.archive = KeyButton(_("Archive"), Kind.STACKED, key="Ctrl+D")
        self.erase = KeyButton(_("Erase"), Kind.STACKED, key="Ctrl+Del")
        self.collect = KeyButton(_("Collect"), Kind.MAIN, key="F9")
        self.add = KeyButton(_("Add a customer"), Kind.MAIN, key="Ctrl+N")
        self._account: Account | None = None
        self._places = QStackedWidget()
        self._build()
        self.phone.toggled.connect(lambda _on: self._show_contact())

    def show_state(self, state: CustomersState) -> None:
        """Shows the state; shown twice it looks the same."""
        account, there = state.account, state.customer is not None
        if _code_of(account) != _code_of(self._account):
            self.phone.setChecked(False)
        self._account = account
        self._places.setCurrentIndex(int(account is not None))
        for button in self._acts():
            button.setEnabled(there)
        self.phone.setVisible(there and bool(state.customer and state.customer.phone))
        owes = account.owes if account else 0
        self.add.setVisible(account is None)
        self.collect.setVisible(account is not None)
        self.collect.setEnabled(owes > 0)
        self.collect.relabel(_("Collect"), format_dong(owes) if owes > 0 else "")
        if account is not None:
            self._show(account)

    def _show(self, account: Account) -> None:
        customer = account.customer
        self._name.setText(customer.name or customer.masked)
        self._show_contact()
        self._owes.setText(debt_words(account))
        for words, where in (
            (age_line(account), self._age),
            (fact_lines(customer), self._facts),
            (newest_lines(account), self._newest),
        ):
            where.setText(words)
            where.setVisible(bool(words))
        self._age.setProperty("ink", "trouble" if wants_attention(account) else "second")
        self._age.style().polish(self._age)
        self.archive.relabel(_("Bring back") if customer.archived else _("Archive"))

    def _show_contact(self) -> None:
        """Others look at the screen too: the phone is shown only where somebody asks for it."""
        if self._account is not None:
            masked = not self.phone.isChecked()
            self._contact.setText(contact_words(self._account.customer, masked=masked))

    def _build(self) -> None:
        self._places.addWidget(self._nothing)
        self._places.addWidget(scrolled(self._who()))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._places, 1)
        rows.addWidget(rule())
        rows.addWidget(foot(self._acts(), 3, self.collect, self.add))

    def _who(self) -> QWidget:
        made = QWidget()
        phone = QHBoxLayout()
        phone.addWidget(self.phone)
        phone.addStretch()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, 12)
        rows.setSpacing(10)
        for part in (self._name, self._contact, self._owes, self._age, self._newest):
            rows.addWidget(part)
        rows.addWidget(rule())
        rows.addWidget(self._facts)
        rows.addLayout(phone)
        rows.addStretch()
        return made

    def _acts(self) -> tuple[KeyButton, ...]:
        """What can be done with the customer."""
        return (self.statement, self.debt, self.history, self.edit, self.archive, self.erase)


def _code_of(account: Account | None) -> str:
    return account.customer.code if account else ""
