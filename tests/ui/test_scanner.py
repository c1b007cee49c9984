"""A scan arrives from wherever the focus is; what a person types arrives in the field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from posdesk.ui.keys import Command, KeyMap
from posdesk.ui.scanner import Scanner
from posdesk.ui.strokes import GAP_MS
from tests.ui.hands import US_CODES, Hands

CODE = "8934567890120"


class Bench:
    """A window with a field and a button, and all scans that arrived."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.field, self.button = QLineEdit(), QPushButton("Xong")
        rows = QVBoxLayout(self.window)
        rows.addWidget(self.field)
        rows.addWidget(self.button)
        self.pressed: list[bool] = []
        self.button.clicked.connect(self.pressed.append)
        self.ran: list[str] = []
        self.keys = KeyMap(self.window)
        self.keys.use_everywhere([Command(("F9",), "Pay", lambda: self.ran.append("F9"))])
        self.scanner = Scanner(self.window)
        self.scans: list[str] = []
        self.scanner.scanned.connect(self.scans.append)
        self.hands = Hands()
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.field.setFocus()

    def compose(self, keys: str, said: list[str], *, gap: int = 2) -> None:
        """Keys that an input method takes; what it says comes before Enter does."""
        self.hands.now += 500
        for key in keys:
            self.hands.now += gap
            code = US_CODES[key.lower()]
            self.scanner.note(code, shift=key.isupper(), at=self.hands.now)
        preedit = QInputMethodEvent("x", [])
        QApplication.sendEvent(self.field, preedit)
        for text in said:
            self.say(text)
        self.hands.now += gap
        self.scanner.note(US_CODES["\r"], shift=False, at=self.hands.now)
        self.hands.enter(after=0)

    def say(self, text: str) -> None:
        """The input method commits a text to the field."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.field, event)


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Iterator[Bench]:
    made = Bench(qtbot)
    qapp.installEventFilter(made.keys)
    qapp.installEventFilter(made.scanner)
    yield made
    qapp.removeEventFilter(made.scanner)
    qapp.removeEventFilter(made.keys)


def test_a_scan_reaches_the_bill_and_not_the_field(bench: Bench) -> None:
    bench.hands.scan(CODE)
    assert (bench.scans, bench.field.text()) == ([CODE], "")


def test_what_was_in_the_field_stays(bench: Bench) -> None:
    bench.field.setText("gốm")
    bench.hands.scan(CODE)
    assert (bench.scans, bench.field.text()) == ([CODE], "gốm")


def test_two_equal_scans_in_a_row_are_two(bench: Bench) -> None:
    bench.hands.scan(CODE, pause=5)
    bench.hands.scan(CODE, pause=5)
    assert bench.scans == [CODE, CODE]


def test_a_scan_in_a_dialog_does_not_press_its_button(bench: Bench, qtbot: QtBot) -> None:
    dialog = QDialog(bench.window)
    dialog.accepted.connect(lambda: bench.pressed.append(True))
    rows = QVBoxLayout(dialog)
    field, button = QLineEdit(), QPushButton("Lưu", default=True)
    button.clicked.connect(dialog.accept)
    rows.addWidget(field)
    rows.addWidget(button)
    with qtbot.waitActive(dialog):
        dialog.open()
    for focus in (field, button):
        focus.setFocus()
        bench.hands.scan(CODE)
    assert (bench.scans, bench.pressed, field.text()) == ([CODE, CODE], [], "")


def test_a_space_in_a_code_does_not_press_the_focused_button(bench: Bench) -> None:
    bench.button.setFocus()
    bench.hands.scan("GOM 12 A")
    assert (bench.scans, bench.pressed) == (["GOM 12 A"], [])
    assert not bench.button.isDown()


def test_function_and_control_keys_inside_a_burst_are_dropped(bench: Bench) -> None:
    hands = bench.hands
    hands.strike(ord("8"), "8", after=200)
    for key in (Qt.Key.Key_F9, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Shift):
        hands.strike(key, after=2)
    hands.type("93456", gap=2)
    hands.strike(Qt.Key.Key_F9, after=2)
    hands.type("7", gap=2)
    hands.enter()
    assert (bench.scans, bench.ran) == (["8934567"], [])


def test_a_function_key_by_itself_does_its_work(bench: Bench) -> None:
    bench.hands.strike(Qt.Key.Key_F9, after=200)
    assert bench.ran == ["F9"]


def test_a_function_key_soon_after_a_letter_is_late_but_not_lost(bench: Bench) -> None:
    bench.hands.type("a", gap=200)
    bench.hands.strike(Qt.Key.Key_F9, after=20)
    bench.scanner.settle()
    assert (bench.ran, bench.field.text()) == (["F9"], "a")


@pytest.mark.parametrize("text", ["binh gom 25", "1000000", "50"])
def test_quick_even_typing_ended_by_enter_is_typing(bench: Bench, text: str) -> None:
    """As a program types for a person: 21 ms a key."""
    entered: list[str] = []
    bench.field.returnPressed.connect(lambda: entered.append(bench.field.text()))
    bench.hands.type(text, gap=20)
    bench.hands.enter(after=20)
    assert (bench.scans, entered) == ([], [text])


@pytest.mark.parametrize(
    ("typed", "code"), [("3*", "GOM-01"), ("50", CODE), ("7", CODE), ("binh ", "GOM-01")]
)
def test_a_scan_right_behind_typing_is_a_scan(bench: Bench, typed: str, code: str) -> None:
    """As close as one program after another: 25 ms."""
    bench.hands.type(typed, gap=20)
    bench.hands.scan(code, pause=22)
    assert (bench.scans, bench.field.text()) == ([code], typed)


def test_a_slow_scanner_is_known_by_the_check_digit(bench: Bench) -> None:
    """Two reports a key at 10 ms each: as slow as quick typing."""
    bench.hands.now += 200
    bench.hands.type("8934567890120", gap=20)
    bench.hands.enter(after=20)
    assert bench.scans == ["8934567890120"]


def test_slow_typing_goes_to_the_field_at_once(bench: Bench) -> None:
    bench.hands.type("binh gom", gap=GAP_MS + 5)
    assert bench.field.text() == "binh go"
    bench.scanner.settle()
    assert (bench.scans, bench.field.text()) == ([], "binh gom")


def test_held_letters_come_by_themselves(bench: Bench, qtbot: QtBot) -> None:
    bench.hands.type("ab", gap=10)
    assert bench.field.text() == ""
    qtbot.waitUntil(lambda: bench.field.text() == "ab")


def test_typing_ended_by_enter_is_typing(bench: Bench) -> None:
    entered: list[str] = []
    bench.field.returnPressed.connect(lambda: entered.append(bench.field.text()))
    bench.hands.type("binh", gap=60)
    bench.hands.enter(after=60)
    assert (bench.scans, entered) == ([], ["binh"])


def test_two_keys_and_enter_are_never_a_scan(bench: Bench) -> None:
    bench.hands.scan("50")
    assert (bench.scans, bench.field.text()) == ([], "50")


def test_a_key_held_down_is_typing(bench: Bench) -> None:
    bench.hands.strike(ord("A"), "a", after=200)
    for _ in range(5):
        bench.hands.strike(ord("A"), "a", after=10, repeat=True)
    bench.hands.enter(after=10)
    assert (bench.scans, bench.field.text()) == ([], "aaaaaa")


def test_the_second_half_of_cr_lf_is_dropped(bench: Bench) -> None:
    entered: list[bool] = []
    bench.field.returnPressed.connect(lambda: entered.append(True))
    bench.hands.scan(CODE)
    bench.hands.enter()
    assert (bench.scans, entered) == ([CODE], [])
    bench.hands.enter(after=200)
    assert entered == [True]


def test_a_vietnamese_keyboard_layout_does_not_change_the_code(bench: Bench) -> None:
    """On it the digits' keys give ă â ê ô, four dead tones, đ."""
    typed = dict(zip("1234567890", ("ă", "â", "ê", "ô", "", "", "", "", "", "đ"), strict=True))
    bench.hands.now += 200
    for digit in "8935014270":
        bench.hands.strike(0, typed[digit], after=2, code=US_CODES[digit])
    bench.hands.enter()
    assert bench.scans == ["8935014270"]


def test_a_busy_moment_of_the_computer_does_not_break_a_scan(bench: Bench) -> None:
    bench.hands.type("GOM-AA", gap=2)
    bench.hands.type("12", gap=60)
    bench.hands.enter(after=90)
    assert (bench.scans, bench.field.text()) == (["GOM-AA12"], "")


def test_an_input_method_does_not_change_a_scan(bench: Bench) -> None:
    """As ibus with a Telex engine on X11: keys become its text, only Enter reaches Qt as a key."""
    bench.field.setText("nam ")
    bench.compose("GOM-AA1", ["GOM-", "Â1"])
    assert (bench.scans, bench.field.text()) == (["GOM-AA1"], "nam ")


def test_what_an_input_method_says_too_late_is_taken_out(bench: Bench) -> None:
    bench.compose("GOM-AA1", [])
    bench.say("GOM-Â1")
    assert (bench.scans, bench.field.text()) == (["GOM-AA1"], "")


def test_vietnamese_typed_with_an_input_method_stays(bench: Bench) -> None:
    bench.compose("vieetj", ["việt"], gap=60)
    assert (bench.scans, bench.field.text()) == ([], "việt")
    bench.compose("GOM-AA1", ["GOM-", "Â1"])
    bench.compose("nam", [" nam"], gap=60)
    assert (bench.scans, bench.field.text()) == (["GOM-AA1"], "việt nam")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.tuples(st.sampled_from("abc 159*-"), st.integers(0, 80)), max_size=12))
def test_nothing_typed_is_lost_or_changes_places(bench: Bench, keys: list[tuple[str, int]]) -> None:
    bench.field.clear()
    bench.hands.now += 500
    for character, gap in keys:
        bench.hands.type(character, gap=gap)
    bench.scanner.settle()
    assert bench.field.text() == "".join(character for character, _gap in keys)
    assert not bench.scans
