"""Goods that come back: find the receipt, choose what, hand it to the bill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.domain.cart import ReturnedLine
from posdesk.domain.money import format_dong
from posdesk.domain.quantity import format_quantity
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.found_receipts import FoundReceipts
from posdesk.ui.screens.goods_back import GoodsBack
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.bill import BillModel
from posdesk.ui.viewmodels.effects import Alarm, Say
from posdesk.ui.viewmodels.goods import GoodsModel
from posdesk.ui.viewmodels.returning import AskQuantity, ReturningEffect, ReturningModel
from posdesk.ui.viewmodels.returning_state import ReturningState
from posdesk.ui.widgets.fields import QuantityEdit
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.notices import Banner, label
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.sheet import NumberSheet
from posdesk.ui.window import Window

_WIDTH, _HEIGHT, _MAIN = 960, 664, 340


class ReturnCards(QObject):
    """Opens the card over whatever screen is shown; the bill of the till takes the goods."""

    def __init__(
        self, shop: Shop, tasks: Tasks, window: Window, goods: GoodsModel, bill: BillModel
    ) -> None:
        super().__init__(window)
        self._shop, self._tasks, self._window = shop, tasks, window
        self._goods, self._bill = goods, bill

    def open(self, number: str = "") -> None:
        """Asks what comes back; of which receipt, unless that is known."""
        model = ReturningModel(self._shop, self._tasks, self._bill.cart.returns)
        card = ReturnCard(model, self._window)
        model.setParent(card)
        model.effect.connect(self._do_for(card))
        model.taken.connect(partial(self._taken, card))
        model.exchanged.connect(self._exchanged)
        card.closed.connect(lambda: self._goods.offer(model.kept_codes))
        self._window.open_card(card.layer(), card.found.search)
        model.search.refresh()
        if number:
            model.open(number)

    def _taken(self, card: ReturnCard, returns: tuple[ReturnedLine, ...]) -> None:
        card.close_card()
        self._window.open_screen("till")
        self._bill.take_back(returns)

    def _exchanged(self, codes: tuple[str, ...]) -> None:
        self._window.toast.say(_("Now scan what the customer takes instead."))
        for code in codes:
            self._goods.scan(code)

    def _do_for(self, card: ReturnCard) -> Callable[[ReturningEffect], None]:
        def do(effect: ReturningEffect) -> None:
            match effect:
                case Say(words):
                    card.say(words)
                case Alarm():
                    QApplication.beep()
                case AskQuantity():
                    self._ask_quantity(card.model, effect)

        return do

    def _ask_quantity(self, model: ReturningModel, wanted: AskQuantity) -> None:
        field = QuantityEdit(_("Quantity"))
        title = _("{name}: how much comes back? At most {left}.")
        title = title.format(name=wanted.title, left=format_quantity(wanted.left))
        sheet = NumberSheet(self._window, title, _("Set"), field)
        sheet.accepted.connect(lambda: _set(model, wanted.index, sheet, field))
        layer = replace(sheet.layer(), take_scan=lambda code: _wait(sheet, code))
        self._window.open_card(layer, field)
        field.setText(wanted.typed)


def _set(model: ReturningModel, index: int, sheet: NumberSheet, field: QuantityEdit) -> None:
    quantity = field.quantity()
    if quantity is None:
        sheet.say(sentence("bad_quantity", {"text": field.text()}))
        return
    sheet.close_card()
    model.set_quantity(index, quantity)


def _wait(sheet: NumberSheet, code: str) -> None:
    """One thing after the other: the scan is not taken, and that is said."""
    QApplication.beep()
    sheet.say(_("First say how much comes back, then scan {code} again.").format(code=code))


class ReturnCard(Overlay):
    """Shows a ``ReturningState``: the receipts first, then the goods of one."""

    def __init__(self, model: ReturningModel, parent: QWidget) -> None:
        card = QWidget()
        super().__init__(
            card, parent, name=_("Return or exchange goods"), width=_WIDTH, height=_HEIGHT
        )
        self.model = model
        self._title = label(size=theme.TITLE, weight=theme.SEMIBOLD)
        self._heading = label(ink="second")
        self._hint = label(_("Scan the receipt, or goods that are on it."), ink="second", wrap=True)
        self.found = FoundReceipts(model.search)
        self.goods = GoodsBack(model)
        self._places = QStackedWidget()
        self._places.addWidget(self.found)
        self._places.addWidget(self.goods)
        self._problem = label(ink="trouble", wrap=True)
        self.kept = Banner()
        self.other = KeyButton(_("Another receipt"), key="Esc")
        self.exchange = KeyButton(_("Exchange"), key="F8")
        self.main = KeyButton("", Kind.MAIN, key="Enter")
        self._build(card)
        self._connect()
        self.show_state(model.state)

    def layer(self) -> Layer:
        """Its keys, and where its scans go."""
        model, on = self.model, self._on_goods
        digits = tuple(
            Command((digit,), "", partial(model.ask_quantity, None, digit), on)
            for digit in "0123456789"
        )
        return Layer(
            self,
            (
                Command(("Return",), _("Go on"), self._go_on),
                Command(("Esc",), _("Back"), self._back),
                Command(("F3",), _("Search"), self.found.go_to_search, self._on_list),
                Command(("F8",), _("Exchange"), model.exchange, on),
                Command(("Ctrl+A",), _("All of it"), model.take_all, on),
                Command(("+",), _("One more"), partial(model.step, 1), on),
                Command(("-",), _("One less"), partial(model.step, -1), on),
                Command(("Up",), _("Line above"), partial(model.move, -1), on),
                Command(("Down",), _("Line below"), partial(model.move, 1), on),
                *digits,
                *self.found.commands(),
            ),
            model.scan,
        )

    def show_state(self, state: ReturningState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.say("")
        self.goods.show_state(state)
        self._show_words(state)
        self._show_kept(state.kept)
        self._hint.setHidden(bool(state.number))
        for button in (self.other, self.exchange):
            button.setVisible(bool(state.number))
        self.exchange.setEnabled(state.ready)
        self._allow_main()
        self._show_place(self.goods if state.number else self.found)

    def say(self, words: str) -> None:
        """Tells why something did not work."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _show_words(self, state: ReturningState) -> None:
        if state.number:
            self._title.setText(_("What comes back of {number}?").format(number=state.number))
            self._heading.setText(state.heading)
            amount = format_dong(-state.worth) if state.worth else ""
            self.main.relabel(_("Put on the bill"), amount)
        else:
            self._title.setText(_("Which receipt do the goods come from?"))
            self._heading.setText("")
            self.main.relabel(_("This receipt"))

    def _show_kept(self, goods: str) -> None:
        if goods:
            words = _(
                "Not, or no more, on this receipt: {goods}."
                " Press “Exchange” if it is taken instead."
            )
            self.kept.show_words(words.format(goods=goods))
        else:
            self.kept.hide()

    def _allow_main(self) -> None:
        state, search = self.model.state, self.model.search
        self.main.setEnabled(state.ready if state.number else bool(search.number))

    def _show_place(self, place: QWidget) -> None:
        if self._places.currentWidget() is not place:
            self._places.setCurrentWidget(place)
            if not self.isVisible():
                return
            if place is self.goods:
                self.goods.lines.setFocus()
            else:
                self.found.go_to_search()

    def _on_goods(self) -> bool:
        return self._places.currentWidget() is self.goods

    def _on_list(self) -> bool:
        return not self._on_goods()

    def _go_on(self) -> None:
        if self._on_goods():
            self.model.finish()
        else:
            self.model.open_marked()

    def _back(self) -> None:
        """From the goods to the receipts, from there to the screen below."""
        if self._on_goods():
            self.model.look_again()
        else:
            self.close_card()

    def _connect(self) -> None:
        model = self.model
        self.found.list.opened.connect(lambda _place: model.open_marked())
        self.main.clicked.connect(self._go_on)
        self.other.clicked.connect(model.look_again)
        self.exchange.clicked.connect(model.exchange)
        self.kept.dismissed.connect(model.drop_kept)
        self.closed.connect(self.deleteLater)
        model.search.state_changed.connect(lambda _list: self._allow_main())
        model.state_changed.connect(self.show_state)

    def _build(self, card: QWidget) -> None:
        cross = icon_button("x", _("Close"))
        cross.clicked.connect(self.close_card)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(self._title)
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(cross)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self._hint, 1)
        foot.addStretch()
        for button in (self.other, self.exchange, self.main):
            foot.addWidget(button)
        self.main.setMinimumWidth(_MAIN)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        rows.addLayout(head)
        rows.addWidget(self._places, 1)
        for notice in (self.kept, self._problem):
            rows.addWidget(notice)
        rows.addLayout(foot)
