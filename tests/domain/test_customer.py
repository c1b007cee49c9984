"""Customers: phones, tax codes and what others may see of them."""

from __future__ import annotations

from uuid import UUID

import pytest

from posdesk.domain.customer import Customer, email_of, limit_of, phone_of, tax_code_of, text_of
from posdesk.domain.errors import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("091.234.5678", "0912345678"),
        ("  ", ""),
    ],
)
def test_a_phone_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert phone_of(typed) == kept


@pytest.mark.parametrize("typed", ["091234567", "09123456789", "1912345678", "chị Lan", "0" * 60])
def test_what_is_no_phone_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        phone_of(typed)
    assert refusal.value.code == "bad_phone"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0100109106", "0100109106"),
        ("0300588569", "0300588569"),
        ("0100109106-001", "0100109106-001"),
        ("0100109106001", "0100109106-001"),
        ("0100 109 106", "0100109106"),
        ("001086012345", "001086012345"),
    ],
)
def test_a_tax_code_with_its_check_digit_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert tax_code_of(typed) == kept


def test_one_wrong_digit_in_a_tax_code_is_found() -> None:
    right = "0100109106"
    for place in range(10):
        wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
        with pytest.raises(Refused) as refusal:
            tax_code_of(wrong)
        assert refusal.value.code == "bad_tax_code"


@pytest.mark.parametrize(
    "typed", ["", "12345", "01001091061", "0100109106-1", "０１００１０９１０６"]
)
def test_what_is_no_tax_code_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        tax_code_of(typed)


def test_others_see_a_masked_phone() -> None:
    customer = Customer(UUID(int=1), "KH001", "Chị Lan", "0912345678")

    assert customer.masked == "Chị Lan · 09xx xxx 678"
    assert Customer(UUID(int=1), "KH001").masked == "KH001"


def test_a_person_is_erased_where_neither_name_nor_phone_is_left() -> None:
    assert Customer(UUID(int=1), "KH001").erased
    assert not Customer(UUID(int=1), phone="0912345678").erased


def test_limits_and_texts_have_an_end() -> None:
    assert limit_of(None) is None
    assert limit_of(0) == 0
    for call in (
        lambda: limit_of(-1),
        lambda: limit_of(10**12 + 1),
        lambda: text_of("x" * 101, 100),
        lambda: email_of("khong phai thu"),
    ):
        with pytest.raises(Refused):
            call()
    assert email_of(" lan@example.com ") == "lan@example.com"
