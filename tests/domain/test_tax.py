from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.errors import Refused
from posdesk.domain.tax import tax_code, tax_of, tax_typed, tax_written
from tests.domain.shapes import refusal

modest = settings(max_examples=80, deadline=None)
rates = st.integers(0, 100_000)


def written(rate: int) -> str:
    return tax_code(f"{rate // 1000}.{rate % 1000:03d}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("8", "8"),
        ("10%", "10"),
        (" 8 % ", "8"),
        ("08", "8"),
        ("7,5", "7.5"),
        ("7.500", "7.5"),
        ("0", "0"),
        ("100", "100"),
        ("kct", "KCT"),
        ("KKKNT", "KKKNT"),
        ("", ""),
    ],
)
def test_the_tax_column(text: str, code: str) -> None:
    assert tax_code(text) == code


@pytest.mark.parametrize("text", ["101", "100.001", "-8", "abc", "8.1234", "8%%%", "NaN", "1000"])
def test_no_such_tax(text: str) -> None:
    with pytest.raises(Refused) as caught:
        tax_code(text)
    assert refusal(caught) == ("bad_tax", {"text": text})


@pytest.mark.parametrize("text", ["0.08", "0,1", "0.999"])
def test_a_fraction_that_a_sheet_makes_of_a_percent_is_no_tax(text: str) -> None:
    with pytest.raises(Refused) as caught:
        tax_typed(text)
    assert refusal(caught) == ("tax_fraction", {"text": text})
    assert tax_typed(tax_written(tax_code(text))) == tax_code(text)


@pytest.mark.parametrize(
    ("net", "code", "inside", "on_top"),
    [
        (108_000, "8", 8_000, 8_640),
        (110_000, "10", 10_000, 11_000),
        (105_000, "5", 5_000, 5_250),
        (99_999, "8", 7_407, 8_000),
        (54, "8", 4, 4),  # exactly 4: 54 x 8 / 108
        (27, "8", 2, 2),
        (5, "10", 0, 1),  # on top exactly one half, away from zero
        (100_000, "0", 0, 0),
        (100_000, "KCT", 0, 0),
        (100_000, "KKKNT", 0, 0),
        (100_000, "", 0, 0),
        (100_000, "100", 50_000, 100_000),
    ],
)
def test_tax_by_hand(net: int, code: str, inside: int, on_top: int) -> None:
    assert tax_of(net, code, prices_include=True) == inside
    assert tax_of(net, code, prices_include=False) == on_top


@modest
@given(st.integers(0, 10**12), rates, st.booleans())
def test_tax_is_the_nearest_dong(net: int, rate: int, inside: bool) -> None:
    exact = Fraction(net * rate, 100_000 + rate if inside else 100_000)
    tax = tax_of(net, written(rate), prices_include=inside)
    assert -1 < 2 * (tax - exact) <= 1
    assert tax_of(-net, written(rate), prices_include=inside) == -tax
