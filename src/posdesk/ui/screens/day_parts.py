"""The parts of the end of the day: tiles, steps, the verdict, the reason for a difference."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import sentence
from posdesk.ui import icons, theme
from posdesk.ui.keys import Layer
from posdesk.ui.palette import P, Tone
from posdesk.ui.screens.open_shift import Reasons
from posdesk.ui.viewmodels.day_state import AskReason, Figure, Outcome, Step, StepState
from posdesk.ui.viewmodels.day_words import verdict
from posdesk.ui.widgets.beside import rule
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.options import drop
from posdesk.ui.widgets.share_bar import ShareBar
from posdesk.ui.widgets.sheet import Sheet
from posdesk.ui.widgets.sign import Sign, icon_label

_RIGHT = Qt.AlignmentFlag.AlignRight
_SIGNS: dict[StepState, tuple[icons.IconName, Tone]] = {
    StepState.WAITING: ("clock", P.key_chip),
    StepState.RUNNING: ("clock", P.progress),
    StepState.DONE: ("check", P.good),
    StepState.FAILED: ("triangle-alert", P.attention),
}
_SHORT = (
    N_("Wrong change given"),
    N_("Cash taken out was not written down"),
    N_("No reason found"),
)
_OVER = (
    N_("Wrong change given"),
    N_("Cash put in was not written down"),
    N_("No reason found"),
)


class FigureTile(QFrame):
    """One figure of the day."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._what, self._more = label(ink="second"), label(ink="second", wrap=True)
        self._value = label(size=26, weight=theme.BOLD)
        self.setMinimumHeight(98)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 10, 12, 10)
        rows.setSpacing(2)
        for part in (self._what, self._value, self._more):
            rows.addWidget(part)
        rows.addStretch()

    def show_figure(self, figure: Figure) -> None:
        """Shows a figure."""
        self._what.setText(figure.label)
        self._value.setText(figure.value)
        self._more.setText(figure.detail)
        self._more.setVisible(bool(figure.detail))


class StepRow(QWidget):
    """A step of the close: a sign, what it is, how far it is, and the way to what it left."""

    def __init__(self) -> None:
        super().__init__()
        self._file: Path | None = None
        self._sign = Sign(18, QSize(32, 32), grounded=True)
        self._title = label(weight=theme.SEMIBOLD, wrap=True)
        self._detail = label(size=theme.SMALL, ink="second", wrap=True)
        self._share = ShareBar()
        self._folder = KeyButton(_("Open the folder"), Kind.ROUND)
        self._folder.clicked.connect(self._open_folder)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        words.addWidget(self._share)
        words.addWidget(self._folder, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(14)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(rule())
        rows.addLayout(row)

    def show_step(self, step: Step) -> None:
        """Shows how far the step is."""
        icon, tone = _SIGNS[step.state]
        self._sign.show_icon(icon, tone)
        self._title.setText(step.title)
        self._detail.setText(breakable(step.detail) if step.file else step.detail)
        self._file = step.file
        self._folder.setVisible(step.file is not None)
        self._share.setVisible(step.share is not None)
        if step.share is not None:
            self._share.show_share(step.share.done, step.share.of)

    def _open_folder(self) -> None:
        """Shows the folder where the system can; where it cannot, its path stands above."""
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))


class Verdict(QWidget):
    """Over, short or right, with the two amounts it comes from."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label(size=theme.TITLE, weight=theme.BOLD, wrap=True)
        self._counted, self._expected = label(), label()
        self._reason = label(ink="second", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(4)
        rows.addWidget(self._words)
        rows.addLayout(_line(_("Counted"), self._counted))
        rows.addLayout(_line(_("Should be there"), self._expected))
        rows.addWidget(self._reason)

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Shows what the close found; before it there is nothing to show."""
        self.setVisible(outcome is not None)
        if outcome is None:
            return
        self._words.setText(outcome.verdict)
        self._words.setProperty("ink", "trouble" if outcome.difference else "main")
        self._words.style().polish(self._words)
        self._counted.setText(format_dong(outcome.counted))
        self._expected.setText(format_dong(outcome.expected))
        self._reason.setText(_("Reason: {reason}").format(reason=outcome.reason))
        self._reason.setVisible(bool(outcome.reason))


class StepsPart(QWidget):
    """What the close does, step by step, under its verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._verdict = Verdict()
        self._shown: list[StepRow] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self._verdict)
        self._rows.addStretch()

    def show_steps(self, steps: tuple[Step, ...], outcome: Outcome | None) -> None:
        """Shows the steps and what the close found."""
        self._verdict.show_outcome(outcome)
        while len(self._shown) > len(steps):
            drop(self._shown.pop())
        while len(self._shown) < len(steps):
            self._shown.append(StepRow())
            self._rows.insertWidget(self._rows.count() - 1, self._shown[-1])
        for row, step in zip(self._shown, steps, strict=True):
            row.show_step(step)


class DifferenceSheet(Sheet):
    """The count is over or short: why, or count again.

    Attributes:
        explained: the reason.
    """

    explained = Signal(str)

    def __init__(self, parent: QWidget, asked: AskReason) -> None:
        super().__init__(parent, verdict(asked.difference), _("Close the day"), width=620)
        usual = _OVER if asked.difference > 0 else _SHORT
        self.reason = Reasons(_("Reason"), tuple(_(words) for words in usual))
        again = KeyButton(_("Count again"), key="Esc")
        again.clicked.connect(self.close_card)
        facts = QHBoxLayout()
        facts.setSpacing(10)
        facts.addWidget(icon_label("info", P.card, 20, "second"))
        facts.addWidget(label(asked.words, wrap=True), 1)
        self.body.addLayout(facts)
        self.body.addWidget(self.reason)
        self.body.addWidget(again)
        self.accepted.connect(self._explain)

    def layer(self) -> Layer:
        """The keys of a card, and those of the usual reasons."""
        return Layer(self, (*self.reason.commands(), *super().layer().commands))

    def _explain(self) -> None:
        if not self.reason.text().strip():
            self.say(sentence("reason_needed", {}))
            return
        self.close_card()
        self.explained.emit(self.reason.text())


def breakable(path: str) -> str:
    """A path that may go on in the next line behind each of its separators."""
    return "".join(c + "\u200b" if c in "/\\" else c for c in path)


def _line(what: str, amount: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(label(what, ink="second"), 1)
    amount.setAlignment(_RIGHT)
    row.addWidget(amount)
    return row
