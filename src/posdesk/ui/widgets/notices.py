"""News that never stands in the way: a toast, a banner, an empty place that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import icons, theme
from posdesk.ui.palette import P
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.pill import LOOKS, Mood
from posdesk.ui.widgets.sign import Sign, icon_label

TOAST_MS, READING_MS = 6000, 70
"""How long a toast stays at least, and for each of its characters."""

UNDO_KEY = "Ctrl+Z"


def label(
    text: str = "",
    size: int = theme.TEXT,
    weight: QFont.Weight = theme.REGULAR,
    *,
    ink: str = "",
    wrap: bool = False,
) -> QLabel:
    """Words on the screen; ``ink`` is a role of the style sheet (second, main, trouble)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(size, weight))
    made.setProperty("ink", ink)
    made.setWordWrap(wrap)
    return made


class Banner(QFrame):
    """A strip above a screen: what is the matter, and one thing to do about it.

    Attributes:
        acted: the button was pressed.
        dismissed: the cross was pressed.
    """

    acted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words = Sign(20), label(wrap=True)
        self._button = KeyButton("", Kind.PLAIN)
        self._button.clicked.connect(self.acted)
        cross = icon_button("x", _("Never mind"))
        cross.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(cross)
        self.hide()

    def show_words(self, words: str, mood: Mood = Mood.ATTENTION, action: str = "") -> None:
        """Says something; without an action there is no button."""
        tone, icon = LOOKS[mood]
        self._icon.show_icon(icon, tone)
        self._words.setText(words)
        self._button.relabel(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(words)
        theme.dress(self, "mood", mood.value)
        self.show()


class EmptyState(QWidget):
    """A place with nothing in it yet, and what to do first."""

    def __init__(self, icon: icons.IconName, title: str, hint: str) -> None:
        super().__init__()
        self._title = label(title, theme.LARGE, theme.SEMIBOLD, wrap=True)
        self._hint = label(hint, ink="second", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(theme.GAP)
        rows.addStretch()
        rows.addWidget(icon_label(icon, P.card, 48, "line"), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            rows.addWidget(words)
        rows.addStretch()

    def show_words(self, title: str, hint: str) -> None:
        """Says something else."""
        self._title.setText(title)
        self._hint.setText(hint)


class Toast(QFrame):
    """Says that something is done, with one way to act on it; goes by itself.

    It stands in a place of its own and never lies on anything.

    Attributes:
        shown: whether it is there now.
    """

    shown = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._words = label(wrap=True)
        self._button = KeyButton("", Kind.LOW, key=UNDO_KEY)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.act)
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 2, 18, 2)
        row.setSpacing(14)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def offers(self) -> bool:
        """Whether there is something to do about it now."""
        return self.isVisible() and self._then is not None

    def say(self, words: str, action: tuple[str, Callable[[], None]] | None = None) -> None:
        """Shows the words as long as they take to read, with a button if there is one for them."""
        self._words.setText(words)
        self._then = action[1] if action else None
        self._button.relabel(action[0] if action else "")
        self._button.setVisible(action is not None)
        self.setAccessibleName(words)
        self._fit()
        self.show()
        self._timer.start(max(TOAST_MS, READING_MS * len(words)))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def act(self) -> None:
        """Does what it offers, once."""
        self.hide()
        then, self._then = self._then, None
        if then is not None:
            then()

    def withdraw(self) -> None:
        """Goes if it offers something: that cannot be done any more."""
        if self.offers:
            self.hide()

    def _fit(self) -> None:
        """No wider than its words in one line; they wrap where there is less room."""
        wide = theme.Face(theme.TEXT).metrics.horizontalAdvance(self.words) + 2
        button = 0 if self._then is None else 14 + self._button.sizeHint().width()
        self._words.setMaximumWidth(wide)
        self.setMaximumWidth(36 + wide + button)

    def setVisible(self, visible: bool) -> None:
        """Tells who makes room for it."""
        super().setVisible(visible)
        self.shown.emit(visible)
