"""The bill at the real window: prices, figures, what was paid, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from posdesk.domain.money import format_dong
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale
from posdesk.runtime.sentences import sentence
from posdesk.ui.screens.price import PriceSheet
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.bill import BillPart
from tests.services.shops import Counter, back
from tests.ui.executors import Immediate
from tests.ui.tills import BARCODES, Key, Till

CTRL = Qt.KeyboardModifier.ControlModifier
VASE, CUP = "Bình gốm men tro 25 cm", "Chén trà men rạn"


def sold(counter: Counter, number: str = "T1-000001") -> Sale:
    """A posted sale."""
    with counter.store.read() as reader:
        sale = reader.sale_by_number(number)
    assert sale is not None
    return sale


def details(till: Till) -> list[str]:
    """What stands beneath the names."""
    return [row.detail for row in till.screen.bill.state.rows]


def reads(till: Till, words: str) -> bool:
    """Whether words are to be read on the card on top, or on the window."""
    top = till.card() or till.window
    return any(words in label.text() for label in top.findChildren(QLabel) if label.isVisible())


# --- another price


def change_price(till: Till, typed: str) -> None:
    """By keys alone."""
    till.press(Key.Key_G, modifier=CTRL)
    till.type(typed)
    till.enter()


def test_a_price_is_changed_by_keys_and_counted(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    till.scan(BARCODES[1])
    change_price(till, "30k")
    assert till.card() is None
    assert details(till)[1] == f"{format_dong(30_000)}/cái · was {format_dong(35_000)}"
    till.press(Key.Key_F9)
    till.enter()
    [vase, cup] = sold(counter).priced.lines
    assert (vase.price, cup.price, cup.item.price) == (320_000, 30_000, 35_000)
    assert counter.done() == {"price_override": 1}


def test_a_price_is_changed_by_touch_and_taken_back(till: Till) -> None:
    till.scan(BARCODES[1])
    till.touch_line(1, BillPart.PRICE)
    for digits in ("2", "5", "000"):
        till.touch(digits)
    till.touch("Set the price")
    assert till.screen.bill.state.due == 25_000
    till.touch("Undo")
    assert till.screen.bill.state.due == 35_000
    assert details(till) == [f"{format_dong(35_000)}/cái"]


def test_the_usual_price_typed_again_is_no_change(till: Till, counter: Counter) -> None:
    till.scan(BARCODES[0])
    change_price(till, "300k")
    change_price(till, "320k")
    assert details(till) == [f"{format_dong(320_000)}/cái"]
    till.press(Key.Key_F9)
    till.enter()
    assert counter.done() == {}


def test_a_changed_price_outlives_a_crash(qapp: QApplication, counter: Counter) -> None:
    first = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    first.scan(BARCODES[0])
    change_price(first, "300k")
    shown = details(first)
    first.close()
    second = Till(qapp, counter, Tasks(Immediate(), Immediate()))
    assert details(second) == shown
    second.press(Key.Key_F9)
    second.enter()
    assert counter.done() == {"price_override": 1}
    second.close()


def test_a_price_of_nothing_is_refused_on_its_card(till: Till) -> None:
    till.scan(BARCODES[0])
    change_price(till, "0")
    assert reads(till, sentence("zero_price", {}))
    assert till.screen.bill.state.due == 320_000


def test_no_price_typed_is_asked_for(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_G, modifier=CTRL)
    till.press(Key.Key_Backspace)
    till.enter()
    assert reads(till, "What does it cost?")
    assert isinstance(till.card(), PriceSheet)


def test_a_price_under_a_discount_that_is_larger_is_refused(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F7)
    till.touch("₫")
    till.type("100k")
    till.enter()
    change_price(till, "90k")
    assert reads(till, sentence("discount_too_large", {}))


def test_goods_that_come_back_keep_their_price(till: Till, counter: Counter) -> None:
    sale = counter.sell(counter.line("GOM-01"))
    counter.clock.go_on(minutes=1)
    till.screen.bill.take_back((back(sale, 1, ONE),))
    till.press(Key.Key_G, modifier=CTRL)
    assert till.card() is None
    assert till.window.toast.words == "Goods come back at the price they were sold at."
    till.touch_line(1, BillPart.PRICE)
    assert till.card() is None


def test_the_arrows_on_the_lines_choose_what_is_removed(till: Till) -> None:
    for code in BARCODES:
        till.scan(code)
    till.screen.bill_panel.lines.setFocus()
    till.press(Key.Key_Up)
    till.press(Key.Key_Up)
    till.press(Key.Key_Delete)
    assert [name for name, _count in till.lines] == [CUP, "Quế Trà Bồng 100 g"]
