from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.printing.breaking import beside, fit, paragraphs, printable, wrap

NAMES = st.text(st.characters(codec="utf-8") | st.sampled_from(" ABCàế"), max_size=300)


def test_lines_break_between_words() -> None:
    assert wrap("tỏi Lý Sơn cô đơn", 10, len) == ["tỏi Lý Sơn", "cô đơn"]


def test_an_amount_stays_with_its_unit() -> None:
    assert wrap("còn 12.000\u00a0₫", 9, len) == ["còn", "12.000\u00a0₫"]


def test_a_word_wider_than_the_paper_breaks_inside() -> None:
    assert wrap("x" * 25, 10, len) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_long_name_keeps_its_head_and_its_tail() -> None:
    lines = fit("Áo dài lụa Hà Đông thêu tay hoa sen cổ tròn màu đỏ cỡ XL", 20, 2, len)
    assert len(lines) == 2
    assert lines[0].startswith("Áo dài")
    assert lines[1].endswith("màu đỏ cỡ XL")
    assert "…" in "".join(lines)


def test_a_name_that_fits_is_not_cut() -> None:
    assert fit("Bát ăn cơm men rạn", 10, 2, len) == ["Bát ăn cơm", "men rạn"]


@given(name=NAMES, width=st.integers(2, 60), lines=st.integers(1, 3))
def test_no_line_is_wider_than_the_paper(name: str, width: int, lines: int) -> None:
    fitted = fit(printable(name), width, lines, len)
    assert 1 <= len(fitted) <= lines
    assert all(len(line) <= width for line in fitted)


@given(name=NAMES)
def test_letters_wider_than_the_paper_end_all_the_same(name: str) -> None:
    assert 1 <= len(fit(printable(name), 300, 2, lambda text: 400 * len(text))) <= 2


@given(left=NAMES, right=NAMES, width=st.integers(8, 60))
def test_a_row_never_runs_together_nor_over(left: str, right: str, width: int) -> None:
    for a, b in beside(printable(left), printable(right), width, 1, len):
        assert len(a) + len(b) + (bool(a) and bool(b)) <= width


def test_the_figure_stands_on_the_first_line() -> None:
    rows = beside("Bát ăn cơm men rạn vẽ chuồn chuồn", "120.000", 32, 1, len)
    assert rows == [("Bát ăn cơm men rạn vẽ", "120.000"), ("chuồn chuồn", "")]


def test_a_figure_that_leaves_no_room_goes_below() -> None:
    rows = beside("Chuyển khoản", "Ngân hàng TMCP Ngoại thương", 32, 1, len)
    assert rows == [("Chuyển khoản", ""), ("", "Ngân hàng TMCP Ngoại thương")]


def test_a_page_of_prose_is_no_receipt_text() -> None:
    assert len(paragraphs("lời " * 5000, 32, len)) == 20
    assert len(paragraphs("dòng\n" * 5000, 32, len)) == 20


@pytest.mark.parametrize("text", ["", " \u00a0 ", "\x00\u202e"])
def test_nothing_to_see_is_one_empty_line(text: str) -> None:
    assert wrap(printable(text), 10, len)[0].strip() == ""
