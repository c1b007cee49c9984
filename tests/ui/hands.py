"""Strikes keys as a scanner or a person does, with times of its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
_ROWS = {2: "1234567890-", 16: "qwertyuiop", 30: "asdfghjkl", 44: "zxcvbnm"}
US_CODES = {key: first + i + 8 for first, row in _ROWS.items() for i, key in enumerate(row)}
US_CODES["\r"] = 36
"""Where X11 has the keys."""


class Hands:
    """Sends key events to whatever has the focus; no time passes but what is said."""

    def __init__(self) -> None:
        self.now = 1000

    def strike(
        self,
        key: int,
        text: str = "",
        *,
        after: int = 0,
        code: int = 0,
        repeat: bool = False,
        modifier: Qt.KeyboardModifier | None = None,
    ) -> None:
        """One key, down and up, ``after`` ms; the release comes 1 ms later."""
        self.now += after
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifier or NONE, code, 0, 0, text, repeat)
            event.setTimestamp(self.now)
            self.now += 1
            QCoreApplication.sendEvent(_focus(), event)

    def type(self, text: str, *, gap: int) -> None:
        """Characters ``gap`` ms apart."""
        for character in text:
            self.strike(ord(character.upper()), character, after=gap)

    def enter(self, *, after: int = 2) -> None:
        """The Enter key."""
        self.strike(Qt.Key.Key_Return, "\r", after=after)

    def scan(self, code: str, *, pause: int = 200) -> None:
        """What a scanner sends: a burst and Enter."""
        self.now += pause
        self.type(code, gap=2)
        self.enter()


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget
