from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.payment_code import ALPHABET, find, is_code, make

modest = settings(max_examples=200, deadline=None)
codes = st.integers(0, 2**30 - 1).map(make)


def test_the_alphabet_has_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert not set(ALPHABET) & set("0O1I")


@modest
@given(st.integers(0, 2**30 - 1), st.integers(0, 2**30 - 1))
def test_each_number_has_its_own_code(one: int, other: int) -> None:
    assert is_code(make(one))
    assert (make(one) == make(other)) == (one == other)


@modest
@given(st.integers())
def test_any_random_number_makes_a_code(number: int) -> None:
    assert make(number) == make(number + 2**30)


@pytest.mark.parametrize(
    "text",
    ["", "PD7K3M9", "PD7K3M9QQ", "pd7k3m9q", "PX7K3M9Q", "PD7K3M90", "PD7K3M9I", "PD7K3M9Q "],
)
def test_what_is_no_code(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "PD7K3M9Q",
        "pd7k3m9q",
        "MBVCB.6489123.PD7K3M9Q.CT tu 1017595600 NGUYEN VAN A",
        "FT26326123456789PD7K3M9QGD 123",
        "PD7K 3M9Q",
        "PD-7K3M-9Q Chuyển tiền",
        "Trả tiền đơn Pd7k3m9q nhé",
    ],
)
def test_a_code_is_found_whatever_the_bank_did_to_it(text: str) -> None:
    assert "PD7K3M9Q" in find(text)


def test_a_code_behind_its_own_letters_is_found() -> None:
    assert "PD7K3M9Q" in find("CK PDPD7K3M9Q")


def test_a_code_between_spaces_comes_before_a_chance_one() -> None:
    assert find("UPDATE2345 PD7K3M9Q")[0] == "PD7K3M9Q"


@pytest.mark.parametrize("text", ["", "Chuyen tien", "PD0O1I0O", "PD 7K3", "60213 GD"])
def test_nothing_is_found_where_no_code_is(text: str) -> None:
    assert find(text) == ()


@modest
@given(codes, st.text(max_size=20), st.text(max_size=20), st.sampled_from(["", " ", "-", "."]))
def test_any_code_is_found_in_any_text(code: str, before: str, after: str, gap: str) -> None:
    assert code in find(f"{before}{gap.join(code.lower())}{after}")
