"""Runs the missing revisions on an older file with Alembic, all of them or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from posdesk.domain.errors import Trouble
from posdesk.storage.engine import migrator, plain_words


def upgrade_file(database: Path, scripts: str) -> None:
    """Runs what ``migrate.migrate`` promises.

    Raises:
        Trouble: ``migration_failed``, ``disk_full``...; the file is as it was.
    """
    try:
        with plain_words(database), _as_said_by_sqlite(), begun(database) as connection:
            before = _row_counts(connection)
            upgrade(connection, scripts)
            _refuse_losses(connection, before)
    except Trouble:
        raise
    except Exception as error:
        raise Trouble("migration_failed", path=str(database), problem=_line(error)) from error


@contextmanager
def begun(database: Path) -> Iterator[Connection]:
    """One transaction on a file that nobody else has open."""
    engine = create_engine(
        "sqlite://", module=sqlite, creator=lambda: migrator(database), poolclass=StaticPool
    )
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def upgrade(connection: Connection, scripts: str) -> None:
    """Runs the missing revisions inside the caller's transaction; in an empty file all."""
    config = Config()
    config.set_main_option("script_location", scripts)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def _as_said_by_sqlite() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise error.orig or error from error


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
