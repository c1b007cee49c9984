"""Goods that come back: in parts, with discounts, rounding and any tender; exchanges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posdesk.domain.cart import Cart, ReturnedLine
from posdesk.domain.discount import Discount
from posdesk.domain.errors import Refused
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale
from tests.services.shops import Counter, back, paid


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """Three kinds of goods, one of them by weight, with tax."""
    counter.add("BAT", 35_100, tax="8")
    counter.add("LO", 99_000, tax="10")
    counter.add("10001", 330_000, weighed=True)
    return counter


def with_discount(counter: Counter, amount: int, *, offers: str = "cash") -> Sale:
    """Three bowls and a vase, ``amount`` off the bill."""
    cart = Cart((counter.line("BAT", 3), counter.line("LO")), discount=Discount(amount=amount))
    return counter.sell(cart, offers=offers)


def refused(counter: Counter, *parts: ReturnedLine, offers: str = "cash") -> Refused:
    """Why these parts are not taken back."""
    with pytest.raises(Refused) as caught:
        counter.sell(*parts, offers=offers)
    return caught.value


# --- parts and their worth (I3)


def test_a_part_gives_back_what_it_cost_with_its_share_of_the_discount(shop: Counter) -> None:
    sale = with_discount(shop, 20_430)
    assert [line.bill_share for line in sale.priced.lines] == [10_530, 9_900]
    part = shop.give_back(sale, (1, ONE))

    (line,) = part.priced.lines
    assert (line.amount, line.bill_share, line.net) == (-35_100, -3_510, -31_590)
    assert part.settlement.total == -31_590
    assert paid(part) == [("cash", -31_590)]
    assert shop.stock("BAT") == 98 * ONE


def test_the_last_part_takes_the_remainder_to_the_dong(shop: Counter) -> None:
    sale = with_discount(shop, 10_001)
    parts = [shop.give_back(sale, (1, ONE)).settlement.total for _ in range(3)]

    assert parts == [-33_382, -33_381, -33_382]
    assert sum(parts) == -sale.priced.lines[0].net


def test_all_parts_together_give_back_the_sale_and_its_tax(shop: Counter) -> None:
    shop.set(tax__method="vat_deduction")
    sale = with_discount(shop, 7_777)
    shop.give_back(sale, (1, 2 * ONE))
    shop.give_back(sale, (2, ONE), (1, ONE))

    totals = shop.totals()
    assert (totals.total, totals.cash, totals.discount) == (0, 0, 0)
    assert [(tax.base, tax.tax) for tax in totals.taxes] == [(0, 0), (0, 0)]
    assert shop.stock("BAT") == shop.stock("LO") == 100 * ONE


def test_weighed_goods_come_back_by_weight(shop: Counter) -> None:
    sale = shop.sell(shop.line("10001", quantity=1_250))
    first = shop.give_back(sale, (1, 333))
    last = shop.give_back(sale, (1, 917))

    assert (first.settlement.total, last.settlement.total) == (-109_890, -302_610)
    assert shop.stock("10001") == 100 * ONE


@pytest.mark.parametrize(
    ("line", "quantity", "code", "params"),
    [
        (1, 4 * ONE, "return_too_much", {"name": "Hàng BAT", "left": "3"}),
        (1, 500, "fraction_not_weighed", {"name": "Hàng BAT"}),
        (1, 0, "bad_quantity", {"text": "0"}),
        (3, ONE, "unknown_line", {"receipt": "T1-000001", "line": 3}),
        (0, ONE, "unknown_line", {"receipt": "T1-000001", "line": 0}),
    ],
)
def test_what_was_not_sold_does_not_come_back(
    shop: Counter, line: int, quantity: int, code: str, params: dict[str, object]
) -> None:
    sale = with_discount(shop, 0)
    refusal = refused(shop, back(sale, line, quantity))

    assert (refusal.code, refusal.params) == (code, params)
    assert shop.totals().receipts == 1


def test_parts_never_exceed_the_sale_not_even_in_one_bill(shop: Counter) -> None:
    sale = with_discount(shop, 0)
    twice = (back(sale, 1, 2 * ONE), back(sale, 1, 2 * ONE))
    assert refused(shop, *twice).code == "return_too_much"

    shop.give_back(sale, (1, 2 * ONE))
    assert refused(shop, back(sale, 1, 2 * ONE)).params == {"name": "Hàng BAT", "left": "1"}


def test_a_returned_line_does_not_come_back_again(shop: Counter) -> None:
    sale = with_discount(shop, 0)
    returned = shop.give_back(sale, (1, ONE))

    assert refused(shop, back(returned, 1, ONE)).code == "not_returnable"


def test_a_receipt_nobody_has(shop: Counter) -> None:
    assert refused(shop, ReturnedLine("T1-000009", 1, ONE)).code == "unknown_receipt"


# --- cash rounding (I4)


@pytest.mark.parametrize("mode", ["half_up", "down", "up"])
def test_cash_of_all_parts_together_mirrors_the_sale(shop: Counter, mode: str) -> None:
    shop.set(cash__rounding_step=1000, cash__rounding_mode=mode)
    sale = shop.sell(shop.line("BAT", 3))
    for _ in range(3):
        shop.give_back(sale, (1, ONE))

    assert shop.totals().cash == 0
    assert shop.totals().rounding == 0
    assert shop.cash_expected() == 200_000


def test_each_cash_return_pays_the_difference_to_the_earlier_ones(shop: Counter) -> None:
    shop.set(cash__rounding_step=1000)
    shop.add("KEO", 1_500)
    sale = shop.sell(shop.line("KEO", 3))
    parts = [-shop.give_back(sale, (1, ONE)).settlement.total for _ in range(3)]

    assert sale.settlement.total == 5_000
    assert parts == [2_000, 1_000, 2_000]


def test_a_cash_return_never_gives_back_more_than_the_receipt_took(shop: Counter) -> None:
    shop.set(cash__rounding_step=1000, cash__rounding_mode="up")
    shop.add("KEO", 1_300)
    sale = shop.sell(shop.line("KEO", 2), offers="transfer")
    parts = [-shop.give_back(sale, (1, ONE)).settlement.total for _ in range(2)]

    assert sale.settlement.total == 2_600
    assert parts == [2_000, 0]


def test_a_transfer_gives_the_exact_dong_back(shop: Counter) -> None:
    shop.set(cash__rounding_step=1000)
    sale = shop.sell(shop.line("BAT", 3), offers="transfer")
    part = shop.give_back(sale, (1, ONE), offers="transfer")

    assert (paid(part), part.settlement.rounding) == ([("transfer", -35_100)], 0)


def test_a_return_by_two_tenders_rounds_what_remains_for_cash(shop: Counter) -> None:
    shop.set(cash__rounding_step=1000)
    sale = shop.sell(shop.line("BAT", 3), offers="card 50000, cash")
    part = shop.give_back(sale, (1, 3 * ONE), offers="card 50000, cash")

    assert paid(sale) == [("card", 50_000), ("cash", 55_000)]
    assert paid(part) == [("card", -50_000), ("cash", -55_000)]
    assert (shop.totals().total, shop.totals().rounding) == (0, 0)


@pytest.mark.parametrize(
    ("offers", "code"), [("cash 99999", "tender_over"), ("card 1", "tender_short")]
)
def test_exactly_what_is_due_goes_back(shop: Counter, offers: str, code: str) -> None:
    sale = with_discount(shop, 0)

    assert refused(shop, back(sale, 1, ONE), offers=offers).code == code


# --- rules that changed since


def test_a_pure_return_goes_by_the_rules_of_its_receipt(shop: Counter) -> None:
    shop.set(cash__rounding_step=1000, tax__method="vat_deduction", tax__prices_include="false")
    sale = shop.sell(shop.line("BAT", 2))
    assert sale.settlement.total == 76_000
    shop.set(cash__rounding_step=0, tax__method="none")
    returned = shop.give_back(sale, (1, 2 * ONE))

    assert returned.policy == sale.policy
    assert (returned.settlement.total, returned.priced.taxes[0].tax) == (-76_000, -5_616)


def test_an_exchange_under_other_tax_rules_is_refused(shop: Counter) -> None:
    shop.set(tax__method="vat_deduction")
    sale = with_discount(shop, 0)
    shop.set(tax__method="none")
    with pytest.raises(Refused) as caught:
        shop.sell(shop.line("LO"), back(sale, 1, ONE))

    assert caught.value.code == "return_other_rules"


# --- exchange


def test_an_exchange_takes_the_difference(shop: Counter) -> None:
    sale = with_discount(shop, 20_430)
    exchange = shop.sell(shop.line("LO"), back(sale, 1, ONE), offers="cash 100000")

    assert exchange.settlement.total == 99_000 - 31_590
    assert exchange.settlement.change == 100_000 - 67_410
    assert (shop.stock("BAT"), shop.stock("LO")) == (98 * ONE, 98 * ONE)


def test_an_exchange_gives_the_difference_back(shop: Counter) -> None:
    sale = shop.sell(shop.line("LO"))
    exchange = shop.sell(shop.line("BAT"), back(sale, 1, ONE))

    assert paid(exchange) == [("cash", -63_900)]
    assert (exchange.settlement.total, exchange.settlement.change) == (-63_900, 0)


def test_an_exchange_rounds_its_own_due(shop: Counter) -> None:
    shop.set(cash__rounding_step=1000)
    sale = shop.sell(shop.line("LO"))
    exchange = shop.sell(shop.line("BAT"), back(sale, 1, ONE))

    assert (exchange.settlement.rounding, exchange.settlement.total) == (-100, -64_000)


def test_like_for_like_costs_nothing(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    exchange = shop.sell(shop.line("BAT"), back(sale, 1, ONE), offers="")

    assert (exchange.settlement.total, exchange.settlement.tenders) == (0, ())
    assert shop.stock("BAT") == 99 * ONE


def test_the_discount_of_the_bill_does_not_touch_what_comes_back(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    cart = Cart(
        (shop.line("LO"),),
        (ReturnedLine(sale.number, 1, ONE),),
        discount=Discount(percent=10 * ONE),
    )
    exchange = shop.sell(cart)

    assert [line.bill_share for line in exchange.priced.lines] == [9_900, 0]
    assert exchange.settlement.total == 89_100 - 35_100


def test_goods_of_two_receipts_come_back_together(shop: Counter) -> None:
    shop.set(cash__rounding_step=1000)
    first, second = shop.sell(shop.line("BAT")), shop.sell(shop.line("BAT"))
    both = shop.sell(back(first, 1, ONE), back(second, 1, ONE))

    assert both.settlement.total == -70_000
    assert [(refund.cash_exact, refund.cash_paid) for refund in both.refunds] == [
        (35_100, 35_000),
        (35_100, 35_000),
    ]


def test_goods_come_back_on_a_later_day_and_count_for_it(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    shop.shop.shifts.close(shop.actor, shop.cash_expected())
    shop.clock.go_on(days=3)
    shop.shop.shifts.open(shop.actor, 500_000)
    returned = shop.give_back(sale, (1, ONE))

    assert (returned.business_on - sale.business_on).days == 3
    assert (shop.totals().total, shop.cash_expected()) == (-35_100, 464_900)


def test_the_same_request_takes_goods_back_once(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT", 2))
    bill = replace(shop.bill(back(sale, 1, ONE)), key="R1")
    first, again = (shop.shop.checkout.post(shop.actor, bill) for _ in range(2))

    assert (again.replayed, again.sale.id) == (True, first.sale.id)
    assert shop.stock("BAT") == 99 * ONE
