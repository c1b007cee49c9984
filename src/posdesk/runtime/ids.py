"""Ids made by the client, in the order they were made (UUIDv7, RFC 9562, with a counter)."""

from __future__ import annotations

import os
import threading
import time
from uuid import UUID

_COUNTER_BITS = 12


class _Ticks:
    """Milliseconds and a counter in one number that only grows, whatever the clock does."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def next(self) -> int:
        now = time.time_ns() // 1_000_000 << _COUNTER_BITS
        with self._lock:
            self._last = max(now, self._last + 1)
            return self._last

    def leave_behind(self, tick: int) -> None:
        with self._lock:
            self._last = max(tick, self._last)


_ticks = _Ticks()


def new_id() -> UUID:
    """A new UUIDv7: later than all that this process made or was told of."""
    tick = _ticks.next()
    ms, count = tick >> _COUNTER_BITS, tick & ((1 << _COUNTER_BITS) - 1)
    chance = int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=ms << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | chance)


def make_ids_after(known: UUID) -> None:
    """From now on ids are later than this one, even if the clock was set back since."""
    _ticks.leave_behind((known.int >> 80) << _COUNTER_BITS | (known.int >> 64) & 0xFFF)


def random_number() -> int:
    """64 random bits, for payment codes."""
    return int.from_bytes(os.urandom(8), "big")
