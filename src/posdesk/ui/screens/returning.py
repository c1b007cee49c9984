"""Goods that come back: find the receipt, choose what, hand it to the bill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.domain.cart import ReturnedLine
from posdesk.domain.money import format_dong
from posdesk.domain.quantity import format_quantity
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.found_receipts import FoundReceipts
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Alarm, Say
from posdesk.ui.viewmodels.returning import (
    AskQuantity,
    ReturningEffect,
    ReturningModel,
    ReturningState,
)
from posdesk.ui.widgets.bill import BillPart, BillView
from posdesk.ui.widgets.fields import QuantityEdit
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.sheet import NumberSheet
from posdesk.ui.window import Window

_WIDTH, _HEIGHT = 960, 664

Returns = tuple[ReturnedLine, ...]


class ReturnCards(QObject):
    """Opens the card over whatever screen is shown.

    Args:
        on_bill: what comes back with the bill being made.
        take: puts other returned parts in their place and shows the bill.
    """

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        window: Window,
        on_bill: Callable[[], Sequence[ReturnedLine]],
        take: Callable[[Returns], None],
    ) -> None:
        super().__init__(window)
        self._shop, self._tasks, self._window = shop, tasks, window
        self._on_bill, self._take = on_bill, take

    def open(self, number: str = "") -> None:
        """Asks what comes back; of which receipt, unless that is known."""
        model = ReturningModel(self._shop, self._tasks, self._on_bill())
        card = ReturnCard(model, self._window)
        model.setParent(card)
        model.effect.connect(self._do_for(card))
        model.taken.connect(partial(self._taken, card))
        self._window.open_card(card.layer(), card.found.search)
        model.search.refresh()
        if number:
            model.open(number)

    def _taken(self, card: ReturnCard, returns: Returns) -> None:
        card.close_card()
        self._take(returns)

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
        self._window.open_card(sheet.layer(), field)
        field.setText(wanted.typed)


def _set(model: ReturningModel, index: int, sheet: NumberSheet, field: QuantityEdit) -> None:
    quantity = field.quantity()
    if quantity is None:
        sheet.say(sentence("bad_quantity", {"text": field.text()}))
        return
    sheet.close_card()
    model.set_quantity(index, quantity)


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
        self.found = FoundReceipts(model.search)
        self.goods = GoodsBack(model)
        self._places = QStackedWidget()
        self._places.addWidget(self.found)
        self._places.addWidget(self.goods)
        self._problem = label(ink="trouble", wrap=True)
        self.other = KeyButton(_("Another receipt"), key="Esc")
        self.all = KeyButton(_("All of it"), key="Ctrl+A")
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
                Command(("Return",), _("Go on"), self.main.click),
                Command(("Esc",), _("Back"), self._back),
                Command(("F3",), _("Search"), self.found.go_to_search, self._on_list),
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
        chosen = bool(state.number)
        title = _("Which receipt do the goods come from?")
        of = _("What comes back of {number}?").format(number=state.number)
        self._title.setText(of if chosen else title)
        self._heading.setText(state.heading)
        self.say("")
        self.goods.show_state(state)
        self.main.relabel(
            _("Put on the bill") if chosen else _("This receipt"),
            format_dong(-state.worth) if state.worth else "",
        )
        self.main.setEnabled(state.ready or not chosen)
        for button in (self.other, self.all):
            button.setVisible(chosen)
        self._show_place(self.goods if chosen else self.found)

    def say(self, words: str) -> None:
        """Tells why something did not work."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _show_place(self, place: QWidget) -> None:
        if self._places.currentWidget() is not place:
            self._places.setCurrentWidget(place)
            if self.isVisible():
                (self.goods.lines if place is self.goods else self.found.search).setFocus()

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
        self.all.clicked.connect(model.take_all)
        self.closed.connect(self.deleteLater)
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
        foot.addStretch()
        foot.addWidget(self.other)
        foot.addWidget(self.all)
        foot.addWidget(self.main)
        self.main.setMinimumWidth(380)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        rows.addLayout(head)
        rows.addWidget(self._places, 1)
        rows.addWidget(self._problem)
        rows.addLayout(foot)


class GoodsBack(QWidget):
    """The goods of a receipt with how much of each comes back, and what that is worth."""

    def __init__(self, model: ReturningModel) -> None:
        super().__init__()
        self._model = model
        self.lines = BillView(_("Goods of the receipt"))
        self._worth = label(size=28, weight=theme.BOLD)
        self._share = label(ink="second", wrap=True)
        hint = label(
            _("Scan what comes back, or use − and +. Then scan what is taken instead."),
            ink="second",
            wrap=True,
        )
        ground = QFrame()
        ground.setProperty("surface", "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self.lines)
        sums = QHBoxLayout()
        sums.setSpacing(18)
        sums.addWidget(self._share, 1)
        sums.addWidget(label(_("Worth"), size=theme.LARGE), 0, Qt.AlignmentFlag.AlignBottom)
        sums.addWidget(self._worth)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(hint)
        rows.addWidget(ground, 1)
        rows.addLayout(sums)
        self.lines.pressed_part.connect(self._press)

    def show_state(self, state: ReturningState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.lines.show_rows(state.rows, state.current)
        self._worth.setText(format_dong(state.worth))
        self._share.setText(state.share)

    def _press(self, index: int, part: BillPart) -> None:
        self._model.select(index)
        if part is BillPart.LESS:
            self._model.step(-1)
        elif part is BillPart.MORE:
            self._model.step(1)
        elif part is BillPart.COUNT:
            self._model.ask_quantity(index)
