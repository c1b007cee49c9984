"""Receipts found again, and what can still be done about one."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import pytest

from posdesk.domain.cart import CartLine
from posdesk.domain.errors import Refused
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import Bill
from posdesk.storage import receipts
from tests.services.shops import Counter, back, cart_of, offers_of


class Finds(Protocol):
    """The numbers of the receipts that match, without the series and the zeros."""

    def __call__(self, text: str, limit: int = 20) -> list[int]: ...


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """A potter's shop."""
    counter.add("BAT", 35_000, name="Bát gốm men lam", barcode="2000000000039")
    counter.add("TOI", 180_000, name="Tỏi đen Lý Sơn 250 g")
    counter.add("LO", 99_000, name="Lọ hoa Đông Hồ 100%")
    return counter


@pytest.fixture
def finds(shop: Counter) -> Finds:
    """Searches the receipts of the shop."""

    def find(text: str, limit: int = 20) -> list[int]:
        return [int(row.number[3:]) for row in shop.shop.receipts.find(text, limit)]

    return find


def other_goods(name: str) -> CartLine:
    """Goods in no list."""
    return CartLine(Item(None, None, "", name, "cái", 5_000), ONE, 5_000, PriceSource.TYPED)


def test_the_newest_come_first_page_by_page(shop: Counter, finds: Finds) -> None:
    for _ in range(5):
        shop.sell(shop.line("BAT"))
    first = shop.shop.receipts.find("", 2)
    second = shop.shop.receipts.find("", 2, first[-1].id)
    third = shop.shop.receipts.find("", 2, second[-1].id)

    assert finds("") == [5, 4, 3, 2, 1]
    assert [row.number[-1] for row in (*first, *second, *third)] == ["5", "4", "3", "2", "1"]
    assert shop.shop.receipts.find("", 2, third[-1].id) == ()


def test_pages_of_a_search_do_not_overlap(shop: Counter) -> None:
    for sku in ("BAT", "LO", "BAT", "LO", "BAT"):
        shop.sell(shop.line(sku))
    first = shop.shop.receipts.find("bat gom", 2)
    rest = shop.shop.receipts.find("bat gom", 2, first[-1].id)

    assert [row.number[-1] for row in (*first, *rest)] == ["5", "3", "1"]


def test_by_number_whole_or_its_end(shop: Counter, finds: Finds) -> None:
    for _ in range(12):
        shop.sell(shop.line("BAT"))

    assert finds("T1-000002") == finds("t1-000002") == [2]
    assert finds("000002") == [2]
    assert finds("12") == finds("012") == [12]
    assert finds("2") == [12, 2]
    assert finds("T1") == finds("t1-") == [*range(12, 0, -1)]
    assert finds("1-00001") == [12, 11, 10]


@pytest.mark.parametrize("few", [receipts.FEW, 0])
def test_by_goods_in_words_without_marks_in_any_order(
    shop: Counter, finds: Finds, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many goods the words match: few are asked of an index, many looked for."""
    monkeypatch.setattr(receipts, "FEW", few)
    shop.sell(shop.line("BAT"))
    shop.sell(shop.line("TOI"))
    shop.sell(shop.line("LO"), shop.line("TOI"))

    assert finds("toi den") == finds("Tỏi đen") == finds("son ly toi") == [3, 2]
    assert finds("dong ho") == [3]
    assert finds("gốm") == [1]
    assert finds("2000000000039") == finds("bat") == [1]
    assert finds("binh gom") == []


def test_signs_of_a_search_language_are_letters(shop: Counter, finds: Finds) -> None:
    shop.sell(shop.line("BAT"))

    for text in ("%", "_", "T1-00000_", '"', "*", "bat OR", "\\", "' OR 1=1 --", "100%"):
        assert finds(text) == [], text


def test_goods_in_no_list_by_any_part_of_their_name(shop: Counter, finds: Finds) -> None:
    shop.sell(other_goods("Giỏ mây đan tay"))
    shop.sell(other_goods("Đũa tre"))

    assert finds("gio may") == finds("mây đan") == [1]
    assert finds("dua") == [2]


def test_by_amount_as_people_write_it(shop: Counter, finds: Finds) -> None:
    sale = shop.sell(shop.line("BAT", 3))
    shop.sell(shop.line("LO"))
    shop.give_back(sale, (1, 3 * ONE))

    assert finds("105000") == finds("105.000") == finds("105k") == finds("105.000đ") == [3, 1]


def test_by_the_day_as_the_receipt_shows_it(shop: Counter, finds: Finds) -> None:
    """22/11/2026, the next day, and the same day of the next year; goods that look like a day."""
    for days in (0, 1, 364):
        shop.clock.go_on(days=days)
        shop.sell(shop.line("BAT"))
    shop.clock.go_on(days=40)
    shop.sell(other_goods("Kẹp 22/11"))

    assert finds("22/11") == [3, 1]
    assert finds("22/11/2026") == finds("22/11/26") == [1]
    assert finds("23/11") == finds("23/11/2026") == [2]
    assert finds("1/1") == finds("01/01/2028") == [4]
    assert finds("24/11") == []
    assert finds("32/11") == finds("22/13") == []

    shop.clock.go_on(days=-500)
    shop.sell(shop.line("BAT"))
    day = f"{shop.clock.today():%d/%m/%Y}"
    assert finds(day) == [5], "its shift was opened later than it was sold"


def test_by_the_code_of_a_transfer_even_inside_a_banks_text(shop: Counter, finds: Finds) -> None:
    shop.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    asked = shop.shop.transfers.ask(shop.actor, new_id(), 35_000)
    offers = (replace(offers_of("transfer")[0], transfer_id=asked.id),)
    shop.shop.checkout.post(shop.actor, Bill(cart_of(shop.line("BAT")), offers))
    shop.sell(shop.line("BAT"), offers="transfer")

    assert finds(asked.code) == finds(asked.code.lower()) == [1]
    assert finds(f"CT DEN:{asked.code} GD 123") == [1]


def test_a_row_tells_what_became_of_it(shop: Counter) -> None:
    sold = shop.sell(shop.line("BAT", 2), shop.line("LO"))
    shop.give_back(sold, (1, ONE))
    shop.sell(shop.line("TOI"), back(sold, 2, ONE))
    shop.sell(shop.line("TOI"))
    shop.shop.corrections.void_last(shop.actor, "nhầm")

    rows = shop.shop.receipts.find("", 10)
    told = [(r.sells, r.takes_back, r.has_returns, r.cancelled, r.cancels, r.total) for r in rows]
    assert told == [
        (False, True, False, False, True, -180_000),
        (True, False, True, True, False, 180_000),
        (True, True, False, False, False, 81_000),
        (False, True, False, False, False, -35_000),
        (True, False, True, False, False, 169_000),
    ]
    assert (rows[-1].first_line, rows[-1].line_count) == ("Bát gốm men lam", 2)


# --- one receipt


def test_a_receipt_shows_what_may_still_come_back(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT", 3), shop.line("LO"))
    shop.give_back(sale, (1, 2 * ONE), (2, ONE))
    receipt = shop.shop.receipts.show(shop.actor, sale.number.lower())

    assert [(sold.number, sold.left) for sold in receipt.lines] == [(1, ONE), (2, 0)]
    assert (receipt.cashier, receipt.returnable) == ("Hạnh", True)
    assert receipt.back(receipt.lines[0], ONE).net == -35_000
    with pytest.raises(Refused, match="return_too_much"):
        receipt.back(receipt.lines[1], ONE)


def test_only_sold_goods_of_an_exchange_may_come_back(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    exchange = shop.sell(shop.line("LO"), back(sale, 1, ONE))
    receipt = shop.shop.receipts.show(shop.actor, exchange.number)

    assert [sold.line.item.code for sold in receipt.lines] == ["LO"]
    assert receipt.returnable


def test_what_may_be_done_follows_the_receipts_life(shop: Counter) -> None:
    def may(sale: Sale) -> tuple[bool, bool, bool]:
        shown = shop.shop.receipts.show(shop.actor, sale.number)
        return shown.returnable, shown.correct_refusal is None, shown.void_refusal is None

    first = shop.sell(shop.line("BAT"))
    assert may(first) == (True, True, True)
    second = shop.sell(shop.line("LO"))
    assert (may(first), may(second)) == ((True, True, False), (True, True, True))
    void = shop.shop.corrections.void_last(shop.actor, "nhầm").sale
    assert (may(second), may(void)) == ((False, False, False), (False, False, False))
    shop.shop.shifts.close(shop.actor, 0)
    assert may(first) == (True, False, False)


def test_no_such_receipt(shop: Counter) -> None:
    with pytest.raises(Refused) as caught:
        shop.shop.receipts.show(shop.actor, "T1-000009")

    assert (caught.value.code, caught.value.params) == (
        "unknown_receipt",
        {"receipt": "T1-000009"},
    )
