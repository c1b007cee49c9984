"""Makes the pictures of the documentation by driving the real window on a shop of its own.

Usage: .venv/bin/python scripts/pictures.py [NAME...]   (all pictures without a name)
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posdesk.bootstrap import Posdesk
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.i18n import set_language
from posdesk.services.shop import Shop
from posdesk.ui.application import build
from posdesk.ui.running import application
from posdesk.ui.tasks import Tasks
from posdesk.ui.window import Window

PICTURES = Path(__file__).parent.parent / "docs/pictures"
SETTLE_MS = 600
"""Long enough for what is read off the window's thread to be shown."""
ACCOUNT = {
    "shop.bank_bin": "970436",
    "shop.bank_account": "0123456789",
    "shop.bank_holder": "NGUYEN THI HANH",
}
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
BOTTLE, CUPS, CINNAMON = "2000000000015", "2000000000039", "2000000000060"


class AtOnce:
    """Does work where it is asked for, so that a picture never waits for a busy machine."""

    def submit(self, job: Callable[[], None], /) -> None:
        """Does it."""
        job()

    def shutdown(self, wait: bool = True) -> None:
        """Nothing is left to do."""


class Stage:
    """The window on a shop, and hands."""

    def __init__(self, app: QApplication, shop: Shop) -> None:
        self.shop = shop
        self._tasks = Tasks(AtOnce(), AtOnce())
        self.window: Window = build(app, shop, self._tasks, SystemClock())
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.wait()

    def leave(self) -> None:
        """Ends the work under way before the shop's file is closed."""
        self.window.close()
        self._tasks.finish()

    @property
    def _screen(self) -> QWindow:
        """Keys go to the window of the system, which gives them to whatever has the focus."""
        return self.window.windowHandle()

    def wait(self, ms: int = SETTLE_MS) -> None:
        """Lets the window do what it has to."""
        QTest.qWait(ms)

    def scan(self, *codes: str) -> None:
        """What a scanner sends."""
        for code in codes:
            self.window.keys.take_scan(code)
            self.wait(150)

    def press(self, key: Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key, wherever the focus is."""
        QTest.keyClick(self._screen, key, modifier or Qt.KeyboardModifier.NoModifier, 60)
        self.wait()

    def digits(self, text: str) -> None:
        """Digits as a person types them."""
        for digit in text:
            QTest.keyClick(self._screen, Key(ord(digit)), delay=80)
        self.wait()

    def shoot(self, name: str) -> None:
        """Takes the picture."""
        self.wait()
        self.window.grab().save(str(PICTURES / f"{name}.png"))


def open_shift(stage: Stage) -> None:
    """A new day: how much is in the drawer?"""
    stage.window.bar.pressed.emit("shift")
    stage.wait()
    stage.digits("500000")
    stage.shoot("open-shift")
    stage.press(Key.Key_Return)


def till(stage: Stage) -> None:
    """A bill with four lines and a discount."""
    stage.scan(BOTTLE, CUPS, CUPS, CUPS, CINNAMON, CINNAMON)
    stage.shoot("till")


def pay_cash(stage: Stage) -> None:
    """A million for the bill."""
    stage.press(Key.Key_F9)
    stage.digits("1000000")
    stage.shoot("pay-cash")


def pay_vietqr(stage: Stage) -> None:
    """The code on the screen."""
    shop = stage.shop
    shop.settings.set(shop.actor, ACCOUNT)
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_F9)
    stage.press(Key.Key_2, ALT)
    stage.shoot("pay-vietqr")
    stage.press(Key.Key_Return)


def take_back(stage: Stage) -> None:
    """What of the last sale comes back?"""
    stage.press(Key.Key_F8)
    stage.wait(1500)
    stage.press(Key.Key_Return)
    stage.wait(1500)
    stage.shoot("return")
    stage.press(Key.Key_Escape)
    stage.press(Key.Key_Escape)


def past_sales(stage: Stage) -> None:
    """The list of receipts and the paper of one."""
    stage.window.open_screen("receipts")
    stage.wait(4000)
    stage.shoot("past-sales")


def day(stage: Stage) -> None:
    """Counting the drawer."""
    stage.window.open_screen("day")
    stage.wait()
    stage.digits("1")
    stage.shoot("day")


def printers(stage: Stage) -> None:
    """Where a printer is set up."""
    stage.window.open_screen("settings")
    stage.wait()
    stage.shoot("settings")


SCENES: tuple[Callable[[Stage], None], ...] = (
    open_shift,
    till,
    pay_cash,
    pay_vietqr,
    take_back,
    past_sales,
    day,
    printers,
)


def main() -> int:
    """Plays all scenes in their order."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    set_language("vi")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        data = str(Path(folder) / "shop")
        Posdesk().create(data, "Gốm Bàu Trúc", sample=True)
        with Posdesk().open(data) as shop:
            stage = Stage(application(), shop)
            for scene in SCENES:
                scene(stage)
            stage.leave()
    return 0


if __name__ == "__main__":
    sys.exit(main())
