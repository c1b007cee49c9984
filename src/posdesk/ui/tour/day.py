"""The day that is played: each scene does something and is then looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from posdesk.runtime.i18n import N_
from posdesk.ui.screens.display import CustomerDisplay
from posdesk.ui.screens.payment import PaymentCard
from posdesk.ui.second_press import DEAD, MILLISECOND
from posdesk.ui.tour.stage import Stage

ACCOUNT = {
    "shop.bank_bin": "970436",
    "shop.bank_account": "0123456789",
    "shop.bank_holder": "NGUYEN THI MAU",
}
"""An account that nobody has, for the codes."""

_VASE, _CUP, _CINNAMON = "2000000000015", "2000000000039", "2000000000060"
_Key = Qt.Key
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment of the day; title and words are marked, not translated.

    Attributes:
        name: of its picture, without the ending.
        play: what the hands do.
        of: the widget to look at, the window where there is none.
    """

    name: str
    title: str
    words: str
    play: Callable[[Stage], None]
    of: Callable[[Stage], QWidget | None] = lambda _stage: None


def _paying(stage: Stage) -> bool:
    return any(card.isVisible() for card in stage.window.findChildren(PaymentCard))


def _pay(stage: Stage) -> None:
    stage.press(_Key.Key_F9)
    stage.until(lambda: _paying(stage))


def _finish(stage: Stage) -> None:
    stage.press(_Key.Key_Return)
    stage.until(lambda: not _paying(stage))


def _open_shift(stage: Stage) -> None:
    stage.window.bar.pressed.emit("shift")
    stage.type("500000")


def _ring_up(stage: Stage) -> None:
    stage.press(_Key.Key_Return)
    stage.scan(_VASE, _CUP, _CUP, _CUP, _CINNAMON, _CINNAMON)


def _search(stage: Stage) -> None:
    stage.press(_Key.Key_F3)
    stage.type("mat ong")


def _pay_cash(stage: Stage) -> None:
    stage.press(_Key.Key_Escape)
    _pay(stage)
    stage.type("1000000")


def _done(stage: Stage) -> None:
    _finish(stage)


def _pay_vietqr(stage: Stage) -> None:
    stage.shop.settings.set(stage.shop.actor, ACCOUNT)
    stage.scan(_CUP, _CUP, _CINNAMON)
    _pay(stage)
    stage.press(_Key.Key_2, _ALT)
    stage.wait(DEAD // MILLISECOND + 1)  # Enter means nothing before the code can be seen


def _show_display(stage: Stage) -> None:
    stage.press(_Key.Key_D, _CTRL | Qt.KeyboardModifier.ShiftModifier)


def _display(stage: Stage) -> QWidget | None:
    return stage.window.findChild(CustomerDisplay)


def _take_back(stage: Stage) -> None:
    display = _display(stage)
    if display is not None:
        display.hide()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    _finish(stage)
    stage.press(_Key.Key_F8)
    stage.scan("T1-000001")
    stage.scan(_CUP)


def _give_back(stage: Stage) -> None:
    stage.press(_Key.Key_Return)
    _pay(stage)


def _past_sales(stage: Stage) -> None:
    _finish(stage)
    stage.window.open_screen("receipts")


def _count(stage: Stage) -> None:
    """966.000 ₫: the float and the first sale in cash, less the cup that came back."""
    stage.window.open_screen("day")
    stage.wait()
    for notes in ("1", "2", "0", "1", "0", "16000"):
        stage.type(notes)
        stage.press(_Key.Key_Return)


def _close(stage: Stage) -> None:
    stage.press(_Key.Key_Return, _CTRL)


def _settings(stage: Stage) -> None:
    stage.window.open_screen("settings")


SCENES: tuple[Scene, ...] = (
    Scene(
        "open-shift",
        N_("Open the shift"),
        N_("The day begins with the change money in the drawer."),
        _open_shift,
    ),
    Scene(
        "till",
        N_("Scan"),
        N_("Each scan is a line, from wherever you are; the same goods again count up."),
        _ring_up,
    ),
    Scene(
        "search",
        N_("Search"),
        N_("What has no barcode is found by a few letters, with or without tone marks."),
        _search,
    ),
    Scene(
        "pay-cash",
        N_("Take cash"),
        N_("F9, then what the customer gives. The change is on the screen."),
        _pay_cash,
    ),
    Scene(
        "done",
        N_("Done"),
        N_("The sale is safe before the screen says so. The next customer may come."),
        _done,
    ),
    Scene(
        "pay-vietqr",
        N_("Take a transfer"),
        N_("The customer scans the VietQR code; amount and purpose are in it."),
        _pay_vietqr,
    ),
    Scene(
        "display",
        N_("What the customer sees"),
        N_("The second screen shows lines, total and code."),
        _show_display,
        _display,
    ),
    Scene(
        "return",
        N_("Take goods back"),
        N_("Scan the receipt, then what comes back."),
        _take_back,
    ),
    Scene(
        "give-back",
        N_("Give the money back"),
        N_("Exactly what was paid for it, its share of a discount included."),
        _give_back,
    ),
    Scene(
        "past-sales",
        N_("Look back"),
        N_("Every receipt of every day: looked at, printed again, saved."),
        _past_sales,
    ),
    Scene(
        "day",
        N_("Count the drawer"),
        N_("Note by note. What should be there is told after the count."),
        _count,
    ),
    Scene(
        "z-report",
        N_("Close the day"),
        N_("The Z report is printed and saved. Tomorrow begins with a new shift."),
        _close,
    ),
    Scene(
        "settings",
        N_("Settings"),
        N_("Few, in plain words, and found by searching."),
        _settings,
    ),
)
