"""Cards over the customers: what is kept of one, an old debt, a correction, the statement."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from posdesk.domain.customer import Customer
from posdesk.runtime.i18n import N_, _
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.open_shift import Reasons
from posdesk.ui.screens.paper import PaperView
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.customer_form import CustomerForm, CustomerFormModel
from posdesk.ui.viewmodels.customer_list import CustomersModel
from posdesk.ui.viewmodels.typed import day_meant
from posdesk.ui.widgets.beside import beside
from posdesk.ui.widgets.fields import Field, MoneyEdit
from posdesk.ui.widgets.form_sheet import FormSheet
from posdesk.ui.widgets.key_button import KeyButton, Kind, choice
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.sheet import Sheet, Switch
from posdesk.ui.widgets.thousands import beneath
from posdesk.ui.widgets.touch_pads import FocusNumbers

_OLD, _MORE, _LESS = "old", "more", "less"
_REASONS = (N_("Written down wrongly"), N_("Let off"))
_MISTAKES = (N_("Wrong amount"), N_("Wrong customer"))


class FormCard(FormSheet):
    """Shows a ``CustomerForm``."""

    def __init__(self, parent: QWidget, model: CustomerFormModel) -> None:
        self.name, self.phone = Field(_("Name")), Field(_("Phone"))
        self.limit, self.note = MoneyEdit(_("May owe at most")), Field(_("Note"))
        self.address = Field(_("Address"))
        self.limit.setPlaceholderText(_("Empty: no limit"))
        self.consent = choice(_("Agrees that the shop keeps name and phone"))
        super().__init__(
            parent,
            _("Change the customer") if model.customer else _("Add a customer"),
            _("Save the customer"),
            {
                "name": (_("Name"), self.name),
                "phone": (_("Phone"), self.phone),
                "limit": (_("May owe at most"), self.limit),
                "note": (_("Note"), self.note),
                "address": (_("Address"), self.address),
            },
            self.consent,
        )
        self.typed.connect(lambda key, text: model.change(**{key: text}))
        self.consent.clicked.connect(lambda on: model.change(consent=on))
        self.accepted.connect(model.save)
        model.state_changed.connect(self.show_customer)
        model.saved.connect(lambda *_saved: self.close_card())
        self.show_customer(model.state)

    def show_customer(self, form: CustomerForm) -> None:
        """Shows the form; shown twice it looks the same."""
        self.consent.setChecked(form.consent)
        self.show_form(form)


class CustomerSheet(Sheet):
    """A card that does one thing to the customer looked at and says why it could not."""

    def __init__(
        self, parent: QWidget, model: CustomersModel, title: str, action: str, *, width: int
    ) -> None:
        super().__init__(parent, title, action, width=width)
        self.model = model
        model.refused.connect(self.say)
        model.done.connect(self.close_card)


class DebtSheet(CustomerSheet):
    """What the paper book says, or a debt put right with its reason."""

    def __init__(
        self, parent: QWidget, model: CustomersModel, customer: Customer, today: date
    ) -> None:
        title = _("{name}: write a debt").format(name=customer.masked)
        super().__init__(parent, model, title, _("Write it down"), width=860)
        self._today = today
        ways = ((_OLD, _("Paper book")), (_MORE, _("Owes more")), (_LESS, _("Owes less")))
        self.way = Switch([Choice(key, words) for key, words in ways])
        self.amount = MoneyEdit(_("How much?"))
        self._thousands = beneath(self.amount, wide=True)
        self._asks = label(ink="second", wrap=True)
        self.since = Field(_("Since when?"))
        self.since.setText(f"{today:%d/%m/%Y}")
        self.reason = Reasons(_("Reason"), tuple(_(words) for words in _REASONS))
        left = [label(_("How much?"), ink="second"), self.amount, FocusNumbers(extra="/")]
        right = [self.way, self._asks, self.since, self.reason, self._thousands]
        self.body.addLayout(beside(right, *left))
        self.way.choose(_OLD)
        self._show_way(_OLD)
        self.way.changed.connect(self._show_way)
        self.accepted.connect(self._wish)

    def layer(self) -> Layer:
        """The keys of a card, those of the usual reasons and of the three ways."""
        ways = tuple(
            Command((key,), "", partial(self._go, way))
            for key, way in (("Ctrl+1", _OLD), ("Ctrl+2", _MORE), ("Ctrl+3", _LESS))
        )
        return Layer(self, (*ways, *self.reason.commands(), *super().layer().commands))

    def _go(self, way: str) -> None:
        self.way.choose(way)
        self._show_way(way)

    def _show_way(self, way: str) -> None:
        old = way == _OLD
        self._asks.setText(_("Since when? As in 23/11/2026") if old else _("Why?"))
        self.since.setVisible(old)
        self.reason.setVisible(not old)
        self.say("")
        self.amount.setFocus()

    def _wish(self) -> None:
        amount, since = self.amount.amount(), day_meant(self.since.text(), self._today)
        way = self.way.chosen()
        if not amount:
            self.say(_("How much? Type the amount."))
            self.amount.setFocus()
        elif self._thousands.asks(amount):
            self.say("")
        elif way != _OLD:
            self.model.correct(amount if way == _MORE else -amount, self.reason.text())
        elif since is None:
            self.say(_("Which day? Type it as in 23/11/2026."))
            self.since.setFocus()
        else:
            self.model.owe(amount, since)


class EraseSheet(CustomerSheet):
    """What goes and what stays when a person is erased."""

    def __init__(self, parent: QWidget, model: CustomersModel, customer: Customer) -> None:
        title = _("Erase {name}?").format(name=customer.masked)
        super().__init__(parent, model, title, _("Erase for ever"), width=640)
        goes = _("Gone for ever: name, phone, address, note, limit and consent.")
        stays = _(
            "What stays: receipts and paid debts, under the code {code} alone, and the buyer's"
            " data of tax invoices, which the tax law wants kept."
        ).format(code=customer.code)
        law = _("The law on personal data (91/2025/QH15) gives everybody the right to ask for it.")
        for words in (goes, stays):
            self.body.addWidget(label(words, wrap=True))
        self.body.addWidget(label(law, ink="second", wrap=True))
        self.accepted.connect(model.erase)


class TakeBackSheet(CustomerSheet):
    """Why a payment is taken back."""

    def __init__(self, parent: QWidget, model: CustomersModel, what: str) -> None:
        super().__init__(parent, model, what, _("Take it back"), width=620)
        self.reason = Reasons(_("Reason"), tuple(_(words) for words in _MISTAKES))
        self.body.addWidget(label(_("Why is this payment wrong?"), ink="second", wrap=True))
        self.body.addWidget(self.reason)

    def layer(self) -> Layer:
        """The keys of a card, and those of the usual reasons."""
        return Layer(self, (*self.reason.commands(), *super().layer().commands))


class StatementCard(Sheet):
    """What a customer owes and why, as it prints.

    Attributes:
        saved: it is wanted as PDF.
    """

    saved = Signal()

    def __init__(self, parent: QWidget, png: bytes, words: str) -> None:
        super().__init__(parent, _("Statement"), _("Print"), width=560, height=640)
        view = PaperView(_("The statement as it prints"))
        view.show_png(png)
        view.setAccessibleDescription(words)
        self.pdf = KeyButton(_("Save as PDF"), Kind.LOW, key="Ctrl+S")
        self.pdf.clicked.connect(self.saved)
        self.body.addWidget(view, 1)
        self.body.addWidget(self.pdf)

    def layer(self) -> Layer:
        """The keys of a card, and the one that saves."""
        mine = (
            Command(("Ctrl+P",), self.main.label, self.main.click),
            Command(("Ctrl+S",), self.pdf.label, self.pdf.click),
        )
        return Layer(self, (*mine, *super().layer().commands))
