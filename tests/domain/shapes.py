"""Goods, lines and figures for the tests of the domain."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import strategies as st

from posdesk.domain.cart import CartLine
from posdesk.domain.discount import Discount
from posdesk.domain.errors import Refused
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.quantity import ONE
from posdesk.domain.rounding import CashRounding, RoundingMode
from posdesk.domain.sale import PricedLine, PricingPolicy, ReturnOf
from posdesk.domain.tax import TaxMethod

SALE = UUID(int=7)
FIRST_LINE = ReturnOf(sale_id=SALE, receipt="T1-000001", line=1)

DEDUCTION = PricingPolicy(tax_method=TaxMethod.VAT_DEDUCTION)
ON_TOP = PricingPolicy(tax_method=TaxMethod.VAT_DEDUCTION, prices_include_tax=False)
NO_TAX = PricingPolicy()


def item(price: int = 10_000, *, tax: str = "", weighed: bool = False, number: int = 1) -> Item:
    return Item(
        product_id=UUID(int=number),
        unit_id=UUID(int=number),
        code=f"SP{number}",
        name=f"Hàng {number}",
        unit="kg" if weighed else "cái",
        price=price,
        tax_code=tax,
        weighed=weighed,
    )


def line(
    price: int, pieces: int = 1, *, tax: str = "", discount: Discount | None = None
) -> CartLine:
    goods = item(price, tax=tax)
    return CartLine(goods, pieces * ONE, price, PriceSource.LIST, discount)


def weighed(price: int, grams: int, *, tax: str = "", discount: Discount | None = None) -> CartLine:
    goods = item(price, tax=tax, weighed=True)
    return CartLine(goods, grams, price, PriceSource.LIST, discount)


def refusal(caught: pytest.ExceptionInfo[Refused]) -> tuple[str, dict[str, object]]:
    return caught.value.code, caught.value.params


def gross(priced: PricedLine, policy: PricingPolicy) -> int:
    """What the line costs the customer, before cash rounding."""
    on_top = policy.tax_method is TaxMethod.VAT_DEDUCTION and not policy.prices_include_tax
    return priced.net + (priced.tax if on_top else 0)


roundings = st.builds(
    CashRounding, st.sampled_from([0, 1, 7, 100, 500, 1000]), st.sampled_from(RoundingMode)
)
policies = st.builds(
    PricingPolicy,
    tax_method=st.sampled_from(TaxMethod),
    prices_include_tax=st.booleans(),
    rounding=roundings,
)
tax_codes = st.sampled_from(["", "0", "5", "8", "10", "7.5", "KCT", "KKKNT"])


@st.composite
def discounts(draw: st.DrawFn, most: int) -> Discount | None:
    """A discount that a base of ``most`` đồng can bear, in either form, or none."""
    kind = draw(st.sampled_from(["none", "percent", "amount"]))
    if kind == "percent":
        return Discount(percent=draw(st.integers(0, 100_000)))
    return Discount(amount=draw(st.integers(0, most))) if kind == "amount" else None


@st.composite
def cart_lines(draw: st.DrawFn) -> CartLine:
    """A line of whole pieces or of a weight, at a price up to a million."""
    by_weight = draw(st.booleans())
    price = draw(st.integers(0, 1_000_000))
    quantity = draw(st.integers(1, 20_000)) if by_weight else draw(st.integers(1, 30)) * ONE
    goods = item(price, tax=draw(tax_codes), weighed=by_weight)
    bare = CartLine(goods, quantity, price)
    return CartLine(goods, quantity, price, PriceSource.LIST, draw(discounts(bare.amount)))


carts_of_lines = st.lists(cart_lines(), min_size=1, max_size=6)
