"""Slips of the hand at the till: nothing wrong gets on the bill, nothing is left off it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from posdesk.domain.money import format_dong
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter
from tests.ui.executors import Held, Immediate
from tests.ui.tills import BARCODES, Key, Till

NEW = "8934567890120"


def test_a_new_code_keeps_its_times_and_is_not_left_off_the_payment(till: Till) -> None:
    till.scan(BARCODES[0])
    till.type("3*")
    till.scan(NEW)
    till.screen.goods_panel.search.setFocus()
    till.press(Key.Key_F9)
    assert till.payment() is None
    assert NEW in till.window.toast.words
    till.type("Nuoc mam")  # the form has the focus again
    till.enter()
    till.type("42k")
    till.enter()
    assert till.lines == [("Bình gốm men tro 25 cm", "1"), ("Nuoc mam", "3")]


@pytest.mark.parametrize("slip", ["2", "2,5", "3*25", ";;"])
def test_a_number_names_no_goods_until_one_is_marked(till: Till, slip: str) -> None:
    till.type(slip)
    till.enter()
    assert till.lines == []
    assert till.screen.goods.state.tiles
    till.type("10001")
    till.enter()
    assert till.card() is not None  # the code of weighed goods asks for the weight


def test_what_was_scanned_while_one_customer_paid_is_not_offered_to_the_next(till: Till) -> None:
    kept = till.screen.goods_panel.kept
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.scan(BARCODES[1])
    till.press(Key.Key_Escape)
    till.scan(BARCODES[2])  # the same bill goes on
    assert "Chén trà men rạn" in kept.accessibleName()
    till.press(Key.Key_F9)
    till.enter()
    assert kept.isVisible()
    till.scan(BARCODES[2])
    assert not kept.isVisible()
    assert till.lines == [("Quế Trà Bồng 100 g", "1")]


def test_a_sale_that_was_cancelled_does_not_stand_as_paid(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.enter()
    assert till.screen.bill.state.done is not None
    till.window.open_screen("receipts")
    till.press(Key.Key_D, "", Qt.KeyboardModifier.ControlModifier)
    till.touch("Pressed by mistake")
    till.touch("Cancel the sale")
    till.window.open_screen("till")
    assert till.screen.bill.state.done is None


def test_money_of_a_bill_without_goods_is_given_back(till: Till) -> None:
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    till.type("4000")
    till.enter()
    till.press(Key.Key_Escape)
    till.press(Key.Key_Delete)
    till.press(Key.Key_F9)
    payment = till.payment()
    assert payment is not None
    assert payment.main.label == f"Give {format_dong(4_000)} back"
    till.enter()
    assert till.payment() is None
    assert till.screen.bill.state.blank


def test_keys_with_alt_type_nothing_and_all_of_an_amount_is_marked(till: Till) -> None:
    till.press(Key.Key_7, "7", Qt.KeyboardModifier.AltModifier)
    assert till.screen.goods_panel.search.text() == ""
    till.scan(BARCODES[0])
    till.press(Key.Key_F9)
    payment = till.payment()
    assert payment is not None
    till.type("500000")
    till.press(Key.Key_A, "", Qt.KeyboardModifier.ControlModifier)
    till.press(Key.Key_Backspace)
    assert payment.state.typed is None
    till.type("400000")
    till.press(Key.Key_A, "", Qt.KeyboardModifier.ControlModifier)
    till.type("5")
    assert payment.state.typed == 5


def test_goods_come_back_after_a_search_whatever_it_found(
    qapp: QApplication, counter: Counter
) -> None:
    held = Held()
    till = Till(qapp, counter, Tasks(Immediate(), held))
    held.release()
    whole = till.screen.goods.state.tiles
    till.screen.goods.search("khong co gi")
    held.release()
    assert till.screen.goods.state.tiles == ()
    till.screen.goods.enter()
    held.release()
    assert till.screen.goods.state.tiles == whole
    till.screen.goods.search("que tra")
    till.screen.goods.enter()  # before its hits are there
    held.release()
    till.close()
    assert till.lines == [("Quế Trà Bồng 100 g", "1")]
    assert till.screen.goods.state.tiles == whole
