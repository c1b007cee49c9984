"""The checks themselves: each finds the fault it is for, and none where there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from posdesk.ui import theme
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.notices import label
from tests.ui import checks

Check = Callable[[QWidget], list[str]]


class MuteFocus(KeyButton):
    """Looks the same with focus and without."""

    def hasFocus(self) -> bool:  # noqa: N802 - Qt's name
        return False


def _narrow_button() -> QWidget:
    button = KeyButton("Thanh toán", key="F9")
    button.setFixedWidth(60)
    return button


def _narrow_label() -> QWidget:
    words = label("Một câu dài")
    words.setFixedWidth(40)
    return words


def _low_label() -> QWidget:
    words = label("Một câu dài hơn chỗ có", wrap=True)
    words.setFixedSize(80, 20)
    return words


def _sticking_out() -> QWidget:
    holder = QWidget()
    button = KeyButton("Ngoài", parent=holder)
    button.move(350, 0)
    return holder


def _on_each_other() -> QWidget:
    holder = QWidget()
    KeyButton("Một", parent=holder)
    KeyButton("Hai", parent=holder).move(10, 10)
    return holder


def _low_button() -> QWidget:
    button = KeyButton("Bỏ")
    button.setFixedHeight(40)
    return button


def _thin_rows() -> QWidget:
    rows = QListWidget()
    rows.setAccessibleName("Danh sách")
    rows.addItems(["một", "hai"])
    return rows


def _small_words() -> QWidget:
    words = QLabel("nhỏ")
    small = QFont(theme.FAMILY)
    small.setPixelSize(12)
    words.setFont(small)
    return words


def _pale_words() -> QWidget:
    words = label("nhạt màu")
    words.setStyleSheet("color: #9AA29D")
    return words


def _nameless_icon() -> QWidget:
    return KeyButton("", icon="x")


def _nameless_field() -> QWidget:
    field = QLineEdit()
    field.setMinimumHeight(50)
    return field


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        (checks.cut_texts, _narrow_button),
        (checks.cut_texts, _narrow_label),
        (checks.cut_texts, _low_label),
        (checks.cut_texts, _sticking_out),
        (checks.overlaps, _on_each_other),
        (checks.small_targets, _low_button),
        (checks.small_targets, _thin_rows),
        (checks.small_texts, _small_words),
        (checks.low_contrasts, _pale_words),
        (checks.unnamed, _nameless_icon),
        (checks.unnamed, _nameless_field),
        (checks.invisible_focus, lambda: MuteFocus("Câm")),
    ],
)
def test_finds_the_fault_and_nothing_else(
    qtbot: QtBot, check: Check, fault: Callable[[], QWidget]
) -> None:
    clean = _window(qtbot, KeyButton("Thanh toán", key="F9"), label("Tổng"))
    assert not check(clean)
    planted = _window(qtbot, fault())
    assert len(check(planted)) == 1


def test_type_under_14_px_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="13"):
        theme.font(13)


def test_a_plain_qt_button_is_checked_too(qtbot: QtBot) -> None:
    window = _window(qtbot, QPushButton("Bấm"))
    assert any("small target" in complaint for complaint in checks.complaints(window))


def _window(qtbot: QtBot, *content: QWidget) -> QWidget:
    window = QWidget()
    window.setObjectName("window")
    rows = QVBoxLayout(window)
    for widget in content:
        rows.addWidget(widget)
    window.resize(400, 300)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window
