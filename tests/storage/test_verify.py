"""``posdesk verify`` notices any figure, row or file that is not what was posted, and names it."""

# ruff: noqa: S608 - the statements are put together from our own tables' names

from __future__ import annotations

import pytest
from sqlalchemy import Column, Integer, Table

from posdesk.storage.posted import POSTED
from posdesk.storage.tables import metadata
from tests.storage.till import Till

TABLES = [metadata.tables[name] for name in POSTED]
NOT_FIGURES = {
    "at",
    "opened_at",
    "closed_at",
    "line",
    "returns_line",
    "number",
    "seq",
    "weighed",
    "prices_include_tax",
}
"""Whole numbers that are no money and no quantity."""


def _figures() -> list[tuple[Table, Column[int]]]:
    return [
        (table, column)
        for table in TABLES
        for column in table.columns
        if isinstance(column.type, Integer) and column.name not in NOT_FIGURES
    ]


def _where(table: Table) -> str:
    """One row that is there and has figures in all its columns, as far as any has."""
    key = ", ".join(column.name for column in table.primary_key)
    full = " + ".join(f"({column.name} IS NOT NULL)" for column in table.columns)
    return f"({key}) = (SELECT {key} FROM {table.name} ORDER BY {full} DESC LIMIT 1)"


def test_a_day_with_something_of_every_kind_is_right(busy: Till) -> None:
    assert busy.verify() == {}
    with busy.sql() as connection:
        for table in POSTED:
            rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            assert rows, table


@pytest.mark.parametrize(
    ("table", "column"), _figures(), ids=lambda part: getattr(part, "name", "?")
)
@pytest.mark.parametrize("by", [1, -1])
def test_a_figure_changed_by_one(busy: Till, table: Table, column: Column[int], by: int) -> None:
    value = f"coalesce({column.name}, 0) + {by}"
    where = _where(table)
    # Constraints of the schema refuse a 0 where there must be more; so did the till.
    busy.tamper(
        "PRAGMA ignore_check_constraints = ON",
        f"UPDATE {table.name} SET {column.name} = {value} WHERE {where}",
    )
    wrong = busy.verify()
    named = _entry_of(busy, table, where)
    assert named in wrong["I10b"]


def _entry_of(till: Till, table: Table, where: str) -> str:
    """How verify names the document of a row."""
    document = next(
        name
        for name in ("document_id", "sale_id", "closing_id", "id")
        if name in table.columns and table.columns[name].primary_key
    )
    with till.sql() as connection:
        seq = connection.execute(
            "SELECT seq FROM journal WHERE document_id ="
            f" (SELECT {document} FROM {table.name} WHERE {where})"
        ).fetchone()[0]
    return f"(#{seq})"


@pytest.mark.parametrize("column", ["at", "content", "hash", "mac", "kind", "document_id"])
def test_a_changed_entry_of_the_journal(busy: Till, column: str) -> None:
    busy.tamper(f"UPDATE journal SET {column} = 1 WHERE seq = 5")
    assert "5" in busy.verify()["I10"]


def test_a_seal_taken_off(busy: Till) -> None:
    busy.tamper("UPDATE journal SET mac = NULL WHERE seq = 5")
    assert busy.verify()["I10"] == "entry 5 has no right seal"


@pytest.mark.parametrize("table", [t for t in TABLES if t.name != "journal"], ids=lambda t: t.name)
def test_a_deleted_row(busy: Till, table: Table) -> None:
    where = _where(table)
    named = _entry_of(busy, table, where)
    busy.tamper(f"DELETE FROM {table.name} WHERE {where}")
    assert named in busy.verify()["I10b"]


def test_an_inserted_sale(busy: Till) -> None:
    busy.tamper(
        "CREATE TEMP TABLE twin AS SELECT * FROM sale WHERE number = 'T1-000001'",
        "UPDATE twin SET id = x'00112233445566778899aabbccddeeff', number = 'T1-000099'",
        "INSERT INTO sale SELECT * FROM twin",
        "UPDATE series SET last_number = 99 WHERE name = 'T1'",
    )
    wrong = busy.verify()
    assert "sale 00112233445566778899aabbccddeeff" in wrong["I10b"]
    assert "T1-000006" in wrong["I7"]


def test_an_inserted_line(busy: Till) -> None:
    busy.tamper(
        "CREATE TEMP TABLE twin AS SELECT * FROM sale_line ORDER BY sale_id LIMIT 1",
        "UPDATE twin SET line = 9",
        "INSERT INTO sale_line SELECT * FROM twin",
    )
    assert "T1-000001" in busy.verify()["I10b"]


def test_two_sales_swapped(busy: Till) -> None:
    busy.tamper(
        "UPDATE sale SET number = 'X' WHERE number = 'T1-000001'",
        "UPDATE sale SET number = 'T1-000001' WHERE number = 'T1-000003'",
        "UPDATE sale SET number = 'T1-000003' WHERE number = 'X'",
    )
    wrong = busy.verify()["I10b"]
    assert "T1-000001" in wrong
    assert "T1-000003" in wrong


def test_a_balance_that_is_not_the_sum_of_its_movements(busy: Till) -> None:
    busy.tamper(
        "UPDATE stock_balance SET quantity = quantity + 1"
        " WHERE product_id = (SELECT id FROM product WHERE sku = 'TRA-01')"
    )
    assert "TRA-01 shop" in busy.verify()["I6"]


def test_a_counter_set_back(busy: Till) -> None:
    busy.tamper("UPDATE series SET last_number = last_number - 1 WHERE name = 'T1'")
    assert "T1-000005" in busy.verify()["I7"]


def test_a_skipped_number_that_nobody_explains(busy: Till) -> None:
    busy.tamper("UPDATE series SET last_number = last_number + 1 WHERE name = 'T1'")
    assert "T1-000006" in busy.verify()["I7"]


def test_a_guard_taken_off(busy: Till) -> None:
    with busy.sql() as connection:
        connection.execute("DROP TRIGGER sale_no_update")
        connection.execute(
            "CREATE TRIGGER sale_no_update BEFORE UPDATE ON sale BEGIN SELECT 1; END"
        )
    assert "sale_no_update" in busy.verify()["I16"]


def test_the_last_entries_cut_off_with_their_rows(till: Till) -> None:
    before = till.copy(till.folder.root.with_name("before"))
    till.sell(2)
    before.folder.witness.write_bytes(till.folder.witness.read_bytes())
    wrong = before.verify()
    assert wrong == {"I10c": "the last 2 entries are missing, receipts: T1-000004 – T1-000005"}


def test_entries_cut_off_and_the_witness_with_them(busy: Till) -> None:
    busy.tamper("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    busy.folder.witness.unlink()
    wrong = busy.verify()
    assert "sale" in wrong["I10b"]
    assert wrong["I10c"] == "the witness is gone or unreadable"


@pytest.mark.parametrize("left", [0, 7, 150])
def test_a_witness_cut(busy: Till, left: int) -> None:
    with busy.folder.witness.open("r+b") as witness:
        witness.truncate(left)
    assert busy.verify() == {"I10c": "the witness is gone or unreadable"}


def test_one_torn_slot_of_the_witness_is_no_loss(till: Till) -> None:
    content = bytearray(till.folder.witness.read_bytes())
    newest = 0 if b'"T1": 3' in content[:512] else 1
    content[newest * 512 + 20 : newest * 512 + 200] = bytes(180)
    till.folder.witness.write_bytes(content)
    assert till.verify() == {}
    assert till.sell().answers[0]["receipt"] == "T1-000004"


def test_a_chain_made_anew_without_the_key_has_no_right_seals(busy: Till) -> None:
    """Who can write the file but not read the key cannot hide a change behind a new chain."""
    from posdesk.storage.journal import GENESIS, link_hash  # noqa: PLC0415 - this test alone

    changes, previous = [], GENESIS
    with busy.sql() as connection:
        rows = connection.execute(
            "SELECT seq, at, kind, document_id, content FROM journal ORDER BY seq"
        ).fetchall()
    for seq, at, kind, document, content in rows:
        previous = link_hash(previous, seq, at + 1, kind, document, content)
        changes.append(
            f"UPDATE journal SET at = at + 1, hash = x'{previous.hex()}', mac = NULL"
            f" WHERE seq = {seq}"
        )
    busy.tamper(*changes)
    busy.folder.witness.unlink()
    assert busy.verify()["I10"] == "entry 1 has no right seal"


def test_without_the_key_the_chain_alone_is_checked(
    busy: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(busy.folder.root / "elsewhere"))
    ran = busy.run("verify")
    assert ran.code == 0
    assert "chain whole, key absent" in ran.out
