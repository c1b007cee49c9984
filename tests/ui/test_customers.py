"""Who buys: F4 finds or adds in three keys; Alt+4 puts a sale on the customer's debt."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from posdesk.domain.cart import ReturnedLine
from posdesk.domain.customer import Customer
from posdesk.domain.quantity import ONE
from posdesk.runtime.ids import new_id
from posdesk.ui.viewmodels.customers import split_typed
from tests.ui.tills import BARCODES, Till

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def add(till: Till, name: str, phone: str = "", limit: int | None = None) -> Customer:
    """A customer the shop knows."""
    shop = till.screen._shop
    customer = Customer(new_id(), name=name, phone=phone, debt_limit=limit)
    return shop.customers.add(shop.actor, customer)


def owes(till: Till, code: str = "KH001") -> int:
    """What a customer owes now."""
    shop = till.screen._shop
    return shop.customers.account(shop.customers.get(code).id).owes


def f4(till: Till, typed: str) -> None:
    """F4, a name or phone, Enter."""
    till.press(Key.Key_F4)
    till.type(typed)
    till.enter()


@pytest.mark.parametrize("typed", ["lan", "0912345678", "5678", "KH001"])
def test_a_known_customer_is_on_the_bill_in_three_keys(till: Till, typed: str) -> None:
    add(till, "Nguyễn Thị Lan", "0912345678")
    f4(till, typed)

    assert till.card() is None
    assert till.screen.bill.state.customer == "Nguyễn Thị Lan · 09xx xxx 678"


def test_somebody_new_is_added_in_three_keys(till: Till) -> None:
    f4(till, "Bac Bay 0987654321")

    assert till.screen.bill.state.customer == "Bac Bay · 09xx xxx 321"
    shop = till.screen._shop
    assert shop.customers.get("0987654321").name == "Bac Bay"


def test_a_new_customer_can_agree(till: Till) -> None:
    till.press(Key.Key_F4)
    till.type("Bac Bay")
    till.touch("Agrees")
    till.touch("Add")

    shop = till.screen._shop
    assert shop.customers.get("KH001").consent_on == shop.today()


def test_a_wrong_phone_is_told_and_nobody_is_added(till: Till) -> None:
    f4(till, "09123")

    card = till.card()
    assert card is not None
    assert "09123" in card.problem.text()
    shop = till.screen._shop
    assert shop.customers.find("", 5) == ()


def test_a_bill_on_debt_asks_for_the_customer_and_is_owed(till: Till) -> None:
    add(till, "Lan", "0912345678")
    till.scan(BARCODES[1])
    till.settle()
    till.press(Key.Key_F9)
    till.press(Key.Key_4, "4", ALT)
    till.type("lan")
    till.enter()
    till.enter()

    assert till.payment() is None
    assert owes(till) == 35_000
    f4(till, "lan")
    assert "35.000" in till.screen.bill.state.customer


def test_part_in_cash_and_the_rest_on_debt(till: Till) -> None:
    add(till, "Lan")
    f4(till, "lan")
    till.scan(BARCODES[1])
    till.settle()
    till.press(Key.Key_F9)
    till.type("20000")
    till.enter()
    till.press(Key.Key_4, "4", ALT)
    till.enter()

    assert till.payment() is None
    assert owes(till) == 15_000
    done = till.screen.bill.state.done
    assert done is not None
    assert (done.word, done.amount) == ("On debt", "15.000\u00a0₫")


def test_beyond_the_limit_somebody_has_to_say_yes(till: Till) -> None:
    add(till, "Lan", limit=10_000)
    f4(till, "lan")
    till.scan(BARCODES[1])
    till.settle()
    till.press(Key.Key_F9)
    till.press(Key.Key_4, "4", ALT)
    till.enter()
    assert till.card() is not None
    assert owes(till) == 0

    till.enter()
    assert till.payment() is None
    assert owes(till) == 35_000


def test_a_held_bill_keeps_its_customer(till: Till) -> None:
    add(till, "Lan")
    till.scan(BARCODES[1])
    till.settle()
    f4(till, "lan")
    till.press(Key.Key_F6)
    assert till.screen.bill.state.customer == ""
    till.press(Key.Key_F6)
    assert till.screen.bill.state.customer == "Lan"


def test_the_bill_can_be_for_nobody_again(till: Till) -> None:
    add(till, "Lan")
    f4(till, "lan")
    till.press(Key.Key_F4)
    till.touch("Without a customer")

    assert till.screen.bill.state.customer == ""
    assert till.screen.bill.cart.customer_id is None


def test_goods_bought_on_debt_come_back_off_the_debt_of_who_bought_them(till: Till) -> None:
    lan = add(till, "Lan", "0912345678")
    f4(till, "lan")
    till.scan(BARCODES[1])
    till.settle()
    till.press(Key.Key_F9)
    till.press(Key.Key_4, "4", ALT)
    till.enter()
    till.screen.bill.take_back((ReturnedLine("T1-000001", 1, ONE),))
    assert till.screen.bill.cart.customer_id == lan.id
    assert "35.000" in till.screen.bill.state.customer

    till.press(Key.Key_F9)
    payment = till.payment()
    assert payment is not None
    assert payment.state.method == "debt"
    till.enter()
    assert owes(till) == 0


def test_a_tax_invoice_is_for_whom_the_tax_code_says(till: Till) -> None:
    till.scan(BARCODES[1])
    till.settle()
    for last in "89":
        till.press(Key.Key_F4)
        till.press(Key.Key_B, "", CTRL)
        till.type(f"030058856{last}")
        for text in ("Cong ty Mau", "1 Le Loi", "ke.toan@mau.vn"):
            till.press(Key.Key_Tab)
            till.type(text)
        till.enter()
        card = till.card()
        if last == "8":
            assert card is not None
            assert "0300588568" in card.problem.text()
            till.press(Key.Key_Escape)
    assert "Cong ty Mau · 0300588569" in till.screen.bill.state.customer
    till.press(Key.Key_F6)
    till.press(Key.Key_F6)  # held and taken up again, it is still for them
    till.press(Key.Key_F9)
    till.enter()
    assert till.screen.bill.state.customer == ""
    shop = till.screen._shop
    paper = shop.renderer.text(shop.documents.receipt("T1-000001"), 576)
    assert all(words in paper for words in ("0300588569", "Cong ty Mau", "1 Le Loi"))

    till.press(Key.Key_B, "", CTRL)
    till.type("0300588569")
    till.enter()  # known by now: nothing else has to be typed
    buyer = till.screen.bill.parties.buyer
    assert buyer is not None
    assert (buyer.name, buyer.email) == ("Cong ty Mau", "ke.toan@mau.vn")


@pytest.mark.parametrize(
    ("typed", "name", "phone"),
    [
        ("chị Lan 0912345678", "chị Lan", "0912345678"),
        ("+84 912 345 678", "", "0912345678"),
        ("0912 345 678 Lan", "Lan", "0912345678"),
        ("Lan số 5", "Lan số 5", ""),
        ("09123", "", "09123"),
    ],
)
def test_name_and_phone_may_come_in_one_line(typed: str, name: str, phone: str) -> None:
    assert split_typed(typed) == (name, phone)
