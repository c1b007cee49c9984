"""The customer's display follows the till and takes nothing from it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel

from posdesk.domain import vietqr
from posdesk.domain.cart import CartLine, ReturnedLine
from posdesk.domain.discount import Discount
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.quantity import ONE
from posdesk.runtime import i18n
from posdesk.ui.screens.display import BillPage, CustomerDisplay, WelcomePage
from posdesk.ui.screens.settings import SettingsScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.display import DisplayState, Scene
from tests.services.shops import Counter
from tests.ui import checks
from tests.ui.desks import found
from tests.ui.past import ALT, CTRL, Key, Past
from tests.ui.test_look import LANGUAGES
from tests.ui.tills import BARCODES

SIZES = ((800, 480), (1024, 600), (1366, 768), (1920, 1080))


@pytest.fixture
def past(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Past]:
    """A till with a bank account and its display, which stands on the same screen."""
    counter.set(
        shop__bank_bin="970436", shop__bank_account="0123456789", shop__bank_holder="NGUYEN THI A"
    )
    made = Past(qapp, counter, tasks, tmp_path)
    made.press(Key.Key_D, modifier=CTRL | Qt.KeyboardModifier.ShiftModifier)
    yield made
    made.close()


def shown(past: Past) -> DisplayState:
    """What the customer sees."""
    display = past.customer.display
    assert display.isVisible()
    return display.state


def reads(display: CustomerDisplay) -> str:
    """All that can be read on the display."""
    return "\n".join(w.text() for w in display.findChildren(QLabel) if w.isVisible())


def test_nobody_is_being_served(past: Past) -> None:
    assert shown(past).scene is Scene.WELCOME
    assert reads(past.customer.display) == "Gốm Bàu Trúc\nWelcome!"


def test_a_new_name_of_the_shop_is_seen_at_once(past: Past) -> None:
    settings = found(past.window, "settings", SettingsScreen)
    past.counter.set(shop__name="Gốm Phù Lãng")
    settings.model.saved.emit(("shop.name",))

    assert shown(past).shop == "Gốm Phù Lãng"


def test_goods_are_shown_to_those_who_wait(past: Past, counter: Counter) -> None:
    """One after the other while nobody is served; at rest while somebody is."""
    for sku, colour in (("GOM-01", "red"), ("GOM-03", "blue")):
        picture = QImage(320, 160, QImage.Format.Format_RGB32)
        picture.fill(QColor(colour))
        path = counter.folder.root / f"{colour}.png"
        assert picture.save(str(path))
        counter.shop.photos.put(counter.actor, counter.goods[sku].id, path)
    posters, display = past.customer.model.posters, past.customer.display
    past.window.settings_changed.emit()
    seen = []
    for _turn in range(2):
        seen.append(reads(display))
        posters.turn()
    assert sorted(seen) == [
        "Gốm Bàu Trúc\nBình gốm men tro 25 cm\n320.000\u00a0₫",
        "Gốm Bàu Trúc\nChén trà men rạn\n35.000\u00a0₫",
    ]
    assert complaints_in_sizes(past) == []

    past.scan(BARCODES[0])
    page = display.pages[Scene.WELCOME]
    assert isinstance(page, WelcomePage)
    page.turns.timeout.emit()
    assert not page.turns.isActive(), "nobody sees it"
    past.till.bill.remove(0)
    counter.set(display__pictures="folder", display__folder=counter.folder.root)
    (counter.folder.root / "a.png").write_bytes(b"no picture")
    past.window.settings_changed.emit()
    posters.turn()
    assert reads(display) == "Gốm Bàu Trúc"
    counter.set(display__pictures="none")
    past.window.settings_changed.emit()
    assert reads(display) == "Gốm Bàu Trúc\nWelcome!"


def complaints_in_sizes(past: Past) -> list[str]:
    found = []
    for size in SIZES:
        past.customer.display.resize(*size)
        past.settle()
        found += [f"{size} {what}" for what in checks.complaints(past.customer.display)]
    return found


def test_the_last_customers_change_is_forgotten(past: Past) -> None:
    past.scan(BARCODES[0])
    past.press(Key.Key_F9)
    past.enter()
    assert shown(past).scene is Scene.THANKS
    past.customer.model.forget()
    past.till.bill.refresh()

    assert shown(past).scene is Scene.WELCOME
    past.scan(BARCODES[1])
    past.press(Key.Key_F9)
    past.enter()
    assert shown(past).scene is Scene.THANKS


def test_each_scan_shows_at_once(past: Past) -> None:
    past.scan(BARCODES[0])
    past.scan(BARCODES[1])

    assert shown(past).scene is Scene.BILL
    assert [row.name for row in shown(past).rows] == ["Bình gốm men tro 25 cm", "Chén trà men rạn"]
    assert reads(past.customer.display) == "Total\n355.000\u00a0₫"


def test_the_code_asks_for_what_is_due_while_it_is_awaited(past: Past) -> None:
    past.scan(BARCODES[0])
    past.press(Key.Key_F9)
    past.press(Key.Key_2, modifier=ALT)
    state, display = shown(past), past.customer.display
    assert state.scene is Scene.TRANSFER
    assert state.transfer is not None
    assert vietqr.read(state.transfer.payload).amount == 320_000
    assert "320.000\u00a0₫\nVietcombank 0123456789\nNGUYEN THI A" in reads(display)

    past.press(Key.Key_1, modifier=ALT)
    assert shown(past).scene is Scene.BILL
    past.press(Key.Key_2, modifier=ALT)
    past.escape()
    assert shown(past).scene is Scene.BILL


def test_thanks_and_the_change_until_the_next_scan(past: Past) -> None:
    past.scan(BARCODES[0])
    past.press(Key.Key_F9)
    past.type("500000")
    past.enter()
    assert shown(past).scene is Scene.THANKS
    assert reads(past.customer.display) == "Thank you!\nYour change\n180.000\u00a0₫"

    past.scan(BARCODES[1])
    assert shown(past).scene is Scene.BILL
    past.press(Key.Key_F9)
    past.press(Key.Key_2, modifier=ALT)
    past.enter()
    assert reads(past.customer.display) == "Thank you!\nPaid\n35.000\u00a0₫"


def test_money_that_goes_back_is_said_so(past: Past, counter: Counter) -> None:
    sale = counter.sell(counter.line("GOM-03", 2))
    past.till.bill.take_back((ReturnedLine(sale.number, 1, ONE),))
    assert reads(past.customer.display) == "You get back\n35.000\u00a0₫"
    past.press(Key.Key_F9)
    past.enter()

    assert reads(past.customer.display) == "Thank you!\nGiven back\n35.000\u00a0₫"


def test_what_is_still_due_stands_large_once_a_part_is_paid(past: Past, counter: Counter) -> None:
    counter.set(cash__rounding_step="1000")
    past.till.bill.refresh()
    past.scan(BARCODES[0])
    past.till.bill.discount_line(Discount(amount=400))
    past.press(Key.Key_F9)
    past.type("100000")
    past.enter()
    page = past.customer.display.pages[Scene.BILL]
    assert isinstance(page, BillPage)

    assert reads(past.customer.display) == "Still to pay\n220.000\u00a0₫"
    assert page.facts.accessibleName().split("\n")[-3:] == [
        "Total 319.600\u00a0₫",
        "Cash rounding 400\u00a0₫",
        "Received 100.000\u00a0₫",
    ]
    past.escape()
    assert reads(past.customer.display) == "Total\n319.600\u00a0₫"


def test_a_discount_of_the_bill_is_seen(past: Past) -> None:
    past.scan(BARCODES[0])
    past.till.bill.discount_bill(Discount(amount=20_000))
    page = past.customer.display.pages[Scene.BILL]
    assert isinstance(page, BillPage)

    assert "Discount −20.000\u00a0₫" in page.facts.accessibleName()
    assert reads(past.customer.display) == "Total\n300.000\u00a0₫"


def test_a_long_name_takes_two_lines(past: Past) -> None:
    """What one line would cut out of its middle can be read."""
    page = past.customer.display.pages[Scene.BILL]
    assert isinstance(page, BillPage)
    pictures = []
    for middle in ("men tro", "men nâu"):
        name = f"Tượng gốm Apsara cao 1,2 m {middle} vẽ tay, xanh ngọc"
        item = Item(None, None, "1", name, "cái", 3_000_000)
        past.till.bill.add(CartLine(item, ONE, item.price, PriceSource.TYPED))
        pictures.append(page.lines.grab().toImage())
        past.till.bill.remove(0)

    assert pictures[0] != pictures[1]


def test_it_takes_neither_focus_nor_scans(past: Past) -> None:
    search = past.till.goods_panel.search
    search.setFocus()
    past.customer.toggle()
    past.customer.toggle()
    past.scan(BARCODES[0])

    assert past.customer.display.isVisible()
    assert QApplication.focusWidget() is search
    assert past.customer.display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert len(past.lines) == 1


def test_the_command_shows_and_hides_it(past: Past) -> None:
    past.press(Key.Key_D, modifier=CTRL | Qt.KeyboardModifier.ShiftModifier)

    assert not past.customer.display.isVisible()


def test_the_newest_lines_are_seen(past: Past) -> None:
    page = past.customer.display.pages[Scene.BILL]
    assert isinstance(page, BillPage)
    many(past)
    first = page.lines.grab().toImage()
    past.till.bill.remove(39)

    assert page.lines.grab().toImage() != first


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_whole_in_each_size_and_language(
    qapp: QApplication,
    counter: Counter,
    tasks: Tasks,
    tmp_path: Path,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(i18n, "translator", lambda _language: LANGUAGES[language])
    counter.set(shop__bank_bin="970436", shop__bank_account="1234567890123456789")
    past, found = Past(qapp, counter, tasks, tmp_path), []
    past.customer.toggle()
    for scene in (welcome, many, awaited, thanked):
        scene(past)
        for size in SIZES:
            past.customer.display.resize(*size)
            past.settle()
            complaints = checks.complaints(past.customer.display)
            found += [f"{scene.__name__} {size[0]} {what}" for what in complaints]
    past.close()
    assert found == []


def welcome(_past: Past) -> None:
    """Nobody is being served."""


def many(past: Past) -> None:
    """Forty lines of the dearest goods."""
    name = "Tượng gốm Apsara cao 1,2 m men tro vẽ tay màu xanh"
    for number in range(40):
        item = Item(None, None, str(number), name, "cái", 3_000_000 + number)
        past.till.bill.add(CartLine(item, ONE, item.price, PriceSource.TYPED))


def awaited(past: Past) -> None:
    past.press(Key.Key_F9)
    past.press(Key.Key_2, modifier=ALT)


def thanked(past: Past) -> None:
    past.enter()


TWO_SCREENS = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from posdesk.ui.tasks import Tasks
from tests.services.shops import open_counter
from tests.ui.executors import Immediate
from tests.ui.past import Past

app = QApplication(["posdesk"])
counter = open_counter(Path(sys.argv[1]) / "shop")
past = Past(app, counter, Tasks(Immediate(), Immediate()), Path(sys.argv[1]))
display = past.customer.display
print(len(app.screens()), display.isVisible(), display.isFullScreen(),
    display.screen() is not past.window.screen(), past.window.isActiveWindow())
past.close()
"""
"""What a till with two screens does by itself."""

SCREENS = """
{"screens": [
    {"name": "till", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96,
     "logicalBaseDpi": 96, "dpr": 1},
    {"name": "customer", "x": 1366, "y": 0, "width": 1024, "height": 600, "logicalDpi": 96,
     "logicalBaseDpi": 96, "dpr": 1}
]}
"""


def test_a_second_screen_is_the_customers(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    config.write_text(SCREENS)
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    done = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.stdout.split() == ["2", "True", "True", "True", "True"], done.stderr
