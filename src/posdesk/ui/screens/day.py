"""The end of the day: count, close, and see what the day was."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.domain.money import format_dong
from posdesk.domain.shift import CashKind
from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.day_bills import OpenBills
from posdesk.ui.screens.day_parts import DifferenceSheet, FigureTile, StepsPart
from posdesk.ui.screens.open_shift import ShiftCards
from posdesk.ui.screens.paper import PaperCard, PaperView
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.day import DayModel
from posdesk.ui.viewmodels.day_state import (
    AskFloat,
    AskReason,
    DayEffect,
    DayState,
    Phase,
    ShowPaper,
    StepState,
)
from posdesk.ui.viewmodels.effects import Say
from posdesk.ui.viewmodels.syncing import SyncModel
from posdesk.ui.widgets.beside import rule
from posdesk.ui.widgets.hour_bars import HourBars
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.notes_form import NotesForm, NotesPad
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.widgets.places import card, scrolled
from posdesk.ui.window import Window

REFRESH_MS = 3000
"""How often the figures and the printer's progress are read anew while the screen is shown."""

_NARROW = 1100


class DayScreen(QFrame):
    """Shows a ``DayState``; Z reports are saved as PDF in ``reports``.

    Attributes:
        sync: how the exchanges stand.
        bill_wanted: the key of the unfinished bill to go to.
    """

    bill_wanted = Signal(str)

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        window: Window,
        cards: ShiftCards,
        sync: SyncModel,
        reports: Path | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self._window, self._cards, self.sync = window, cards, sync
        self.model = DayModel(shop, tasks, sync, reports, self)
        self._title = label(size=theme.TITLE, weight=theme.SEMIBOLD, wrap=True)
        self._shift = label(ink="second")
        self._tiles = [FigureTile() for _tile in range(4)]
        self.count = CountPanel()
        self.close_panel = ClosePanel(self.count.notes)
        self.bars = HourBars(_("Sales by hour"), _("No receipt yet"))
        self._hint = label(size=theme.SMALL, ink="second", wrap=True)
        self.cash_in, self.cash_out = KeyButton(_("Cash in")), KeyButton(_("Cash out"))
        self.report = KeyButton("", key="Ctrl+P")
        self.again = KeyButton(_("Try again"), key="Ctrl+Enter")
        self.main = KeyButton("", Kind.MAIN, key="Ctrl+Enter")
        self.next = KeyButton(_("Open the next shift"), Kind.MAIN)
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._build()
        self._connect()
        self.show_state(self.model.state)
        self.setFocusProxy(self.count.notes.fields()[0])

    def layer(self) -> Layer:
        """Its keys."""
        model = self.model
        return Layer(
            self,
            (
                Command(("Ctrl+Return",), _("Close the day"), self._go_on),
                Command(("Ctrl+P",), _("X or Z report"), model.show_report),
                Command(("Esc",), _("Hide the number pad"), self.close_panel.hide_pad),
            ),
        )

    def show_state(self, state: DayState) -> None:
        """Shows the state; shown twice it looks the same."""
        self._title.setText(state.title)
        self._shift.setText(state.shift)
        for tile, figure in zip(self._tiles, state.figures, strict=False):
            tile.show_figure(figure)
        self.count.show_state(state)
        self.close_panel.show_state(state)
        self.bars.show_bars(state.bars)
        self._show_foot(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Coming back, the day went on."""
        super().showEvent(event)
        self.model.refresh()
        self._timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower columns where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.count.setFixedWidth(330 if narrow else 400)
        self._right.setFixedWidth(230 if narrow else 300)
        for button in (self.main, self.next):
            button.setMinimumWidth(0 if narrow else 330)
        self._show_foot(self.model.state)

    def _show_foot(self, state: DayState) -> None:
        safe = _("What failed is tried again; pressing twice does no harm.")
        self._hint.setText(state.next or safe)
        room = state.phase is Phase.CLOSED or self.width() >= _NARROW
        self._hint.setVisible(room and state.phase is not Phase.NO_SHIFT)
        closed = state.phase is Phase.CLOSED
        self.report.relabel(_("Z report") if closed else _("X report"))
        self.report.setVisible(state.phase is not Phase.NO_SHIFT)
        for button in (self.cash_in, self.cash_out):
            button.setVisible(state.phase is Phase.COUNTING)
        undone = (StepState.FAILED, StepState.WAITING)
        failed = any(step.state in undone for step in state.steps)
        self.again.setVisible(closed and failed)
        self.next.setVisible(closed)
        self.main.setVisible(not closed)
        self.main.relabel(state.action)
        self.main.setEnabled(bool(state.action) and not state.busy)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._shift)
        tiles, cards = QHBoxLayout(), QHBoxLayout()
        for row in (tiles, cards):
            row.setSpacing(12)
        for tile in self._tiles:
            tiles.addWidget(tile, 1)
        self._right = card(_("Sales by hour"), self.bars)
        cards.addWidget(self.count)
        cards.addWidget(self.close_panel, 1)
        cards.addWidget(self._right)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 14)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addLayout(tiles)
        rows.addLayout(cards, 1)
        rows.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self._hint, 1)
        for button in (self.cash_in, self.cash_out, self.report, self.again):
            row.addWidget(button)
        for button in (self.main, self.next):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        model, notes = self.model, self.count.notes
        notes.counted.connect(model.set_count)
        notes.small.connect(model.set_small)
        self.close_panel.bills.wanted.connect(self.bill_wanted)
        notes.touched.connect(self.close_panel.show_pad)
        self.cash_in.clicked.connect(partial(self._cash, CashKind.IN))
        self.cash_out.clicked.connect(partial(self._cash, CashKind.OUT))
        self.report.clicked.connect(model.show_report)
        self.main.clicked.connect(self._go_on)
        self.again.clicked.connect(model.go_on)
        self.next.clicked.connect(model.next_shift)
        model.state_changed.connect(self.show_state)
        model.effect.connect(self._do)
        model.closed.connect(self._go_to_paper)
        model.closed.connect(self._cards.model.refresh)
        self._window.shift_changed.connect(self._look)
        self._cards.model.done.connect(self._look)
        self._timer.timeout.connect(self._look)

    def _go_to_paper(self) -> None:
        """Where one counted there is the Z now; a card that is open keeps the focus."""
        here = QApplication.focusWidget()
        if here is None or self.isAncestorOf(here):
            self.count.paper.setFocus()

    def _look(self) -> None:
        if self.isVisible():
            self.model.refresh()
        else:
            self._timer.stop()

    def _go_on(self) -> None:
        if self.model.state.phase is not Phase.COUNTING or not self.count.notes.asks():
            self.model.go_on()

    def _cash(self, kind: CashKind, _checked: bool = False) -> None:
        self._cards.cash(kind)

    def _do(self, effect: DayEffect) -> None:
        match effect:
            case Say(words):
                self._window.toast.say(words)
            case AskFloat():
                self._cards.open()
            case AskReason():
                sheet = DifferenceSheet(self._window, effect)
                sheet.explained.connect(self.model.close_because)
                self._window.open_card(sheet.layer(), sheet.reason)
            case ShowPaper(title, png):
                paper = PaperCard(self._window, title, png)
                paper.wanted.connect(self.model.print_report)
                self._window.open_card(paper.layer(), paper.main)


class CountPanel(QFrame):
    """The count by notes; after the close the Z report takes its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.notes, self.paper = NotesForm(), PaperView(_("Z report"))
        self._title = label(size=16, weight=theme.SEMIBOLD)
        self._total = label(size=theme.TITLE, weight=theme.BOLD)
        self._expected = label(ink="second", wrap=True)
        self._nothing = EmptyState(
            "banknote", _("No shift is open"), _("Open one: the day begins with its float.")
        )
        self._places = QStackedWidget()
        for place in (self._counting(), self.paper, self._nothing):
            self._places.addWidget(place)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(8)
        rows.addWidget(self._title)
        rows.addWidget(self._places, 1)

    def show_state(self, state: DayState) -> None:
        """Shows the count while there is something to count."""
        places = {Phase.NO_SHIFT: 2, Phase.COUNTING: 0, Phase.CLOSED: 1}
        self._places.setCurrentIndex(places[state.phase])
        closed = state.phase is Phase.CLOSED
        self._title.setText(_("Z report") if closed else _("1 · Count the drawer"))
        self._title.setVisible(state.phase is not Phase.NO_SHIFT)
        self.paper.show_png(state.paper)
        self.notes.show_count(state.count)
        self._total.setText(format_dong(state.count.total))
        self._show_expected(state)

    def _show_expected(self, state: DayState) -> None:
        self._expected.setVisible(state.expected is not None)
        if state.expected is not None:
            words = _("{amount} should be there")
            self._expected.setText(words.format(amount=format_dong(state.expected)))

    def _counting(self) -> QWidget:
        made = QWidget()
        total = QHBoxLayout()
        total.addWidget(label(_("Counted"), size=theme.LARGE, weight=theme.SEMIBOLD))
        total.addStretch()
        total.addWidget(self._total)
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(scrolled(self.notes), 1)
        rows.addWidget(rule())
        rows.addLayout(total)
        rows.addWidget(self._expected)
        return made


class ClosePanel(QFrame):
    """The steps of the close; while a finger counts, the number pad."""

    def __init__(self, notes: NotesForm) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.steps, self.bills = StepsPart(), OpenBills()
        self.pad = NotesPad(notes)
        hide = icon_button("x", _("Hide the number pad"))
        hide.clicked.connect(self.hide_pad)
        padded = QWidget()
        row = QHBoxLayout(padded)
        row.setContentsMargins(16, 0, 16, 12)
        row.addWidget(self.pad, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(hide, 0, Qt.AlignmentFlag.AlignTop)
        self._padded = scrolled(padded)
        self._places = QStackedWidget()
        self._places.addWidget(scrolled(_stacked(self.bills, self.steps)))
        self._places.addWidget(self._padded)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 12, 0, 0)
        rows.setSpacing(10)
        self._title = label(size=16, weight=theme.SEMIBOLD)
        self._title.setContentsMargins(16, 0, 16, 0)
        rows.addWidget(self._title)
        rows.addWidget(self._places, 1)

    def show_state(self, state: DayState) -> None:
        """Shows the steps; after the close there is nothing to type any more."""
        closed = state.phase is Phase.CLOSED
        self._title.setText(_("The day is closed") if closed else _("2 · Close the day"))
        self.bills.show_bills(state.bills_words, state.bills)
        self.steps.show_steps(state.steps, state.outcome)
        if state.phase is not Phase.COUNTING:
            self.hide_pad()

    def show_pad(self) -> None:
        """Numbers for a finger."""
        self._places.setCurrentWidget(self._padded)

    def hide_pad(self) -> None:
        """Back to the steps."""
        self._places.setCurrentIndex(0)


def _stacked(*parts: QWidget) -> QWidget:
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    for part in parts:
        rows.addWidget(part)
    rows.addStretch()
    return made
