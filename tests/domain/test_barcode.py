from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.barcode import (
    LONGEST,
    check_digit,
    in_store_ean13,
    is_valid,
    is_valid_ean13,
    normal_code,
)
from posdesk.domain.errors import Refused
from tests.domain.shapes import refusal

modest = settings(max_examples=200, deadline=None)
digits = "0123456789"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("400638133393", "1"),
        ("590123412345", "7"),
        ("261000100500", "3"),
        ("9638507", "4"),
        ("03600029145", "2"),
        ("000000000000", "0"),
    ],
)
def test_published_check_digits(body: str, expected: str) -> None:
    assert check_digit(body) == expected
    assert is_valid(body + expected)


@pytest.mark.parametrize(
    "code",
    [
        "4006381333930",
        "400638133393",
        "",
        "40063813339310",
        "400638133393a",
        "４００６３８１３３３９３1",
    ],
)
def test_what_is_no_valid_number(code: str) -> None:
    assert not is_valid(code)


def test_only_thirteen_digits_are_an_ean13() -> None:
    assert is_valid_ean13("4006381333931")
    assert not is_valid_ean13("96385074")


@modest
@given(st.text(digits, min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(body: str, place: int, change: int) -> None:
    code = body + check_digit(body)
    wrong = str((int(code[place]) + change) % 10)
    assert not is_valid_ean13(code[:place] + wrong + code[place + 1 :])


@modest
@given(st.integers(0, 10**10 - 1), st.integers(20, 29))
def test_the_shops_own_numbers_are_valid_and_distinct(number: int, prefix: int) -> None:
    code = in_store_ean13(number, prefix)
    assert is_valid_ean13(code)
    assert (int(code[:2]), int(code[2:12])) == (prefix, number)


@pytest.mark.parametrize(("number", "prefix"), [(-1, 20), (10**10, 20), (1, 19), (1, 30)])
def test_no_own_number_outside_the_shops_range(number: int, prefix: int) -> None:
    with pytest.raises(ValueError, match=str(prefix)):
        in_store_ean13(number, prefix)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("8936136161020\r\n", "8936136161020"),
        ("\x02 893 \x03", "893"),
        ("01089361\x1d10LOT", "0108936110LOT"),
        ("\ufeffSP 01", "SP 01"),
        ("\t\n", ""),
    ],
)
def test_what_a_scanner_adds_is_dropped(sent: str, expected: str) -> None:
    assert normal_code(sent) == expected


def test_a_code_has_a_longest_length() -> None:
    assert normal_code("9" * LONGEST) == "9" * LONGEST
    with pytest.raises(Refused) as caught:
        normal_code("9" * (LONGEST + 1))
    assert refusal(caught) == ("code_too_long", {"limit": LONGEST})
