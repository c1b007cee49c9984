"""Ids made by the client, in the order they were made (UUIDv7, RFC 9562, with a counter)."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random
from uuid import UUID

_COUNTER_BITS = 12


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000


def _chance() -> int:
    return int.from_bytes(os.urandom(8), "big")


class _Ticks:
    """Milliseconds and a counter in one number that only grows, whatever the clock does."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()
        self.milliseconds: Callable[[], int] = _milliseconds
        self.chance: Callable[[], int] = _chance

    def next(self) -> int:
        now = self.milliseconds() << _COUNTER_BITS
        with self._lock:
            self._last = max(now, self._last + 1)
            return self._last

    def leave_behind(self, tick: int) -> None:
        with self._lock:
            self._last = max(tick, self._last)


_ticks = _Ticks()
_invented: ContextVar[_Ticks | None] = ContextVar("invented", default=None)
"""Of a history that is being made by this thread; the others go on with the time it is."""


def new_id() -> UUID:
    """A new UUIDv7: later than all that this process made or was told of."""
    ticks = _now()
    tick = ticks.next()
    ms, count = tick >> _COUNTER_BITS, tick & ((1 << _COUNTER_BITS) - 1)
    chance = ticks.chance() >> 2
    return UUID(int=ms << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | chance)


def make_ids_after(known: UUID) -> None:
    """From now on ids are later than this one, even if the clock was set back since."""
    _now().leave_behind((known.int >> 80) << _COUNTER_BITS | (known.int >> 64) & 0xFFF)


@contextmanager
def repeatable_ids(milliseconds: Callable[[], int], seed: int) -> Iterator[None]:
    """Ids of an invented history: in the time it tells, the same for the same seed."""
    ticks = _Ticks()
    ticks.milliseconds = milliseconds
    chance = Random(seed)  # noqa: S311 - invented records need no secret
    ticks.chance = lambda: chance.getrandbits(64)
    usual = _invented.set(ticks)
    try:
        yield
    finally:
        _invented.reset(usual)


def _now() -> _Ticks:
    return _invented.get() or _ticks


def random_number() -> int:
    """64 random bits, for payment codes."""
    return _chance()
