"""The back of the shop at the real window: end of day, settings, printers."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from posdesk.ui.application import build
from posdesk.ui.screens.day import DayScreen
from posdesk.ui.screens.settings import SettingsScreen
from posdesk.ui.screens.till import TillScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.window import Window
from tests.services.shops import Counter
from tests.ui.checks import spoken_name
from tests.ui.hands import Hands

T = TypeVar("T", bound=QWidget)
Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Desk:
    """What an owner sees and does."""

    def __init__(self, app: QApplication, counter: Counter, tasks: Tasks, reports: Path) -> None:
        self._app = app
        self.window: Window = build(app, counter.shop, tasks, counter.clock, reports)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.hands = Hands()

    @property
    def day(self) -> DayScreen:
        """The end of the day."""
        return found(self.window, "day", DayScreen)

    @property
    def settings(self) -> SettingsScreen:
        """The settings."""
        return found(self.window, "settings", SettingsScreen)

    @property
    def till(self) -> TillScreen:
        """The till."""
        return found(self.window, "till", TillScreen)

    @property
    def top(self) -> QWidget:
        """The card on top, or the window."""
        cards = [card for card in self.window.findChildren(Overlay) if card.isVisible()]
        return cards[-1] if cards else self.window

    def over(self) -> QWidget:
        """The same, for a second look."""
        return self.top

    def type(self, text: str) -> None:
        """As a person types."""
        self.hands.type(text, gap=60)
        self.window.scanner.settle()

    def press(self, key: Key, text: str = "", modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key."""
        self.hands.strike(key, text, after=500, modifier=modifier)
        self.window.scanner.settle()

    def enter(self) -> None:
        self.press(Key.Key_Return, "\r")

    def touch(self, name: str) -> None:
        """Presses the visible button that is called so, on the card on top if there is one."""
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def touch_field(self, name: str) -> None:
        """Puts a finger on a field."""
        settle()
        fields = [f for f in self.top.findChildren(QLineEdit) if spoken_name(f).startswith(name)]
        QTest.mouseClick(next(f for f in fields if f.isVisible()), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QAbstractButton:
        """The visible button that is called so."""
        settle()
        shown = [b for b in self.top.findChildren(QAbstractButton) if b.isVisible()]
        named = [b for b in shown if spoken_name(b).startswith(name)]
        assert named, (name, [spoken_name(b) for b in shown])
        return min(named, key=lambda button: len(spoken_name(button)))

    def close(self) -> None:
        """Ends the window as the program does."""
        self._app.removeEventFilter(self.window.scanner)
        self._app.removeEventFilter(self.window.keys)
        self.window.close()
        self.window.deleteLater()


def settle() -> None:
    """Lets rows that came just now find their places."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()


def found(window: Window, key: str, kind: type[T]) -> T:
    """A screen of the window."""
    screen = window.page(key)
    assert isinstance(screen, kind)
    return screen
