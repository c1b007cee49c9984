"""The printers of the till and what waits for them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import icons, theme
from posdesk.ui.screens.printer_card import PrinterCard
from posdesk.ui.second_press import SecondPress
from posdesk.ui.viewmodels.printers import PrintersModel
from posdesk.ui.viewmodels.printers_state import JobRow, PrinterRow, PrintersState, Word
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.options import drop
from posdesk.ui.widgets.pill import LOOKS, Mood
from posdesk.ui.widgets.places import scrolled
from posdesk.ui.window import Window


class PrintersPanel(QWidget):
    """Shows a ``PrintersState``: printers above, their queue below."""

    def __init__(self, model: PrintersModel, window: Window) -> None:
        super().__init__()
        self._model, self._window = model, window
        self._again = SecondPress(window.clock)
        self.add, self.ask = KeyButton(_("Add a printer")), KeyButton(_("Ask how they are"))
        self._none = label(_("No printer yet. Sales work without one."), ink="second", wrap=True)
        self._quiet = label(_("Nothing waits."), ink="second")
        self._printers, self._jobs = _Rows(self.add), _Rows(self.add)
        self._shown: PrintersState | None = None
        self._card: PrinterCard | None = None
        self._lay_out()
        self.add.clicked.connect(model.add)
        self.ask.clicked.connect(model.ask)
        model.state_changed.connect(self.show_state)
        self.show_state(model.state)

    def focus_on(self, _setting: str) -> None:
        """To the first thing that can be done here."""
        self.add.setFocus()

    def show_state(self, state: PrintersState) -> None:
        """Shows the state; rows that say the same stay as they are."""
        self.ask.setVisible(bool(state.printers))
        self._none.setVisible(not state.printers)
        self._quiet.setVisible(not state.jobs)
        if self._shown is None or self._shown.printers != state.printers:
            self._printers.fill(self._printer_line(row) for row in state.printers)
        if self._shown is None or self._shown.jobs != state.jobs:
            self._jobs.fill(self._job_line(row) for row in state.jobs)
        self._shown = state
        self._show_card(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody wants to know how the printers are."""
        super().showEvent(event)
        self._model.refresh()

    def _show_card(self, state: PrintersState) -> None:
        if state.form is None:
            if self._card is not None:
                self._card.close_card()
            self._card = None
        elif self._card is None:
            self._card = PrinterCard(self._window, self._model, state.form)
            self._window.open_card(self._card.layer(), self._card.first_field())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self.add)
        head.addWidget(self.ask)
        head.addStretch()
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 10, 0)
        rows.setSpacing(10)
        for part in (self._none, self._printers):
            rows.addWidget(part)
        rows.addLayout(head)
        rows.addSpacing(14)
        rows.addWidget(label(_("What is printed"), size=theme.LARGE, weight=theme.SEMIBOLD))
        for part in (self._quiet, self._jobs):
            rows.addWidget(part)
        rows.addStretch()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inside))

    def _printer_line(self, row: PrinterRow) -> QWidget:
        line = EntryLine(row.name, row.detail, row.status)
        change = KeyButton(_("Set up"), name=_("Set up {name}").format(name=row.name))
        change.clicked.connect(partial(self._edit, row.id))
        line.add_button(change)
        return line

    def _edit(self, printer_id: UUID, _checked: bool = False) -> None:
        self._model.edit(printer_id)

    def _job_line(self, row: JobRow) -> QWidget:
        line = EntryLine(row.title, row.advice, row.state)
        for choice in row.answers:
            button = KeyButton(choice.label, name=f"{choice.label}: {row.title}")
            button.clicked.connect(partial(self._answer, row.id, choice.key))
            line.add_button(button)
        return line

    def _answer(self, job_id: UUID, answer: str, _checked: bool = False) -> None:
        """A second press would meet the row that has come in the place of the first."""
        if not self._again.follows():
            self._model.answer(job_id, answer)


class EntryLine(QFrame):
    """A printer or a job: what it is, how it is, what can be done."""

    def __init__(self, title: str, detail: str, state: Word) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.GAP)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(title, weight=theme.SEMIBOLD, wrap=True))
        if state.words:
            words.addLayout(state_line(state))
        if detail:
            words.addWidget(label(detail, size=theme.SMALL, ink="second", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 12, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addLayout(self._buttons)

    def add_button(self, button: KeyButton) -> None:
        """Something that can be done."""
        self._buttons.addWidget(button)


class _Rows(QWidget):
    """Lines one below the other; ``refuge`` takes the focus when its line goes."""

    def __init__(self, refuge: QWidget) -> None:
        super().__init__()
        self._refuge = refuge
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.GAP)

    def fill(self, lines: Iterable[QWidget]) -> None:
        """Puts other lines in place of these."""
        here = QApplication.focusWidget()
        had_focus = here is not None and self.isAncestorOf(here)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                drop(old)
        for line in lines:
            self._rows.addWidget(line)
        if had_focus:
            next(iter(self.findChildren(KeyButton)), self._refuge).setFocus()


def state_line(state: Word) -> QHBoxLayout:
    """A state with the sign of its mood beside it."""
    tone, icon = LOOKS[Mood(state.health.value)]
    sign = QLabel()
    sign.setPixmap(icons.pixmap(icon, tone.line, 16, sign.devicePixelRatioF()))
    sign.setFixedSize(18, 20)
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(state.words, size=theme.SMALL, wrap=True), 1)
    return row
