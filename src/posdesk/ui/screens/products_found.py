"""The search for goods, what the list is narrowed to, and the list."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.viewmodels.products import ProductsModel, ProductsState
from posdesk.ui.viewmodels.products_words import SORTS, show_choices
from posdesk.ui.widgets.fields import SearchField
from posdesk.ui.widgets.found_list import SearchedList
from posdesk.ui.widgets.group_row import GroupRow
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.records import RecordList


class FoundProducts(SearchedList):
    """The search and its list of goods."""

    def __init__(self, model: ProductsModel) -> None:
        super().__init__(
            model,
            SearchField(_("Search for goods"), _("Scan, or type a name or a code"), "F3"),
            RecordList(_("Goods")),
            "package",
            (
                _("Goods above"),
                _("Goods below"),
                _("A page of goods up"),
                _("A page of goods down"),
            ),
        )
        self._model = model
        self.shows, self.groups = GroupRow(), GroupRow()
        self.order = KeyButton(_(SORTS[model.state.wanted.sort]), Kind.LOW, key="Ctrl+R")
        filters = QHBoxLayout()
        filters.setSpacing(theme.GAP)
        filters.addWidget(self.shows, 1)
        filters.addWidget(self.order)
        self.lay_out_search(filters, self.groups)
        self.keyboard.toggled.connect(self._show_hints)
        self.shows.chosen.connect(model.choose_show)
        self.groups.chosen.connect(model.choose_category)
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def show_state(self, state: ProductsState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.show_text(state.wanted.text)
        self.shows.show_choices(show_choices(), state.wanted.show.value)
        self.groups.show_choices(state.categories, state.wanted.category or "")
        self._show_hints()
        self.order.relabel(_(SORTS[state.wanted.sort]))
        self.show_found(state.records, state.current, looked=state.looked)
        self._show_nothing(state)

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
        self.say_nothing(title, hint)

    def _show_hints(self) -> None:
        """The letters need the room of what narrows the list."""
        typing = self.letters.isVisibleTo(self)
        self.shows.setHidden(typing)
        self.order.setHidden(typing)
        self.groups.setHidden(typing or not self._model.state.categories)
