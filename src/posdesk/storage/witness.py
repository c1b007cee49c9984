"""The witness: a small file beside the database that remembers how far the journal went.

It is written after a commit and before the acknowledgement. A database that is behind it has
lost sales, e.g. because it was copied without its ``-wal`` file; nothing inside the database
could tell. Two slots are written in turn, so a torn write leaves the other one.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from posdesk.storage.journal import Head

_SLOT = 64
_MAGIC = b"PDW1"


def _pack(head: Head) -> bytes:
    body = _MAGIC + head.seq.to_bytes(8, "big") + head.hash
    return (body + zlib.crc32(body).to_bytes(4, "big")).ljust(_SLOT, b"\0")


def _unpack(slot: bytes) -> Head | None:
    body, check = slot[:44], slot[44:48]
    if body[:4] != _MAGIC or zlib.crc32(body).to_bytes(4, "big") != check:
        return None
    return Head(int.from_bytes(body[4:12], "big"), body[12:44])


class Witness:
    """The open witness file; several processes may hold it."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._unsynced = False

    def read(self) -> Head:
        """The furthest head it remembers; the empty chain if none is readable."""
        os.lseek(self._file, 0, os.SEEK_SET)
        content = os.read(self._file, 2 * _SLOT)
        slots = (_unpack(content[:_SLOT]), _unpack(content[_SLOT:]))
        return max((slot for slot in slots if slot), key=lambda h: h.seq, default=Head())

    def write(self, head: Head) -> None:
        """Remembers ``head``; reaches the disk with the next ``sync`` at the latest."""
        os.lseek(self._file, (head.seq % 2) * _SLOT, os.SEEK_SET)
        os.write(self._file, _pack(head))
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
