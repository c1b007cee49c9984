"""The search for a receipt and the list of what fits."""

from __future__ import annotations

from posdesk.runtime.i18n import _
from posdesk.ui.viewmodels.receipt_search import ReceiptSearch, SearchState
from posdesk.ui.widgets.fields import SearchField
from posdesk.ui.widgets.found_list import SearchedList
from posdesk.ui.widgets.records import RecordList


class FoundReceipts(SearchedList):
    """The search and its list of receipts."""

    def __init__(self, model: ReceiptSearch) -> None:
        hint = _("Number, goods, amount, day 23/11, code")
        super().__init__(
            model,
            SearchField(_("Search for a receipt"), hint, "F3"),
            RecordList(_("Past sales")),
            "receipt-text",
            (
                _("Receipt above"),
                _("Receipt below"),
                _("A page of receipts up"),
                _("A page of receipts down"),
            ),
        )
        self._model = model
        self.lay_out_search()
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def show_state(self, state: SearchState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.show_text(state.query)
        self.show_found(state.records, state.current, looked=state.looked)
        if state.query:
            title = _("No receipt fits “{text}”").format(text=state.query)
            hint = _(
                "Try the last digits of the number, the goods, the amount, or the day as 23/11."
                " Esc shows all receipts again."
            )
        else:
            title, hint = _("No receipts yet"), _("The first sale will stand here.")
        self.say_nothing(title, hint)

    def clear(self) -> None:
        """Shows all receipts again."""
        if self._model.state.query:
            self._model.search("")
        self.go_to_search()
