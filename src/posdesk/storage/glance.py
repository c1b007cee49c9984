"""One look at a shop's file: which shop, how far it went. It changes nothing in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pysqlite3.dbapi2 as sqlite

from posdesk.domain.errors import Trouble
from posdesk.storage.engine import snapshot
from posdesk.storage.journal import Head

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100


@dataclass(frozen=True, slots=True)
class Glance:
    """What a file says about itself.

    Attributes:
        revision: of its schema, e.g. ``0001``.
        numbers: the last number of each receipt series.
    """

    revision: str
    shop_id: UUID
    head: Head
    numbers: Mapping[str, int]


def wal_of(database: Path) -> Path:
    """The file with the commits that were not folded into the database yet."""
    return database.with_name(database.name + "-wal")


def check_header(database: Path) -> None:
    """Passes a file that is a whole SQLite database as far as its first bytes tell.

    Raises:
        Trouble: ``data_missing``, ``data_empty``, ``data_damaged``.
        OSError: it cannot be read.
    """
    if not database.exists():
        raise Trouble("data_missing", path=str(database))
    with database.open("rb") as source:
        header = source.read(_HEADER_BYTES)
    if not header:
        raise Trouble("data_empty", path=str(database))
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES or _is_cut(database, header):
        raise Trouble("data_damaged", path=str(database))


def _is_cut(database: Path, header: bytes) -> bool:
    """Whether pages are missing at the end; with a ``-wal`` only SQLite can tell.

    Page size at 16, pages at 28, valid where 24 equals 92: sqlite.org/fileformat.html 1.3.
    """
    wal = wal_of(database)
    if header[24:28] != header[92:96] or (wal.exists() and wal.stat().st_size):
        return False
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return database.stat().st_size < pages * (65536 if page_size == 1 else page_size)


def glance(database: Path) -> Glance:
    """Reads who and how far in one snapshot.

    Raises:
        Trouble: ``not_a_shop``, ``data_damaged``, ``cannot_open``...
    """
    with snapshot(database) as connection:
        try:
            return Glance(
                revision=str(_one(connection, "SELECT version_num FROM alembic_version")),
                shop_id=UUID(bytes=_one(connection, "SELECT id FROM shop")),
                head=newest(connection),
                numbers=dict(connection.execute("SELECT name, last_number FROM series").fetchall()),
            )
        except (sqlite.OperationalError, LookupError) as error:
            if getattr(error, "sqlite_errorcode", sqlite.SQLITE_ERROR) != sqlite.SQLITE_ERROR:
                raise
            raise Trouble("not_a_shop", path=str(database)) from error


def _one(connection: sqlite.Connection, query: str) -> bytes:
    row = connection.execute(query).fetchone()
    if row is None:
        raise LookupError(query)
    return row[0]  # type: ignore[no-any-return]  # the driver's rows are untyped


def newest(connection: sqlite.Connection) -> Head:
    """The newest link of the journal."""
    row = connection.execute(
        "SELECT seq, hash, at FROM journal ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return Head(*row) if row else Head()
