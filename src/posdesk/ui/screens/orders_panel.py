"""One order beside the list: what to pack, for whom, what is paid, what is done next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.domain.money import format_dong
from posdesk.domain.order import UNDER_WAY, OrderState
from posdesk.runtime.i18n import _
from posdesk.services.orders import OrderView
from posdesk.ui import theme
from posdesk.ui.shown import Stress
from posdesk.ui.viewmodels.bill_state import Fact
from posdesk.ui.viewmodels.orders import OrdersState
from posdesk.ui.viewmodels.orders_words import (
    buyer_words,
    next_of,
    note_words,
    order_facts,
    pack_rows,
    payment_words,
    state_words,
    trouble_words,
)
from posdesk.ui.widgets.beside import rule
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.pack_list import PackView
from posdesk.ui.widgets.pill import Mood
from posdesk.ui.widgets.places import scrolled
from posdesk.ui.widgets.sum_label import SumLabel

_GONE = (OrderState.HANDED_OVER, OrderState.DELIVERED, OrderState.CLOSED)


class OrderPanel(QFrame):
    """Shows the order of an ``OrdersState``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._number = label(size=theme.LARGE, weight=theme.SEMIBOLD)
        self._paid = label(size=theme.SMALL, weight=theme.SEMIBOLD, wrap=True)
        self._buyer = label(ink="second", wrap=True)
        self._trouble = TroubleNote()
        self.lines = PackView(_("Goods of the order"))
        self._note, self._facts = label(ink="second", wrap=True), FactRows()
        self._total = SumLabel(28, 24, 20)
        self.phone = KeyButton(_("Show the phone"), Kind.LOW)
        self.phone.setCheckable(True)
        self.message = KeyButton(_("Copy a message"), Kind.LOW, key="Ctrl+M")
        self.slip = KeyButton(_("Slip, label"), Kind.STACKED, key="Ctrl+P")
        self.deposit = KeyButton(_("Deposit"), Kind.STACKED, key="F7")
        self.cancel = KeyButton(_("Cancel…"), Kind.STACKED, key="Ctrl+D")
        self.collect = KeyButton(_("Collect…"), Kind.STACKED, key="F9")
        self.failed = KeyButton(_("Came back…"), Kind.STACKED, key="F8")
        self.main = KeyButton("", Kind.MAIN, key="Enter")
        self.add = KeyButton(_("New order"), Kind.MAIN, key="Ctrl+N")
        self._area: QScrollArea
        self._view: OrderView | None = None
        self._nothing = EmptyState(
            "truck", _("No order chosen"), _("Choose one at the left: what to pack stands here.")
        )
        self._places = QStackedWidget()
        self._build()
        self.phone.toggled.connect(lambda _on: self._show_buyer())

    @property
    def seen(self) -> KeyButton:
        """Somebody looked at what was wrong."""
        return self._trouble.seen

    def show_state(self, state: OrdersState) -> None:
        """Shows the state; shown twice it looks the same."""
        view, before = state.view, self._view
        self._places.setCurrentIndex(int(view is not None))
        if view is None:
            self._view = None
            return
        if before is None or before.order.id != view.order.id:
            self.phone.setChecked(False)
            self._area.verticalScrollBar().setValue(0)
        self._view = view
        self._show(view, state.line)

    def _show(self, view: OrderView, line: int | None) -> None:
        order = view.order
        paid, stress = payment_words(order, view.deposit)
        self._number.setText(order.number)
        self._paid.setText(f"{state_words(order)} · {paid}")
        theme.dress(self._paid, "ink", "main" if stress is Stress.GOOD else "second")
        self._show_buyer()
        self._trouble.show_words(trouble_words(view), seen=order.look is not None)
        self.lines.show_rows(pack_rows(view), line)
        self._bring(line)
        self._note.setText(note_words(view))
        self._facts.show_facts(order_facts(view))
        self._total.show_sum(format_dong(order.total))
        self._show_acts(view)

    def _show_acts(self, view: OrderView) -> None:
        """Only what can be done as the order stands."""
        order, wanted = view.order, next_of(view)
        here, gone = order.state in UNDER_WAY, order.state in _GONE
        self.deposit.setVisible(
            order.exchange_id is None and (here or (view.deposit > 0 and not gone))
        )
        self.cancel.setVisible(here)
        self.collect.setVisible(gone)
        self.collect.setEnabled(bool(view.owed))
        self.failed.setVisible(gone)
        self.main.relabel(wanted.words, wanted.amount)
        self.main.setEnabled(wanted.can)

    def _show_buyer(self) -> None:
        """Others look at the screen too: the phone is shown only where somebody asks for it."""
        if self._view is not None:
            buyer = self._view.buyer
            self._buyer.setText(buyer_words(buyer, masked=not self.phone.isChecked()))
            self._buyer.setVisible(bool(self._buyer.text()))
            self.phone.setVisible(bool(buyer.phone))

    def _bring(self, line: int | None) -> None:
        """The line that was packed last comes into view."""
        if line is not None:
            inside = self._area.widget()
            assert inside is not None  # noqa: S101 - it was put there when the panel was built
            layout = inside.layout()
            if layout is not None:
                layout.activate()
            place = self.lines.visualRect(self.lines.rows.index(line))
            at = self.lines.mapTo(inside, place.center())
            self._area.ensureVisible(at.x(), at.y(), 0, place.height())

    def _build(self) -> None:
        order = QWidget()
        rows = QVBoxLayout(order)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._area = scrolled(self._content())
        for part in (self._head(), rule(), self._area, rule(), self._foot()):
            rows.addWidget(part, int(part is self._area))
        self._places.addWidget(self._empty())
        self._places.addWidget(order)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._places)

    def _empty(self) -> QWidget:
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, 14)
        rows.addWidget(self._nothing, 1)
        rows.addWidget(self.add)
        return made

    def _head(self) -> QWidget:
        head = QWidget()
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._number)
        top.addWidget(self._paid, 1)
        rows = QVBoxLayout(head)
        rows.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        rows.setSpacing(2)
        rows.addLayout(top)
        rows.addWidget(self._buyer)
        return head

    def _content(self) -> QWidget:
        """What scrolls: trouble, lines, address, words for the buyer."""
        made, below = QWidget(), QVBoxLayout()
        below.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 12)
        below.setSpacing(10)
        below.addWidget(self._note)
        below.addWidget(self.phone)
        below.addWidget(self.message)
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._trouble)
        rows.addWidget(self.lines)
        rows.addLayout(below)
        rows.addStretch()
        return made

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("surface", "bar")
        total, buttons = QHBoxLayout(), QHBoxLayout()
        total.addWidget(label(_("Total"), theme.TITLE, theme.BOLD))
        total.addWidget(self._total, 1)
        buttons.setSpacing(theme.GAP)
        for button in (self.slip, self.deposit, self.cancel, self.collect, self.failed):
            buttons.addWidget(button, 1)
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 14)
        rows.setSpacing(theme.GAP)
        rows.addWidget(self._facts)
        for part in (total, buttons):
            rows.addLayout(part)
        rows.addWidget(self.main)
        return foot


class FactRows(QWidget):
    """A few figures with their names, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Shows them; rows that are not needed wait hidden."""
        while len(self._rows) < len(facts):
            pair = label(ink="second", wrap=True), label(ink="second")
            pair[1].setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, part in enumerate(pair):
                self._grid.addWidget(part, len(self._rows), column)
            self._rows.append(pair)
        for number, (name, amount) in enumerate(self._rows):
            shown = number < len(facts)
            name.setText(facts[number].label if shown else "")
            amount.setText(facts[number].amount if shown else "")
            name.setVisible(shown)
            amount.setVisible(shown)
        self.setVisible(bool(facts))


class TroubleNote(QFrame):
    """What is wrong with an order and what to do; put away once somebody looked at it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label(wrap=True, ink="trouble")
        self.seen = KeyButton(_("I have seen it"), Kind.LOW, key="Ctrl+R")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 10)
        rows.setSpacing(theme.GAP)
        rows.addWidget(self._words)
        rows.addWidget(self.seen)
        self.hide()

    def show_words(self, words: str, *, seen: bool) -> None:
        """Says what is wrong; hidden where nothing is."""
        self._words.setText(words)
        self.seen.setVisible(seen)
        theme.dress(self, "mood", Mood.TROUBLE.value)
        self.setVisible(bool(words))
