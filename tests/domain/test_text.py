from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from posdesk.domain.text import (
    clean,
    cut_middle,
    fold,
    fold_ascii,
    initials,
    mask_phone,
    normal_phone,
    sort_key,
)

modest = settings(max_examples=200, deadline=None)
any_text = st.text(alphabet=st.characters(codec=None))

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}

ORDERED = [
    *("ca", "Ca", "cà", "cá", "cao", "căn", "cân"),
    *("da", "dao", "dâu", "dầu", "đá", "đào", "đâu", "đậu"),
]
"""As ICU 78 with CLDR 48 sorts them for 'vi'."""


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("  Bánh   chưng\t1kg \r\n", "Bánh chưng 1kg"),
        ("hoa\u0300", "hoà"),
        ("a\u200bb\u202ec\ufeff", "abc"),
        ("a\u2028b\u2029c\u00a0d", "a b c d"),
        ("x\x00\x1by\ud800\ue000", "xy"),
        ("\x1b@\x1dV0", "@ V0"),
        ("e\u200b\u0301", "é"),
        ("", ""),
    ],
)
def test_what_comes_from_outside_is_cleaned(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


def test_a_note_keeps_its_lines() -> None:
    note = "\n\n giao  chiều \r\nphố Huế\u2028tầng 2\n\n\n\nhết\n"
    assert clean(note, newlines=True) == "giao chiều\nphố Huế\ntầng 2\n\nhết"
    assert clean(note) == "giao chiều phố Huế tầng 2 hết"


@modest
@given(any_text, st.booleans())
@example("e\u200b\u0301", False)
@example("\x1c \x85", True)
def test_clean_text_is_clean_and_stays_so(text: str, newlines: bool) -> None:
    cleaned = clean(text, newlines=newlines)
    assert clean(cleaned, newlines=newlines) == cleaned
    seen = cleaned.replace("\n", "") if newlines else cleaned
    assert not [char for char in seen if unicodedata.category(char) in UNSEEN]
    assert cleaned == cleaned.strip()
    assert unicodedata.is_normalized("NFC", cleaned)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đường TRẮNG", "duong trang"),
        ("ƯỚT", "uot"),
        ("Cốm Mật Ớt", "com mat ot"),
        ("gốm sứ 20x30", "gom su 20x30"),
    ],
)
def test_search_ignores_case_and_marks(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert fold(unicodedata.normalize("NFD", text)) == expected


def test_the_place_of_the_tone_does_not_matter() -> None:
    assert fold("hoà") == fold("hòa") == "hoa"
    assert fold("thuỷ") == fold("thủy") == "thuy"


@modest
@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_ascii(fold_ascii(text)) == fold_ascii(text)


@modest
@given(any_text)
def test_the_ascii_form_is_printable_ascii(text: str) -> None:
    folded = fold_ascii(text)
    assert folded.isascii()
    assert folded == "" or folded.isprintable()


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Bình gốm", 8, "Bình gốm"),
        ("Bình gốm men lam cỡ lớn 40cm", 15, "Bình gố…ớn 40cm"),
        ("áo dài lụa đỏ XL", 9, "áo d…ỏ XL"),
        ("abc", 2, "a…"),
        ("abc", 1, "…"),
    ],
)
def test_a_long_name_is_cut_in_its_middle(text: str, limit: int, expected: str) -> None:
    assert cut_middle(text, limit) == expected


@modest
@given(any_text, st.integers(1, 40))
def test_a_cut_name_fits(text: str, limit: int) -> None:
    cut = cut_middle(text, limit)
    assert len(cut) <= limit
    assert (cut == text) == (len(text) <= limit) or text == "…"


def test_the_order_is_the_same_for_the_bytes_a_database_compares() -> None:
    backwards = ORDERED[::-1]
    assert sorted(backwards, key=lambda word: sort_key(word).encode()) == ORDERED


@pytest.mark.parametrize(
    "ordered",
    [
        ORDERED,
        ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "â", "ậ", "b"],
        ["ng", "nh", "ni", "th", "ti", "tr"],
        ["bánh 1", "bánh 2", "bánh a", "bánh chưng", "bánh đa", "bánh giò"],
        ["ô", "ổ", "ơ", "u", "ự", "v", "w", "x", "y", "z"],
        ["nam", "ñam", "năm", "nem"],
        ["Mull", "Müller", "Mumm"],
        ["cá", "cạ", "cá kho", "cá mè"],
    ],
)
def test_letters_then_tones(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


@modest
@given(any_text)
@example("đậu phộng")
def test_both_forms_of_unicode_have_one_place(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert sort_key(composed) == sort_key(apart)


def test_initials_are_folded() -> None:
    assert initials("chè cốm mộc") == "ccm"
    assert initials("Đèn lồng (đỏ) 30 cm") == "dld3c"


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "+84912345678", "84 912 345 678", "0912.345.678", "(+84) 0912-345-678"],
)
def test_one_phone_however_typed(typed: str) -> None:
    assert normal_phone(typed) == "0912345678"


def test_land_lines_have_ten_digits_after_the_zero() -> None:
    assert normal_phone("+84 24 3825 1234") == "02438251234"


@pytest.mark.parametrize(
    "typed",
    ["", "12345", "091234567", "09123456789", "00912345678", "KH0001", "0412345678", "٠٩١٢٣٤٥٦٧٨"],
)
def test_what_is_no_phone_is_none(typed: str) -> None:
    assert normal_phone(typed) is None


def test_a_masked_phone_keeps_what_the_owner_recognises() -> None:
    assert mask_phone("0912345678") == "09xx xxx 678"
    assert mask_phone("02438251234") == "02xx xxxx 234"
    assert mask_phone("12345") == "xxxxx"
