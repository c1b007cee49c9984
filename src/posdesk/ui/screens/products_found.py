"""The search for goods, what the list is narrowed to, and the list."""

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
from posdesk.ui import theme
from posdesk.ui.keys import Command
from posdesk.ui.viewmodels.products import ProductsModel, ProductsState
from posdesk.ui.viewmodels.products_words import SORTS, show_choices
from posdesk.ui.widgets.fields import SearchField
from posdesk.ui.widgets.group_row import GroupRow
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import EmptyState
from posdesk.ui.widgets.pads import LetterPad
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.touch_pads import keyboard_button

_LEAST, _PAGE = 66, 7
"""A line's height, px; so many are gone over at once."""


class FoundProducts(QWidget):
    """The search and its list of goods."""

    def __init__(self, model: ProductsModel) -> None:
        super().__init__()
        self._model = model
        self.search = SearchField(_("Search for goods"), _("Scan, or type a name or a code"), "F3")
        self.letters = LetterPad()
        self.letters.type_into(self.search)
        self.shows, self.groups = GroupRow(), GroupRow()
        self.order = KeyButton(_(SORTS[model.state.wanted.sort]), Kind.LOW, key="Ctrl+R")
        self.list = RecordList(_("Goods"))
        self._nothing = EmptyState("package", "", "")
        self._places = QStackedWidget()
        self._places.addWidget(self.list)
        self._places.addWidget(self._nothing)
        # One product at least, also where the letters leave little room.
        self._places.setMinimumHeight(_LEAST)
        self._build()
        self._connect()
        self.show_state(model.state)

    def commands(self) -> tuple[Command, ...]:
        """Keys that go through the list while one types."""
        steps = (
            ("Up", _("Goods above"), -1),
            ("Down", _("Goods below"), 1),
            ("PgUp", _("A page of goods up"), -_PAGE),
            ("PgDown", _("A page of goods down"), _PAGE),
        )
        return tuple(
            Command((key,), words, partial(self._model.move, step), self._searching)
            for key, words, step in steps
        )

    def show_state(self, state: ProductsState) -> None:
        """Shows the state; shown twice it looks the same."""
        if self.search.text() != state.wanted.text:
            self.search.setText(state.wanted.text)
        self.shows.show_choices(show_choices(), state.wanted.show.value)
        self.groups.show_choices(state.categories, state.wanted.category or "")
        self._show_hints()
        self.order.relabel(_(SORTS[state.wanted.sort]))
        self.list.show_records(state.records, state.current)
        self._show_nothing(state)

    def go_to_search(self) -> None:
        """To the search, to type over what is there."""
        self.search.setFocus()
        self.search.selectAll()

    def clear(self) -> None:
        """Shows all goods again."""
        if self._model.state.filtered:
            self._model.clear()
        self.go_to_search()

    def _show_nothing(self, state: ProductsState) -> None:
        if state.wanted.text:
            title = _("Nothing is called “{text}”").format(text=state.wanted.text)
            hint = _("Try fewer letters. Tone marks are not needed. Esc shows all goods again.")
        elif state.filtered:
            title, hint = _("None of these"), _("Esc shows all goods again.")
        else:
            title = _("No goods yet")
            hint = _(
                "Press Ctrl+N to add the first: a name and a price are enough."
                " Ctrl+L takes them from a file."
            )
        self._nothing.show_words(title, hint)
        self._places.setCurrentIndex(int(state.looked and not state.records))

    def _show_hints(self) -> None:
        """The letters need the room of what narrows the list."""
        typing = self.letters.isVisibleTo(self)
        self.shows.setHidden(typing)
        self.order.setHidden(typing)
        self.groups.setHidden(typing or not self._model.state.categories)

    def _searching(self) -> bool:
        return QApplication.focusWidget() is self.search

    def _connect(self) -> None:
        model = self._model
        self.search.textEdited.connect(model.search)
        self.shows.chosen.connect(model.choose_show)
        self.groups.chosen.connect(model.choose_category)
        self.list.chosen.connect(model.go_to)
        self.list.near_end.connect(model.more)
        model.state_changed.connect(self.show_state)

    def _build(self) -> None:
        keyboard = keyboard_button(self.letters)
        keyboard.toggled.connect(self._show_hints)
        top, filters = QHBoxLayout(), QHBoxLayout()
        for row in (top, filters):
            row.setSpacing(theme.GAP)
        top.addWidget(self.search, 1)
        top.addWidget(keyboard)
        filters.addWidget(self.shows, 1)
        filters.addWidget(self.order)
        ground = QFrame()
        ground.setProperty("surface", "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self._places)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addLayout(top)
        rows.addLayout(filters)
        rows.addWidget(self.groups)
        rows.addWidget(self.letters)
        rows.addWidget(ground, 1)
