"""What people write into a table of goods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import Refused
from posdesk.domain.money import parse_dong
from posdesk.domain.quantity import LARGEST, decimal, parse_typed
from posdesk.domain.typed import parse_factor, parse_level, parse_yes


@given(st.integers(0, 10**12), st.sampled_from(",."), st.sampled_from(["", "đ", " đ", "₫", " VND"]))
def test_a_price_in_groups_of_three_is_the_price(price: int, separator: str, mark: str) -> None:
    grouped = f"{price:,}".replace(",", separator)
    assert parse_dong(grouped + mark) == parse_dong(f"{price}{mark}") == price


@given(st.integers(0, 10**9))
def test_k_stands_for_thousand(thousands: int) -> None:
    assert parse_dong(f"{thousands}k") == thousands * 1000


@given(st.integers(0, 10**6), st.integers(0, 10**6).filter(lambda part: len(str(part)) != 3))
def test_a_price_has_no_other_comma(whole: int, part: int) -> None:
    with pytest.raises(Refused, match="bad_amount"):
        parse_dong(f"{whole},{part}")


@given(st.integers(0, LARGEST))
def test_a_quantity_has_a_decimal_comma(thousandths: int) -> None:
    assert parse_typed(decimal(thousandths).replace(".", ",")) == thousandths


@given(st.integers(0, 10**6), st.integers(0, 999))
def test_a_dot_before_three_digits_is_ambiguous(whole: int, part: int) -> None:
    with pytest.raises(Refused, match="ambiguous_quantity"):
        parse_typed(f"{whole}.{part:03}")


@given(st.integers(-LARGEST, LARGEST))
def test_a_level_may_lie_below_zero(thousandths: int) -> None:
    assert parse_level(decimal(thousandths).replace(".", ",")) == thousandths


@given(st.integers(1, 10**6))
def test_a_factor_is_a_plain_whole_number(factor: int) -> None:
    assert parse_factor(f" {factor} ") == factor


@pytest.mark.parametrize("text", ["0", "000", "-1", "1,5", "1.000", "x24", "", "²", "1e3", "٣"])
def test_nothing_else_is_a_factor(text: str) -> None:
    with pytest.raises(Refused, match="bad_factor"):
        parse_factor(text)


@pytest.mark.parametrize("text", ["1000001", "9" * 5000])
def test_a_factor_has_an_end(text: str) -> None:
    with pytest.raises(Refused, match="too_large"):
        parse_factor(text)


@pytest.mark.parametrize("text", ["có", "Có", "CO", "x", "X ", "yes", "1", "TRUE"])
def test_yes(text: str) -> None:
    assert parse_yes(text) is True


@pytest.mark.parametrize("text", ["không", "Khong", "no", "0", "false"])
def test_no(text: str) -> None:
    assert parse_yes(text) is False


@pytest.mark.parametrize("text", ["có lẽ", "2", "", "-"])
def test_neither(text: str) -> None:
    with pytest.raises(Refused, match="bad_yes_no"):
        parse_yes(text)
