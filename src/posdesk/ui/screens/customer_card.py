"""Who buys: a card over the till that finds a customer, or adds one, in three keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.viewmodels.customers import PickModel, PickState
from posdesk.ui.widgets.fields import Field
from posdesk.ui.widgets.key_button import KeyButton, choice
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.sheet import Sheet
from posdesk.ui.widgets.writing_pad import WritingPad

_WIDTH, _HEIGHT, _LOW = 820, 620, 700


class CustomerCard(Sheet):
    """Shows a ``PickState``.

    Attributes:
        dropped: the bill is for nobody in particular.
        invoice_wanted: the customer wants a tax invoice.
    """

    dropped = Signal()
    invoice_wanted = Signal()

    def __init__(self, parent: QWidget, model: PickModel, *, chosen: bool) -> None:
        super().__init__(parent, _("Customer"), " ", width=_WIDTH, height=_HEIGHT)
        self._model = model
        self.field = Field(_("Phone or name"))
        self.field.setPlaceholderText(_("Phone or name; both to add somebody new"))
        self.found = RecordList(_("Customers"))
        self.consent = choice(_("Agrees that the shop keeps name and phone"))
        self.nobody = KeyButton(_("Without a customer"))
        self.nobody.setVisible(chosen)
        self.invoice = KeyButton(_("Tax invoice"), key="Ctrl+B")
        self._nothing = label(_("Type a phone or a name."), ink="second", wrap=True)
        self._pad = WritingPad(lambda: self.field)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.consent)
        row.addStretch()
        row.addWidget(self.invoice)
        row.addWidget(self.nobody)
        self.body.addWidget(self.field)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.found, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._pad)
        self.field.textChanged.connect(model.search)
        self.found.chosen.connect(model.go_to)
        self.found.opened.connect(lambda _place: model.go_on())
        self.consent.toggled.connect(model.agree)
        self.invoice.clicked.connect(self.close_card)
        self.invoice.clicked.connect(self.invoice_wanted)
        self.nobody.clicked.connect(self.close_card)
        self.nobody.clicked.connect(self.dropped)
        self.accepted.connect(model.go_on)
        model.state_changed.connect(self.show_state)
        model.search("")
        self.show_state(model.state)

    def layer(self) -> Layer:
        """Up and down mark a customer; a scan of a phone number is typed."""
        above = Command(("Up",), _("Line above"), partial(self._model.move, -1))
        below = Command(("Down",), _("Line below"), partial(self._model.move, 1))
        invoice = Command(("Ctrl+B",), self.invoice.label, self.invoice.click)
        layer = super().layer()
        return Layer(self, (above, below, invoice, *layer.commands), self.field.setText)

    def _cover(self) -> None:
        """In a low window the people come first: letters are typed there."""
        self._pad.setVisible(self._below.height() >= _LOW)
        super()._cover()

    def show_state(self, state: PickState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.found.show_records(state.records, state.current)
        self.found.setVisible(bool(state.records))
        self._nothing.setVisible(not state.records)
        words = _("Nobody is called so yet. Enter adds them.") if state.adds else ""
        self._nothing.setText(words or _("Type a phone or a name."))
        self.consent.setVisible(state.adds)
        self.main.relabel(state.action)
        self.main.setVisible(bool(state.action))
        self.main.setEnabled(not state.busy)
        self.say(state.problem)
