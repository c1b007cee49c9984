from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.cart import Cart, CartLine
from posdesk.domain.discount import Discount, percent
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.pricing import price_cart
from posdesk.domain.returns import GivenBack, returned_line
from posdesk.domain.sale import PricedCart, PricingPolicy, TaxLine
from posdesk.domain.tax import TaxMethod
from tests.domain.shapes import (
    DEDUCTION,
    FIRST_LINE,
    NO_TAX,
    ON_TOP,
    carts_of_lines,
    discounts,
    gross,
    line,
    policies,
    refusal,
    weighed,
)

modest = settings(max_examples=80, deadline=None)


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    lines = tuple(draw(carts_of_lines))
    nets = sum(priced.net for priced in price_cart(Cart(lines), NO_TAX).lines)
    return Cart(lines, discount=draw(discounts(nets)))


@modest
@given(carts(), policies)
def test_every_bill_adds_up(cart: Cart, policy: PricingPolicy) -> None:
    """I1 and I2, before the cash."""
    priced = price_cart(cart, policy)
    assert len(priced.lines) == len(cart.lines)
    assert priced.due == sum(gross(each, policy) for each in priced.lines)
    assert priced.subtotal == sum(there.amount for there in cart.lines)
    assert sum(each.bill_share for each in priced.lines) == priced.bill_discount
    assert priced.discount == priced.subtotal - sum(each.net for each in priced.lines)
    for each in priced.lines:
        assert each.net == each.amount - each.discount
        assert 0 <= each.net <= each.amount
        assert each.line_discount >= 0
        assert each.bill_share >= 0


@modest
@given(carts(), policies)
def test_taxes_are_the_sums_of_their_lines(cart: Cart, policy: PricingPolicy) -> None:
    priced = price_cart(cart, policy)
    if policy.tax_method is not TaxMethod.VAT_DEDUCTION:
        assert priced.taxes == ()
        assert all(each.tax == 0 for each in priced.lines)
        return
    expected: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for each in priced.lines:
        if each.item.tax_code:
            base = each.net - each.tax if policy.prices_include_tax else each.net
            expected[each.item.tax_code][0] += base
            expected[each.item.tax_code][1] += each.tax
    assert priced.taxes == tuple(TaxLine(code, *sums) for code, sums in expected.items())
    assert sum(entry.tax for entry in priced.taxes) == sum(each.tax for each in priced.lines)


@modest
@given(carts(), policies, st.data())
def test_taking_lines_back_leaves_the_sold_ones_alone(
    cart: Cart, policy: PricingPolicy, data: st.DataObject
) -> None:
    """The bill's discount does not touch returned lines, whatever comes back."""
    sold = price_cart(cart, policy)
    picked = data.draw(st.lists(st.sampled_from(sold.lines), max_size=3))
    back = [returned_line(each, FIRST_LINE, each.quantity, GivenBack()) for each in picked]
    both = price_cart(cart, policy, back)
    assert both.lines == (*sold.lines, *back)
    assert both.bill_discount == sold.bill_discount
    assert both.due == sold.due + sum(gross(each, policy) for each in back)
    if not policy.prices_include_tax and policy.tax_method is TaxMethod.VAT_DEDUCTION:
        assert both.due == sum(tax.base + tax.tax for tax in both.taxes) + sum(
            each.net for each in both.lines if not each.item.tax_code
        )


def nets(priced: PricedCart) -> list[int]:
    return [each.net for each in priced.lines]


def test_line_discount_then_the_bills() -> None:
    cart = Cart(
        (line(99_999, 3, discount=percent("10")), line(50_000, discount=Discount(amount=5_000))),
        discount=percent("5"),
    )
    priced = price_cart(cart, NO_TAX)
    # 299.997 less 10 % (29.999,7) and 50.000 less 5.000 are 314.997; 5 % of that is 15.749,85
    assert [each.line_discount for each in priced.lines] == [30_000, 5_000]
    assert priced.bill_discount == 15_750
    assert [each.bill_share for each in priced.lines] == [13_500, 2_250]
    assert nets(priced) == [256_497, 42_750]
    assert (priced.subtotal, priced.discount, priced.due) == (349_997, 50_750, 299_247)


def test_the_first_line_wins_a_tie() -> None:
    cart = Cart((line(1_000), line(1_000), line(1_000)), discount=Discount(amount=100))
    assert nets(price_cart(cart, NO_TAX)) == [966, 967, 967]


def test_rates_stand_in_the_order_of_the_bill_with_exempt_goods_at_zero() -> None:
    cart = Cart(
        (
            line(110_000, tax="10"),
            line(54_000, tax="8"),
            line(20_000, tax="KCT"),
            line(5_000),
            line(54_000, tax="8"),
            line(7_000, tax="KKKNT"),
        )
    )
    assert price_cart(cart, DEDUCTION).taxes == (
        TaxLine("10", 100_000, 10_000),
        TaxLine("8", 100_000, 8_000),
        TaxLine("KCT", 20_000, 0),
        TaxLine("KKKNT", 7_000, 0),
    )


def test_tax_on_top_is_part_of_what_is_due() -> None:
    cart = Cart((line(100_000, tax="8"), weighed(99_990, 350, tax="10")))
    priced = price_cart(cart, ON_TOP)
    assert priced.taxes == (TaxLine("8", 100_000, 8_000), TaxLine("10", 34_997, 3_500))
    assert priced.due == 146_497


@pytest.mark.parametrize("method", [TaxMethod.NONE, TaxMethod.HOUSEHOLD_PERCENT])
@pytest.mark.parametrize("include", [True, False])
def test_prices_stand_as_they_are_without_deduction(method: TaxMethod, include: bool) -> None:
    priced = price_cart(Cart((line(108_000, tax="8"),)), PricingPolicy(method, include))
    assert (priced.due, priced.taxes, priced.lines[0].tax) == (108_000, (), 0)


def test_a_free_bill_can_be_priced() -> None:
    cart = Cart((line(50_000, discount=percent("100")), line(0)), discount=percent("50"))
    assert price_cart(cart, DEDUCTION).due == 0


@pytest.mark.parametrize(
    ("cart", "code"),
    [
        (Cart((line(10_000),), discount=Discount(amount=10_001)), "discount_too_large"),
        (
            Cart((line(10_000, discount=percent("50")),), discount=Discount(amount=5_001)),
            "discount_too_large",
        ),
        (Cart((line(LARGEST), line(1))), "too_large"),
        (Cart((line(LARGEST, discount=percent("100")), line(1))), "too_large"),
    ],
)
def test_bills_that_cannot_be(cart: Cart, code: str) -> None:
    with pytest.raises(Refused) as caught:
        price_cart(cart, NO_TAX)
    assert refusal(caught)[0] == code


def test_tax_on_top_may_not_pass_the_largest_total() -> None:
    dearest: tuple[CartLine, ...] = (line(LARGEST, tax="8"),)
    assert price_cart(Cart(dearest), DEDUCTION).due == LARGEST
    with pytest.raises(Refused) as caught:
        price_cart(Cart(dearest), ON_TOP)
    assert refusal(caught)[0] == "too_large"
