"""The search for a receipt and the list of what fits."""

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
from posdesk.ui.viewmodels.receipt_search import ReceiptSearch, SearchState
from posdesk.ui.widgets.fields import SearchField
from posdesk.ui.widgets.notices import EmptyState
from posdesk.ui.widgets.pads import LetterPad
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.touch_pads import keyboard_button

_LEAST, _PAGE = 66, 7
"""A receipt's height, px; so many are gone over at once."""


class FoundReceipts(QWidget):
    """The search and its list of receipts."""

    def __init__(self, model: ReceiptSearch) -> None:
        super().__init__()
        self._model = model
        self.search = SearchField(
            _("Search for a receipt"),
            _("Number, goods, amount, day 23/11, code"),
            "F3",
        )
        self.letters = LetterPad()
        self.letters.type_into(self.search)
        self.list = RecordList(_("Past sales"))
        self._nothing = EmptyState("receipt-text", "", "")
        self._places = QStackedWidget()
        self._places.addWidget(self.list)
        self._places.addWidget(self._nothing)
        # One receipt at least, also where the letters leave little room.
        self._places.setMinimumHeight(_LEAST)
        self._build()
        self.search.textEdited.connect(model.search)
        self.list.chosen.connect(model.go_to)
        self.list.near_end.connect(model.more)
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def commands(self) -> tuple[Command, ...]:
        """Keys that go through the list while one types."""
        steps = (
            ("Up", _("Receipt above"), -1),
            ("Down", _("Receipt below"), 1),
            ("PgUp", _("A page of receipts up"), -_PAGE),
            ("PgDown", _("A page of receipts down"), _PAGE),
        )
        return tuple(
            Command((key,), label, partial(self._model.move, step), self._searching)
            for key, label, step in steps
        )

    def show_state(self, state: SearchState) -> None:
        """Shows the state; shown twice it looks the same."""
        if self.search.text() != state.query:
            self.search.setText(state.query)
        self.list.show_records(state.records, state.current)
        if state.query:
            title = _("No receipt fits “{text}”").format(text=state.query)
            hint = _(
                "Try the last digits of the number, the goods, the amount, or the day as 23/11."
                " Esc shows all receipts again."
            )
        else:
            title, hint = _("No receipts yet"), _("The first sale will stand here.")
        self._nothing.show_words(title, hint)
        self._places.setCurrentIndex(int(state.looked and not state.records))

    def go_to_search(self) -> None:
        """To the search, to type over what is there."""
        self.search.setFocus()
        self.search.selectAll()

    def clear(self) -> None:
        """Shows all receipts again."""
        if self._model.state.query:
            self._model.search("")
        self.go_to_search()

    def _searching(self) -> bool:
        return QApplication.focusWidget() is self.search

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GAP)
        top.addWidget(self.search, 1)
        top.addWidget(keyboard_button(self.letters))
        ground = QFrame()
        ground.setProperty("surface", "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self._places)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(top)
        rows.addWidget(self.letters)
        rows.addWidget(ground, 1)
