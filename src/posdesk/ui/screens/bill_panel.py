"""The right side of the till: the bill's lines, what they come to, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.palette import LIGHT as P
from posdesk.ui.theme import Face
from posdesk.ui.viewmodels.bill import BillModel
from posdesk.ui.viewmodels.bill_state import BillState, Done, Fact
from posdesk.ui.widgets.bill import BillView
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import EmptyState, icon_label, label

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FACTS = 7
"""Lines, discount, goods that come back, and the tax rates there are (0, 5, 8, 10)."""


class BillPanel(QFrame):
    """Shows a ``BillState``."""

    def __init__(self, model: BillModel) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.held = KeyButton("", Kind.QUIET, key="F6")
        self.note = KeyButton("", Kind.QUIET, key="Ctrl+N", icon="sticky-note", name=_("Note"))
        self.lines = BillView(_("Lines of the bill"))
        self._nothing = EmptyState(
            "shopping-cart", _("The bill is empty"), _("Scan the goods, or touch a tile.")
        )
        self._done = DoneView()
        self._places = QStackedWidget()
        for place in (self.lines, self._nothing, self._done):
            self._places.addWidget(place)
        self.totals = Totals()
        self._build()
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def show_state(self, state: BillState) -> None:
        """Shows the state; shown twice it looks the same."""
        held = _("{count} held").format(count=len(state.held))
        self.held.relabel(held)
        self.held.setVisible(bool(state.held))
        self._note_text.setText(state.note)
        self._note_text.setVisible(bool(state.note))
        self.lines.show_rows(state.rows, state.current)
        self._show_place(state)
        self.totals.show_state(state)

    def _show_place(self, state: BillState) -> None:
        if state.rows:
            self._places.setCurrentWidget(self.lines)
        elif state.done is not None:
            self._done.show_done(state.done)
            self._places.setCurrentWidget(self._done)
        else:
            self._places.setCurrentWidget(self._nothing)

    def _build(self) -> None:
        self._note_text = label(ink="second", wrap=True)
        self._note_text.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 10)
        head = QHBoxLayout()
        head.setContentsMargins(theme.MARGIN, 6, 8, 6)
        head.setSpacing(4)
        head.addWidget(label(_("Bill"), size=16, weight=theme.SEMIBOLD))
        head.addStretch()
        head.addWidget(self.note)
        head.addWidget(self.held)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(self._note_text)
        rows.addWidget(rule())
        rows.addWidget(self._places, 1)
        rows.addWidget(rule())
        rows.addWidget(self.totals)


class FactRow(QWidget):
    """A figure above the total."""

    def __init__(self) -> None:
        super().__init__()
        self._label, self._amount = label(ink="second"), label(ink="second")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label)
        row.addStretch()
        row.addWidget(self._amount)

    def show_fact(self, fact: Fact | None) -> None:
        """Shows a figure, or nothing."""
        self.setVisible(fact is not None)
        if fact is not None:
            self._label.setText(fact.label)
            self._amount.setText(fact.amount)


class SumLabel(QLabel):
    """The total: as large as there is room for, never under 30 px."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(_RIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(theme.TOTAL, theme.BOLD))
        self.setFixedHeight(self.sizeHint().height())

    def show_sum(self, words: str) -> None:
        """Shows a sum."""
        self.setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width may take a larger type."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        large, small = Face(theme.TOTAL, theme.BOLD), Face(theme.TOTAL - 4, theme.BOLD)
        fits = large.metrics.horizontalAdvance(self.text()) <= self.width()
        self.setFont((large if fits else small).font)


class Totals(QFrame):
    """Figures, the total, and the buttons that belong to the bill."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "bar")
        self._facts = [FactRow() for _place in range(_FACTS)]
        self._total = SumLabel()
        self.hold = KeyButton(_("Hold"), Kind.STACKED, key="F6")
        self.discount = KeyButton(_("Discount"), Kind.STACKED, key="F7")
        self.back = KeyButton(_("Returns"), Kind.STACKED, key="F8")
        self.remove = KeyButton(_("Remove line"), Kind.STACKED, key="Del")
        self.pay = KeyButton(_("Pay"), Kind.MAIN, key="F9")
        self._build()

    def show_state(self, state: BillState) -> None:
        """Shows the figures and what can be done."""
        for place, row in enumerate(self._facts):
            row.show_fact(state.facts[place] if place < len(state.facts) else None)
        self._total.show_sum(format_dong(state.due))
        pay = _("Give back") if state.due < 0 else _("Pay")
        self.pay.relabel(pay, "" if state.empty else format_dong(abs(state.due)))
        self.hold.relabel(_("Take up") if state.empty and state.held else _("Hold"))
        self.hold.setEnabled(not state.empty or bool(state.held))
        for button in (self.discount, self.remove, self.pay):
            button.setEnabled(not state.empty)

    def _build(self) -> None:
        total = QHBoxLayout()
        total.addWidget(label(_("Total"), size=26, weight=theme.BOLD))
        total.addWidget(self._total, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        for button in (self.hold, self.discount, self.back, self.remove):
            buttons.addWidget(button, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 14)
        rows.setSpacing(5)
        for fact in self._facts:
            rows.addWidget(fact)
        rows.addLayout(total)
        rows.addSpacing(2)
        rows.addLayout(buttons)
        rows.addSpacing(3)
        rows.addWidget(self.pay)


class DoneView(QWidget):
    """The sale just made: the change, large, until the next sale begins."""

    def __init__(self) -> None:
        super().__init__()
        self._what, self._amount = label(ink="second"), label(size=theme.HUGE, weight=theme.BOLD)
        self._amount.setProperty("ink", "main")
        self._sale = label(ink="second", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(6)
        rows.addStretch()
        rows.addWidget(icon_label("check", P.answer.ink, 40), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._what, self._amount, self._sale):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            rows.addWidget(words)
        rows.addStretch()

    def show_done(self, done: Done) -> None:
        """Shows what to give back."""
        paid = _("Given back") if done.back else _("Paid")
        self._what.setText(_("Change") if done.change else paid)
        self._amount.setText(done.change or done.back or done.total)
        self._sale.setText(
            _("{number} is saved: {total}. The next scan begins a new bill.").format(
                number=done.number, total=done.total
            )
        )


def rule(*, upright: bool = False) -> QFrame:
    """A thin line across, or down."""
    made = QFrame()
    made.setProperty("rule", "true")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made
