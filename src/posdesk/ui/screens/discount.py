"""A discount: of the line or of the whole bill, in percent or in đồng."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from posdesk.domain.discount import Discount, percent
from posdesk.domain.errors import Refused
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.bill import BillModel
from posdesk.ui.widgets.beside import WIDE, beside
from posdesk.ui.widgets.fields import Field, MoneyEdit
from posdesk.ui.widgets.pads import NumberPad
from posdesk.ui.widgets.sheet import Sheet, Switch
from posdesk.ui.widgets.thousands import beneath

_LINE, _BILL, _PERCENT, _AMOUNT = "line", "bill", "percent", "amount"


class DiscountSheet(Sheet):
    """Asks how much off what; an empty field takes the discount away."""

    def __init__(self, parent: QWidget, model: BillModel) -> None:
        super().__init__(parent, _("Discount"), _("Take it off"), width=WIDE)
        self._model = model
        self.of = Switch((Choice(_LINE, self._line_name()), Choice(_BILL, _("Whole bill"))))
        self.by = Switch((Choice(_PERCENT, "%"), Choice(_AMOUNT, "₫")))
        self.of.choose(_LINE)
        self.by.choose(_PERCENT)
        self.percent, self.amount = Field(_("Percent off")), MoneyEdit(_("Amount off"))
        self._percents, self._amounts = NumberPad(extra=","), NumberPad()
        self._percents.type_into(self.percent)
        self._amounts.type_into(self.amount)
        self._thousands = beneath(self.amount)
        parts = (self.of, self.by, self.percent, self.amount, self._thousands)
        self.body.addLayout(beside(parts, self._percents, self._amounts))
        self.by.changed.connect(self._go_to)
        self.accepted.connect(self._apply)
        self._show_way(_PERCENT)

    def _line_name(self) -> str:
        current = self._model.state.current
        return _("Line {number}").format(number=(current or 0) + 1)

    def _show_way(self, way: str) -> None:
        by_percent = way == _PERCENT
        percents: tuple[QWidget, ...] = (self.percent, self._percents)
        for part in percents:
            part.setVisible(by_percent)
        for part in (self.amount, self._thousands, self._amounts):
            part.setVisible(not by_percent)

    def _go_to(self, way: str) -> None:
        """Shows the field of a way that was chosen, and goes there."""
        self._show_way(way)
        (self.percent if way == _PERCENT else self.amount).setFocus()

    def _apply(self) -> None:
        if self.by.chosen() == _AMOUNT and self._thousands.asks(self.amount.amount()):
            self.say("")
            return
        try:
            discount = self._typed()
        except Refused as refusal:
            self.say(sentence(refusal.code, refusal.params))
        else:
            self._take_off(discount)

    def _take_off(self, discount: Discount | None) -> None:
        self.close_card()
        if self.of.chosen() == _LINE:
            self._model.discount_line(discount)
        else:
            self._model.discount_bill(discount)

    def _typed(self) -> Discount | None:
        if self.by.chosen() == _AMOUNT:
            amount = self.amount.amount()
            return Discount(amount=amount) if amount else None
        text = self.percent.text().strip().removesuffix("%").strip()
        return percent(text.replace(",", ".")) if text else None
