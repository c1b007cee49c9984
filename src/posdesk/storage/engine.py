"""Connections to the shop's file, always with the settings that keep a committed sale.

WAL with ``synchronous=FULL`` loses nothing at a power cut if the disk honours a flush; SQLite
3.7.0 to 3.51.2 can lose committed data in WAL mode and is refused.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from posdesk.domain.errors import Trouble

OLDEST_SQLITE = (3, 51, 3)
BUSY_TIMEOUT_MS = 10_000
CHECKPOINT_PAGES = 4000
"""High, so that a checkpoint falls into an idle moment and not into a sale."""
WRITER_CACHE_KB = 16_000
"""The indexes by goods and by barcode of a big shop are read in no order."""
HARDLY_ANY_SPACE = 256 * 1024
"""With fewer free bytes an error of the disk is a full disk: SQLite cannot always tell."""


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


def _connect(path: Path, mode: str, *pragmas: str) -> sqlite.Connection:
    # The mode in the URI: a missing file is an error, never a new empty shop.
    connection = sqlite.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_TIMEOUT_MS / 1000,
        cached_statements=256,
    )
    for pragma in ("foreign_keys=ON", "trusted_schema=OFF", "temp_store=MEMORY", *pragmas):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _writer(path: Path, *pragmas: str) -> sqlite.Connection:
    return _connect(path, "rw", "synchronous=FULL", *pragmas)


def writer(path: Path) -> sqlite.Connection:
    """The one connection that writes."""
    checkpoint = f"wal_autocheckpoint={CHECKPOINT_PAGES}"
    return _writer(path, "journal_mode=WAL", checkpoint, f"cache_size=-{WRITER_CACHE_KB}")


def migrator(path: Path) -> sqlite.Connection:
    """As the writer, but a table may be rebuilt: foreign keys are off from before it begins."""
    return _writer(path, "journal_mode=WAL", "foreign_keys=OFF")


def copy_writer(path: Path) -> sqlite.Connection:
    """Writes into a copy nobody else has open: one file, no ``-wal`` beside it."""
    return _writer(path, "journal_mode=DELETE")


def reader(path: Path) -> sqlite.Connection:
    """A read-only connection.

    It never folds a ``-wal`` into the file: one that does not belong to it would destroy it.
    """
    return _connect(path, "ro")


@contextmanager
def writing(connection: sqlite.Connection) -> Iterator[sqlite.Connection]:
    """One transaction that may write; nothing of it stays where it ends with an error."""
    with _transaction(connection, "BEGIN IMMEDIATE"):
        yield connection


@contextmanager
def reading(connection: sqlite.Connection) -> Iterator[sqlite.Connection]:
    """One transaction that reads one snapshot."""
    with _transaction(connection, "BEGIN"):
        yield connection


@contextmanager
def _transaction(connection: sqlite.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite.Connection]:
    """One read-only transaction on a connection of its own.

    Raises:
        Trouble: the file cannot be read.
    """
    with plain_words(path), closing(reader(path)) as connection:
        connection.execute("BEGIN")
        yield connection


@contextmanager
def new_file(path: Path) -> Iterator[sqlite.Connection]:
    """A connection to a file that is made for it."""
    with plain_words(path):
        path.touch(mode=0o600)
        with closing(_connect(path, "rw")) as connection:
            yield connection


TROUBLES = {
    sqlite.SQLITE_FULL: "disk_full",
    sqlite.SQLITE_READONLY: "folder_read_only",
    sqlite.SQLITE_PERM: "no_access",
    sqlite.SQLITE_CORRUPT: "data_damaged",
    sqlite.SQLITE_NOTADB: "data_damaged",
    sqlite.SQLITE_IOERR: "disk_failed",
    sqlite.SQLITE_CANTOPEN: "cannot_open",
    sqlite.SQLITE_BUSY: "data_busy",
    sqlite.SQLITE_LOCKED: "data_busy",
}
_OS_TROUBLES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "folder_read_only",
    errno.EACCES: "no_access",
    errno.EPERM: "no_access",
    errno.EIO: "disk_failed",
    errno.EFBIG: "disk_failed",
    errno.ENOENT: "cannot_open",
    errno.EISDIR: "cannot_open",
    errno.ENOTDIR: "not_a_folder",
    errno.EEXIST: "not_a_folder",
}


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turns errors of the disk and of SQLite about the surroundings into Trouble."""
    try:
        yield
    except UnicodeDecodeError as error:
        # The driver fell over a text of the file that is none any more.
        raise Trouble("data_damaged", path=str(path)) from error
    except (sqlite.Error, OSError) as error:
        raise trouble(error, path) from error


def trouble(error: BaseException, path: Path) -> BaseException:
    """The Trouble that an error stands for, or the error itself where it is a bug."""
    if isinstance(error, OSError):
        name = _OS_TROUBLES.get(error.errno or 0)
    else:
        name = TROUBLES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if name in ("disk_failed", "cannot_open") and _is_full(path):
        name = "disk_full"
    return Trouble(name, path=str(path)) if name else error


def _is_full(path: Path) -> bool:
    try:
        disk = shutil.disk_usage(path.parent)
    except OSError:
        return False
    # A file system without any space (/proc) is none to be filled.
    return disk.total > 0 and disk.free < HARDLY_ANY_SPACE
