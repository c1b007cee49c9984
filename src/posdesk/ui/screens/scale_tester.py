"""Where an owner scans a label of the scale and sees what the till reads."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.viewmodels.scale_trial import ScaleTrial, TrialState
from posdesk.ui.widgets.fields import Field
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.pill import LOOKS, Mood
from posdesk.ui.widgets.places import bring_into_view
from posdesk.ui.widgets.sign import Sign


class ScaleTester(QWidget):
    """Shows a ``TrialState``."""

    def __init__(self, trial: ScaleTrial) -> None:
        super().__init__()
        self.field = Field(_("Try a label"))
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.field.setPlaceholderText(_("Scan a label of your scale, or type its digits"))
        self._sign, self._words = Sign(18, QSize(20, 20)), label(wrap=True)
        said = QHBoxLayout()
        said.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._words, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 12, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(label(_("Try a label"), weight=theme.MEDIUM))
        rows.addWidget(self.field)
        rows.addLayout(said)
        self.field.textEdited.connect(trial.try_code)
        trial.state_changed.connect(self.show_state)
        self.show_state(trial.state)

    def show_state(self, state: TrialState) -> None:
        """Shows the state; shown twice it looks the same."""
        if self.field.text() != state.code:
            self.field.setText(state.code)
        self._words.setText(state.words)
        for part in (self._sign, self._words):
            part.setVisible(bool(state.words))
        tone, icon = LOOKS[Mood.GOOD if state.good else Mood.ATTENTION]
        self._sign.show_icon(icon, tone, "line")
        self._words.setProperty("ink", "main" if state.good else "")
        self._words.style().polish(self._words)
        if state.words:
            QTimer.singleShot(0, self, lambda: bring_into_view(self._words))
