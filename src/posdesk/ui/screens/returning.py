"""Goods that come back: the card is opened over any screen, the bill takes what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from posdesk.domain.cart import ReturnedLine
from posdesk.domain.quantity import format_quantity
from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.bill import BillModel
from posdesk.ui.viewmodels.effects import Alarm, Say
from posdesk.ui.viewmodels.goods import GoodsModel
from posdesk.ui.widgets.fields import QuantityEdit
from posdesk.ui.widgets.sheet import NumberSheet
from posdesk.ui.window import Window

if TYPE_CHECKING:
    from posdesk.ui.screens.return_card import ReturnCard
    from posdesk.ui.viewmodels.returning import AskQuantity, ReturningEffect, ReturningModel

# ruff: noqa: PLC0415 - a card that nobody opened is not loaded: a till starts at once


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
        from posdesk.ui.screens.return_card import ReturnCard
        from posdesk.ui.viewmodels.returning import ReturningModel

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
        from posdesk.ui.viewmodels.returning import AskQuantity

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
        sheet.say(field.problem())
        return
    sheet.close_card()
    model.set_quantity(index, quantity)


def _wait(sheet: NumberSheet, code: str) -> None:
    """One thing after the other: the scan is not taken, and that is said."""
    QApplication.beep()
    sheet.say(_("First say how much comes back, then scan {code} again.").format(code=code))
