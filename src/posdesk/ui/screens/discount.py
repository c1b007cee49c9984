"""A discount: of the line or of the whole bill, in percent or in đồng."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.domain.discount import Discount, percent
from posdesk.domain.errors import Refused
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.bill import BillModel
from posdesk.ui.widgets.fields import Field, MoneyEdit
from posdesk.ui.widgets.pads import NumberPad
from posdesk.ui.widgets.sheet import Sheet, Switch

_LINE, _BILL, _PERCENT, _AMOUNT = "line", "bill", "percent", "amount"


class DiscountSheet(Sheet):
    """Asks how much off what; an empty field takes the discount away."""

    def __init__(self, parent: QWidget, model: BillModel) -> None:
        super().__init__(parent, _("Discount"), _("Take it off"), width=460)
        self._model = model
        self.of = Switch((Choice(_LINE, self._line_name()), Choice(_BILL, _("Whole bill"))))
        self.by = Switch((Choice(_PERCENT, "%"), Choice(_AMOUNT, "₫")))
        self.of.choose(_LINE)
        self.by.choose(_PERCENT)
        self.percent, self.amount = Field(_("Percent off")), MoneyEdit(_("Amount off"))
        self._percents, self._amounts = NumberPad(extra=","), NumberPad()
        self._percents.type_into(self.percent)
        self._amounts.type_into(self.amount)
        switches = QHBoxLayout()
        switches.addWidget(self.of)
        switches.addWidget(self.by)
        self.body.addLayout(switches)
        for part in (self.percent, self.amount, self._percents, self._amounts):
            self.body.addWidget(part)
        self.by.changed.connect(self._show_way)
        self.accepted.connect(self._apply)
        self._show_way(_PERCENT)

    def _line_name(self) -> str:
        current = self._model.state.current
        return _("Line {number}").format(number=(current or 0) + 1)

    def _show_way(self, way: str) -> None:
        by_percent = way == _PERCENT
        for part in (self.percent, self._percents):
            part.setVisible(by_percent)
        for part in (self.amount, self._amounts):
            part.setVisible(not by_percent)
        (self.percent if by_percent else self.amount).setFocus()

    def _apply(self) -> None:
        try:
            discount = self._typed()
        except Refused as refusal:
            self.say(sentence(refusal.code, refusal.params))
            return
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
