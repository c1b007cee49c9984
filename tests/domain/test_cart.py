from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.cart import Cart, CartLine, ReturnedLine, check_line
from posdesk.domain.discount import Discount
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.product import PriceSource
from posdesk.domain.quantity import ONE
from tests.domain.shapes import item, line, refusal, weighed

modest = settings(max_examples=50, deadline=None)


@modest
@given(st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_scans_of_one_thing_join(pieces: list[int]) -> None:
    cart = Cart()
    for count in pieces:
        cart = cart.add(line(10_000, count))
    assert len(cart.lines) == 1
    assert cart.lines[0].quantity == sum(pieces) * ONE


@pytest.mark.parametrize(
    "other",
    [
        CartLine(item(10_000), ONE, 9_000, PriceSource.TYPED),
        CartLine(item(10_000), ONE, 10_000, PriceSource.TYPED),
        CartLine(item(10_000, number=2), ONE, 10_000),
        line(10_000, discount=Discount(percent=5_000)),
        CartLine(replace(item(10_000), product_id=None, unit_id=None), ONE, 10_000),
    ],
    ids=["typed price", "typed the same", "other goods", "discounted", "not of the catalogue"],
)
def test_unlike_things_stay_apart(other: CartLine) -> None:
    for first, second in ((line(10_000), other), (other, line(10_000))):
        assert Cart().add(first).add(second).lines == (first, second)


def test_each_weighing_is_a_line() -> None:
    cart = Cart().add(weighed(90_000, 350)).add(weighed(90_000, 350))
    assert [there.quantity for there in cart.lines] == [350, 350]


def test_goods_that_are_not_of_the_catalogue_never_join() -> None:
    other = CartLine(replace(item(), product_id=None, unit_id=None), ONE, 10_000, PriceSource.TYPED)
    assert len(Cart().add(other).add(other).lines) == 2


def test_lines_change_go_and_leave_the_rest_alone() -> None:
    first, second = line(10_000), line(20_000)
    cart = Cart((first, second), note="giao chiều")
    assert cart.with_quantity(1, 3 * ONE).lines == (first, replace(second, quantity=3 * ONE))
    assert cart.without(0) == Cart((second,), note="giao chiều")
    assert cart.with_line(0, second).lines == (second, second)
    assert cart.lines == (first, second)


def test_empty_is_nothing_sold_and_nothing_taken_back() -> None:
    back = ReturnedLine("T1-000001", 1, ONE)
    assert Cart().empty
    assert not Cart((line(1),)).empty
    assert not Cart(returns=(back,)).empty


def test_a_returned_line_is_there_once() -> None:
    one, two = ReturnedLine("T1-000001", 1, ONE), ReturnedLine("T1-000001", 2, ONE)
    more = replace(one, quantity=2 * ONE)
    assert Cart().with_return(one).with_return(two).with_return(more).returns == (two, more)
    assert Cart().with_return(one).with_return(replace(one, quantity=0)).empty


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (replace(line(1), quantity=0), "bad_quantity"),
        (replace(line(1), quantity=-ONE), "bad_quantity"),
        (replace(line(1), quantity=1_500), "fraction_not_weighed"),
        (replace(line(1), price=-1), "bad_amount"),
        (line(LARGEST + 1), "too_large"),
        (line(LARGEST, 2), "too_large"),
        (line(0, 1_000_001), "too_large"),
        (line(10_000, discount=Discount(amount=10_001)), "discount_too_large"),
    ],
)
def test_lines_that_cannot_be_sold(bad: CartLine, code: str) -> None:
    """Neither alone, nor in place of another line, nor joining one."""
    cart = Cart((line(1, 5),))
    for attempt in (lambda: check_line(bad), lambda: cart.add(bad), lambda: cart.with_line(0, bad)):
        with pytest.raises(Refused) as caught:
            attempt()
        assert refusal(caught)[0] == code


def test_joined_lines_may_not_grow_too_large() -> None:
    with pytest.raises(Refused) as caught:
        Cart().add(line(LARGEST // 2 + 1)).add(line(LARGEST // 2 + 1))
    assert refusal(caught)[0] == "too_large"


@pytest.mark.parametrize(
    ("price", "grams", "amount"),
    [(90_000, 350, 31_500), (333, 1_500, 500), (333, 1, 0), (3, 500, 2)],
)
def test_amount_is_half_up(price: int, grams: int, amount: int) -> None:
    assert weighed(price, grams).amount == amount


def test_a_typed_price_is_told_from_the_lists() -> None:
    at_list = line(38_000)
    typed = at_list.at_price(30_000)
    assert (typed.price, typed.price_source, typed.price_changed) == (
        30_000,
        PriceSource.TYPED,
        True,
    )
    assert typed.item.price == 38_000
    assert typed.at_price(38_000) == at_list
    assert not at_list.price_changed


def test_goods_in_no_list_have_the_typed_price_alone() -> None:
    item = replace(line(25_000).item, product_id=None, unit_id=None)
    other = CartLine(item, ONE, 25_000, PriceSource.TYPED).at_price(20_000)
    assert (other.price, other.item.price) == (20_000, 20_000)
    assert (other.price_source, other.price_changed) == (PriceSource.TYPED, False)


def test_a_price_typed_is_never_nothing() -> None:
    with pytest.raises(Refused) as caught:
        line(38_000).at_price(0)
    assert refusal(caught)[0] == "zero_price"
    assert line(0).at_price(0) == line(0)
