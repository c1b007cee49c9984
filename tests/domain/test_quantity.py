from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.errors import Refused
from posdesk.domain.quantity import (
    LARGEST,
    decimal,
    format_quantity,
    is_whole,
    parse_decimal,
    parse_typed,
)
from tests.domain.shapes import refusal

modest = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [
        ("1", 1000),
        ("0.35", 350),
        ("0.350", 350),
        ("12.5", 12_500),
        ("0.001", 1),
        ("0", 0),
        ("007", 7000),
        ("1000000", LARGEST),
    ],
)
def test_the_machine_form(text: str, thousandths: int) -> None:
    assert parse_decimal(text) == thousandths


@pytest.mark.parametrize(
    "text", ["", ".5", "1.", "1,5", "-1", "+1", "1e3", "0.0005", "NaN", " 1", "1 ", "٣", "1.0.0"]
)
def test_anything_else_is_no_quantity(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_decimal(text)
    assert refusal(caught)[0] == "bad_quantity"


@pytest.mark.parametrize("text", ["1000000.001", "1000001", "9" * 15, "9" * 5000])
@pytest.mark.parametrize("read", [parse_decimal, parse_typed])
def test_more_than_a_million_is_too_large(read: Callable[[str], int], text: str) -> None:
    with pytest.raises(Refused) as caught:
        read(text.replace(".", ",") if read is parse_typed else text)
    assert refusal(caught)[0] == "too_large"


@pytest.mark.parametrize(
    ("text", "thousandths"), [("0,5", 500), (" 2 ", 2000), ("1,250", 1250), ("1.5", 1500)]
)
def test_what_a_person_types(text: str, thousandths: int) -> None:
    assert parse_typed(text) == thousandths


def test_a_dot_before_three_digits_may_mean_two_things() -> None:
    with pytest.raises(Refused) as caught:
        parse_typed("1.500")
    assert refusal(caught) == (
        "ambiguous_quantity",
        {"text": "1.500", "part": "1,5", "whole": "1500"},
    )


@pytest.mark.parametrize("text", ["1.500,5", "1.5.0", "abc", "0,0005", "-1"])
def test_what_nobody_can_have_meant(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_typed(text)
    assert refusal(caught)[0] == "bad_quantity"


@modest
@given(st.integers(0, LARGEST))
def test_the_machine_form_reads_back(thousandths: int) -> None:
    assert parse_decimal(decimal(thousandths)) == thousandths


@pytest.mark.parametrize(
    ("thousandths", "machine", "shown"),
    [
        (350, "0.35", "0,35"),
        (-1500, "-1.5", "−1,5"),
        (1_200_000, "1200", "1.200"),
        (1, "0.001", "0,001"),
    ],
)
def test_how_it_is_written(thousandths: int, machine: str, shown: str) -> None:
    assert decimal(thousandths) == machine
    assert format_quantity(thousandths) == shown


def test_whole_pieces() -> None:
    assert is_whole(-2000)
    assert not is_whole(1500)
