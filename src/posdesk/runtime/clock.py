"""The one place that asks the computer what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; tests put their own in its place."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...

    def today(self) -> date:
        """The shop-local date."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The date in the computer's time zone."""
        return datetime.now().astimezone().date()


def milliseconds(at: datetime) -> int:
    """An aware instant as milliseconds since 1970 UTC; whole numbers only, no float."""
    delta = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1000 + delta.microseconds // 1000


def instant(ms: int) -> datetime:
    """The UTC instant ``ms`` milliseconds after 1970."""
    seconds, rest = divmod(ms, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)


def local(at: datetime) -> datetime:
    """The instant as the shop's wall clock showed it."""
    return at.astimezone()
