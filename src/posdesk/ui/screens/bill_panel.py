"""The right side of the till: the bill's lines, what they come to, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.palette import P
from posdesk.ui.screens.bill_totals import Totals
from posdesk.ui.viewmodels.bill import BillModel
from posdesk.ui.viewmodels.bill_state import BillState, Done
from posdesk.ui.widgets.beside import rule
from posdesk.ui.widgets.bill import BillView
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.sign import icon_label
from posdesk.ui.widgets.sum_label import SumLabel

_LOW = 640
"""A bill lower than this folds its figures; px."""


class BillPanel(QFrame):
    """Shows a ``BillState``."""

    def __init__(self, model: BillModel) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.held = KeyButton("", Kind.QUIET, key="F6")
        self.customer = KeyButton("", Kind.QUIET, key="F4", icon="user", name=_("Customer"))
        self.note = KeyButton("", Kind.QUIET, key="Ctrl+N", icon="sticky-note", name=_("Note"))
        self.lines = BillView(_("Lines of the bill"))
        self._nothing = EmptyState(
            "shopping-cart", _("The bill is empty"), _("Scan the goods, or touch a tile.")
        )
        self._done = DoneView()
        self._places = QStackedWidget()
        for place in (self.lines, self._nothing, self._done):
            self._places.addWidget(place)
        # The figures come first where they are opened in a low window.
        self._places.setMinimumHeight(1)
        self.totals = Totals()
        self._build()
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def show_state(self, state: BillState) -> None:
        """Shows the state; shown twice it looks the same."""
        held = _("{count} held").format(count=len(state.held))
        self.held.relabel(held)
        self.held.setVisible(bool(state.held))
        self._customer_text.setText(state.customer)
        self._customer_text.setVisible(bool(state.customer))
        self._note_text.setText(state.note)
        self._note_text.setVisible(bool(state.note))
        self.lines.show_rows(state.rows, state.current)
        self._show_place(state)
        self.totals.show_state(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the figures leave their room to the lines."""
        super().resizeEvent(event)
        self.totals.figures.be_low(low=self.height() < _LOW)

    def _show_place(self, state: BillState) -> None:
        if state.rows:
            self._places.setCurrentWidget(self.lines)
        elif state.done is not None:
            self._done.show_done(state.done)
            self._places.setCurrentWidget(self._done)
        else:
            self._places.setCurrentWidget(self._nothing)

    def _build(self) -> None:
        self._customer_text = label(weight=theme.SEMIBOLD, wrap=True)
        self._customer_text.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 10)
        self._note_text = label(ink="second", wrap=True)
        self._note_text.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 10)
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 6)
        head.setSpacing(4)
        head.addWidget(self.customer)
        head.addStretch()
        head.addWidget(self.note)
        head.addWidget(self.held)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self._customer_text)
        rows.addWidget(self._note_text)
        rows.addWidget(rule())
        rows.addWidget(self._places, 1)
        rows.addWidget(rule())
        rows.addWidget(self.totals)


class DoneView(QWidget):
    """The sale just made: the change, large, until the next sale begins."""

    def __init__(self) -> None:
        super().__init__()
        self._what = label(ink="second")
        self._amount = SumLabel(
            theme.HUGE, theme.TOTAL, theme.TITLE, align=Qt.AlignmentFlag.AlignHCenter
        )
        self._amount.setProperty("ink", "main")
        self._sale, self._news = label(ink="second", wrap=True), label(wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(6)
        rows.addStretch()
        rows.addWidget(icon_label("check", P.answer, 40), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._what, self._amount, self._sale, self._news):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            rows.addWidget(words)
        rows.addStretch()

    def show_done(self, done: Done) -> None:
        """Shows what to give back."""
        self._what.setText(_("Change") if done.change else done.word)
        self._amount.show_sum(done.change or done.amount)
        self._sale.setText(
            _("{number} is saved: {total}. The next scan begins a new bill.").format(
                number=done.number, total=done.total
            )
        )
        self._news.setText(done.news)
        self._news.setVisible(bool(done.news))
