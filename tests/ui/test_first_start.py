"""The first start: five questions by keys, each may be left for later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from posdesk.ui.application import build
from posdesk.ui.screens.bank_card import BankCard
from posdesk.ui.screens.printer_card import PrinterCard
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.sheet import ChoiceSheet, TextSheet
from posdesk.ui.widgets.waiting import WaitCard
from tests.services.shops import Counter, new_counter
from tests.ui import checks
from tests.ui.executors import Held, Immediate
from tests.ui.hands import Hands
from tests.ui.test_look import SIZES, settle
from tests.ui.tills import Key


class Beginner:
    """Somebody at a new shop's window."""

    def __init__(self, app: QApplication, counter: Counter, tasks: Tasks) -> None:
        self._app = app
        self.window = build(app, counter.shop, tasks, counter.clock, first_start=True)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.hands = Hands()
        QCoreApplication.processEvents()

    def card(self) -> object:
        cards = [card for card in self.window.findChildren(Overlay) if card.isVisible()]
        return cards[-1] if cards else None

    def type(self, text: str) -> None:
        self.hands.type(text, gap=60)
        self.window.scanner.settle()

    def press(self, key: Key, text: str = "") -> None:
        self.hands.strike(key, text, after=500)
        self.window.scanner.settle()

    def asked(self) -> list[str]:
        """The question, on the card."""
        card = self.card()
        return [card.accessibleName()] if isinstance(card, QWidget) else []

    def close(self) -> None:
        self._app.removeEventFilter(self.window.scanner)
        self._app.removeEventFilter(self.window.keys)
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def new_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = new_counter(tmp_path / "shop")
    yield made
    assert made.broken() == []
    made.store.close()


@pytest.fixture
def beginner(qapp: QApplication, new_shop: Counter, tasks: Tasks) -> Iterator[Beginner]:
    made = Beginner(qapp, new_shop, tasks)
    yield made
    made.close()


def test_all_five_are_answered_by_keys(beginner: Beginner, new_shop: Counter) -> None:
    beginner.type("lo gom")
    beginner.press(Key.Key_Return, "\r")
    assert isinstance(beginner.card(), BankCard)
    beginner.type("vietcom")
    beginner.press(Key.Key_Return, "\r")
    beginner.type("0123456789")
    beginner.press(Key.Key_Return, "\r")
    printer = beginner.card()
    assert isinstance(printer, ChoiceSheet)
    later = [b for b in printer.findChildren(KeyButton) if b.label.startswith("Later")]
    assert len(later) == 1
    beginner.press(Key.Key_1, "1")
    assert isinstance(beginner.card(), PrinterCard)
    beginner.press(Key.Key_Escape)
    beginner.press(Key.Key_2, "2")
    assert isinstance(beginner.card(), TextSheet)
    beginner.type("hanh")
    beginner.press(Key.Key_Return, "\r")

    assert beginner.card() is None
    settings = new_shop.shop.settings.all()
    told = [settings[key] for key in ("shop.name", "shop.bank_bin", "shop.bank_account")]
    assert told == ["lo gom", "970436", "0123456789"]
    with new_shop.store.read() as reader:
        assert reader.owner().name == "hanh"
    assert new_shop.shop.catalogue.coded("2000000000039") is not None


def test_all_five_may_be_left_for_later(beginner: Beginner, new_shop: Counter) -> None:
    before = new_shop.shop.settings.all()
    seen = []
    for _question in range(5):
        seen += beginner.asked()
        beginner.press(Key.Key_Escape)
    assert len(set(seen)) == 5
    assert beginner.card() is None
    assert new_shop.shop.settings.all() == before
    assert new_shop.shop.catalogue.tiles(None, 10) == ()


def test_a_name_that_cannot_be_is_asked_again(beginner: Beginner) -> None:
    first = beginner.card()
    assert isinstance(first, TextSheet)
    first.field.setText("a" * 80)
    beginner.press(Key.Key_Return, "\r")
    assert beginner.card() is first
    assert first.problem.isVisible()


def test_every_card_is_whole_in_each_size(beginner: Beginner) -> None:
    found: list[str] = []
    for _question in range(5):
        card = beginner.card()
        assert isinstance(card, Overlay)
        for size in SIZES:
            beginner.window.resize(*size)
            settle()
            found += [f"{size} {what}" for what in checks.complaints(card.sheet)]
        beginner.press(Key.Key_Escape)
    assert found == []


def test_nobody_sells_while_the_sample_shop_is_made(qapp: QApplication, new_shop: Counter) -> None:
    """Neither a key nor the mouse ends the card; once the goods are there it goes by itself."""
    writer = Held()
    beginner = Beginner(qapp, new_shop, Tasks(writer, Immediate()))
    for key in (Key.Key_Escape, Key.Key_Escape, Key.Key_Escape):
        beginner.press(key)
    beginner.press(Key.Key_2, "2")
    beginner.press(Key.Key_Escape)
    card = beginner.card()
    assert isinstance(card, WaitCard)
    for key in (Key.Key_Escape, Key.Key_Return, Key.Key_F9):
        beginner.press(key)
    assert beginner.card() is card
    assert checks.complaints(card.sheet) == []

    writer.release()
    assert beginner.card() is None
    assert new_shop.shop.catalogue.coded("2000000000039") is not None
    beginner.close()
