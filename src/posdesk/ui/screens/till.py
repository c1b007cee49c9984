"""The till: goods at the left, the bill at the right, and the keys of both."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.shift import Shift
from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.bill_panel import BillPanel
from posdesk.ui.screens.goods_panel import GoodsPanel
from posdesk.ui.screens.open_shift import ShiftBanner, ShiftCards
from posdesk.ui.screens.returning import ReturnCards
from posdesk.ui.screens.till_cards import TillCards
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels import effects
from posdesk.ui.viewmodels.bill import BillModel
from posdesk.ui.viewmodels.goods import GoodsModel
from posdesk.ui.widgets.beside import rule
from posdesk.ui.widgets.bill import BillPart
from posdesk.ui.widgets.pill import Mood
from posdesk.ui.window import Window

_NARROW, _BILL_WIDE, _BILL_NARROW = 1100, 456, 380
"""A till narrower than this has three tiles in a row and a slimmer bill; px."""

_NO_SHIFT = "shift"
"""The key of the pill that says that no shift is open."""


class TillScreen(QWidget):
    """Selling.

    Attributes:
        order_wanted: the bill (a ``Cart``) is to be an order that is sent or fetched later.
    """

    order_wanted = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, window: Window, shift: ShiftCards) -> None:
        super().__init__()
        self._shop, self._tasks, self._window = shop, tasks, window
        self.goods = GoodsModel(shop, tasks, self)
        self.bill = BillModel(shop, tasks, self)
        self.cards = TillCards(shop, tasks, window, self.goods, self.bill, shift)
        self.returns = ReturnCards(shop, tasks, window, self.goods, self.bill)
        self.notice = ShiftBanner(shift.model)
        self.goods_panel = GoodsPanel(self.goods, self.notice)
        self.bill_panel = BillPanel(self.bill)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.goods_panel, 1)
        row.addWidget(rule(upright=True))
        row.addWidget(self.bill_panel)
        self.setFocusProxy(self.goods_panel.search)
        self._connect()

    def start(self) -> None:
        """Loads goods, rules and the bills that were open."""
        self.goods.start()
        self.bill.start()
        self._look_at_shift()

    def layer(self) -> Layer:
        """The keys of the till, and where its scans go."""
        bill, goods, cards = self.bill, self.goods, self.cards
        figures = self.bill_panel.totals.figures
        return Layer(
            self,
            (
                Command(("F2",), _("New bill"), bill.new_bill),
                Command(("F3",), _("Search"), self._go_to_search),
                Command(("F4",), _("Customer"), cards.customer),
                Command(("F6",), _("Hold the bill, or take one up"), bill.hold),
                Command(("F7",), _("Discount"), self._discount),
                Command(("F8",), _("Return or exchange goods"), self.returns.open),
                Command(("F9",), _("Pay"), self.pay),
                Command(("F10",), _("Print the last receipt again"), cards.print_again),
                Command(("Ctrl+N",), _("Note on the bill"), cards.note),
                Command(("Ctrl+Y",), _("Make it an order"), self.make_order),
                Command(("Ctrl+B",), _("Tax invoice for the buyer"), cards.buyer),
                Command(("Ctrl+H",), _("Other goods"), cards.other),
                Command(("Ctrl+G",), _("Price of the line"), self._price),
                Command(("Ctrl+T",), _("Show or fold the figures"), figures.toggle),
                Command(("Del",), _("Remove line"), bill.remove, self._free),
                Command(("+",), _("One more"), partial(bill.step, 1), self._free),
                Command(("-",), _("One less"), partial(bill.step, -1), self._free),
                Command(("Up",), _("Line above"), partial(self._up_down, -1), self._at_search),
                Command(("Down",), _("Line below"), partial(self._up_down, 1), self._at_search),
                Command(("Return",), _("Take what is marked"), goods.enter, self._at_search),
                Command(("Esc",), _("Back"), self._back),
            ),
            goods.scan,
        )

    def pay(self) -> None:
        """Goes to the payment, if there is something to pay for."""
        unknown = self.goods.state.unknown
        if unknown:
            words = _("{code} is not on the bill yet. Give it a name and a price, or leave it.")
            self._window.toast.say(words.format(code=unknown.item or unknown.code))
            self.goods_panel.unknown.form.name.setFocus()
        elif self.bill.state.blank:
            self._window.toast.say(_("There is nothing on the bill."))
        else:
            self._window.toast.hide()
            self.cards.pay()

    def make_order(self) -> None:
        """The buyer wants the goods sent, or fetches them later."""
        due = self.bill.due()
        if not due.cart.lines:
            self._window.toast.say(_("There is nothing on the bill."))
        elif due.cart.returns or due.offers:
            self._window.toast.say(_("A bill with returns or part payments cannot be an order."))
        else:
            self.order_wanted.emit(due.cart)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer tiles and a slimmer bill where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.goods_panel.grid.set_columns(3 if narrow else 4)
        self.bill_panel.setFixedWidth(_BILL_NARROW if narrow else _BILL_WIDE)

    def showEvent(self, event: QShowEvent) -> None:
        """Coming back, prices, rules and the shift may be others."""
        super().showEvent(event)
        self.goods.refresh()
        self.bill.refresh()
        self._look_at_shift()

    def _connect(self) -> None:
        bill, goods, totals = self.bill, self.goods, self.bill_panel.totals
        goods.picked.connect(self._window.toast.hide)  # first: what the bill says stays
        goods.picked.connect(bill.add)
        goods.effect.connect(self._do)
        bill.effect.connect(self._do)
        bill.begun.connect(goods.drop_offered)
        self.bill_panel.lines.chosen.connect(bill.select)
        self.bill_panel.lines.pressed_part.connect(self._press)
        self.bill_panel.held.clicked.connect(self._hold)
        self.bill_panel.note.clicked.connect(self.cards.note)
        self.bill_panel.customer.clicked.connect(lambda _checked=False: self.cards.customer())
        totals.hold.clicked.connect(self._hold)
        totals.discount.clicked.connect(self._discount)
        self.goods_panel.other.clicked.connect(self.cards.other)
        totals.back.clicked.connect(lambda _checked=False: self.returns.open())
        totals.remove.clicked.connect(lambda _checked=False: bill.remove())
        totals.pay.clicked.connect(self.pay)
        bill.rules_changed.connect(self._window.settings_changed)
        self._window.data_changed.connect(bill.refresh)
        self._window.sold.connect(bill.look_at)
        self._window.shift_changed.connect(self._show_shift)
        self._window.shift_changed.connect(lambda _shift: goods.drop_offered())
        self._window.bar.pressed.connect(self._press_pill)

    def _do(self, effect: effects.TillEffect) -> None:
        """What a view-model asks for once."""
        match effect:
            case effects.Say(words, undo):
                action = (_("Undo"), self.bill.undo) if undo else None
                self._window.toast.say(words, action)
            case effects.NoUndo():
                self._window.toast.withdraw()
            case effects.Alarm():
                QApplication.beep()
            case effects.AskWeight(line):
                self.cards.weight(line)
            case effects.ShowHeld():
                self.cards.held()

    def _press(self, index: int, part: BillPart) -> None:
        self.bill.select(index)
        if part is BillPart.LESS:
            self.bill.step(-1)
        elif part is BillPart.MORE:
            self.bill.step(1)
        elif part is BillPart.COUNT:
            self.cards.quantity(index)
        elif part is BillPart.PRICE:
            self.cards.price(index)

    def _price(self) -> None:
        """Another price for the current line; what comes back keeps the one it was sold at."""
        line = self.bill.state.current
        if line is None:
            self._window.toast.say(_("There is nothing on the bill."))
        elif self.bill.state.rows[line].fixed:
            self._window.toast.say(_("Goods come back at the price they were sold at."))
        else:
            self.cards.price(line)

    def _hold(self) -> None:
        self.bill.hold()

    def _discount(self) -> None:
        if not self.bill.state.empty:
            self.cards.discount()

    def _go_to_search(self) -> None:
        self.goods_panel.search.setFocus()
        self.goods_panel.search.selectAll()

    def _up_down(self, step: int) -> None:
        """Along the tiles while something is searched, else along the bill."""
        if self.goods.state.query:
            self.goods.move_mark(step)
        else:
            self.bill.move(step)

    def _back(self) -> None:
        if self.goods.state.unknown:
            self.goods.skip_unknown()
        else:
            self.goods.search("")
        self._go_to_search()

    def _at_search(self) -> bool:
        return QApplication.focusWidget() is self.goods_panel.search

    def _free(self) -> bool:
        """Whether + - and Del mean the bill, not a text."""
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit):
            return True
        return self._at_search() and not field.text()

    def _look_at_shift(self) -> None:
        till = self._shop.actor.till
        self._tasks.read(
            self, lambda: self._shop.shifts.current(till), self._show_shift, self._fail
        )

    def _show_shift(self, shift: Shift | None) -> None:
        name = _("Shift {number}").format(number=shift.number) if shift else ""
        self._window.bar.show_person(name, self._shop.actor.name)
        missing = "" if shift else _("No shift is open")
        self._window.bar.show_state(_NO_SHIFT, missing, Mood.ATTENTION)

    def _press_pill(self, key: str) -> None:
        if key == _NO_SHIFT:
            self.cards.shift(lambda: None)

    def _fail(self, error: Refused | Trouble) -> None:
        self._do(effects.say(error))
