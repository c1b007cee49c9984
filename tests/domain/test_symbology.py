from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from posdesk.domain.barcode import check_digit
from posdesk.domain.symbology import Symbol, code_128_values, symbol_of

few = settings(max_examples=60, deadline=None)
ascii_codes = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)


def made(code: str) -> Symbol:
    symbol = symbol_of(code)
    assert symbol is not None
    return symbol


def modules(code: str) -> str:
    """Black modules as 1, without the quiet zones."""
    widths = made(code).widths
    return "".join("10"[place % 2] * width for place, width in enumerate(widths))


def read(code: str, dots: int = 3) -> list[tuple[str, str]]:
    """What zbar reads in the drawn symbol: kind and text."""
    symbol = made(code)
    image = Image.new("L", (symbol.modules * dots, 60), 255)
    draw = ImageDraw.Draw(image)
    for at, width in symbol.bars():
        draw.rectangle((at * dots, 0, (at + width) * dots - 1, 59), fill=0)
    zbar = import_module("pyzbar.pyzbar")
    found = zbar.decode(image, [zbar.ZBarSymbol[kind] for kind in ("EAN13", "EAN8", "CODE128")])
    return [(each.type, each.data.decode()) for each in found]


def test_an_ean_13_is_drawn_as_gs1_publishes_it() -> None:
    """General Specifications 5.2.1.2: 5901234123457, digit by digit."""
    assert modules("5901234123457") == (
        "101" "0001011" "0100111" "0110011" "0010011" "0111101" "0011101" "01010"
        "1100110" "1101100" "1000010" "1011100" "1001110" "1000100" "101"
    )  # fmt: skip
    assert made("5901234123457").modules == 95 + 2 * 11


def test_an_ean_8_has_67_modules() -> None:
    assert len(modules("96385074")) == 67


@pytest.mark.parametrize(
    ("code", "check"),
    [
        ("PJJ123C", 55),  # published with set A as 54; set B starts with one more
        ("12345", 54),
    ],
)
def test_check_values_of_code_128(code: str, check: int) -> None:
    *_values, found, stop = code_128_values(code)
    assert (found, stop) == (check, 106)


def test_digits_go_in_pairs() -> None:
    assert len(code_128_values("1234567890")) == 1 + 5 + 2
    assert len(code_128_values("AB1234")) == 1 + 2 + 1 + 2 + 2


@pytest.mark.parametrize("code", ["", "Bát", "a\nb", "₫"])
def test_what_code_128_has_no_letters_for_has_no_bars(code: str) -> None:
    assert symbol_of(code) is None


@given(ascii_codes)
@few
def test_each_character_of_code_128_has_eleven_modules(code: str) -> None:
    if len(modules(code)) not in (95, 67):
        assert len(modules(code)) == 11 * len(code_128_values(code)) + 2


@pytest.mark.oracle
@given(ascii_codes)
@few
def test_another_reader_reads_code_128(code: str) -> None:
    assert [text for _kind, text in read(code)] == [code]


@pytest.mark.oracle
@given(st.text("0123456789", min_size=12, max_size=12))
@few
def test_another_reader_reads_ean_13(body: str) -> None:
    code = body + check_digit(body)
    assert read(code) == [("EAN13", code)]


@pytest.mark.oracle
@given(st.text("0123456789", min_size=7, max_size=7))
@few
def test_another_reader_reads_ean_8(body: str) -> None:
    code = body + check_digit(body)
    assert read(code) == [("EAN8", code)]


@pytest.mark.oracle
def test_a_upc_a_comes_back_as_it_is_kept() -> None:
    assert read("036000291452") == [("CODE128", "036000291452")]
