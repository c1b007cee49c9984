"""The small cards of the till: each asks one thing and hands the answer to a view-model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from posdesk.domain.cart import CartLine
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.sale import Sale
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.customers import CustomerRow
from posdesk.services.shop import Shop
from posdesk.ui.screens.open_shift import ShiftCards
from posdesk.ui.second_press import SecondPress
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels import effects
from posdesk.ui.viewmodels.bill import BillModel
from posdesk.ui.viewmodels.goods import GoodsModel
from posdesk.ui.widgets.fields import QuantityEdit
from posdesk.ui.widgets.sheet import ChoiceSheet, NumberSheet, Sheet, TextSheet
from posdesk.ui.window import Window

if TYPE_CHECKING:
    from posdesk.ui.screens.payment import PaymentCard
    from posdesk.ui.viewmodels.payment import PaymentModel

Then = Callable[[], None]

# ruff: noqa: PLC0415 - a card that nobody opened is not loaded: a till starts at once


class TillCards(QObject):
    """Opens cards over the till.

    Attributes:
        paying: the ``PaymentState`` while the customer pays, then None.
    """

    paying = Signal(object)

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        window: Window,
        goods: GoodsModel,
        bill: BillModel,
        shift: ShiftCards,
    ) -> None:
        super().__init__(window)
        self._shop, self._tasks, self._window = shop, tasks, window
        self._goods, self._bill, self._shift = goods, bill, shift
        self._again = SecondPress(window.clock)

    def quantity(self, index: int) -> None:
        """How many of a line."""
        line = self._bill.cart.lines[index]
        sheet = self._number(line.item.name, _("Set"), line.quantity)
        sheet.accepted.connect(lambda: self._take(sheet, partial(self._set, index)))

    def price(self, index: int) -> None:
        """Another price for a line."""
        from posdesk.ui.screens.price import PriceSheet

        sheet = PriceSheet(self._window, self._bill, index)
        self._open(sheet, sheet.field)

    def weight(self, line: CartLine) -> None:
        """How much of goods sold by weight; the line is added after."""
        title = _("{name}: how many {unit}?").format(name=line.item.name, unit=line.item.unit)
        sheet = self._number(title, _("Put on the bill"), None)
        sheet.accepted.connect(lambda: self._take(sheet, partial(self._goods.add_weighed, line)))

    def discount(self) -> None:
        """A discount of the line or the bill."""
        from posdesk.ui.screens.discount import DiscountSheet

        sheet = DiscountSheet(self._window, self._bill)
        self._open(sheet, sheet.percent)

    def note(self) -> None:
        """A note on the bill."""
        sheet = TextSheet(self._window, _("Note on the bill"), _("Write"), self._bill.cart.note)
        sheet.accepted.connect(lambda: self._bill.set_note(sheet.field.text().strip()))
        sheet.accepted.connect(sheet.close_card)
        self._open(sheet, sheet.field)

    def other(self) -> None:
        """Goods that are in no list."""
        from posdesk.ui.widgets.name_price import NamePriceForm

        sheet = Sheet(self._window, _("Other goods"), _("Put on the bill"), width=820)
        form = NamePriceForm(_("What is it? It may stay empty"), name_needed=False)
        sheet.body.addWidget(form)
        sheet.accepted.connect(form.submit)
        form.filled.connect(self._goods.add_other)
        form.filled.connect(sheet.close_card)
        self._open(sheet, form.price)

    def held(self) -> None:
        """Which of the held bills to go on with."""
        sheet = ChoiceSheet(self._window, _("Bills put aside"), self._bill.state.held)
        sheet.chosen.connect(self._bill.take_up)
        self._open(sheet, sheet.first)

    def shift(self, then: Then) -> None:
        """The float of a new shift; then on with what was wanted."""
        self._shift.open(then)

    def ask(self, question: str, yes: str, then: Then) -> None:
        """A decision; Esc or the cross says no."""
        sheet = Sheet(self._window, question, yes)
        sheet.accepted.connect(sheet.close_card)
        sheet.accepted.connect(then)
        self._open(sheet, sheet.main)

    def print_again(self) -> None:
        """The last receipt once more; the paper says that it is a copy."""
        if self._again.follows():
            return
        shop = self._shop

        def job() -> str:
            sale = shop.corrections.last_sale(shop.actor)
            if sale is None:
                return _("Nothing was sold yet.")
            shop.papers.print_again(shop.actor, sale.number)
            return _("{number} is printed again.").format(number=sale.number)

        self._tasks.write(self, job, self._window.toast.say, self._fail)

    def customer(self, then: Callable[[CustomerRow], None] | None = None) -> None:
        """Who buys."""
        from posdesk.ui.screens.customer_card import CustomerCard
        from posdesk.ui.viewmodels.customers import PickModel

        model = PickModel(self._shop, self._tasks)
        chosen = self._bill.cart.customer_id is not None
        card = CustomerCard(self._window, model, chosen=chosen and then is None)
        model.setParent(card)
        model.picked.connect(card.close_card)
        model.picked.connect(self._bill.set_customer)
        if then is not None:
            model.picked.connect(then)
        card.dropped.connect(lambda: self._bill.set_customer(None))
        card.invoice.setVisible(then is None)
        card.invoice_wanted.connect(self.buyer)
        self._open(card, card.field)

    def buyer(self) -> None:
        """Whom a tax invoice is for."""
        from posdesk.ui.screens.buyer_card import BuyerCard
        from posdesk.ui.viewmodels.buyer import BuyerModel

        chosen, cart = self._bill.parties.buyer, self._bill.cart
        model = BuyerModel(self._shop, self._tasks, chosen, cart.customer_id)
        card = BuyerCard(self._window, model, chosen=chosen is not None)
        model.setParent(card)
        model.kept.connect(self._bill.set_buyer)
        card.dropped.connect(lambda: self._bill.set_buyer(None))
        self._open(card, card.tax_code)

    def pay(self) -> None:
        """The payment of the bill."""
        from posdesk.ui.screens.payment import PaymentCard
        from posdesk.ui.viewmodels.payment import PaymentModel

        model = PaymentModel(self._shop, self._tasks, self._window.clock, self._bill.due(), self)
        card = PaymentCard(model, self._window)
        model.posted.connect(lambda sale: self._posted(card, sale))
        model.taken.connect(self._bill.keep_offers)
        model.take_scans.connect(lambda codes: self._scan_all(card, codes))
        model.effect.connect(partial(self._payment_asks, model))
        model.state_changed.connect(self.paying)
        card.closed.connect(lambda: self._left(card, model))
        self._window.open_card(card.layer(), card.amount)

    def _left(self, card: PaymentCard, model: PaymentModel) -> None:
        """The payment is over or left; what was scanned meanwhile is offered."""
        model.state_changed.disconnect(self.paying)
        self.paying.emit(None)
        self._goods.offer(card.kept_codes())
        model.deleteLater()
        QTimer.singleShot(0, card, card.deleteLater)  # the till is painted first

    def _posted(self, card: PaymentCard, sale: Sale) -> None:
        card.close_card()
        self._bill.paid(sale)
        self._window.sold.emit(sale)
        QTimer.singleShot(0, self._goods, self._goods.refresh)

    def _scan_all(self, card: PaymentCard, codes: tuple[str, ...]) -> None:
        card.close_card()
        self._scan_kept(codes)

    def _payment_asks(self, model: PaymentModel, effect: object) -> None:
        if isinstance(effect, effects.AskShift):
            self.shift(model.go_on_again)
        elif isinstance(effect, effects.AskAccount):
            self._account(model)
        elif isinstance(effect, effects.AskCustomer):
            self.customer(lambda row: model.owe(row.customer.id))
        elif isinstance(effect, effects.AskLimit):
            over = partial(model.go_on_again, over_limit_ok=True)
            self.ask(effect.words, _("Sell all the same"), over)
        elif isinstance(effect, effects.AskShort):
            yes = partial(model.go_on_again, short_ok=True)
            self.ask(effect.words, _("Sell all the same"), yes)

    def _account(self, model: PaymentModel) -> None:
        """The shop's bank account, over the payment that waits for it."""
        from posdesk.ui.screens.bank_card import BankCard

        card = BankCard(self._shop, self._tasks, self._window)
        card.saved.connect(model.account_set)
        card.saved.connect(self._shift.model.refresh)
        self._window.open_card(card.layer(model.keep_scan), card.panel.search)

    def _number(self, title: str, action: str, quantity: int | None) -> NumberSheet:
        field = QuantityEdit(_("Quantity"))
        sheet = NumberSheet(self._window, title, action, field)
        if quantity is not None:
            field.show_quantity(quantity)
        kept: list[str] = []

        def keep(code: str) -> None:
            kept.append(code)
            sheet.say(_("Scanned meanwhile: {codes}").format(codes=", ".join(kept)))

        sheet.closed.connect(lambda: self._scan_kept(kept))
        self._window.open_card(replace(sheet.layer(), take_scan=keep), field)
        return sheet

    def _scan_kept(self, codes: Sequence[str]) -> None:
        """What was scanned over a card goes on the bill after what the card asked."""
        for code in codes:
            self._goods.scan(code)

    def _take(self, sheet: NumberSheet, use: Callable[[int], None]) -> None:
        field = sheet.field
        assert isinstance(field, QuantityEdit)  # noqa: S101 - these cards ask how many
        quantity = field.quantity()
        if quantity:
            use(quantity)
            sheet.close_card()
        else:
            sheet.say(field.problem())

    def _set(self, index: int, quantity: int) -> None:
        self._bill.set_quantity(quantity, index)

    def _fail(self, error: Refused | Trouble) -> None:
        self._window.toast.say(sentence(error.code, error.params))

    def _open(self, sheet: Sheet, focus: QWidget | None = None) -> None:
        self._window.open_card(sheet.layer(), focus)


def load() -> None:
    """Loads what is wanted first, before it is wanted; runs off the window's thread."""
    from posdesk.ui.screens import (  # noqa: F401 - loading is all
        customer_card,
        discount,
        payment,
        price,
        return_card,
    )  # fmt: skip
