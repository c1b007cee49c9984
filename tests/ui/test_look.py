"""Nothing cut off, too small, too pale or without a name: each state, size and language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from posdesk.domain.cart import CartLine
from posdesk.domain.discount import Discount
from posdesk.domain.product import Item, PriceSource
from posdesk.runtime import i18n
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.overlay import Overlay
from tests.services.shops import Counter
from tests.ui import checks
from tests.ui.executors import Immediate
from tests.ui.tills import BARCODES, Key, Till

SIZES = ((1366, 768), (1024, 768), (1280, 720), (1093, 614))
"""The shop's usual screen, a small one, 1920x1080 at 150 %, the usual one at 125 %."""


def stretched(text: str) -> str:
    """A language whose texts are 40 % longer."""
    return text + " " + "o" * max(2, len(text) * 2 // 5 - 1) if text else ""


LANGUAGES: dict[str, Callable[[str], str]] = {
    "vi": i18n.translator("vi"),
    "longer English": stretched,
}


def empty(_till: Till) -> None:
    """Nothing sold yet."""


def filled(till: Till) -> None:
    """Goods, a discount, a note, a held bill."""
    till.scan(BARCODES[2])
    till.press(Key.Key_F6)
    for code in BARCODES:
        till.scan(code)
    till.screen.bill.discount_line(Discount(percent=10_000))
    till.screen.bill.set_note("Gói quà, khách lấy lúc 17 giờ")


def large(till: Till) -> None:
    """Two hundred lines of the dearest goods."""
    name = "Tượng gốm Apsara cao 1,2 m men tro vẽ tay màu xanh"
    items = [Item(None, None, str(n), name, "cái", 1_250_000 + n) for n in range(200)]
    till.fill(CartLine(item, 1_000, item.price, PriceSource.TYPED) for item in items)


def searching(till: Till) -> None:
    till.type("zz")


def letters(till: Till) -> None:
    till.screen.goods_panel.findChild(QWidget)
    till.button(i18n._("Letters on the screen")).click()


def unknown(till: Till) -> None:
    till.scan("8934567890120")
    till.scan("8934567890137")


def unknown_price(till: Till) -> None:
    unknown(till)
    till.enter()


def removed(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_Delete)


def quantity(till: Till) -> None:
    till.scan(BARCODES[0])
    till.screen.cards.quantity(0)


def discount(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)


def note(till: Till) -> None:
    till.screen.cards.note()


def other(till: Till) -> None:
    till.screen.cards.other()


def held(till: Till) -> None:
    for code in BARCODES:
        till.scan(code)
        till.press(Key.Key_F6)
    till.press(Key.Key_F6)


def shift(till: Till) -> None:
    till.screen.cards.shift(lambda: None)


def commands(till: Till) -> None:
    till.press(Key.Key_F1)


def drawer(till: Till) -> None:
    till.press(Key.Key_F12)


def cash(till: Till) -> None:
    filled(till)
    till.press(Key.Key_F9)


def change(till: Till) -> None:
    cash(till)
    till.type("1000000")


def part_paid(till: Till) -> None:
    cash(till)
    till.type("100000")
    till.enter()
    till.scan(BARCODES[0])


def transfer(till: Till) -> None:
    cash(till)
    payment = till.payment()
    assert payment is not None
    payment.tabs.findChildren(QWidget)[1].click()  # type: ignore[attr-defined] # the second tab


def done(till: Till) -> None:
    change(till)
    till.enter()


STATES = (
    empty, filled, large, searching, letters, unknown, unknown_price, removed, quantity, discount,
    note, other, held, shift, commands, drawer, cash, change, part_paid, transfer, done,
)  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The window in a language."""
    words = LANGUAGES[request.param]
    monkeypatch.setattr(i18n, "translator", lambda _language: words)
    return str(request.param)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_each_state_is_whole_in_each_size_and_language(
    qapp: QApplication, counter: Counter, spoken: str, state: Callable[[Till], None]
) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    found: list[str] = []
    till = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    state(till)
    for size in SIZES:
        till.window.resize(*size)
        settle()
        top = shown_card(till) or till.window
        found += [
            f"{size[0]}x{size[1]} {what}" for what in checks.complaints(top, size == SIZES[0])
        ]
        assert (till.window.width(), till.window.height()) == size
    till.close()
    assert found == []


@pytest.mark.parametrize("state", [filled, discount, unknown, part_paid])
def test_the_focus_is_seen_wherever_it_is(till: Till, state: Callable[[Till], None]) -> None:
    state(till)
    settle()
    assert checks.invisible_focus(shown_card(till) or till.window) == []


def shown_card(till: Till) -> QWidget | None:
    """The card over the screen, if one is open."""
    cards = [card for card in till.window.findChildren(Overlay) if card.isVisible()]
    return cards[-1].sheet if cards else None


def settle() -> None:
    """Lets layouts find their places."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
