from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.errors import Refused
from posdesk.domain.money import (
    LARGEST,
    format_amount,
    format_dong,
    half_up,
    parse_dong,
    share_out,
)
from tests.domain.shapes import refusal

modest = settings(max_examples=60, deadline=None)
weights = st.lists(st.integers(0, 10**12), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (0, 3, 0),
        (1, 2, 1),
        (-1, 2, -1),
        (3, 2, 2),
        (-3, 2, -2),
        (1, 3, 0),
        (2, 3, 1),
        (-2, 3, -1),
        (499_999, 1_000_000, 0),
        (500_000, 1_000_000, 1),
        (5, -2, -3),
    ],
)
def test_half_goes_away_from_zero(numerator: int, denominator: int, expected: int) -> None:
    assert half_up(numerator, denominator) == expected


@modest
@given(st.integers(-(10**18), 10**18), st.integers(1, 10**9))
def test_half_up_is_nearest_and_the_mirror_of_its_negative(top: int, bottom: int) -> None:
    rounded = half_up(top, bottom)
    assert abs(Fraction(top, bottom) - rounded) <= Fraction(1, 2)
    assert half_up(-top, bottom) == -rounded


@modest
@given(weights, st.data())
def test_shares_add_up_and_are_a_dong_from_exact(parts: list[int], data: st.DataObject) -> None:
    whole = sum(parts)
    amount = data.draw(st.integers(0, whole))
    shares = share_out(amount, parts)
    assert sum(shares) == amount
    for share, weight in zip(shares, parts, strict=True):
        assert 0 <= share <= weight
        assert whole == 0 or abs(share - Fraction(amount * weight, whole)) < 1


@modest
@given(st.lists(st.integers(0, 50), min_size=2, max_size=8), st.data())
def test_the_larger_remainder_is_served_first(parts: list[int], data: st.DataObject) -> None:
    whole = sum(parts)
    amount = data.draw(st.integers(0, whole))
    shares = share_out(amount, parts)
    order = []
    for index, (share, weight) in enumerate(zip(shares, parts, strict=True)):
        exact = Fraction(amount * weight, whole) if whole else Fraction(0)
        order.append((exact - exact.__floor__(), -index, share > exact))
    served = [key[:2] for key in order if key[2]]
    unserved = [key[:2] for key in order if not key[2] and key[0] > 0]
    assert not served or not unserved or min(served) > max(unserved)


@pytest.mark.parametrize(
    ("amount", "parts", "shares"),
    [
        (10, [1, 1, 1], (4, 3, 3)),  # a tie: the first line gets more
        (11, [1, 1, 1], (4, 4, 3)),
        (1, [0, 5], (0, 1)),
        (7, [10], (7,)),
        (0, [0, 0], (0, 0)),
        (0, [], ()),
        (100, [333, 333, 334], (33, 33, 34)),
    ],
)
def test_shares_by_hand(amount: int, parts: list[int], shares: tuple[int, ...]) -> None:
    assert share_out(amount, parts) == shares


def test_nothing_can_be_shared_over_nothing() -> None:
    with pytest.raises(ValueError, match="5"):
        share_out(5, [0, 0])


def test_amounts_as_they_are_shown() -> None:
    assert format_amount(1_234_567) == "1.234.567"
    assert format_amount(-500) == "−500"
    assert format_dong(0) == "0\u00a0₫"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("120000", 120_000),
        ("120.000", 120_000),
        ("120,000", 120_000),
        ("1.500", 1_500),
        ("1,500", 1_500),
        ("120.000đ", 120_000),
        ("120.000 ₫", 120_000),
        ("120k", 120_000),
        ("120K", 120_000),
        (" 1.234.567 ", 1_234_567),
        ("0", 0),
        ("0000000000000000000120", 120),
        ("1000000000000", LARGEST),
    ],
)
def test_amounts_as_people_write_them(text: str, amount: int) -> None:
    assert parse_dong(text) == amount


@pytest.mark.parametrize(
    "text",
    ["", "đ", "12,5", "1.50", "1.2345", "1.500,000", "-5", "1e3", "NaN", "1_000", "١٢", "1..000"],
)
def test_an_amount_that_could_mislead_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_dong(text)
    assert refusal(caught)[0] == "bad_amount"


@pytest.mark.parametrize("text", ["1000000000001", "1.000.000.001k", "1" + "0" * 5000])
def test_an_amount_over_a_million_million_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_dong(text)
    assert refusal(caught)[0] == "too_large"


@modest
@given(st.integers(0, LARGEST))
def test_what_is_shown_reads_back(amount: int) -> None:
    assert parse_dong(format_dong(amount)) == amount
