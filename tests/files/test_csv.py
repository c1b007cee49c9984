"""CSV as people's programs write it, and what pretends to be CSV."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import Refused, Trouble
from posdesk.files import csv_files
from posdesk.files.limits import COLUMNS
from posdesk.files.tables import PeoplesTables
from tests.files.tables import refusal, texts

NAME = "Bình gốm, men tro; loại 1"
GOODS = [["mã hàng", "tên hàng"], ["A", NAME]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hàng.csv"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings(path: Path, separator: str, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as target:
        csv.writer(target, delimiter=separator).writerows(GOODS)
    assert texts(path) == GOODS


def test_the_separator_that_excel_names_counts(path: Path) -> None:
    path.write_text("sep=;\nsku;name, giá, thuế\nA;B\n", "utf-8")
    table = PeoplesTables().read(path)
    assert table.header.cells == ("sku", "name, giá, thuế")
    assert [row.line for row in (table.header, *table.rows)] == [2, 3]


def test_a_row_is_named_by_the_line_where_it_begins(path: Path) -> None:
    path.write_text('sku,name\n\nA,"hai\ndòng"\n ,\nB,một\n', "utf-8")
    assert [(row.line, row.cells[0]) for row in PeoplesTables().read(path).rows] == [
        (3, "A"),
        (6, "B"),
    ]


@pytest.mark.parametrize(
    ("encoding", "name", "told"),
    [
        ("cp1258", "Bi\u0300nh gô\u0301m", "Windows-1258"),
        ("cp1258", "Đường", "Windows-1258"),
        ("cp1252", "Crème brûlée", "Windows-1252"),
    ],
)
def test_other_encodings_are_named(path: Path, encoding: str, name: str, told: str) -> None:
    text = name.replace("ườ", "ươ\u0300")
    path.write_bytes(f"sku,name\nA,{text}\n".encode(encoding))
    assert refusal(path) == ("not_utf8", {"encoding": told, "line": 2})


def test_mixed_encodings_name_the_line(path: Path) -> None:
    lines = ["sku,tên", "A,Bình gốm", "B,Cafe"]
    path.write_bytes("\n".join(lines).encode() + b"\nC,Caf\xe9\nD,x\xe9\n")
    assert refusal(path) == ("mixed_encodings", {"line": 4})


@pytest.mark.parametrize("content", [b"MZ\x00\x90\x00", b"\xff\xfes", b"sku\0name"])
def test_what_is_no_text_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refusal(path)[0] == "not_a_table"


def test_a_quote_that_never_ends_names_where_it_begins(path: Path) -> None:
    path.write_text('sku,name\nA,B\nC,"D\nE,F\n', "utf-8")
    assert refusal(path) == ("csv_broken", {"line": 3})


def test_limits(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text("sku" + ",x" * COLUMNS, "utf-8")
    assert refusal(path)[0] == "too_many_columns"
    path.write_text("sku\n" + "A" * 40_000, "utf-8")
    assert refusal(path)[0] == "csv_broken"
    path.write_text("sku\nA\nB\nC\n", "utf-8")
    monkeypatch.setattr("posdesk.files.limits.ROWS", 2)
    assert refusal(path) == ("too_many_rows", {"limit": 2})
    monkeypatch.setattr("posdesk.files.tables.FILE_LIMIT", 5)
    assert refusal(path)[0] == "file_too_large"


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text(" \n\n")
    assert refusal(empty)[0] == "table_empty"
    assert refusal(tmp_path / "none.csv")[0] == "cannot_read"
    assert refusal(tmp_path)[0] == "unknown_format"
    assert refusal(tmp_path / "goods.pdf")[0] == "unknown_format"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_never_becomes_a_formula(path: Path, start: str) -> None:
    text = start + "1+cmd|'/C calc'!A0"
    for cell in (text, f"'{text}", "'tis", "''"):
        PeoplesTables().write(path, ["name"], [[cell]])
        raw = path.read_text("utf-8-sig").removeprefix("name").strip("\n").strip('"')
        assert raw[0] not in "=+-@\t\r"
        assert texts(path) == [["name"], [cell]]


def test_numbers_stay_numbers(path: Path) -> None:
    PeoplesTables().write(path, ["a", "b", "c", "d"], [[-5, Decimal("0.350"), None, Decimal(1200)]])
    assert texts(path)[1] == ["-5", "0,35", "", "1200"]


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_text_reads_back_equal(rows: list[list[str]]) -> None:
    rows = [["một", "hai", "ba"], *rows]
    content = csv_files.write(rows)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert [list(row.cells) for row in csv_files.read(content)] == filled


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        rows = list(csv_files.read(content))
    except Refused:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row.cells)


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot_write"):
        PeoplesTables().write(tmp_path / "nowhere" / "x.csv", ["a"], [])
    assert list(tmp_path.iterdir()) == []
