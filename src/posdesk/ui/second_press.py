"""A hand that presses twice means once."""

from __future__ import annotations

from datetime import datetime, timedelta

from posdesk.runtime.clock import Clock

MILLISECOND = timedelta(milliseconds=1)
DEAD = 1200 * MILLISECOND
"""So soon after a press nobody has seen what it did: another one belongs to it."""


class SecondPress:
    """Tells the second press of a hand from a new wish."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: datetime | None = None

    def follows(self) -> bool:
        """Whether this press belongs to the one before. A clock that was set back says no."""
        before, self._last = self._last, self._clock.now()
        return before is not None and timedelta() <= self._last - before < DEAD
