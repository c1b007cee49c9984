"""The card for an order by Zalo, Facebook, telephone: goods at the left, buyer and money right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.domain.money import format_dong
from posdesk.domain.sale import TenderMethod
from posdesk.runtime.i18n import N_, _
from posdesk.services.order_words import SOURCES
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.order_form import OrderForm, OrderFormModel
from posdesk.ui.widgets.bill import BillPart, BillView
from posdesk.ui.widgets.fields import Field, MoneyEdit, QuantityEdit, SearchField
from posdesk.ui.widgets.key_button import choice
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.places import bring_into_view, scrolled
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.sheet import NumberSheet, Sheet, Switch
from posdesk.ui.widgets.touch_pads import FocusLetters, keyboard_button
from posdesk.ui.window import Window

_LEAST = 66
_METHODS = ((TenderMethod.TRANSFER, N_("Transfer")), (TenderMethod.CASH, N_("Cash")))


class OrderFormCard(Sheet):
    """Shows an ``OrderForm``."""

    def __init__(self, window: Window, model: OrderFormModel) -> None:
        super().__init__(window, _("New order"), " ", width=1040, height=700)
        self._window, self.model = window, model
        self.search = SearchField(_("Search for goods"), _("Scan, or type a name or a code"), "F3")
        self.lines, self._found = BillView(_("Goods of the order")), RecordList(_("Goods"))
        hint = _("Scan the goods, or type a name and press Enter.")
        self._goods = QStackedWidget()
        for place in (EmptyState("package", _("No goods yet"), hint), self.lines, self._found):
            self._goods.addWidget(place)
        self._goods.setMinimumHeight(_LEAST)
        self.source = Switch([Choice(key, _(words)) for key, words in SOURCES.items()])
        self.cod = choice(_("Pays on delivery (COD)"))
        self.method = Switch([Choice(way.value, _(name)) for way, name in _METHODS])
        self._by, self._fields = QWidget(), _fields()
        self._letters = FocusLetters(signs=True)
        self._build()
        self._connect()
        self.show_form(model.state)

    def layer(self) -> Layer:
        """The keys of a card and of its goods; a scan is goods."""
        model = self.model
        return Layer(
            self,
            (
                Command(("F3",), _("Search"), self._go_to_search),
                Command(("Up",), "", partial(model.mark, -1), self._at_goods),
                Command(("Down",), "", partial(model.mark, 1), self._at_goods),
                Command(("+",), _("One more"), partial(model.step, 1), self._at_lines),
                Command(("-",), _("One less"), partial(model.step, -1), self._at_lines),
                Command(("Del",), _("Remove line"), model.remove, self._at_lines),
                Command(("Ctrl+G",), _("Price of the line"), partial(self._ask_price, None)),
                Command(("Return",), "", model.take, self._searching),
                *super().layer().commands,
            ),
            model.scan,
        )

    def show_form(self, form: OrderForm) -> None:
        """Shows the form; shown twice it looks the same. A wrong field gets the cursor."""
        if self.search.text() != form.query:
            self.search.setText(form.query)
        self._found.show_records(form.found, form.marked)
        self.lines.show_rows(form.rows, form.current)
        for key, field in self._fields.items():
            if field.text() != getattr(form, key):
                field.setText(getattr(form, key))
            field.mark_wrong(form.wrong == key)
        place = 2 if form.query.strip() else 1 if form.cart.lines else 0
        self._goods.setCurrentIndex(place)
        self.source.choose(form.source)
        self.cod.setChecked(form.cod)
        self.method.choose(form.method.value)
        self._by.setVisible(bool(form.deposit.strip()))
        self.main.relabel(_("Write the order down"), format_dong(form.total))
        self.main.setEnabled(not form.busy)
        self.say(form.problem)
        if form.wrong:
            self._fields[form.wrong].setFocus()
            bring_into_view(self._fields[form.wrong])

    def _at_goods(self) -> bool:
        return QApplication.focusWidget() is self.search

    def _at_lines(self) -> bool:
        return self._at_goods() and not self.search.text()

    def _searching(self) -> bool:
        return self._at_goods() and bool(self.search.text().strip())

    def _go_to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _press(self, index: int, part: BillPart) -> None:
        match part:
            case BillPart.LESS:
                self.model.step(-1, index)
            case BillPart.MORE:
                self.model.step(1, index)
            case BillPart.COUNT:
                self._ask_quantity(index)
            case BillPart.PRICE:
                self._ask_price(index)
            case BillPart.LINE:
                self.search.setFocus()

    def _ask_quantity(self, index: int) -> None:
        line = self.model.state.cart.lines[index]
        field = QuantityEdit(_("Quantity"))
        sheet = NumberSheet(self._window, line.item.name, _("Set"), field)

        def apply() -> None:
            quantity = field.quantity()
            if quantity is None:
                sheet.say(field.problem())
            else:
                sheet.close_card()
                self.model.set_quantity(quantity, index)

        self._open(sheet, field, apply)
        field.show_quantity(line.quantity)

    def _ask_price(self, index: int | None) -> None:
        at = self.model.state.current if index is None else index
        if at is None:
            return
        line = self.model.state.cart.lines[at]
        field = MoneyEdit(_("Price of one {unit}").format(unit=line.item.unit))
        sheet = NumberSheet(self._window, line.item.name, _("Set the price"), field)

        def apply() -> None:
            price = field.amount()
            if price is None:
                sheet.say(_("What does it cost? Type the price."))
            else:
                sheet.close_card()
                self.model.set_price(price, at)

        self._open(sheet, field, apply)
        field.show_amount(line.price)
        field.selectAll()

    def _open(self, sheet: NumberSheet, field: Field, apply: Callable[[], None]) -> None:
        sheet.accepted.connect(apply)
        self._window.open_card(sheet.layer(), field)

    def _connect(self) -> None:
        model = self.model
        self.search.textEdited.connect(model.search)
        self._found.clicked.connect(lambda index: model.take(index.row()))
        self.lines.chosen.connect(model.select)
        self.lines.pressed_part.connect(self._press)
        self.source.changed.connect(lambda key: model.change(source=key))
        self.cod.clicked.connect(lambda on: model.change(cod=on))
        self.method.changed.connect(lambda key: model.change(method=TenderMethod(key)))
        for key, field in self._fields.items():
            # A field may have grouped the digits since: what it shows counts.
            field.textEdited.connect(
                lambda _text, key=key, field=field: model.change(**{key: field.text()})
            )
        self.accepted.connect(model.save)
        model.state_changed.connect(self.show_form)
        model.saved.connect(lambda _order: self.close_card())

    def _build(self) -> None:
        keyboard = keyboard_button(self._letters)
        keyboard.toggled.connect(self.settle)
        top, left, both = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for layout in (top, left):
            layout.setSpacing(theme.GAP)
        top.addWidget(self.search, 1)
        top.addWidget(keyboard)
        left.addLayout(top)
        left.addWidget(self._goods, 1)
        both.setSpacing(2 * theme.MARGIN)
        both.addLayout(left, 1)
        seen = scrolled(self._sides())
        seen.setMinimumHeight(_LEAST)
        both.addWidget(seen, 1)
        self.body.addLayout(both, 1)
        self.body.addWidget(self._letters)

    def _sides(self) -> QWidget:
        """Buyer and money."""
        made, grid = QWidget(), QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        place = 0
        for key, field in self._fields.items():
            wide = key in ("address", "note")
            place += place % 2 if wide else 0
            row, column = divmod(place, 2)
            name = label(field.accessibleName(), theme.SMALL, ink="second", wrap=True)
            grid.addWidget(name, 2 * row, column, 1, 1 + wide)
            grid.addWidget(field, 2 * row + 1, column, 1, 1 + wide)
            place += 1 + wide
        paid = QHBoxLayout(self._by)
        paid.setContentsMargins(0, 0, 0, 0)
        paid.addWidget(label(_("Deposit by"), theme.SMALL, ink="second", wrap=True), 1)
        paid.addWidget(self.method)
        cod = QHBoxLayout()
        cod.addWidget(self.cod)
        cod.addStretch()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(10)
        rows.addWidget(self.source)
        rows.addLayout(grid)
        rows.addWidget(self._by)
        rows.addLayout(cod)
        rows.addStretch()
        return made


def _fields() -> dict[str, Field]:
    """By the names of the form's own."""
    due = Field(_("Hand over by (day)"))
    due.setPlaceholderText("23/11")
    return {
        "name": Field(_("Buyer")),
        "phone": Field(_("Phone")),
        "address": Field(_("Address")),
        "note": Field(_("Note")),
        "fee": MoneyEdit(_("Delivery")),
        "discount": MoneyEdit(_("Discount")),
        "deposit": MoneyEdit(_("Deposit")),
        "due": due,
    }
