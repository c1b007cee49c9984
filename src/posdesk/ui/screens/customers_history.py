"""The history of a customer over their screen: what made the debt, what was bought."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from posdesk.domain.debt import DebtChange
from posdesk.runtime.i18n import _
from posdesk.services.customers import Account
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.customer_list import CustomersModel, CustomersState
from posdesk.ui.viewmodels.customers_words import debt_records, is_payment, sale_records
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import EmptyState
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.sheet import Sheet, Switch

_DEBT, _SALES = "debt", "sales"


class HistoryCard(Sheet):
    """Shows an ``Account``.

    Attributes:
        slip_wanted: the payment (a ``DebtChange``) whose slip is printed once more.
        back_wanted: the payment (a ``DebtChange``) that was entered wrongly.
        receipt_wanted: the number of a receipt to look at.
    """

    slip_wanted = Signal(object)
    back_wanted = Signal(object)
    receipt_wanted = Signal(str)

    def __init__(self, parent: QWidget, model: CustomersModel, account: Account) -> None:
        super().__init__(parent, account.customer.masked, width=860, height=640)
        self._account, self._place = account, 0
        self.what = Switch((Choice(_DEBT, _("Debt")), Choice(_SALES, _("Bought"))))
        self.records = RecordList(_("History"))
        nothing = _("What is bought on debt, and what is paid of it, stands here.")
        self._nothing = EmptyState("history", _("Nothing yet"), nothing)
        self.slip = KeyButton(_("Print the slip"), Kind.LOW, key="Ctrl+P")
        self.back = KeyButton(_("Take it back"), Kind.LOW, key="Ctrl+D")
        self.receipt = KeyButton(_("See the receipt"), Kind.LOW, key="Ctrl+G")
        self._places = QStackedWidget()
        self._build()
        self._connect(model)
        self.look_at(_DEBT)

    def layer(self) -> Layer:
        """Its keys."""
        return Layer(
            self,
            (
                Command(("Alt+1",), _("Debt"), lambda: self.look_at(_DEBT)),
                Command(("Alt+2",), _("Bought"), lambda: self.look_at(_SALES)),
                Command(("Ctrl+P",), self.slip.label, self.slip.click),
                Command(("Ctrl+D",), self.back.label, self.back.click),
                Command(("Ctrl+G",), self.receipt.label, self.receipt.click),
                Command(("Esc",), _("Back"), self.close_card),
            ),
        )

    def look_at(self, what: str) -> None:
        """The debt, or what was bought."""
        self.what.choose(what)
        self._show(0)

    def _show(self, place: int) -> None:
        """Shows the lines, one of them marked, and what can be done with it."""
        bought = self.what.chosen() == _SALES
        sales = self._account.sales
        records = sale_records(sales) if bought else debt_records(self._account)
        self._place = min(place, len(records) - 1)
        self.records.show_records(records, self._place if records else None)
        self._places.setCurrentIndex(int(not records))
        change = self._change()
        for button in (self.slip, self.back):
            button.setEnabled(change is not None and is_payment(change))
        self.receipt.setEnabled(bool(self._number()))

    def _change(self) -> DebtChange | None:
        """The change of the debt that is marked."""
        if self.what.chosen() == _SALES or self._place < 0:
            return None
        return self._account.changes[-1 - self._place]

    def _number(self) -> str:
        """The receipt that is marked, empty where it is something else."""
        if self.what.chosen() == _SALES:
            return self._account.sales[self._place].number if self._place >= 0 else ""
        change = self._change()
        return change.ref if change else ""

    def _follow(self, state: CustomersState) -> None:
        """The debt is another now."""
        if state.account is not None and state.account != self._account:
            self._account = state.account
            self._show(max(self._place, 0))

    def _connect(self, model: CustomersModel) -> None:
        self.what.changed.connect(self.look_at)
        self.records.chosen.connect(self._show)
        self.slip.clicked.connect(lambda: self.slip_wanted.emit(self._change()))
        self.back.clicked.connect(lambda: self.back_wanted.emit(self._change()))
        self.receipt.clicked.connect(self._to_receipt)
        model.state_changed.connect(self._follow)
        model.refused.connect(self.say)

    def _to_receipt(self) -> None:
        number = self._number()
        self.close_card()
        self.receipt_wanted.emit(number)

    def _build(self) -> None:
        self._places.addWidget(self.records)
        self._places.addWidget(self._nothing)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        for button in (self.slip, self.back, self.receipt):
            foot.addWidget(button)
        foot.addStretch()
        self.body.addWidget(self.what)
        self.body.addWidget(self._places, 1)
        self.body.addLayout(foot)
