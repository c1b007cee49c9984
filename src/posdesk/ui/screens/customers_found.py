"""The search for customers, what the list is narrowed to, and the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.runtime.i18n import _
from posdesk.services.customers import Who
from posdesk.ui import theme
from posdesk.ui.keys import Command
from posdesk.ui.viewmodels.customer_list import CustomersModel, CustomersState
from posdesk.ui.viewmodels.customers_words import who_choices
from posdesk.ui.widgets.fields import SearchField
from posdesk.ui.widgets.group_row import GroupRow
from posdesk.ui.widgets.notices import EmptyState
from posdesk.ui.widgets.pads import LetterPad
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.touch_pads import keyboard_button

_LEAST, _PAGE = 66, 7
"""A line's height, px; so many are gone over at once."""


class FoundCustomers(QWidget):
    """The search and its list of customers."""

    def __init__(self, model: CustomersModel) -> None:
        super().__init__()
        self._model = model
        self.search = SearchField(_("Search for customers"), _("Name, phone or code"), "F3")
        self.letters = LetterPad()
        self.letters.type_into(self.search)
        self.shows = GroupRow()
        self.list = RecordList(_("Customers"))
        self._nothing = EmptyState("users", "", "")
        self._places = QStackedWidget()
        self._places.addWidget(self.list)
        self._places.addWidget(self._nothing)
        # One customer at least, also where the letters leave little room.
        self._places.setMinimumHeight(_LEAST)
        self._build()
        self._connect()
        self.show_state(model.state)

    def commands(self) -> tuple[Command, ...]:
        """Keys that go through the list while one types."""
        steps = (
            ("Up", _("Line above"), -1),
            ("Down", _("Line below"), 1),
            ("PgUp", _("A page up"), -_PAGE),
            ("PgDown", _("A page down"), _PAGE),
        )
        return tuple(
            Command((key,), words, partial(self._model.move, step), self._searching)
            for key, words, step in steps
        )

    def show_state(self, state: CustomersState) -> None:
        """Shows the state; shown twice it looks the same."""
        if self.search.text() != state.text:
            self.search.setText(state.text)
        self.shows.show_choices(who_choices(), state.who.value)
        self.list.show_records(state.records, state.current)
        self._show_nothing(state)

    def go_to_search(self) -> None:
        """To the search, to type over what is there."""
        self.search.setFocus()
        self.search.selectAll()

    def clear(self) -> None:
        """Shows all customers again."""
        self._model.clear()
        self.go_to_search()

    def _show_nothing(self, state: CustomersState) -> None:
        again = _("Esc shows all customers again.")
        if state.text:
            title = _("Nobody is called “{text}”").format(text=state.text)
            hint = _("Try fewer letters. Tone marks are not needed.") + " " + again
        elif state.who is Who.DEBTORS:
            title, hint = _("Nobody owes anything"), again
        elif state.who is Who.ARCHIVED:
            title, hint = _("Nobody is archived"), again
        else:
            title = _("No customers yet")
            hint = _("Press Ctrl+N to add the first: a name or a phone is enough.")
        self._nothing.show_words(title, hint)
        self._places.setCurrentIndex(int(state.looked and not state.records))

    def _searching(self) -> bool:
        return QApplication.focusWidget() is self.search

    def _connect(self) -> None:
        model = self._model
        self.search.textEdited.connect(model.search)
        self.shows.chosen.connect(model.choose_who)
        self.list.chosen.connect(model.go_to)
        self.list.near_end.connect(model.more)
        model.state_changed.connect(self.show_state)

    def _build(self) -> None:
        keyboard = keyboard_button(self.letters)
        # The letters need the room of what narrows the list.
        keyboard.toggled.connect(self.shows.setHidden)
        top = QHBoxLayout()
        top.setSpacing(theme.GAP)
        top.addWidget(self.search, 1)
        top.addWidget(keyboard)
        ground = QFrame()
        ground.setProperty("surface", "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self._places)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addLayout(top)
        rows.addWidget(self.shows)
        rows.addWidget(self.letters)
        rows.addWidget(ground, 1)
