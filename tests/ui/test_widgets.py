"""The controls by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import posdesk
from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import DARK, LIGHT, Palette, contrast
from posdesk.ui.shown import BillRow, Tile
from posdesk.ui.theme import Face
from posdesk.ui.widgets.bill import BillPart, BillView
from posdesk.ui.widgets.fields import MoneyEdit, QuantityEdit
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.notices import Toast
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.pads import LetterPad, NumberPad
from posdesk.ui.widgets.tiles import TileGrid
from posdesk.ui.widgets.writing_pad import WritingPad
from tests.ui.checks import LEAST_CONTRAST, spoken_name

NAME = Face(theme.TEXT, theme.MEDIUM)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", LIGHT.tones())
def test_every_tone_can_be_read(name: str, palette: Palette) -> None:
    tone = palette.tones()[name]
    assert all(contrast(tone.ground, ink) >= LEAST_CONTRAST for ink in tone.inks())


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_warnings_on_tiles_can_be_read(palette: Palette) -> None:
    for tone in (palette.attention, palette.trouble):
        assert contrast(palette.card.ground, tone.ink) >= LEAST_CONTRAST


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_icons_are_those_that_are_there(qtbot: QtBot) -> None:
    folder = Path(posdesk.__file__).parent / "resources" / "icons"
    names = {path.stem for path in folder.glob("*.svg")}
    assert names == set(get_args(icons.IconName))
    for name in get_args(icons.IconName):
        assert not icons.pixmap(name, "#000000", 24).isNull()


def test_figures_stand_under_each_other(qtbot: QtBot) -> None:
    widths = {NAME.metrics.horizontalAdvance(digit * 9) for digit in "0123456789"}
    assert len(widths) == 1


def test_a_long_name_loses_its_middle(qtbot: QtBot) -> None:
    name = "Bình gốm men tro Bàu Trúc vẽ tay hoa văn cổ màu xanh 25 cm"
    first, second = paint.two_lines(name, NAME, 170)
    assert name.startswith(first)
    assert second.startswith("…")
    assert name.endswith(second.removeprefix("…").replace("\u00a0", " "))


def test_a_number_and_its_unit_stay_together(qtbot: QtBot) -> None:
    wide = NAME.metrics.horizontalAdvance("Bình gốm men tro 25")
    assert paint.two_lines("Bình gốm men tro 25 cm", NAME, wide)[1] == "25\u00a0cm"


@given(words=st.text("ăn gầX ", max_size=80), wide=st.integers(60, 300))
def test_two_lines_never_stick_out(words: str, wide: int) -> None:
    lines = paint.two_lines(words, NAME, wide)
    assert 1 <= len(lines) <= 2
    assert all(NAME.metrics.horizontalAdvance(line) <= wide for line in lines)


@pytest.mark.parametrize(
    ("typed", "shown", "amount"),
    [
        ("1234567", "1.234.567", 1_234_567),
        ("45k", "45.000", 45_000),
        ("007", "7", 7),
        ("12a-3", "123", 123),
        ("", "", None),
    ],
)
def test_an_amount_groups_while_it_is_typed(
    qtbot: QtBot, typed: str, shown: str, amount: int | None
) -> None:
    field = MoneyEdit("Price")
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert (field.text(), field.amount()) == (shown, amount)


def test_the_caret_stays_where_one_types(qtbot: QtBot) -> None:
    field = MoneyEdit("Price")
    qtbot.addWidget(field)
    field.show_amount(1_000)
    field.setCursorPosition(1)
    QTest.keyClicks(field, "23")
    assert (field.text(), field.cursorPosition()) == ("123.000", 3)


def test_money_over_32_bits_arrives_whole(qtbot: QtBot) -> None:
    field = MoneyEdit("Price")
    qtbot.addWidget(field)
    got: list[int] = []
    field.edited.connect(got.append)
    QTest.keyClicks(field, "5000000000")
    assert got[-1] == 5_000_000_000


@pytest.mark.parametrize(("typed", "quantity"), [("0,35", 350), ("12", 12_000), ("x", None)])
def test_a_quantity_has_a_decimal_comma(qtbot: QtBot, typed: str, quantity: int | None) -> None:
    field = QuantityEdit("Quantity")
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert field.quantity() == quantity


def test_the_pads_type_and_never_take_the_focus(qtbot: QtBot) -> None:
    numbers, letters, field = NumberPad(), LetterPad(), QLineEdit()
    numbers.type_into(field)
    letters.type_into(field)
    window = _window(qtbot, field, numbers, letters)
    letters.show()
    field.setFocus()
    edited: list[str] = []
    field.textEdited.connect(edited.append)
    for name in ("b", "space", "7", "000", "Erase the last digit"):
        _press(window, name)
    assert (field.text(), edited[-1]) == ("b 700", "b 700")
    assert field.hasFocus()


@pytest.fixture
def telex_as_first() -> Iterator[None]:
    """What people choose on a pad counts for the next one: not for the next test."""
    yield
    WritingPad.telex_on = True


Typist = Callable[[str], str]


@pytest.fixture(params=[QLineEdit, QPlainTextEdit])
def typist(
    request: pytest.FixtureRequest, qtbot: QtBot, telex_as_first: None
) -> tuple[QLineEdit | QPlainTextEdit, Typist]:
    """A field, and a finger on the keys of its pad; it gives back what stands in the field."""
    field: QLineEdit | QPlainTextEdit = request.param()
    pad = WritingPad(lambda: field)
    window = _window(qtbot, field, pad)

    def touch(keys: str) -> str:
        for key in keys.split():
            _press(window, key)
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    return field, touch


def test_a_name_is_written_by_who_knows_telex(
    typist: tuple[QLineEdit | QPlainTextEdit, Typist],
) -> None:
    _field, touch = typist
    assert touch("b i f n h space g o o s m space 2 5 c m") == "bình gốm 25cm"
    assert touch("Erase Erase") == "bình gốm 25"


def test_a_name_is_written_by_who_does_not_know_telex(
    typist: tuple[QLineEdit | QPlainTextEdit, Typist],
) -> None:
    _field, touch = typist
    assert touch("đ ư ơ n g huyền") == "đường"
    assert touch("sắc") == "đướng"
    assert touch("sắc") == "đương"
    assert touch("space Capital L y sắc space Capital s ơ n") == "đương LÝ sơn"


def test_a_brand_is_written_without_telex(
    typist: tuple[QLineEdit | QPlainTextEdit, Typist],
) -> None:
    _field, touch = typist
    assert touch("l a y s") == "láy"
    assert touch("Erase Erase Telex y s") == "lys"
    assert touch("space g a sắc") == "lys gá", "the tones of the pad go on"


def test_a_word_is_changed_where_the_cursor_is(qtbot: QtBot, telex_as_first: None) -> None:
    field = QLineEdit("men tro ve tay")
    edited: list[str] = []
    field.textEdited.connect(edited.append)
    window = _window(qtbot, field, WritingPad(lambda: field))
    field.setCursorPosition(len("men tro ve"))
    _press(window, "ngã")
    assert field.text() == edited[-1] == "men tro vẽ tay"
    _press(window, "x")
    assert field.text() == edited[-1] == "men tro vex tay"
    field.setSelection(0, 3)
    _press(window, "s")
    assert field.text() == edited[-1] == "s tro vex tay"


@pytest.mark.parametrize("kind", [MoneyEdit, QuantityEdit])
def test_numbers_get_no_tones(
    qtbot: QtBot, kind: Callable[[str], QLineEdit], telex_as_first: None
) -> None:
    field = kind("Number")
    window = _window(qtbot, field, WritingPad(lambda: field))
    for key in ("1", "sắc", "0", "0"):
        _press(window, key)
    assert field.text() == "100"


def test_what_is_chosen_on_a_pad_counts_for_the_next(qtbot: QtBot, telex_as_first: None) -> None:
    fields = [QLineEdit(), QLineEdit()]
    first = _window(qtbot, fields[0], WritingPad(lambda: fields[0]))
    _press(first, "Telex")
    second = _window(qtbot, fields[1], WritingPad(lambda: fields[1]))
    for key in ("g", "a", "s"):
        _press(second, key)
    assert fields[1].text() == "gas"


def test_a_tile_says_all_it_shows() -> None:
    tile = Tile(1, "Bình gốm men tro 25 cm", "320.000 ₫", "8 left")
    assert tile.letters == "Bg"
    assert tile.spoken == "Bình gốm men tro 25 cm, 320.000 ₫, 8 left"


def test_tiles_fill_the_width_in_their_columns(qtbot: QtBot) -> None:
    grid = TileGrid("Goods")
    QAbstractItemModelTester(grid.tiles)
    _show(qtbot, grid, (800, 600))
    grid.show_tiles([Tile(n, f"Hàng {n}", "1 ₫") for n in range(50)], None)
    for columns in (4, 3):
        grid.set_columns(columns)
        grid.doItemsLayout()
        tops = [grid.visualRect(grid.tiles.index(n)).top() for n in range(columns + 1)]
        assert len(set(tops[:columns])) == 1
        assert tops[columns] > tops[0]


@pytest.mark.parametrize("wide", [456, 380])
def test_two_hundred_lines_keep_the_newest_in_view(qtbot: QtBot, wide: int) -> None:
    view = BillView("Bill")
    QAbstractItemModelTester(view.rows)
    _show(qtbot, view, (wide, 500))
    rows = [BillRow(f"Món {n} tên dài cỡ lớn", "1 ₫/cái", "2", "125.000.000") for n in range(200)]
    for count in (1, 150, 200):
        view.show_rows(rows[:count], count - 1)
        assert view.viewport().rect().contains(view.visualRect(view.rows.index(count - 1)))
    view.show_rows(rows[:3], 0)
    assert view.rows.rowCount() == 3


@pytest.mark.parametrize("wide", [456, 380])
def test_the_parts_of_a_line_do_not_overlap(qtbot: QtBot, wide: int) -> None:
    view = BillView("Bill")
    _show(qtbot, view, (wide, 500))
    view.show_rows([BillRow("Món", "1 ₫/cái", "2", "125.000.000")], 0)
    places = view.places(view.visualRect(view.rows.index(0)))
    parts = [places.number, places.words, places.less, places.count, places.more, places.amount]
    for number, part in enumerate(parts):
        assert not any(part.intersects(other) for other in parts[number + 1 :])
    for pressed in (places.less, places.more):
        assert min(pressed.width(), pressed.height()) >= theme.TARGET
    assert NAME.metrics.horizontalAdvance("125.000.000") <= places.amount.width()


def test_a_drag_along_the_bill_presses_nothing(qtbot: QtBot) -> None:
    view = BillView("Bill")
    _show(qtbot, view, (456, 500))
    view.show_rows([BillRow("Món", "1 ₫/cái", "2", "1")] * 2, 0)
    pressed: list[BillPart] = []
    view.pressed_part.connect(lambda _row, part: pressed.append(part))
    start = view.places(view.visualRect(view.rows.index(0))).more.center()
    end = view.places(view.visualRect(view.rows.index(1))).more.center()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), left, pos=start)
    QTest.mouseRelease(view.viewport(), left, pos=end)
    assert pressed == []
    QTest.mouseClick(view.viewport(), left, pos=end)
    assert pressed == [BillPart.MORE]


def test_tab_goes_round_inside_a_card(qtbot: QtBot) -> None:
    below = KeyButton("Below")
    window = _window(qtbot, below)
    card = QWidget()
    rows = QVBoxLayout(card)
    inside = [KeyButton("One"), KeyButton("Two")]
    for button in inside:
        rows.addWidget(button)
    overlay = Overlay(card, window, name="Card", width=300)
    below.setFocus()
    overlay.open_card()
    seen = []
    for _step in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(spoken_name(focus))
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == ["One", "Two", "One", "Two", "One"]
    overlay.close_card()
    assert below.hasFocus()


def test_a_card_covers_its_window_whatever_its_size(qtbot: QtBot) -> None:
    window = _window(qtbot, KeyButton("Below"))
    overlay = Overlay(KeyButton("In"), window, name="Card", width=960, height=664)
    overlay.open_card()
    for size in ((1366, 768), (1024, 600)):
        window.resize(*size)
        assert overlay.geometry() == window.rect()
        assert overlay.rect().contains(overlay.sheet.geometry())


def test_a_toast_acts_once_and_goes(qtbot: QtBot) -> None:
    toast, done = Toast(), []
    window = _window(qtbot, KeyButton("Below"), toast)
    toast.say("Removed", ("Undo", lambda: done.append(1)))
    _press(window, "Undo")
    toast.act()
    assert (done, toast.isVisible()) == ([1], False)


def test_news_are_told_to_a_screen_reader(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    toast = Toast()
    qtbot.addWidget(toast)
    toast.say("Removed")
    assert [event.message() for event in told] == [spoken_name(toast)] == ["Removed"]


def _window(qtbot: QtBot, *content: QWidget, size: tuple[int, int] = (700, 700)) -> QWidget:
    window = QWidget()
    rows = QVBoxLayout(window)
    rows.setContentsMargins(0, 0, 0, 0)
    for widget in content:
        rows.addWidget(widget)
    _show(qtbot, window, size)
    return window


def _show(qtbot: QtBot, window: QWidget, size: tuple[int, int]) -> None:
    qtbot.addWidget(window)
    window.resize(*size)
    with qtbot.waitActive(window):
        window.show()


def _press(root: QWidget, name: str) -> None:
    """Presses the button of this name, else the one whose name begins so."""
    buttons = {spoken_name(button): button for button in reversed(root.findChildren(KeyButton))}
    found = (
        button for spoken, button in buttons.items() if spoken.lower().startswith(name.lower())
    )
    button = buttons.get(name) or next(found)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
