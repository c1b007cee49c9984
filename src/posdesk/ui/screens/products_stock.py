"""Cards that move a product's stock: goods that came in, a count, a correction."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.money import format_dong
from posdesk.domain.quantity import format_quantity
from posdesk.runtime.i18n import N_, _
from posdesk.services.inventory import Arrival
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.open_shift import Reasons
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.products import ProductsModel
from posdesk.ui.widgets.fields import Field, MoneyEdit, QuantityEdit
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.sheet import Sheet, Switch
from posdesk.ui.widgets.thousands import beneath
from posdesk.ui.widgets.touch_pads import FocusLetters, FocusNumbers, keyboard_button

_WIDE, _PAD_WIDE = 860, 264
_COUNTED, _MORE, _LESS = "counted", "more", "less"
_REASONS = (N_("Broken"), N_("Gone bad"), N_("Given away"), N_("Used in the shop"))


class StockSheet(Sheet):
    """A card that moves the stock of the product looked at and says why it could not."""

    def __init__(self, parent: QWidget, model: ProductsModel, title: str, action: str) -> None:
        super().__init__(parent, title, action, width=_WIDE)
        product, row = model.state.product, model.state.row
        assert product is not None  # noqa: S101 - the screen opens it over a product
        assert row is not None  # noqa: S101
        self.model, self.product, self.there = model, product, row.on_hand
        self.quantity = QuantityEdit(_("Quantity"))
        model.refused.connect(self.say)
        model.done.connect(self.close_card)

    def beside_pad(self, left: list[QWidget], right: list[QWidget]) -> None:
        """The figures with their pad at the left, words at the right."""
        columns = QHBoxLayout()
        columns.setSpacing(24)
        pad = FocusNumbers(extra=",")
        pad.setFixedWidth(_PAD_WIDE)
        for parts, stretch in (([*left, pad], 0), (right, 1)):
            column = QVBoxLayout()
            column.setSpacing(10)
            for part in parts:
                column.addWidget(part)
            column.addStretch()
            columns.addLayout(column, stretch)
        self.body.addLayout(columns)

    def wanted(self) -> int | None:
        """The quantity typed; what cannot be read is asked for again."""
        quantity = self.quantity.quantity()
        if quantity is None:
            asked = _("How much? Type the quantity.")
            self.say(self.quantity.problem() if self.quantity.text() else asked)
            self.quantity.setFocus()
        return quantity


class ReceiveSheet(StockSheet):
    """Goods that came in: how much, in which unit, at what cost."""

    def __init__(self, parent: QWidget, model: ProductsModel) -> None:
        product = model.state.product
        name = product.name if product else ""
        super().__init__(
            parent, model, _("{name}: goods came in").format(name=name), _("Put into stock")
        )
        self.unit = Switch([Choice(unit.name, unit.name) for unit in self.product.units])
        self.unit.choose(self.product.base.name)
        self.cost = MoneyEdit(_("Cost of one"))
        self.cost.setPlaceholderText(_("Leave empty if unknown"))
        self._thousands = beneath(self.cost, wide=True)
        self.note = Field(_("From whom, which delivery"))
        self._hint = label(ink="second", wrap=True)
        letters = FocusLetters()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.note, 1)
        row.addWidget(keyboard_button(letters))
        self.beside_pad(
            [label(_("How many?"), ink="second"), self.quantity],
            [
                self.unit,
                label(_("Cost of one"), ink="second"), self.cost, self._thousands, self._hint,
                label(_("From whom, which delivery"), ink="second"), line, letters,
            ],
        )  # fmt: skip
        self.unit.setVisible(len(self.product.units) > 1)
        self._show_hint()
        self.accepted.connect(self._wish)
        self.unit.changed.connect(lambda _unit: self._show_hint())

    def _show_hint(self) -> None:
        """What the goods cost so far, in the unit that comes in."""
        known = self.product.cost
        factor = next(u.factor for u in self.product.units if u.name == self.unit.chosen())
        words = _("So far: {amount}").format(amount=format_dong((known or 0) * factor))
        self._hint.setText(words)
        self._hint.setVisible(known is not None)

    def _wish(self) -> None:
        quantity, cost = self.wanted(), self.cost.amount()
        if quantity is None:
            return
        if cost is not None and self._thousands.asks(cost):
            self.say("")
            return
        arrival = Arrival(self.product.id, quantity, self.unit.chosen(), cost, self.note.text())
        self.model.receive(arrival)


class CorrectSheet(StockSheet):
    """A count, or so much more or less, with the reason."""

    def __init__(self, parent: QWidget, model: ProductsModel) -> None:
        product = model.state.product
        name = product.name if product else ""
        super().__init__(
            parent, model, _("{name}: correct the stock").format(name=name), _("Correct the stock")
        )
        self.way = Switch(
            (
                Choice(_COUNTED, _("Counted")),
                Choice(_MORE, _("There is more")),
                Choice(_LESS, _("There is less")),
            )
        )
        self.way.choose(_COUNTED)
        amount = f"{format_quantity(self.there)} {self.product.base.name}"
        self._hint = label(_("{amount} should be there.").format(amount=amount), wrap=True)
        self.reason = Reasons(_("Reason"), tuple(_(words) for words in _REASONS))
        self.beside_pad(
            [self._hint, self.quantity],
            [self.way, label(_("Why?"), ink="second"), self.reason],
        )
        self.way.changed.connect(lambda _way: self.quantity.setFocus())
        self.accepted.connect(self._wish)

    def layer(self) -> Layer:
        """The keys of a card, those of the usual reasons and of the three ways."""
        ways = (("Ctrl+1", _COUNTED), ("Ctrl+2", _MORE), ("Ctrl+3", _LESS))
        mine = tuple(
            Command((key,), "", lambda way=way: self.way.choose(way))  # type: ignore[misc] # bound now
            for key, way in ways
        )
        return Layer(self, (*mine, *self.reason.commands(), *super().layer().commands))

    def _wish(self) -> None:
        quantity, way = self.wanted(), self.way.chosen()
        if quantity is None:
            return
        if way == _COUNTED:
            self.model.count(quantity, self.there, self.reason.text())
        else:
            self.model.adjust(quantity if way == _MORE else -quantity, self.reason.text())
