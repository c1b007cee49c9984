"""Copies of a database that are whole before they have their name."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from posdesk.domain.errors import Trouble
from posdesk.runtime.clock import Clock, local
from posdesk.runtime.durable import put_in_place
from posdesk.storage.engine import new_file, plain_words, snapshot
from posdesk.storage.glance import newest
from posdesk.storage.journal import Head
from posdesk.storage.verify import verify_copy

PART = ".part"


def stamped(folder: Path, name: str, clock: Clock) -> Path:
    """A free path ``name-YYYYMMDD-HHMMSS.db``, shop-local time; the next second if it is taken."""
    at = local(clock.now())
    while (path := folder / f"{name}-{at:%Y%m%d-%H%M%S}.db").exists():
        at += timedelta(seconds=1)
    return path


def copy_database(source: Path, target: Path) -> None:
    """Copies a database as one moment has it, commits in its ``-wal`` included.

    The copy is written under another name beside the target, opened again, checked (structure,
    chain, newest entry), flushed to the disk, and only then gets its name.

    Raises:
        Trouble: ``backup_failed``, ``disk_full``, ``data_damaged``...; nothing was left behind.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}{PART}")
    with plain_words(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _check(part, _copy(source, part))
            put_in_place(part, target)
        finally:
            part.unlink(missing_ok=True)


def _copy(source: Path, part: Path) -> Head:
    with new_file(part) as writing, snapshot(source) as reading:
        head = newest(reading)
        reading.backup(writing)
        # One plain file: no -wal beside it that somebody could forget.
        writing.execute("PRAGMA journal_mode=DELETE")
    return head


def _check(part: Path, head: Head) -> None:
    wrong = [check.message for check in verify_copy(part) if not check.ok]
    with snapshot(part) as connection:
        if newest(connection) != head:
            wrong.append("the newest entry is another one")
    if wrong:
        raise Trouble("backup_failed", path=str(part.parent), problem="; ".join(wrong))
