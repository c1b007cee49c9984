"""Copies of a database that are whole before they have their name."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

from posdesk.domain.errors import Trouble
from posdesk.runtime.clock import Clock, local
from posdesk.runtime.durable import put_in_place
from posdesk.runtime.i18n import _
from posdesk.storage.engine import new_file, plain_words, snapshot
from posdesk.storage.glance import newest
from posdesk.storage.verify import verify_copy

PART = ".part"
STALE = timedelta(days=1)


def stamped(folder: Path, name: str, clock: Clock) -> Path:
    """A free path ``name-YYYYMMDD-HHMMSS.db``, shop-local time; the next second if it is taken."""
    at = local(clock.now())
    while (path := folder / f"{name}-{at:%Y%m%d-%H%M%S}.db").exists():
        at += timedelta(seconds=1)
    return path


def copy_database(source: Path, target: Path) -> None:
    """Copies a database under a name that the copy gets only when it is whole and on the disk.

    Raises:
        Trouble: ``backup_failed``, ``disk_full``, ``data_damaged``...; nothing was left behind.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}{PART}")
    with plain_words(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear_stale(target.parent)
        try:
            copy_checked(source, part)
            put_in_place(part, target)
        finally:
            remove_database(part)


def copy_checked(source: Path, copy: Path) -> None:
    """Copies a database as one moment has it, commits in its ``-wal`` included.

    The copy is one plain file. It is opened again and checked: structure, chain, newest entry.

    Raises:
        Trouble: ``backup_failed``, ``disk_full``, ``data_damaged``...
    """
    with new_file(copy) as writing, snapshot(source) as reading:
        head = newest(reading)
        reading.backup(writing)
        # No -wal beside it that somebody could forget.
        writing.execute("PRAGMA journal_mode=DELETE")
    wrong = [check.message for check in verify_copy(copy) if not check.ok]
    with snapshot(copy) as connection:
        if newest(connection) != head:
            wrong.append(_("its newest entry is another one"))
    if wrong:
        raise Trouble("backup_failed", path=str(source), problem="; ".join(wrong))


def remove_database(path: Path) -> None:
    """Deletes a database with what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _clear_stale(folder: Path) -> None:
    """Deletes what a copy that was cut off left behind, once nobody can be at work on it."""
    for part in folder.glob(f".*{PART}*"):
        if time.time() - part.stat().st_mtime > STALE.total_seconds():
            part.unlink(missing_ok=True)
