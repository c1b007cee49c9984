"""The search for customers, what the list is narrowed to, and the list."""

from __future__ import annotations

from posdesk.runtime.i18n import _
from posdesk.services.customers import Who
from posdesk.ui.viewmodels.customer_list import CustomersModel, CustomersState
from posdesk.ui.viewmodels.customers_words import who_choices
from posdesk.ui.widgets.fields import SearchField
from posdesk.ui.widgets.found_list import SearchedList
from posdesk.ui.widgets.group_row import GroupRow
from posdesk.ui.widgets.records import RecordList


class FoundCustomers(SearchedList):
    """The search and its list of customers."""

    def __init__(self, model: CustomersModel) -> None:
        super().__init__(
            model,
            SearchField(_("Search for customers"), _("Name, phone or code"), "F3"),
            RecordList(_("Customers")),
            "users",
            (_("Line above"), _("Line below"), _("A page up"), _("A page down")),
        )
        self._model = model
        self.shows = GroupRow()
        # The letters need the room of what narrows the list.
        self.keyboard.toggled.connect(self.shows.setHidden)
        self.lay_out_search(self.shows)
        self.shows.chosen.connect(model.choose_who)
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def show_state(self, state: CustomersState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.show_text(state.text)
        self.shows.show_choices(who_choices(), state.who.value)
        self.show_found(state.records, state.current, looked=state.looked)
        self._show_nothing(state)

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
        self.say_nothing(title, hint)
