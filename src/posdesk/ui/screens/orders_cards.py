"""Cards over the orders: who takes the parcel, why one is given up, money before the hand-over."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from posdesk.domain.money import format_dong
from posdesk.domain.sale import TenderMethod
from posdesk.runtime.i18n import N_, _
from posdesk.services.orders import OrderView
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.open_shift import Reasons
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.orders import OrdersModel
from posdesk.ui.widgets.beside import beside
from posdesk.ui.widgets.fields import Field, MoneyEdit
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.sheet import Sheet, Switch
from posdesk.ui.widgets.thousands import beneath
from posdesk.ui.widgets.touch_pads import FocusLetters, FocusNumbers, keyboard_button

_COURIER = "courier"
_PAID = (
    (TenderMethod.CASH, N_("Cash")),
    (TenderMethod.TRANSFER, N_("Transfer")),
    (TenderMethod.CARD, N_("Card")),
)
_GIVEN_UP = (N_("The buyer changed their mind"), N_("The goods are not there"))
_CAME_BACK = (N_("Nobody answered"), N_("The buyer refused it"), N_("The goods are broken"))
_TAKE, _GIVE = "take", "give"


class OrderSheet(Sheet):
    """A card that does one thing to the order looked at and says why it could not."""

    def __init__(
        self, parent: QWidget, model: OrdersModel, title: str, action: str, *, width: int
    ) -> None:
        super().__init__(parent, title, action, width=width)
        self.model = model
        model.refused.connect(self.say)
        model.done.connect(self.close_card)


class HandOverSheet(OrderSheet):
    """Who takes the parcel: the courier with a number, or the buyer who pays what is left."""

    def __init__(self, parent: QWidget, model: OrdersModel, view: OrderView) -> None:
        title = _("Hand over {order}").format(order=view.order.number)
        super().__init__(parent, model, title, _("Hand it over"), width=860)
        rest = view.order.total - view.deposit
        self.way = Switch(
            [
                Choice(_COURIER, f"{_('To the courier')} · Alt+1"),
                *(
                    Choice(way.value, f"{_(name)} · Alt+{number}")
                    for number, (way, name) in enumerate(_PAID, 2)
                ),
            ]
        )
        self.tracking = Field(_("Tracking number"))
        self.tracking.setPlaceholderText(_("Scan it from the courier's label, or leave it empty"))
        self._asks = label(ink="second", wrap=True)
        self._collects = _("The courier collects {amount}.").format(amount=format_dong(rest))
        self._here = _("The buyer is here and pays {amount}.").format(amount=format_dong(rest))
        self._cod = view.order.cod and rest > 0
        letters = FocusLetters(signs=True)
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(self.tracking, 1)
        keyboard = keyboard_button(letters)
        keyboard.toggled.connect(self.settle)
        line.addWidget(keyboard)
        self._letters, self._keyboard = letters, keyboard
        for part in (self.way, self._asks):
            self.body.addWidget(part)
        self.body.addLayout(line)
        self.body.addWidget(letters)
        self._choose("cash" if view.order.source == "shop" else _COURIER)
        self.way.changed.connect(self._choose)
        self.accepted.connect(self._wish)

    def layer(self) -> Layer:
        """The keys of a card, those of the ways; a scan is the courier's number."""
        keys = (_COURIER, *(way.value for way, _name in _PAID))
        ways = tuple(
            Command((f"Alt+{number}",), "", partial(self._choose, key))
            for number, key in enumerate(keys, 1)
        )
        return Layer(self, (*ways, *super().layer().commands), self.tracking.setText)

    def _choose(self, key: str) -> None:
        self.way.choose(key)
        courier = key == _COURIER
        self._asks.setText(self._words(courier=courier))
        self._asks.setVisible(bool(self._asks.text()))
        for part in (self.tracking, self._keyboard):
            part.setVisible(courier)
        if not courier:
            self._keyboard.setChecked(False)
        self.settle()

    def _words(self, *, courier: bool) -> str:
        if not courier:
            return self._here
        return self._collects if self._cod else ""

    def _wish(self) -> None:
        way = self.way.chosen()
        rest = None if way == _COURIER else TenderMethod(way)
        self.model.hand_over("" if rest else self.tracking.text(), rest)


class ReasonSheet(OrderSheet):
    """Why an order is given up, or came back."""

    def __init__(self, parent: QWidget, model: OrdersModel, view: OrderView, *, gone: bool) -> None:
        title = _("{order} came back?") if gone else _("Cancel {order}?")
        action = _("Take goods and money back") if gone else _("Cancel the order")
        super().__init__(parent, model, title.format(order=view.order.number), action, width=640)
        words = _("Its goods are for sale again.")
        if gone:
            words = _("Its goods are in stock again; its sale and its money are taken back.")
        usual = _CAME_BACK if gone else _GIVEN_UP
        self.reason = Reasons(_("Reason"), tuple(_(reason) for reason in usual))
        self.body.addWidget(label(words, ink="second", wrap=True))
        self.body.addWidget(self.reason)
        do = model.fail if gone else model.cancel
        self.accepted.connect(lambda: do(self.reason.text()))

    def layer(self) -> Layer:
        """The keys of a card, and those of the usual reasons."""
        return Layer(self, (*self.reason.commands(), *super().layer().commands))


class DepositSheet(OrderSheet):
    """Money before the hand-over, taken or given back."""

    def __init__(self, parent: QWidget, model: OrdersModel, view: OrderView) -> None:
        title = _("{order}: deposit").format(order=view.order.number)
        super().__init__(parent, model, title, _("Write it down"), width=800)
        self._there, self._rest = view.deposit, view.order.total - view.deposit
        self.turn = Switch([Choice(_TAKE, _("Take")), Choice(_GIVE, _("Give back"))])
        self.way = Switch([Choice(way.value, _(name)) for way, name in _PAID])
        self.amount = MoneyEdit(_("How much?"))
        self._thousands = beneath(self.amount, wide=True)
        self._asks = label(ink="second", wrap=True)
        parts = [self.turn, self._asks, self.way, self._thousands]
        self.turn.setVisible(view.deposit > 0)
        self.body.addLayout(beside(parts, self.amount, FocusNumbers()))
        self.way.choose(TenderMethod.TRANSFER.value)
        self._turn(_TAKE if self._rest > 0 else _GIVE)
        self.turn.changed.connect(self._turn)
        self.accepted.connect(self._wish)

    def layer(self) -> Layer:
        """The keys of a card, and those of the ways to pay."""
        ways = tuple(
            Command((f"Alt+{number}",), _(name), partial(self.way.choose, way.value))
            for number, (way, name) in enumerate(_PAID, 1)
        )
        turns = tuple(
            Command((f"Ctrl+{number}",), "", partial(self._turn, turn))
            for number, turn in enumerate((_TAKE, _GIVE), 1)
        )
        layer = super().layer()
        return replace(layer, commands=(*ways, *turns, *layer.commands))

    def _turn(self, turn: str) -> None:
        self.turn.choose(turn)
        words = _("At most {amount}")
        most = self._there if turn == _GIVE else self._rest
        self._asks.setText(words.format(amount=format_dong(most)))
        if turn == _GIVE:
            self.amount.show_amount(self._there)
        self.amount.setFocus()

    def _wish(self) -> None:
        amount = self.amount.amount()
        if not amount:
            self.say(_("How much? Type the amount."))
        elif self._thousands.asks(amount):
            self.say("")
        else:
            turned = -amount if self.turn.chosen() == _GIVE else amount
            self.model.deposit(turned, TenderMethod(self.way.chosen()))
