"""``posdesk report`` in every form: the same figures, numbers as numbers, texts as texts."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from posdesk.runtime.paths import DataFolder
from tests.cli.commands import Terminal
from tests.storage.till import Till

SALE = (
    '{"lines":[{"code":"GOM-03","quantity":3},{"code":"GOM-01","quantity":1}],'
    '"tenders":[{"method":"card","amount":100000},{"method":"cash","amount":"exact"}]}\n'
)


@pytest.fixture
def till(tmp_path: Path) -> Till:
    """The sample shop after two sales."""
    made = Till(DataFolder(tmp_path / "shop"))
    assert made.run("init", "--sample").code == 0
    assert made.run("sell", "-", stdin=SALE * 2).code == 0
    return made


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_each_form_gives_the_same_takings(till: Till, tmp_path: Path) -> None:
    day = till.run("report", "day", "--format", "json").answers[0]
    month = till.run("report", "month", "--json").answers[0]
    shift = till.run("report", "shift", "--json").answers[0]
    table = rows_of(till.run("report", "day", "--format", "csv").out)
    total = day["total"]

    assert total == month["total"] == shift["total"] == month["days"][0]["total"] > 0
    assert sum(day["by_group"].values()) == sum(day["by_hour"].values()) == total
    figures = {row["name"]: row["amount"] for row in table if row["part"] == "figures"}
    assert figures["total"] == str(total)
    assert sum(int(row["amount"]) for row in table if row["part"] == "groups") == total
    assert day["by_tender"]["card"] == 200_000


def test_a_date_that_is_none_is_refused(posdesk: Terminal) -> None:
    for day in ("", "0001-01-01", "2026-13-01", "9999-12-31", "hôm nay"):
        said = posdesk("report", "day", "--date", day)
        assert (said.code, said.err.split(":")[0]) == (1, "bad_date")


def test_a_workbook_has_numbers_and_never_a_formula(till: Till, tmp_path: Path) -> None:
    with till.sql() as connection:
        connection.execute("UPDATE product SET name = '=1+1' WHERE sku = 'GOM-03'")
    path = tmp_path / "month.xlsx"
    assert till.run("report", "products", "--format", "xlsx", "-o", str(path)).code == 0

    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    name, quantity, amount = (cells["GOM-03"][place] for place in (1, 3, 4))
    assert (name.value, name.data_type) == ("=1+1", "s")
    assert (quantity.value, quantity.data_type) == (6, "n")
    assert amount.data_type == "n"
    table = rows_of(till.run("report", "products", "--format", "csv").out)
    assert [row["name"] for row in table if row["sku"] == "GOM-03"] == ["'=1+1"]


def test_a_pdf_is_a4_and_its_text_can_be_found(till: Till, tmp_path: Path) -> None:
    path = tmp_path / "day.pdf"
    assert till.run("report", "day", "--format", "pdf", "-o", str(path)).code == 0
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("no pdftotext here")
    text = subprocess.run([tool, "-layout", path, "-"], capture_output=True, check=True)
    assert "Day report" in text.stdout.decode()
    total = till.run("report", "day", "--json").answers[0]["total"]
    assert f"{total:,}".replace(",", ".") in text.stdout.decode()


def test_no_figure_of_a_wide_table_is_cut(till: Till, tmp_path: Path) -> None:
    path = tmp_path / "stock.pdf"
    assert till.run("report", "stock", "--format", "pdf", "-o", str(path)).code == 0
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("no pdftotext here")
    text = subprocess.run([tool, "-layout", path, "-"], capture_output=True, check=True)
    stock = till.run("report", "stock", "--json").answers[0]
    for row in stock["goods"]:
        assert f"{row['price']:,}".replace(",", ".") in text.stdout.decode()
    assert "At price" in text.stdout.decode()


def test_the_stock_now_and_at_the_end_of_a_day_before(till: Till) -> None:
    now = till.run("report", "stock", "--json").answers[0]
    before = till.run("report", "stock", "--json", "--date", "2020-01-01").answers[0]

    on_hand = {row["sku"]: row["on_hand"] for row in now["goods"]}
    assert on_hand["GOM-03"] == "114"
    assert {row["on_hand"] for row in before["goods"]} == {"0"}
    assert now["at_price"] > 0
    assert before["at_price"] == 0


@pytest.mark.parametrize("kind", ["day", "month", "products", "stock", "shift"])
def test_a_date_that_is_none_is_named(till: Till, kind: str) -> None:
    assert till.run("report", kind, "--date", "2026-13-01").refusal == "bad_date"
    assert "“2026-13”" in till.run("report", kind, "--date", "2026-13").err


def test_a_day_without_sales_is_all_nought(till: Till) -> None:
    day = till.run("report", "day", "--date", "2020-01-01", "--json").answers[0]

    assert (day["total"], day["receipts"], day["cash_expected"]) == (0, 0, 0)
    assert day["profit"]["share_percent"] is None
