from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.discount import Discount, percent
from posdesk.domain.errors import Refused
from tests.domain.shapes import refusal

modest = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("10", 99_999, 10_000),
        ("0", 99_999, 0),
        ("100", 99_999, 99_999),
        ("12.5", 10_004, 1_251),  # 1250.5: the half goes up
        ("33.333", 100_000, 33_333),
        ("0.001", 49_999, 0),
        ("0.001", 50_000, 1),
    ],
)
def test_percent_by_hand(text: str, base: int, expected: int) -> None:
    assert percent(text).of(base) == expected


@pytest.mark.parametrize(
    "text",
    ["", "-1", "100.001", "101", "10%", "1,5", "1.", ".5", "1e1", "0.0001", "NaN", " 10", "١٠"],
)
def test_no_such_percent(text: str) -> None:
    with pytest.raises(Refused) as caught:
        percent(text)
    assert refusal(caught) == ("bad_discount", {"text": text})


def test_an_amount_takes_at_most_everything() -> None:
    assert Discount(amount=5_000).of(5_000) == 5_000
    with pytest.raises(Refused) as caught:
        Discount(amount=5_001).of(5_000)
    assert refusal(caught) == ("discount_too_large", {"discount": 5_001, "amount": 5_000})


@modest
@given(st.integers(0, 100_000), st.integers(0, 10**12))
def test_percent_never_takes_more_than_there_is(thousandths: int, base: int) -> None:
    taken = Discount(percent=thousandths).of(base)
    assert 0 <= taken <= base
    assert abs(taken - Fraction(base * thousandths, 100_000)) <= Fraction(1, 2)
