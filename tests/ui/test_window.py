"""The frame round the screens: the ways between them, the news, the list of keys."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget

from posdesk.ui.keys import Command
from posdesk.ui.screens.commands import CommandSheet, on_cap
from posdesk.ui.screens.paper import PaperCard
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.pill import Mood, Pill
from posdesk.ui.widgets.rail import RailButton
from tests.services.shops import Counter
from tests.ui.checks import complaints
from tests.ui.desks import CTRL, Key
from tests.ui.executors import Held, Immediate
from tests.ui.test_look import SIZES, settle
from tests.ui.tills import BARCODES, Till

LONG = (
    "The disk went away while this was being saved, so nobody can tell whether it was. Close"
    " posdesk, see to the disk, start again and look in the past sales first."
)


def here(till: Till) -> str:
    """The screen one is on, as the rail says it."""
    buttons = till.window.rail.findChildren(RailButton)
    [name] = [button.accessibleName() for button in buttons if button.isChecked()]
    shown = till.window.findChild(QStackedWidget)
    assert shown is not None
    assert shown.currentWidget() is till.window.page(_KEYS[name])
    return name


_KEYS = {
    "Sell": "till", "Orders": "orders", "Past sales": "receipts", "Goods": "products",
    "Customers": "customers", "Day end": "day", "Reports": "reports", "Settings": "settings",
}  # fmt: skip


def go(till: Till, number: int) -> None:
    till.press(Key(Key.Key_0 + number), modifier=CTRL)


def test_each_screen_has_its_key(till: Till) -> None:
    places = {
        2: "Orders", 3: "Past sales", 4: "Goods", 5: "Customers", 6: "Day end", 7: "Reports",
        8: "Settings", 1: "Sell",
    }  # fmt: skip
    for number, name in places.items():
        go(till, number)
        assert here(till) == name
    for number, button in enumerate(till.window.rail.findChildren(RailButton), 1):
        assert button.accessibleDescription() == f"Ctrl+{number}"
        assert f"Ctrl+{number}" in button.toolTip()


def test_the_keys_of_the_screens_wait_while_a_card_is_open(till: Till) -> None:
    till.press(Key.Key_F12)
    go(till, 2)
    assert here(till) == "Sell"
    till.press(Key.Key_Escape)
    go(till, 2)
    assert here(till) == "Orders"


def test_the_list_of_keys_names_the_ways_between_the_screens(till: Till) -> None:
    till.press(Key.Key_F1)
    till.type("past")
    till.enter()
    assert here(till) == "Past sales"


def test_what_was_done_is_undone_by_its_key_while_it_is_said(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_Delete)
    assert till.window.toast.offers
    till.press(Key.Key_Z, modifier=CTRL)
    assert [name for name, _count in till.lines] == ["Bình gốm men tro 25 cm"]
    assert not till.window.toast.isVisible()
    till.press(Key.Key_Z, modifier=CTRL)
    assert len(till.lines) == 1


def test_a_word_that_finds_nothing_is_answered(till: Till) -> None:
    till.press(Key.Key_F1)
    sheet = till.card()
    assert isinstance(sheet, CommandSheet)

    def said() -> set[str]:
        return {words.text() for words in sheet.findChildren(QLabel) if words.isVisible()}

    till.type("zzz")
    assert "Nothing fits" in said()
    assert not sheet.main.isEnabled()
    till.press(Key.Key_Backspace)
    till.press(Key.Key_Backspace)
    till.press(Key.Key_Backspace)
    assert "Nothing fits" not in said()
    assert sheet.main.isEnabled()


@pytest.mark.parametrize(
    ("key", "cap"),
    [("Return", "Enter"), ("Ctrl+Return", "Ctrl+Enter"), ("Up", "↑"), ("+", "+"), ("-", "-"),
     ("Del", "Del"), ("Alt+1", "Alt+1"), ("F9", "F9")],
)  # fmt: skip
def test_keys_are_called_as_on_the_keyboard(key: str, cap: str) -> None:
    assert on_cap(key) == cap
    assert Command((key,), "", lambda: None).combinations


@pytest.mark.parametrize("action", [None, ("Undo", lambda: None)])
@pytest.mark.parametrize("words", ["Saved.", LONG])
def test_news_lie_on_nothing_and_are_whole(
    till: Till, words: str, action: tuple[str, object] | None
) -> None:
    """In the smallest window, between two pills."""
    bar = till.window.bar
    bar.show_state("printer", "Papers to look at: 12", Mood.ATTENTION)
    bar.show_state("shift", "No shift is open", Mood.ATTENTION)
    for size in SIZES:
        till.window.resize(*size)
        till.window.toast.say(words, action)  # type: ignore[arg-type]  # a callable or none
        settle()
        settle()
        place = till.window.toast.geometry()
        assert bar.rect().contains(place)
        assert not any(place.intersects(pill.geometry()) for pill in bar.findChildren(Pill))
        assert complaints(till.window) == []
        till.window.toast.hide()
    settle()
    assert bar.height() == 52


def test_the_finder_does_what_another_screen_can(till: Till) -> None:
    till.press(Key.Key_K, modifier=CTRL)
    till.type("report")
    till.touch("Day end · X or Z report")
    assert here(till) == "Day end"
    assert till.window.findChild(PaperCard) is not None


def test_over_a_card_the_finder_stays_with_the_card(till: Till) -> None:
    till.press(Key.Key_F12)
    assert till.window.elsewhere() == ()


def test_keys_after_a_scan_wait_for_its_goods(qapp: QApplication, counter: Counter) -> None:
    """A robot scans, presses F9 and scans again before the first goods were found."""
    readers = Held()
    till = Till(qapp, counter, Tasks(Immediate(), readers))
    readers.release()
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.scan(BARCODES[1])
    readers.release()
    payment = till.payment()
    assert payment is not None
    assert payment.kept_codes() == (BARCODES[1],)
    assert till.lines == [("Bình gốm men tro 25 cm", "1")]
    till.close()


def test_a_scan_over_a_card_is_told(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.scan(BARCODES[1])
    words = till.window.toast.words
    assert words.startswith(f"Scanned {BARCODES[1]}: it is on no bill. Close this card")
