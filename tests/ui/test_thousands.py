"""200 typed for 200.000: put right by one press, and asked about before it counts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from posdesk.ui import theme
from posdesk.ui.viewmodels.typed import thousands_meant
from posdesk.ui.widgets.fields import MoneyEdit
from posdesk.ui.widgets.thousands import ThousandsOffer, beneath

NBSP = "\u00a0"


class Asked:
    """An amount field with its offer, as a card shows them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._card = QWidget()
        self.field = MoneyEdit("Amount")
        self.offer: ThousandsOffer = beneath(self.field)
        rows = QVBoxLayout(self._card)
        rows.addWidget(self.field)
        rows.addWidget(self.offer)
        qtbot.addWidget(self._card)
        self._card.show()
        self.field.setFocus()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.field, text)

    def enter(self) -> bool:
        """Whether Enter has to wait."""
        return self.offer.asks(self.field.amount())

    def shown(self) -> dict[str, QAbstractButton]:
        buttons = self._card.findChildren(QAbstractButton)
        return {button.accessibleName(): button for button in buttons if button.isVisible()}

    def press(self, name: str) -> None:
        QTest.mouseClick(self.shown()[name], Qt.MouseButton.LeftButton)


@pytest.fixture
def asked(qtbot: QtBot) -> Asked:
    return Asked(qtbot)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(-5, None), (0, None), (1, 1_000), (200, 200_000), (999, 999_000), (1_000, None)],
)
def test_less_than_a_thousand_is_meant_in_thousands(typed: int, meant: int | None) -> None:
    assert thousands_meant(typed) == meant


def test_one_press_makes_thousands_of_it(asked: Asked) -> None:
    told: list[object] = []
    asked.field.edited.connect(told.append)
    asked.type("200")
    [(name, button)] = asked.shown().items()
    assert name == f"You mean 200.000{NBSP}₫?"
    assert button.height() >= theme.TARGET
    asked.press(name)
    assert (asked.field.amount(), told[-1]) == (200_000, 200_000)
    assert asked.shown() == {}
    assert not asked.enter()


def test_k_is_its_key(asked: Asked) -> None:
    asked.type("200k")
    assert asked.field.amount() == 200_000
    assert asked.shown() == {}


def test_enter_asks_first_and_a_second_enter_only_puts_it_right(asked: Asked) -> None:
    asked.type("35")
    assert asked.enter()
    assert asked.field.amount() == 35
    assert set(asked.shown()) == {f"Make it 35.000{NBSP}₫", f"Keep 35{NBSP}₫"}
    assert asked.enter()
    assert asked.field.amount() == 35_000
    assert not asked.enter()


def test_what_is_kept_is_not_asked_about_again(asked: Asked) -> None:
    asked.type("500")
    asked.enter()
    asked.press(f"Keep 500{NBSP}₫")
    assert asked.shown() == {}
    assert not asked.enter()
    assert asked.field.amount() == 500


def test_another_amount_is_asked_about_anew(asked: Asked) -> None:
    asked.type("500")
    asked.enter()
    asked.press(f"Keep 500{NBSP}₫")
    QTest.keyClick(asked.field, Qt.Key.Key_Backspace)
    assert asked.enter()


@pytest.mark.parametrize("typed", ["", "0", "1000", "125000000000"])
def test_amounts_that_can_be_right_go_on_at_once(asked: Asked, typed: str) -> None:
    asked.type(typed)
    assert asked.shown() == {}
    assert not asked.enter()


def test_its_place_is_kept_so_that_nothing_jumps_while_one_types(asked: Asked) -> None:
    before = asked.offer.height()
    asked.type("2")
    assert asked.offer.height() == before
    asked.type("000")
    assert asked.offer.height() == before
