"""What the bill comes to: figures that fold, the total, what was paid, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.domain.money import NBSP, format_dong
from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.viewmodels.bill_state import BillState, Fact
from posdesk.ui.widgets.fold_row import FoldRow
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.sum_label import SumLabel

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FACTS = 7
"""Lines, discount, goods that come back, and the tax rates there are (0, 5, 8, 10)."""

_FEW_FACTS, _FEW_LINES = 2, 5
"""So many figures need no folding; so many lines are in view beside all figures."""


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


class PaidLine(QLabel):
    """What was paid so far and what that leaves, in one line where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(_RIGHT)
        self.setWordWrap(True)

    def show_fact(self, fact: Fact | None) -> None:
        """Shows it; what goes back to the customer stands out."""
        self.setVisible(fact is not None)
        if fact is not None:
            parts = (part.replace(" ", NBSP) for part in (fact.label, fact.amount))
            self.setText(" · ".join(parts))
            self.setFont(theme.font(theme.TEXT, theme.SEMIBOLD if fact.strong else theme.REGULAR))
            theme.dress(self, "ink", "main" if fact.strong else "second")


class Figures(QWidget):
    """The figures above the total; many lines or a low window fold them to the first one."""

    def __init__(self) -> None:
        super().__init__()
        self.fold = FoldRow("Ctrl+T")
        self._first = FactRow()
        self._rows = [FactRow() for _place in range(_FACTS - 1)]
        self._state = BillState()
        self._low = False
        self.fold.toggled.connect(lambda _open: self._show())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(5)
        for row in (self.fold, self._first, *self._rows):
            rows.addWidget(row)

    @property
    def folds(self) -> bool:
        """Whether there is something to fold, and a reason to."""
        many = len(self._state.rows) > _FEW_LINES
        return len(self._state.facts) > _FEW_FACTS and (many or self._low)

    def show_state(self, state: BillState) -> None:
        """Shows the figures; each bill begins folded."""
        self._state = state
        if state.empty:
            self.fold.setChecked(False)
        self._show()

    def be_low(self, *, low: bool) -> None:
        """Where there is little room, less is shown."""
        self._low = low
        self._show()

    def toggle(self) -> None:
        """Shows what is folded, or folds it."""
        if self.folds:
            self.fold.toggle()

    def _show(self) -> None:
        facts, folds = self._state.facts, self.folds
        first = facts[0] if facts else None
        self.fold.setVisible(folds)
        self._first.show_fact(None if folds else first)
        if first is not None:
            self.fold.show_words(first.label, first.amount)
        shown = () if folds and not self.fold.isChecked() else facts[1:]
        for place, row in enumerate(self._rows):
            row.show_fact(shown[place] if place < len(shown) else None)


class Totals(QFrame):
    """Figures, the total, and the buttons that belong to the bill."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "bar")
        self.figures = Figures()
        self._total, self._paid = SumLabel(theme.TOTAL, theme.TOTAL - 4), PaidLine()
        self.hold = KeyButton(_("Hold"), Kind.STACKED, key="F6")
        self.discount = KeyButton(_("Discount"), Kind.STACKED, key="F7")
        self.back = KeyButton(_("Returns"), Kind.STACKED, key="F8")
        self.remove = KeyButton(_("Remove line"), Kind.STACKED, key="Del")
        self.pay = KeyButton(_("Pay"), Kind.MAIN, key="F9")
        self._build()

    def show_state(self, state: BillState) -> None:
        """Shows the figures and what can be done."""
        self.figures.show_state(state)
        self._total.show_sum(format_dong(state.due))
        self._paid.show_fact(state.paid)
        pay = _("Give back") if state.due < 0 else _("Pay")
        self.pay.relabel(pay, "" if state.empty else format_dong(abs(state.due)))
        self.hold.relabel(_("Take up") if state.blank and state.held else _("Hold"))
        self.hold.setEnabled(not state.blank or bool(state.held))
        for button in (self.discount, self.remove):
            button.setEnabled(not state.empty)
        self.pay.setEnabled(not state.blank)

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
        rows.addWidget(self.figures)
        rows.addLayout(total)
        rows.addWidget(self._paid)
        rows.addSpacing(2)
        rows.addLayout(buttons)
        rows.addSpacing(3)
        rows.addWidget(self.pay)
