"""Receipt numbers: written, read, and which ones lie between two counts."""

from __future__ import annotations

import pytest

from posdesk.domain.errors import Refused
from posdesk.domain.numbering import (
    Numbers,
    beyond,
    furthest,
    parse_receipt_number,
    receipt_number,
)


@pytest.mark.parametrize(("number", "text"), [(1, "T1-000001"), (1_234_567, "T1-1234567")])
def test_a_number_reads_back(number: int, text: str) -> None:
    assert receipt_number("T1", number) == text
    assert parse_receipt_number(f" {text.lower()} ") == ("T1", number)


@pytest.mark.parametrize("text", ["", "42", "T1-42", "T1 000042", "T1-00004x", "T1-٠٠٠٠٤٢"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(Refused, match="bad_receipt_number"):
        parse_receipt_number(text)


def test_what_was_given_out_beyond_a_count() -> None:
    assert beyond({"T1": 3, "O1": 5}, {"T1": 7, "O1": 5}) == (Numbers("T1", 4, 7),)
    assert beyond({}, {"T1": 1}) == (Numbers("T1", 1, 1),)
    assert beyond({"T1": 3}, {"T1": 2}) == ()


def test_a_run_of_numbers_in_words() -> None:
    assert str(Numbers("T1", 4, 7)) == "T1-000004 – T1-000007"
    assert str(Numbers("T1", 4, 4)) == "T1-000004"


def test_the_furthest_of_several_counts() -> None:
    assert furthest({"T1": 3, "O1": 1}, {}, {"T1": 9}) == {"T1": 9, "O1": 1}
