"""Connections to the shop's file, always with the settings that keep a committed sale.

WAL with ``synchronous=FULL`` loses nothing at a power cut if the disk honours a flush; SQLite
3.7.0 to 3.51.2 can lose committed data in WAL mode and is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from posdesk.domain.errors import Trouble

OLDEST_SQLITE = (3, 51, 3)
BUSY_TIMEOUT_MS = 10_000
CHECKPOINT_PAGES = 4000
"""High, so that a checkpoint falls into an idle moment and not into a sale."""


def refuse_old_sqlite(version: tuple[int, ...] = sqlite.sqlite_version_info) -> None:
    """Passes on a SQLite that keeps what it committed.

    Raises:
        Trouble: ``sqlite_too_old``.
    """
    if version < OLDEST_SQLITE:
        raise Trouble(
            "sqlite_too_old",
            found=".".join(map(str, version)),
            needed=".".join(map(str, OLDEST_SQLITE)),
        )


def _connect(path: Path, *pragmas: str) -> sqlite.Connection:
    # The mode in the URI: a missing file is an error, never a new empty shop.
    connection = sqlite.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_TIMEOUT_MS / 1000,
        cached_statements=256,
    )
    for pragma in ("foreign_keys=ON", "trusted_schema=OFF", "temp_store=MEMORY", *pragmas):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def writer_engine(path: Path) -> Engine:
    """The engine of the one connection that writes; its transactions begin IMMEDIATE."""
    engine = create_engine(
        "sqlite://",
        module=sqlite,
        creator=lambda: _connect(
            path,
            "journal_mode=WAL",
            "synchronous=FULL",
            f"wal_autocheckpoint={CHECKPOINT_PAGES}",
        ),
        poolclass=StaticPool,
    )
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reader_engine(path: Path) -> Engine:
    """The engine of read-only connections; each transaction is one snapshot."""
    engine = create_engine(
        "sqlite://",
        module=sqlite,
        creator=lambda: _connect(path, "query_only=ON"),
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=2,
    )
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN"))
    return engine


TROUBLES = {
    sqlite.SQLITE_FULL: "disk_full",
    sqlite.SQLITE_READONLY: "folder_read_only",
    sqlite.SQLITE_CORRUPT: "data_damaged",
    sqlite.SQLITE_NOTADB: "data_damaged",
    sqlite.SQLITE_IOERR: "disk_failed",
    sqlite.SQLITE_CANTOPEN: "cannot_open",
    sqlite.SQLITE_BUSY: "data_busy",
    sqlite.SQLITE_LOCKED: "data_busy",
}


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turns the driver's errors about the surroundings into Trouble."""
    try:
        yield
    except sqlite.DatabaseError as error:
        raise trouble(error, path) from error


def trouble(error: BaseException, path: Path) -> BaseException:
    """The Trouble that a driver's error stands for, or the error itself where it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    name = TROUBLES.get(code & 0xFF) if code is not None else None
    return Trouble(name, path=str(path)) if name else error


def connection_of(connection: Connection) -> sqlite.Connection:
    """The driver's own connection below SQLAlchemy's."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite.Connection):
        raise TypeError(type(raw))
    return raw
