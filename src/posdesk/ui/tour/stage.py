"""The real window on a shop, and hands that press its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from posdesk.domain.errors import Trouble
from posdesk.runtime.clock import Clock
from posdesk.services.shop import Shop
from posdesk.ui.application import build
from posdesk.ui.tasks import Tasks

SIZE = (1366, 768)
"""The screen of most shops, px."""
_NOTHING = Qt.KeyboardModifier.NoModifier
_SETTLE_MS, _KEY_MS = 80, 50
"""Until what a key did is shown; between the keys of a person."""


class AtOnce:
    """Does work where it is asked for, so that a picture never waits for a busy machine."""

    def submit(self, job: Callable[[], None], /) -> None:
        """Does it."""
        job()

    def shutdown(self, wait: bool = True) -> None:
        """Nothing is left to do."""


class Stage:
    """The window on a shop, and hands. ``leave`` it before the shop is closed."""

    def __init__(self, app: QApplication, shop: Shop, clock: Clock, papers: Path) -> None:
        self._app, self.shop = app, shop
        self._tasks = Tasks(AtOnce(), AtOnce())
        self.window = build(app, shop, self._tasks, clock, papers)
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.wait()

    def leave(self) -> None:
        """Ends the work under way and closes the window."""
        for watcher in (self.window.scanner, self.window.keys):
            self._app.removeEventFilter(watcher)
        self.window.close()
        self._tasks.finish()
        self.window.deleteLater()

    def wait(self, ms: int = _SETTLE_MS) -> None:
        """Lets the window do what it has to."""
        QTest.qWait(ms)

    def until(self, holds: Callable[[], bool]) -> None:
        """Waits for something to come about, at most five seconds."""
        for _time in range(5000 // _SETTLE_MS):
            self.wait()
            if holds():
                return

    def scan(self, *codes: str) -> None:
        """What a scanner sends: characters without a pause, ended by Enter.

        Nothing is drawn in between: a busy machine would make a person's gaps of a scanner's.
        """
        for code in codes:
            for character in code:
                self._strike(character)
            QTest.keyClick(self._keyboard, Qt.Key.Key_Return)
            self.wait()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key, wherever the focus is."""
        QTest.keyClick(self._keyboard, key, modifier or _NOTHING)
        self.wait()

    def type(self, text: str) -> None:
        """Characters as a person types them."""
        for character in text:
            self._strike(character)
            self.wait(_KEY_MS)
        self.wait()

    def _strike(self, character: str) -> None:
        held = Qt.KeyboardModifier.ShiftModifier if character.isupper() else _NOTHING
        QTest.keyClick(self._keyboard, Qt.Key(ord(character.upper())), held)

    def shoot(self, path: Path, of: QWidget | None = None) -> None:
        """Takes a picture of the window, or of another one.

        Raises:
            Trouble: ``cannot_write``.
        """
        self.wait()
        if not (of or self.window).grab().save(str(path)):
            raise Trouble("cannot_write", path=str(path), reason="")

    @property
    def _keyboard(self) -> QWindow:
        """Keys go to the window of the system, which gives them to whatever has the focus."""
        return self.window.windowHandle()
