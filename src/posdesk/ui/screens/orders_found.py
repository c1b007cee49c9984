"""The lists of orders: which one is shown, its orders, and what is owed for those that left."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QGridLayout

from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Command
from posdesk.ui.viewmodels.orders import OrdersModel, OrdersState
from posdesk.ui.viewmodels.orders_words import NOTHING, shelf_choices
from posdesk.ui.widgets.found_list import PAGE, FoundList
from posdesk.ui.widgets.group_row import GroupRow
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.order_list import OrderHead, OrderList
from posdesk.ui.widgets.pack_list import PackView


class FoundOrders(FoundList):
    """Shows the list of an ``OrdersState``."""

    def __init__(self, model: OrdersModel) -> None:
        orders = OrderList(_("Online orders"))
        super().__init__(orders, "truck", OrderHead(orders))
        self._model = model
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.shelves = GroupRow()
        self.pick = KeyButton(_("Pick list"), Kind.LOW, key="Ctrl+L")
        self.settle = KeyButton("", Kind.LOW, key="Ctrl+T")
        below = QGridLayout()
        below.setSpacing(theme.GAP)
        below.addWidget(self.pick, 0, 0)
        below.addWidget(self.settle, 0, 1)
        below.setColumnStretch(2, 1)
        self.lay_out(self.shelves, below=below)
        self.shelves.chosen.connect(model.choose_shelf)
        self.list.chosen.connect(model.go_to)
        self.list.near_end.connect(model.more)
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def commands(self) -> tuple[Command, ...]:
        """Keys that go through the list and between the lists."""
        steps = (
            ("Up", _("Order above"), -1),
            ("Down", _("Order below"), 1),
            ("PgUp", _("A page of orders up"), -PAGE),
            ("PgDown", _("A page of orders down"), PAGE),
        )
        return (
            *(
                Command((key,), words, partial(self._model.move, step), self._free)
                for key, words, step in steps
            ),
            Command(("Left",), _("List before"), partial(self._model.turn_shelf, -1), self._free),
            Command(("Right",), _("Next list"), partial(self._model.turn_shelf, 1), self._free),
        )

    def show_state(self, state: OrdersState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.shelves.show_choices(shelf_choices(state.counts), state.shelf.value)
        title, hint = NOTHING[state.shelf]
        self.say_nothing(_(title), _(hint))
        held = self.hasFocus() or self.list.hasFocus()
        self.show_found(state.records, state.current, looked=state.looked)
        if held:
            self._hold_focus()
        words = _("To collect: {amount}")
        owed = words.format(amount=format_dong(state.owed))
        self.settle.relabel(owed if state.owing else _("Statements"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list takes it, unless it is empty and gone."""
        super().focusInEvent(event)
        self._hold_focus()

    def _hold_focus(self) -> None:
        """An empty list is hidden: the keys stay here, on no button."""
        (self.list if self.list.isVisible() else self).setFocus()

    def _free(self) -> bool:
        """Whether the arrows are not wanted by the lines of the order."""
        return not isinstance(QApplication.focusWidget(), PackView)
