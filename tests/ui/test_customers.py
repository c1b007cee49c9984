"""Who buys: F4 finds or adds in three keys; Alt+4 puts a sale on the customer's debt."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from posdesk.domain.customer import Customer
from posdesk.runtime.ids import new_id
from posdesk.ui.viewmodels.customers import split_typed
from tests.ui.tills import BARCODES, Till

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


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
