"""An older file is brought up to date as a whole or not at all, after a backup."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.lock import hold
from posdesk.storage import making, migrate, schema
from posdesk.storage.glance import glance
from posdesk.storage.migrate import SHIPPED
from posdesk.storage.shopfile import open_shop
from posdesk.storage.verify import verify_copy, verify_file
from tests.storage import frozen
from tests.storage.revisions import next_revision
from tests.storage.till import SetClock, Till

ADDS_A_COLUMN = """
    op.get_bind().exec_driver_sql("ALTER TABLE sale ADD COLUMN table_no TEXT")
"""
REBUILDS_A_TABLE = """
    run = op.get_bind().exec_driver_sql
    run("CREATE TABLE made (code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, place TEXT)")
    run("INSERT INTO made (code, name) SELECT code, name FROM till")
    run("DROP TABLE till")
    run("ALTER TABLE made RENAME TO till")
"""
FAILS_HALF_WAY = """
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE sale ADD COLUMN table_no TEXT")
    run("UPDATE series SET last_number = 0")
    run("ALTER TABLE nowhere ADD COLUMN x TEXT")
"""
IS_WRONG_ITSELF = """
    op.get_bind().exec_driver_sql("UPDATE series SET last_number = 0")
    raise ValueError("a mistake in the script")
"""
LOSES_ROWS = """
    op.get_bind().exec_driver_sql("DELETE FROM barcode WHERE code LIKE '%15'")
"""
LOSES_A_TABLE = """
    op.get_bind().exec_driver_sql("DROP TABLE outbox")
"""
TEARS_A_REFERENCE = """
    op.get_bind().exec_driver_sql("UPDATE barcode SET unit_id = x'00' WHERE code LIKE '%15'")
"""


@pytest.mark.parametrize("work", [ADDS_A_COLUMN, REBUILDS_A_TABLE])
def test_an_older_file_is_brought_up_to_date_after_a_backup(
    till: Till, tmp_path: Path, work: str
) -> None:
    numbers, revisions = till.numbers(), next_revision(tmp_path, work)
    open_shop(till.folder, SetClock(), revisions).close()
    assert glance(till.folder.database).revision == "0002"
    assert till.numbers() == numbers
    assert all(check.ok for check in verify_file(till.folder.database, revisions))
    (copy,) = till.folder.backups.iterdir()
    assert copy.name.startswith("before-update-")
    assert glance(copy).revision == "0001"
    assert all(check.ok for check in verify_copy(copy))


def test_the_program_of_before_refuses_the_newer_file(till: Till, tmp_path: Path) -> None:
    open_shop(till.folder, SetClock(), next_revision(tmp_path, ADDS_A_COLUMN)).close()
    before = till.folder.database.read_bytes()
    assert till.sell().refusal == "newer_file"
    assert till.folder.database.read_bytes() == before


def test_what_was_made_before_the_update_can_be_put_back(till: Till, tmp_path: Path) -> None:
    open_shop(till.folder, SetClock(), next_revision(tmp_path, ADDS_A_COLUMN)).close()
    (copy,) = till.folder.backups.iterdir()
    assert till.run("backup", "restore", str(copy), "--yes").code == 0
    assert till.sell().answers[0]["receipt"] == "T1-000004"
    assert till.verify() == {}


@pytest.mark.parametrize(
    ("work", "problem"),
    [
        (FAILS_HALF_WAY, "nowhere"),
        (IS_WRONG_ITSELF, "a mistake in the script"),
        (LOSES_ROWS, "barcode: 9 -> 8"),
        (LOSES_A_TABLE, "outbox: 0 -> gone"),
        (TEARS_A_REFERENCE, "barcode -> product_unit"),
    ],
)
def test_an_update_that_fails_leaves_the_file_as_it_was(
    till: Till, tmp_path: Path, work: str, problem: str
) -> None:
    before = hashlib.sha256(till.folder.database.read_bytes()).hexdigest()
    with pytest.raises(Trouble, match="migration_failed") as failed:
        open_shop(till.folder, SetClock(), next_revision(tmp_path, work))
    assert problem in str(failed.value.params["problem"])
    assert hashlib.sha256(till.folder.database.read_bytes()).hexdigest() == before
    # The program of before still sells on it.
    assert till.sell().answers[0]["receipt"] == "T1-000004"
    assert till.verify() == {}


def test_no_update_while_another_program_has_the_shop_open(till: Till, tmp_path: Path) -> None:
    revisions = next_revision(tmp_path, ADDS_A_COLUMN)
    with (
        hold(till.folder.in_use, shared=True),
        pytest.raises(Refused, match="shop_in_use"),
    ):
        open_shop(till.folder, SetClock(), revisions)
    assert glance(till.folder.database).revision == "0001"


def test_no_update_without_a_backup(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    till.tamper("UPDATE journal SET at = at + 1 WHERE seq = 5")
    with pytest.raises(Trouble, match="backup_failed"):
        open_shop(till.folder, SetClock(), next_revision(tmp_path, ADDS_A_COLUMN))
    assert glance(till.folder.database).revision == "0001"


# --- the schema itself


def _shape(till: Till) -> set[tuple[str, str]]:
    with till.sql() as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND name NOT GLOB 'product_search_*' AND name <> 'alembic_version'"
        ).fetchall()
    return {(name, _plain(sql)) for name, sql in rows}


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def test_the_revisions_make_exactly_the_tables_the_program_knows(till: Till) -> None:
    """After a change of a table: a new revision, or before the first release
    ``python -m tests.storage.frozen`` writes r0001_initial.sql anew.
    """
    known = {_plain(statement) for statement in schema.statements()}
    assert {sql for _name, sql in _shape(till)} == known


def test_the_newest_revision_is_the_head_the_program_names(till: Till) -> None:
    assert glance(till.folder.database).revision == SHIPPED.head
    assert migrate.is_older("0000", till.folder.database)
    assert making.ONLINE_SERIES in glance(till.folder.database).numbers


def test_the_first_revision_is_frozen_as_the_tables_stand() -> None:
    assert frozen.path().read_text("utf-8") == frozen.frozen()
