from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.barcode import is_valid_ean13
from posdesk.domain.errors import Refused
from posdesk.domain.label import (
    A4_MM,
    MOST,
    SHEETS,
    Label,
    LabelKind,
    LabelRun,
    LabelSheet,
    label_of,
    own_code,
)
from posdesk.domain.product import Product, Unit
from posdesk.domain.scale_label import DEFAULT, parse_patterns, read
from tests.domain.shapes import refusal

KEY = UUID(int=1)
CAN = Unit(KEY, "lon", 12_000, 1, ("8934563138165",))
BOX = Unit(KEY, "thùng", 270_000, 24)
TEA = Product(KEY, "CHE-01", "Chè", (CAN, BOX), shelf="Kệ 2", maker="HTX Tân Cương")


@pytest.mark.parametrize("kind", LabelKind)
def test_a_label_says_what_its_unit_costs_and_where_it_lies(kind: LabelKind) -> None:
    assert label_of(TEA, CAN, kind) == Label(
        kind, "Chè", 12_000, "lon", "8934563138165", "CHE-01", "Kệ 2", "HTX Tân Cương"
    )
    assert label_of(TEA, BOX, kind).barcode == ""
    assert label_of(TEA, BOX, kind).price == 270_000


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_a_run_has_some_labels_and_not_metres_of_them(count: int) -> None:
    label = label_of(TEA, CAN, LabelKind.BARCODE)
    with pytest.raises(Refused) as caught:
        LabelRun(label, count)
    assert refusal(caught) == ("label_count", {"most": MOST})


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_every_label_of_a_sheet_is_on_the_page_and_by_itself(sheet: LabelSheet) -> None:
    corners = [(x, y) for _sheet, x, y in sheet.places(sheet.labels)]
    wide, high = sheet.width - 2 * sheet.pad_x, sheet.height - 2 * sheet.pad_y
    assert len(set(corners)) == sheet.labels
    for x, y in corners:
        assert 50 <= x <= A4_MM[0] * 10 - 50 - wide
        assert 50 <= y <= A4_MM[1] * 10 - 50 - high
    assert sheet.step_x >= sheet.width
    assert sheet.step_y >= sheet.height


def test_a_sheet_that_was_begun_is_used_up() -> None:
    sheet = SHEETS[0]
    sheets = [number for number, _x, _y in sheet.places(3, first=23)]
    assert sheets == [0, 0, 1]
    assert next(sheet.places(1, first=5)) == (0, 700 + 50, 5 + 370 + 45)


@pytest.mark.parametrize("first", [0, 25])
def test_a_place_that_is_not_on_the_sheet(first: int) -> None:
    with pytest.raises(Refused) as caught:
        list(SHEETS[0].places(1, first))
    assert refusal(caught) == ("label_place", {"most": 24})


@given(st.integers(0, 10**10 - 1))
def test_an_own_code_is_valid_and_no_scale_label(number: int) -> None:
    for text in (DEFAULT, "20IIIIIWWWWWC 21IIIIIPPPPPC*100", "20.IIIIIIIII.W"):
        patterns = parse_patterns(text)
        code = own_code(number, patterns)
        assert code[0] == "2"
        assert is_valid_ean13(code)
        assert read(code, patterns) is None


def test_where_the_scale_takes_all_numbers_there_is_none() -> None:
    patterns = parse_patterns("2IIIIIIWWWWWC")
    with pytest.raises(Refused) as caught:
        own_code(7, patterns)
    assert refusal(caught) == ("no_own_code", {})
