"""An older file is brought up to date as a whole or not at all, after a backup."""

from __future__ import annotations

import gzip
import hashlib
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.numbering import ONLINE_SERIES
from posdesk.runtime.lock import hold
from posdesk.runtime.paths import DataFolder
from posdesk.storage import migrate, upgrading
from posdesk.storage.glance import glance
from posdesk.storage.migrate import SHIPPED
from posdesk.storage.shopfile import open_shop
from posdesk.storage.verify import verify_copy, verify_file
from tests.storage.revisions import NEXT, next_revision
from tests.storage.till import SetClock, Till

OLD_FILES = Path(__file__).parent / "old_files"
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
    assert glance(till.folder.database).revision == NEXT
    assert till.numbers() == numbers
    assert all(check.ok for check in verify_file(till.folder.database, revisions))
    (copy,) = till.folder.backups.iterdir()
    assert copy.name.startswith("before-update-")
    assert glance(copy).revision == SHIPPED.head
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
        (LOSES_ROWS, "barcode: 76 -> 75"),
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
    assert glance(till.folder.database).revision == SHIPPED.head


def test_no_update_without_a_backup(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    till.tamper("UPDATE journal SET at = at + 1 WHERE seq = 5")
    with pytest.raises(Trouble, match="backup_failed"):
        open_shop(till.folder, SetClock(), next_revision(tmp_path, ADDS_A_COLUMN))
    assert glance(till.folder.database).revision == SHIPPED.head


# --- the schema itself


def _shape(connection: sqlite.Connection) -> dict[str, object]:
    """Tables as their columns and references, all else as its SQL."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT GLOB 'product_search_*' AND name <> 'alembic_version'"
    ).fetchall()
    return {
        name: _table(connection, name) if kind == "table" else _plain(sql)
        for kind, name, sql in rows
    }


def _table(connection: sqlite.Connection, name: str) -> object:
    columns = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
    references = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    # A column that a revision adds stands after the others; what it is must be the same.
    return {column[1]: column[2:] for column in columns}, {row[2:] for row in references}


def _plain(sql: str) -> str:
    return " ".join(sql.split())


def test_the_revisions_make_exactly_the_tables_the_program_knows(
    till: Till, tmp_path: Path
) -> None:
    """After a change of a table: a new revision."""
    path = tmp_path / "by_revisions.db"
    path.touch()
    with upgrading.begun(path) as connection:
        upgrading.upgrade(connection, SHIPPED.scripts)
    with closing(sqlite.connect(path)) as made, till.sql() as known:
        assert _shape(made) == _shape(known)
        assert _version(made) == _version(known)


def _version(connection: sqlite.Connection) -> object:
    return (
        connection.execute("SELECT version_num FROM alembic_version").fetchall(),
        connection.execute("PRAGMA table_xinfo(alembic_version)").fetchall(),
    )


def test_the_newest_revision_is_the_head_the_program_names(till: Till) -> None:
    assert glance(till.folder.database).revision == SHIPPED.head
    assert migrate.is_older("0000", till.folder.database)
    assert ONLINE_SERIES in glance(till.folder.database).numbers


@pytest.mark.parametrize("old", sorted(OLD_FILES.glob("*.db.gz")), ids=lambda path: path.name[:4])
def test_a_shop_of_each_earlier_schema_is_taken_over_whole(old: Path, tmp_path: Path) -> None:
    """The files were made by the program of their time: sales, a return, a closed shift."""
    till = Till(DataFolder(tmp_path / "shop"))
    till.folder.root.mkdir(mode=0o700)
    till.folder.database.write_bytes(gzip.decompress(old.read_bytes()))
    numbers = till.numbers()
    assert numbers
    assert till.sell().answers[0]["receipt"] == f"T1-{len(numbers) + 1:06d}"
    assert till.verify() == {}
