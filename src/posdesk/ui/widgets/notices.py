"""News that never stands in the way: a toast, a banner, an empty place that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import icons, theme
from posdesk.ui.palette import LIGHT as P
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.pill import LOOKS, Mood

TOAST_MS = 6000


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


def icon_label(name: icons.IconName, ink: str, size: int) -> QLabel:
    """An icon that says nothing by itself: words stand beside it."""
    made = QLabel()
    made.setPixmap(icons.pixmap(name, ink, size, made.devicePixelRatioF()))
    made.setFixedSize(size, size)
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
        self._icon, self._words = QLabel(), label(wrap=True)
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
        self._icon.setPixmap(icons.pixmap(icon, tone.ink, 20, self.devicePixelRatioF()))
        self._words.setText(words)
        self._button.relabel(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(words)
        self.setStyleSheet(
            f"Banner {{ background: {tone.ground}; border-radius: {theme.RADIUS}px; }}"
            f"QLabel {{ color: {tone.ink}; }}"
        )
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
        rows.addWidget(icon_label(icon, P.card.line, 48), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            rows.addWidget(words)
        rows.addStretch()

    def show_words(self, title: str, hint: str) -> None:
        """Says something else."""
        self._title.setText(title)
        self._hint.setText(hint)


class Toast(QFrame):
    """Says that something is done, with one way to act on it; goes by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = label(wrap=False)
        self._button = KeyButton("", Kind.PLAIN)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._act)
        self._then: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=TOAST_MS)
        self._timer.timeout.connect(self.hide)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(14)
        row.addWidget(self._words)
        row.addWidget(self._button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setStyleSheet(
            f"Toast {{ background: {P.rail.ground}; border-radius: 12px; }}"
            f"QLabel {{ color: {P.main.ink}; }}"
        )
        self._below = parent
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, action: tuple[str, Callable[[], None]] | None = None) -> None:
        """Shows the words for six seconds, with a button if there is something to do."""
        self._words.setText(words)
        self._then = action[1] if action else None
        self._button.relabel(action[0] if action else "")
        self._button.setVisible(action is not None)
        self._row.setContentsMargins(18, 8, 10 if action else 18, 8)
        self.setAccessibleName(words)
        self.show()
        self._place()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at the foot of its parent."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()

    def _place(self) -> None:
        """Left of the middle: the main button at the right stays free."""
        self.setMinimumHeight(60)
        self.adjustSize()
        room = self._below.rect()
        self.move(theme.MARGIN, room.bottom() - self.height() - theme.MARGIN + 1)
        self.raise_()
