"""The card that asks what comes back: the receipts first, then the goods of one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.found_receipts import FoundReceipts
from posdesk.ui.screens.goods_back import GoodsBack
from posdesk.ui.viewmodels.returning import ReturningModel
from posdesk.ui.viewmodels.returning_state import ReturningState
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.notices import Banner, label
from posdesk.ui.widgets.overlay import Overlay

_WIDTH, _HEIGHT, _MAIN = 960, 664, 340


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
