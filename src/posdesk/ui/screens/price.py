"""Another price for one line of the bill."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from posdesk.domain.errors import Refused
from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.ui.viewmodels.bill import BillModel
from posdesk.ui.widgets.beside import WIDE, beside
from posdesk.ui.widgets.fields import MoneyEdit
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.pads import NumberPad
from posdesk.ui.widgets.sheet import Sheet
from posdesk.ui.widgets.thousands import beneath


class PriceSheet(Sheet):
    """Asks what one of a line's goods costs on this bill."""

    def __init__(self, parent: QWidget, model: BillModel, index: int) -> None:
        line = model.cart.lines[index]
        super().__init__(parent, line.item.name, _("Set the price"), width=WIDE)
        self._model, self._index = model, index
        self.field = MoneyEdit(_("Price of one {unit}").format(unit=line.item.unit))
        self.field.show_amount(line.price)
        self.field.selectAll()
        self._thousands = beneath(self.field)
        pad = NumberPad()
        pad.type_into(self.field)
        usual = _("Usually {price}/{unit}. What is it on this bill?").format(
            price=format_dong(line.item.price), unit=line.item.unit
        )
        hint = label(usual, ink="second", wrap=True)
        self.body.addLayout(beside((hint, self.field, self._thousands), pad))
        self.accepted.connect(self._apply)

    def _apply(self) -> None:
        price = self.field.amount()
        if price is None:
            self.say(_("What does it cost? Type the price."))
        elif self._thousands.asks(price):
            self.say("")
        else:
            self._set(price)

    def _set(self, price: int) -> None:
        try:
            self._model.set_price(price, self._index)
        except Refused as refusal:
            self.say(sentence(refusal.code, refusal.params))
        else:
            self.close_card()
