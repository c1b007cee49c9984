"""Brings an older file up to date with Alembic, all of it or nothing; refuses a newer one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from posdesk.domain.errors import Trouble
from posdesk.storage.engine import migration_engine, plain_words
from posdesk.storage.schema import statements


@dataclass(frozen=True, slots=True)
class Revisions:
    """The schema's revisions, from an empty file to the newest.

    Attributes:
        scripts: where they lie, as Alembic's ``script_location``.
        head: the newest; revisions sort by their names.
    """

    scripts: str
    head: str


SHIPPED = Revisions("posdesk.storage:migrations", "0003")
"""What this program knows."""


_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As Alembic makes it."""


def lay_out(connection: Connection) -> None:
    """Makes the newest schema in an empty file, the same that all revisions would."""
    for statement in (*statements(), _VERSION_TABLE):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (SHIPPED.head,))


def upgrade(connection: Connection, revisions: Revisions = SHIPPED) -> None:
    """Runs the missing revisions inside the caller's transaction; in an empty file all."""
    # Alembic is needed for an old file only, and takes long to load.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", revisions.scripts)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_older(revision: str, path: Path, revisions: Revisions = SHIPPED) -> bool:
    """Whether a file of this revision has to be migrated.

    Raises:
        Trouble: ``newer_file``.
    """
    if revision > revisions.head:
        raise Trouble("newer_file", found=revision, known=revisions.head, path=str(path))
    return revision < revisions.head


def migrate(database: Path, revisions: Revisions = SHIPPED) -> None:
    """Brings a file that nobody else has open up to date, in one transaction.

    Nothing may be lost on the way: every table keeps its number of rows, every reference holds.

    Raises:
        Trouble: ``migration_failed``, ``disk_full``...; the file is as it was.
    """
    engine = migration_engine(database)
    try:
        with plain_words(database), engine.begin() as connection:
            before = _row_counts(connection)
            upgrade(connection, revisions)
            _refuse_losses(connection, before)
    except Trouble:
        raise
    except Exception as error:
        raise Trouble("migration_failed", path=str(database), problem=_line(error)) from error
    finally:
        engine.dispose()


class _Lost(Exception):  # noqa: N818
    """A revision lost rows or tore a reference."""


def _row_counts(connection: Connection) -> dict[str, int]:
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        " AND name NOT GLOB 'product_search*' AND name <> 'alembic_version'"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608 - our own tables
        for name in tables.all()
    }


def _refuse_losses(connection: Connection, before: dict[str, int]) -> None:
    after = _row_counts(connection)
    for table, count in before.items():
        if after.get(table) != count:
            raise _Lost(f"{table}: {count} -> {after.get(table, 'gone')}")
    torn = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if torn is not None:
        raise _Lost(f"{torn[0]} -> {torn[2]}")


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
