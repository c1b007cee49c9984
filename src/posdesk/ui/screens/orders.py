"""Online orders: the lists at the left, one order to pack and hand over at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout

from posdesk.domain.cart import Cart
from posdesk.domain.order import Order
from posdesk.runtime.i18n import _
from posdesk.services.orders import OrderView
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.open_shift import ShiftCards
from posdesk.ui.screens.orders_cards import DepositSheet, HandOverSheet, OrderSheet, ReasonSheet
from posdesk.ui.screens.orders_form import OrderFormCard
from posdesk.ui.screens.orders_found import FoundOrders
from posdesk.ui.screens.orders_panel import OrderPanel
from posdesk.ui.screens.orders_settle import SettleCard
from posdesk.ui.second_press import SecondPress
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Alarm, AskShift, Say
from posdesk.ui.viewmodels.order_form import OrderFormModel
from posdesk.ui.viewmodels.orders import (
    AskCollect,
    AskHandOver,
    Copy,
    OrdersEffect,
    OrdersModel,
    OrdersState,
)
from posdesk.ui.viewmodels.settling import SettleModel
from posdesk.ui.widgets.beside import stand_beside
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import label
from posdesk.ui.window import Window

_NARROW, _WIDE, _SLIM = 1100, 404, 372
"""Narrower than this the order gets less room; px."""


class OrdersScreen(QFrame):
    """Shows an ``OrdersState``.

    Attributes:
        sync_wanted: the shop is to be matched with its exchanges now.
        written: the bill that was to be an order is one.
    """

    sync_wanted = Signal()
    written = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, window: Window, shift: ShiftCards) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self._shop, self._tasks, self._window, self._shift = shop, tasks, window, shift
        self._again = SecondPress(window.clock)
        self.model = OrdersModel(shop, tasks, self)
        self.found = FoundOrders(self.model)
        self.panel = OrderPanel()
        self.new = KeyButton(_("New order"), Kind.LOW, key="Ctrl+N")
        self.sync = KeyButton(_("Sync"), Kind.LOW, key="F5")
        self._build()
        self._connect()
        self.setFocusProxy(self.found)

    def layer(self) -> Layer:
        """Its keys, and where its scans go: into the parcel of the order looked at."""
        model, panel = self.model, self.panel
        return Layer(
            self,
            (
                Command(("Return",), _("What is next with the order"), model.go_on),
                Command(("Ctrl+N",), _("New order"), self.add),
                Command(("Ctrl+P",), _("Print slip and label"), self.print_parcel),
                Command(("Ctrl+M",), _("Copy a message to the buyer"), model.copy_message),
                Command(("F7",), _("Deposit"), self.deposit),
                Command(("F8",), _("The delivery failed"), self.fail),
                Command(("F9",), _("Collect the COD"), self.collect),
                Command(("Ctrl+D",), _("Cancel the order"), self.cancel),
                Command(("Ctrl+R",), _("I have seen it"), model.seen),
                Command(("Ctrl+L",), _("Print the pick list"), self.print_pick_list),
                Command(("Ctrl+T",), _("Statements of couriers and exchanges"), self.settle),
                Command(("F4",), _("Go through the goods of the order"), panel.lines.setFocus),
                *self.found.commands(),
                Command(("Esc",), _("Back"), self.found.setFocus),
            ),
            model.scan,
        )

    @property
    def view(self) -> OrderView | None:
        """The order looked at."""
        return self.model.state.view

    def add(self, cart: Cart | None = None) -> None:
        """An order that came by Zalo, Facebook, telephone; or a bill that becomes one."""
        model = OrderFormModel(self._shop, self._tasks, cart)
        card = OrderFormCard(self._window, model)
        model.setParent(card)
        model.saved.connect(self._added)
        if cart is not None:
            model.saved.connect(lambda _order: self.written.emit())
        model.effect.connect(lambda effect: self._ask(effect, model))
        self._window.open_card(card.layer(), card.search)

    def settle(self) -> None:
        """What couriers and exchanges owe, and their statements."""
        self._settle("")

    def collect(self) -> None:
        """What came in for the order looked at."""
        if self.panel.collect.isVisible() and self.view is not None and self.view.owed:
            self._settle(self.view.order.number)

    def cancel(self) -> None:
        """The order is given up."""
        if self.panel.cancel.isVisible() and self.view is not None:
            self._open_reason(self.view, gone=False)

    def fail(self) -> None:
        """The goods came back."""
        if self.panel.failed.isVisible() and self.view is not None:
            self._open_reason(self.view, gone=True)

    def deposit(self) -> None:
        """Money before the hand-over."""
        if self.panel.deposit.isVisible() and self.view is not None:
            sheet = DepositSheet(self._window, self.model, self.view)
            self._window.open_card(sheet.layer(), sheet.amount)

    def print_parcel(self) -> None:
        """Slip and label of the order; a second press belongs to the first."""
        if not self._again.follows():
            self.model.print_parcel()

    def print_pick_list(self) -> None:
        """What to fetch from the shelves."""
        if not self._again.follows():
            self.model.print_pick_list()

    def showEvent(self, event: QShowEvent) -> None:
        """Coming back, there may be others."""
        super().showEvent(event)
        self.model.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A slimmer order where it is narrow."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(_SLIM if self.width() < _NARROW else _WIDE)

    def _open_reason(self, view: OrderView, *, gone: bool) -> None:
        sheet = ReasonSheet(self._window, self.model, view, gone=gone)
        self._window.open_card(sheet.layer(), sheet.reason)

    def _settle(self, number: str) -> None:
        model = SettleModel(self._shop, self._tasks, self._shop.today(), number)
        card = SettleCard(self._window, model)
        model.setParent(card)
        model.settled.connect(self._changed)
        model.effect.connect(lambda effect: self._ask(effect, model))
        self._window.open_card(card.layer(), card.paid)

    def _hand_over(self, view: OrderView) -> None:
        sheet = HandOverSheet(self._window, self.model, view)
        self._window.open_card(sheet.layer(), sheet.tracking)

    def _added(self, order: Order) -> None:
        self._changed(_("{order} is written down.").format(order=order.number))
        self.model.go_to_order(order)

    def _changed(self, words: str) -> None:
        self._window.toast.say(words)
        self.model.refresh()
        self.model.changed.emit()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(label(_("Online orders"), theme.TITLE, theme.SEMIBOLD, wrap=True), 1)
        head.addWidget(self.new)
        head.addWidget(self.sync)
        stand_beside(self, head, self.found, self.panel)

    def _connect(self) -> None:
        model, panel, found = self.model, self.panel, self.found
        model.state_changed.connect(self._show)
        model.effect.connect(self._do)
        model.refused.connect(self._refused)
        self.new.clicked.connect(lambda _checked=False: self.add())
        panel.add.clicked.connect(lambda _checked=False: self.add())
        self.sync.clicked.connect(self.sync_wanted)
        found.pick.clicked.connect(self.print_pick_list)
        found.settle.clicked.connect(self.settle)
        panel.main.clicked.connect(model.go_on)
        panel.lines.chosen.connect(model.go_to_line)
        panel.lines.pressed_line.connect(model.toggle)
        panel.slip.clicked.connect(self.print_parcel)
        panel.message.clicked.connect(model.copy_message)
        panel.deposit.clicked.connect(self.deposit)
        panel.cancel.clicked.connect(self.cancel)
        panel.collect.clicked.connect(self.collect)
        panel.failed.clicked.connect(self.fail)
        panel.seen.clicked.connect(model.seen)
        self._window.data_changed.connect(self._look)
        self._show(model.state)

    def _show(self, state: OrdersState) -> None:
        self.panel.show_state(state)
        self.sync.setVisible(state.exchanges)

    def _look(self) -> None:
        if self.isVisible():
            self.model.refresh()

    def _refused(self, words: str) -> None:
        """A card that is open says it itself."""
        cards = [card for card in self._window.findChildren(OrderSheet) if card.isVisible()]
        if not cards:
            self._window.toast.say(words)

    def _do(self, effect: OrdersEffect) -> None:
        match effect:
            case Say(words):
                self._window.toast.say(words)
            case Alarm():
                QApplication.beep()
            case AskShift():
                self._shift.open(self.model.again)
            case AskHandOver(view):
                self._hand_over(view)
            case AskCollect(number):
                self._settle(number)
            case Copy(words):
                QApplication.clipboard().setText(words)
                self._window.toast.say(_("Copied. Paste it into Zalo or a message."))

    def _ask(self, effect: AskShift | Alarm, model: OrderFormModel | SettleModel) -> None:
        """Cash goes through the drawer of a shift."""
        match effect:
            case AskShift():
                self._shift.open(model.save)
            case Alarm():
                QApplication.beep()
