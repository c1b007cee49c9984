from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.words import LARGEST, amount_in_words, number_in_words

DATA = Path(__file__).parents[1] / "data/vn-words.json"
CASES: list[dict[str, Any]] = json.loads(DATA.read_text("utf-8"))["cases"]
SAME_WORDING = [case for case in CASES if "expected_unambiguous" not in case]

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
HEARD = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}
UNITS = {"nghìn": 10**3, "triệu": 10**6}


def hear(words: str) -> int:
    """The number a listener writes down."""
    total = part = group = digit = 0
    for word in words.split():
        if word in HEARD:
            digit = HEARD[word]
        elif word in {"mười", "mươi", "trăm"}:
            group += {"mười": 10, "mươi": 10 * digit, "trăm": 100 * digit}[word]
            digit = 0
        elif word in UNITS:
            part, group, digit = part + (group + digit) * UNITS[word], 0, 0
        elif word == "tỷ":
            total, part, group, digit = (part + group + digit) * 10**9, 0, 0, 0
        else:
            assert word == "lẻ", word
    return total + part + group + digit


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["n"]))
def test_known_numbers(case: dict[str, Any]) -> None:
    assert number_in_words(case["n"]) == case.get("expected_unambiguous", case["expected"])


@pytest.mark.parametrize("case", SAME_WORDING, ids=lambda case: str(case["n"]))
def test_words_of_north_and_south(case: dict[str, Any]) -> None:
    variants = case["variants"]
    if "linh" in variants:
        assert number_in_words(case["n"], odd="linh") == variants["linh"]
    if "ngan" in variants:
        assert number_in_words(case["n"], thousand="ngàn") == variants["ngan"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1_000_500, "một triệu không nghìn năm trăm"),
        (1_000_000_500, "một tỷ không triệu không nghìn năm trăm"),
        (1_000_500_000, "một tỷ không triệu năm trăm nghìn"),
        (1_000_500_000_000, "một nghìn tỷ năm trăm triệu"),
        (10**15, "một triệu tỷ"),
    ],
)
def test_empty_groups_are_named_where_the_ear_would_err(number: int, expected: str) -> None:
    assert number_in_words(number) == expected


def test_a_paper_line_has_a_capital_and_the_unit() -> None:
    assert amount_in_words(185_000) == "Một trăm tám mươi lăm nghìn đồng"
    assert amount_in_words(0) == "Không đồng"
    assert amount_in_words(5_105, odd="linh", thousand="ngàn") == (
        "Năm ngàn một trăm linh năm đồng"
    )


@settings(max_examples=400, deadline=None)
@given(st.integers(0, LARGEST) | st.integers(0, 10**7))
def test_who_hears_the_words_writes_the_same_number(number: int) -> None:
    assert hear(number_in_words(number)) == number


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from([3, 6, 9, 12]))
def test_hundreds_behind_a_gap_are_never_heard_as_part_of_it(
    head: int, hundreds: int, zeros: int
) -> None:
    """ "một triệu năm trăm" is heard as 1.500.000: the number must say more."""
    short = f"{number_in_words(head * 10**zeros)} {DIGITS[hundreds]} trăm"
    words = number_in_words(head * 10**zeros + hundreds * 100)
    assert (words == short) == (zeros == 3)


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_out_of_range(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        number_in_words(number)
