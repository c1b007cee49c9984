"""Workbooks of Excel, honest and hostile."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from posdesk.domain.errors import Refused
from posdesk.files import workbooks
from posdesk.files.tables import PeoplesTables
from tests.files.tables import refusal, texts

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hàng.xlsx"


def saved(path: Path, *rows: list[object]) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return book


def changed(path: Path, part: str, before: bytes, after: bytes) -> None:
    """Replaces bytes in a part of a workbook, as no honest program would."""
    with zipfile.ZipFile(path) as source:
        parts = {info.filename: source.read(info) for info in source.infolist()}
    if before:
        assert before in parts[part]
        parts[part] = parts[part].replace(before, after, 1)
    else:
        parts[part] = after
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)


def code(cell: str | Refused) -> str:
    assert isinstance(cell, Refused)
    return cell.code


def test_cells_read_as_a_person_reads_them(path: Path) -> None:
    saved(path, ["a", "b", "c", "d", "e"], ["  x ", 120000, 0.35, 8934563138164, True])
    assert texts(path)[1] == ["  x ", "120000", "0,35", "8934563138164", "x"]


def test_a_percent_is_a_percent(path: Path) -> None:
    book = saved(path, ["vat"], [0.08])
    assert book.active is not None
    book.active["A2"].number_format = "0%"
    book.save(path)
    assert texts(path)[1] == ["8%"]


def test_a_sum_of_binary_fractions_is_what_the_sheet_shows(path: Path) -> None:
    saved(path, ["a"], [0.1 + 0.2])
    assert texts(path)[1] == ["0,3"]


@pytest.mark.parametrize("value", [date(2026, 5, 1), datetime(2026, 5, 1, 9)])  # noqa: DTZ001 - a sheet has no zones
def test_a_date_is_refused(path: Path, value: date) -> None:
    saved(path, ["sku", "price"], ["A", value])
    assert code(texts(path)[1][1]) == "cell_is_date"


@pytest.mark.parametrize("number", [b"1e308", b"1e999", b"-1e999", b"1234567890123456"])
def test_numbers_beyond_a_sheet_are_refused(path: Path, number: bytes) -> None:
    saved(path, ["sku", "price"], ["A", 77])
    changed(path, SHEET, b"<v>77</v>", b"<v>" + number + b"</v>")
    assert code(texts(path)[1][1]) == "bad_number"


@pytest.mark.parametrize("number", [b"nan", b"inf", b"twelve", b"9" * 6000])
def test_what_is_no_number_names_its_line(path: Path, number: bytes) -> None:
    saved(path, ["sku", "price"], ["A", 5], ["B", 77])
    changed(path, SHEET, b"<v>77</v>", b"<v>" + number + b"</v>")
    assert refusal(path) == ("workbook_damaged", {"line": 3})


def test_a_formula_counts_only_with_the_result_it_was_saved_with(path: Path) -> None:
    saved(path, ["sku", "price", "cost"], ["A", "=1+1", "=6*7"])
    changed(path, SHEET, b"<f>6*7</f><v />", b"<f>6*7</f><v>42</v>")
    row = texts(path)[1]
    assert code(row[1]) == "formula_without_value"
    assert row[2] == "42"


def test_a_formula_that_failed_is_refused(path: Path) -> None:
    saved(path, ["sku"], ["#REF!"])
    assert code(texts(path)[1][0]) == "cell_error"


def bomb(path: Path, size: int, entries: int = 1) -> None:
    saved(path, ["sku"], ["A"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as target:
        for number in range(entries):
            target.writestr(f"xl/media/{number}.xml", b" " * size)


def test_a_bomb_is_not_unpacked(path: Path) -> None:
    bomb(path, 50 * 2**20)
    assert path.stat().st_size < 2**20
    assert refusal(path)[0] == "workbook_too_large"


def test_many_small_parts_are_a_bomb_too(path: Path) -> None:
    bomb(path, 10, entries=2_000)
    assert refusal(path)[0] == "workbook_too_large"


def test_names_that_grow_are_refused(path: Path) -> None:
    saved(path, ["sku"], ["A"])
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    changed(path, SHEET, b"", laughs)
    assert refusal(path)[0] == "workbook_damaged"


def test_what_is_no_workbook_is_refused(path: Path) -> None:
    path.write_bytes(b"sku,name\nA,B\n")
    assert refusal(path)[0] == "not_a_workbook"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("letter.txt", "dear")
    assert refusal(path)[0] == "not_a_workbook"


def test_a_truncated_workbook_is_refused(path: Path) -> None:
    saved(path, ["sku"], ["A"])
    changed(path, SHEET, b"</sheetData>", b"")
    assert refusal(path)[0] == "workbook_damaged"


def test_a_cell_at_the_end_of_the_world_costs_nothing(path: Path) -> None:
    saved(path, ["sku", "name"], ["A", "B"])
    changed(path, SHEET, b'<dimension ref="A1:B2" />', b'<dimension ref="A1:XFD1048576"/>')
    assert texts(path) == [["sku", "name"], ["A", "B"]]
    changed(path, SHEET, b'r="2"><c r="A2"', b'r="100000"><c r="XFD100000"')
    changed(path, SHEET, b'"B2"', b'"B100000"')
    assert texts(path) == [["sku", "name"], ["", "B"]]


TEXTS = ("=1+1", "+84 912", "-5", "@a", "=HYPERLINK(1)", "0123", "'=1")


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_never_becomes_a_formula(path: Path, text: str) -> None:
    PeoplesTables().write(path, ["name"], [[text]])
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"
    assert texts(path) == [["name"], [text]]


def test_numbers_stay_numbers(path: Path) -> None:
    PeoplesTables().write(path, ["a", "b", "c"], [[120000, Decimal("0.35"), None]])
    sheet = load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [120000, 0.35, None]
    assert texts(path)[1] == ["120000", "0,35"]


HONEST = workbooks.write([["sku", "name"], ["A", "B"], [1, Decimal("0.5")]])
letters = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
cells = st.text(letters, min_size=1, max_size=20)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_any_text_reads_back_equal(rows: list[list[str]]) -> None:
    rows = [["một", "hai"], *rows]
    assert [list(row.cells) for row in workbooks.read(workbooks.write(rows))] == rows


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_spoiled_workbook_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(HONEST)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    with suppress(Refused):
        list(workbooks.read(bytes(content)))
