"""Customers: found in few keys, kept in one form, changed, archived, erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from posdesk.domain.access import Right
from posdesk.domain.cart import Cart
from posdesk.domain.customer import Customer, InvoiceBuyer
from posdesk.domain.errors import Refused
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import Bill
from tests.services.shops import Counter, cart_of, offers_of


def added(counter: Counter, name: str = "", phone: str = "", address: str = "") -> Customer:
    """A new customer of the shop."""
    customer = Customer(new_id(), name=name, phone=phone, address=address)
    return counter.shop.customers.add(counter.actor, customer)


def names(counter: Counter, text: str) -> list[str]:
    """Who is found."""
    return [row.customer.name for row in counter.shop.customers.find(text, 10)]


@pytest.fixture
def village(counter: Counter) -> Counter:
    """A shop with four customers."""
    added(counter, "Nguyễn Thị Lan", "+84 912 345 678")
    added(counter, "Lan Anh", "0987654321")
    added(counter, "Đàng Thị Hoà", "0353111222", address="Mỹ Nghiệp")
    added(counter, "Bác Bảy xe ôm")
    return counter


def test_a_customer_is_found_by_name_without_tone_marks(village: Counter) -> None:
    assert names(village, "dang thi hoa") == ["Đàng Thị Hoà"]
    assert names(village, "hoà") == names(village, "HOA") == ["Đàng Thị Hoà"]
    assert names(village, "bay xe") == ["Bác Bảy xe ôm"]
    assert names(village, "khong co ai") == []


def test_the_given_name_the_last_word_comes_first(village: Counter) -> None:
    assert names(village, "lan") == ["Nguyễn Thị Lan", "Lan Anh"]


@pytest.mark.parametrize("typed", ["0912345678", "+84912345678", "0912 345 678", "345 678", "678"])
def test_a_customer_is_found_by_the_phone_and_by_a_part_of_it(village: Counter, typed: str) -> None:
    assert names(village, typed) == ["Nguyễn Thị Lan"]


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "\\", "100%"])
def test_no_sign_finds_everybody(village: Counter, typed: str) -> None:
    assert names(village, typed) in ([], names(village, ""))
    assert names(village, f"lan {typed} zz") == []


def test_each_gets_a_code_that_finds_them(village: Counter) -> None:
    codes = [row.customer.code for row in village.shop.customers.find("", 10)]

    assert sorted(codes) == ["KH001", "KH002", "KH003", "KH004"]
    assert village.shop.customers.get("kh002").name == "Lan Anh"
    assert village.shop.customers.get("+84 987 654 321").code == "KH002"
    with pytest.raises(Refused) as refusal:
        village.shop.customers.get("KH099")
    assert refusal.value.code == "unknown_customer"


def test_a_phone_belongs_to_one_customer(village: Counter) -> None:
    with pytest.raises(Refused) as refusal:
        added(village, "Ai đó", "0912345678")
    assert refusal.value.code == "phone_taken"
    assert refusal.value.params["name"] == "Nguyễn Thị Lan"
    assert len(village.shop.customers.find("", 10)) == 4


def test_one_without_name_and_phone_is_refused(counter: Counter) -> None:
    with pytest.raises(Refused) as refusal:
        added(counter, "  ")
    assert refusal.value.code == "customer_name_needed"
    with pytest.raises(Refused):
        added(counter, "Lan", "091")
    assert counter.shop.customers.find("", 10) == ()


def test_all_of_a_customer_is_kept(counter: Counter) -> None:
    lan = Customer(
        id=new_id(),
        name="Lan",
        phone="0912345678",
        address="Phan Rang",
        note="mua sỉ",
        debt_limit=500_000,
        consent_on=date(2026, 11, 22),
    )
    kept = counter.shop.customers.add(counter.actor, lan)

    assert kept == replace(lan, code="KH001")
    assert counter.shop.customers.get("0912345678") == kept


def test_a_change_over_anothers_is_refused(village: Counter) -> None:
    lan = village.shop.customers.get("KH001")
    changed = village.shop.customers.change(village.actor, replace(lan, note="quen"))

    assert (changed.code, changed.note) == ("KH001", "quen")
    with pytest.raises(Refused) as refusal:
        village.shop.customers.change(village.actor, replace(lan, note="lạ"))
    assert refusal.value.code == "customer_changed"
    assert village.shop.customers.get("KH001").note == "quen"


def test_an_archived_customer_is_out_of_the_way_but_not_lost(village: Counter) -> None:
    bay = village.shop.customers.get("KH004")
    village.shop.customers.change(village.actor, replace(bay, archived=True))

    assert names(village, "bay") == []
    assert len(village.shop.customers.find("bay", 10, archived=True)) == 1


def test_rights_are_asked_for(village: Counter) -> None:
    cashier = replace(village.actor, rights=frozenset({Right.RETURN}))
    lan = village.shop.customers.get("KH001")
    for call in (
        lambda: village.shop.customers.add(cashier, Customer(new_id(), name="X")),
        lambda: village.shop.customers.change(cashier, lan),
        lambda: village.shop.customers.erase(cashier, lan.id),
        lambda: village.shop.debts.correct(cashier, lan.id, 1_000, "thử"),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == "not_allowed"


def test_an_erased_person_is_in_no_byte_of_the_file_and_the_chain_holds(
    village: Counter,
) -> None:
    village.add("BAT", 35_000)
    lan = village.shop.customers.get("KH001")
    village.sell(Cart((village.line("BAT"),), customer_id=lan.id))
    village.shop.customers.erase(village.actor, lan.id)

    assert names(village, "lan") == ["Lan Anh"]
    left = village.shop.customers.get("KH001")
    assert left.erased
    assert (left.name, left.phone, left.address, left.note) == ("", "", "", "")
    sold = village.shop.receipts.find("KH001", 5)
    assert [row.total for row in sold] == [35_000]
    assert village.done()["customer_erased"] == 1
    village.store.rest()
    content = village.folder.database.read_bytes()
    assert "Nguyễn Thị Lan".encode() not in content
    assert b"0912345678" not in content
    assert village.broken() == []


def test_who_owes_is_not_erased_and_not_archived(village: Counter) -> None:
    lan = village.shop.customers.get("KH001")
    village.shop.debts.open_debt(village.actor, lan.id, 50_000)

    for call in (
        lambda: village.shop.customers.erase(village.actor, lan.id),
        lambda: village.shop.customers.change(village.actor, replace(lan, archived=True)),
    ):
        with pytest.raises(Refused) as refusal:
            call()
        assert (refusal.value.code, refusal.value.params["owed"]) == ("customer_owes", 50_000)
    assert village.shop.customers.get("KH001").name == "Nguyễn Thị Lan"


def test_a_stranger_cannot_owe(village: Counter) -> None:
    village.add("BAT", 35_000)
    for customer_id in (None, new_id(), village.actor.id):
        with pytest.raises(Refused) as refusal:
            _on_debt(village, customer_id)
        assert refusal.value.code in {"debt_needs_customer", "unknown_customer"}
    assert village.totals().receipts == 0


def _on_debt(counter: Counter, customer_id: UUID | None) -> None:
    cart = Cart((counter.line("BAT"),), customer_id=customer_id)
    counter.shop.checkout.post(counter.actor, Bill(cart, offers_of("debt")))


def company(**changes: str) -> InvoiceBuyer:
    """Whom an invoice is for."""
    buyer = InvoiceBuyer(new_id(), "0300588569", "Công ty Mẫu", "1 Lê Lợi", "ke.toan@mau.vn")
    return replace(buyer, **changes)  # type: ignore[arg-type] # texts of the buyer


def test_a_buyer_is_kept_with_the_sale_and_known_by_the_tax_code(village: Counter) -> None:
    village.add("BAT", 35_000)
    kept = village.shop.customers.keep_buyer(village.actor, company())
    assert village.shop.customers.keep_buyer(village.actor, company()).id == kept.id
    sale = village.sell(replace(cart_of(village.line("BAT")), buyer_id=kept.id))
    moved = village.shop.customers.keep_buyer(village.actor, company(address="2 Lê Lợi"))

    assert village.shop.customers.buyer("0300588569") == moved
    paper = village.paper(sale.number)
    assert all(words in paper for words in ("0300588569", "Công ty Mẫu", "1 Lê Lợi"))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"tax_code": "0300588568"}, "bad_tax_code"),
        ({"name": " "}, "buyer_name_needed"),
        ({"email": "ke.toan"}, "bad_email"),
    ],
)
def test_a_buyer_no_invoice_can_be_made_for_is_refused(
    counter: Counter, wrong: dict[str, str], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        counter.shop.customers.keep_buyer(counter.actor, company(**wrong))
    assert refusal.value.code == code
    assert counter.shop.customers.buyer("0300588569") is None
