"""The witness: a small file beside the database that remembers how far the journal went.

It is written after a commit and before the acknowledgement. A database that is behind it has
lost sales, e.g. because it was copied without its ``-wal`` file; nothing inside the database
could tell. It also knows the last receipt numbers, so that they are not used again where only
an older copy of the database is left. Two slots are written in turn, so a torn write leaves
the other one; each is one line of text in a sector of its own.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import pysqlite3.dbapi2 as sqlite

from posdesk.storage.journal import Head

_SLOT = 512


@dataclass(frozen=True, slots=True)
class Seen:
    """What a witness remembers.

    Attributes:
        head: the newest link of the journal.
        numbers: the last number of each receipt series.
        shop: whose journal it is; None in a witness that remembers nothing.
    """

    head: Head = field(default_factory=Head)
    numbers: Mapping[str, int] = field(default_factory=dict)
    shop: UUID | None = None


def read_witness(path: Path) -> Seen:
    """The furthest that the file remembers; nothing where it is gone or unreadable.

    Raises:
        OSError: the file is there and cannot be opened.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Seen()
    return _furthest(content)


def _furthest(content: bytes) -> Seen:
    slots = (_unpack(content[:_SLOT]), _unpack(content[_SLOT:]))
    return max((slot for slot in slots if slot), key=lambda s: s.head.seq, default=Seen())


def _pack(seen: Seen) -> bytes:
    content = {
        "seq": seen.head.seq,
        "hash": seen.head.hash.hex(),
        "numbers": dict(seen.numbers),
        "shop": str(seen.shop),
    }
    line = json.dumps(content).encode()
    slot = b"%08x %s" % (zlib.crc32(line), line)
    if len(slot) >= _SLOT:
        raise ValueError(len(slot))
    return slot.ljust(_SLOT - 1) + b"\n"


@lru_cache(maxsize=4)
def _unpack(slot: bytes) -> Seen | None:
    """What a slot holds; of the two that each commit reads, one is as it was."""
    check, _space, line = slot.rstrip().partition(b" ")
    if not line or check != b"%08x" % zlib.crc32(line):
        return None
    content = json.loads(line)
    head = Head(content["seq"], bytes.fromhex(content["hash"]))
    return Seen(head, content["numbers"], UUID(content["shop"]))


class Witness:
    """The open witness of a shop; several processes may hold it."""

    def __init__(self, path: Path, shop: UUID) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._shop = shop
        self._unsynced = False

    def write(self, head: Head, numbers: Mapping[str, int]) -> None:
        """Remembers a commit; reaches the disk with the next ``sync`` at the latest."""
        os.lseek(self._file, 0, os.SEEK_SET)
        # Another process may have committed and written in between; it was further then.
        if _furthest(os.read(self._file, 2 * _SLOT)).head.seq < head.seq:
            self._write_slot(head.seq % 2, Seen(head, numbers, self._shop))

    def rebase(self, head: Head, numbers: Mapping[str, int]) -> None:
        """Remembers this head and nothing else, be it further or not; at once on the disk."""
        for slot in (0, 1):
            self._write_slot(slot, Seen(head, numbers, self._shop))
        self.sync()

    def _write_slot(self, slot: int, seen: Seen) -> None:
        os.lseek(self._file, slot * _SLOT, os.SEEK_SET)
        os.write(self._file, _pack(seen))
        self._unsynced = True

    def sync(self) -> None:
        """Brings it to the disk if it changed since."""
        if self._unsynced:
            os.fsync(self._file)
            self._unsynced = False

    def close(self) -> None:
        """Syncs and closes."""
        self.sync()
        os.close(self._file)


class Standing(Enum):
    """How a database stands to its witness."""

    LEVEL = auto()
    AHEAD = auto()
    """The witness missed the last commits, as after a crash or a power cut."""
    RESTORED = auto()
    """An older copy was put in place on purpose: the journal names what was left behind."""
    BEHIND = auto()
    """Entries are missing."""
    OTHER_CHAIN = auto()
    OTHER_SHOP = auto()
    SILENT = auto()
    """The witness remembers nothing, though there are entries."""


def mark_of(head: Head) -> str:
    """How a RESTORE action names the head that was left behind, in its ``ref``."""
    return f"{head.seq}:{head.hash.hex()}"


def standing(connection: sqlite.Connection, seen: Seen) -> Standing:
    """Compares a database with what its witness remembers, read before."""
    newest = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
    if seen.shop is None:
        return Standing.SILENT if newest else Standing.LEVEL
    if connection.execute("SELECT id FROM shop").fetchone()[0] != seen.shop.bytes:
        return Standing.OTHER_SHOP
    if seen.head == Head() or _link(connection, seen.head.seq) == seen.head.hash:
        return Standing.LEVEL if newest == seen.head.seq else Standing.AHEAD
    if _was_left(connection, seen.head):
        return Standing.RESTORED
    return Standing.BEHIND if seen.head.seq > newest else Standing.OTHER_CHAIN


def _link(connection: sqlite.Connection, seq: int) -> bytes | None:
    found = connection.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
    return bytes(found[0]) if found else None


def _was_left(connection: sqlite.Connection, head: Head) -> bool:
    query = "SELECT EXISTS (SELECT 1 FROM action WHERE kind = 'restore' AND ref = ?)"
    return bool(connection.execute(query, (mark_of(head),)).fetchone()[0])
