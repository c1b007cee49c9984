"""What every way to a printer can do, and how it says that it cannot."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from typing import Protocol

_POLL_S = 0.005

_CAUSES = {
    errno.ECONNREFUSED: "refused",
    errno.ENOENT: "no_device",
    errno.ENODEV: "no_device",
    errno.ENXIO: "no_device",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EBUSY: "busy",
    errno.EEXIST: "file_exists",
    errno.ENOSPC: "disk_full",
}


class CannotOpen(Exception):  # noqa: N818 - it says what happened
    """The printer was not reached, so nothing was sent.

    Attributes:
        cause: ``refused``, ``unreachable``, ``no_device``, ``no_permission``, ``busy``, ...
    """

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause

    @classmethod
    def because(cls, error: Exception) -> CannotOpen:
        """Reads the cause out of what the system said."""
        return cls(_CAUSES.get(getattr(error, "errno", None) or 0, "unreachable"))


class LinkLost(Exception):  # noqa: N818
    """The printer went away, or got stuck, while it was open.

    Attributes:
        cause: ``link_lost`` or ``stalled``.
        perhaps: bytes of the last write of which nobody knows whether they left.
    """

    def __init__(self, cause: str = "link_lost", *, perhaps: int = 0) -> None:
        super().__init__(cause)
        self.cause = cause
        self.perhaps = perhaps


class Link(Protocol):
    """An open way to a printer; every wait has an end."""

    @property
    def two_way(self) -> bool:
        """Whether the printer could answer at all."""

    def write(self, data: bytes, timeout_s: float) -> int:
        """Sends some of the bytes and returns how many; 0 if none could go within the time.

        Raises:
            LinkLost: the other side is gone.
        """

    def flush(self, timeout_s: float) -> bool:
        """Waits until all has left this side; False without progress for so long."""

    def read(self, timeout_s: float) -> bytes:
        """What the printer said, as soon as it says something; empty if it did not.

        Raises:
            LinkLost: the other side is gone.
        """

    def close(self, *, abort: bool = False) -> None:
        """Ends the link; ``abort`` throws away what has not left yet."""


def drained(waiting: Callable[[], int], timeout_s: float) -> bool:
    """Waits until nothing waits any more; False if the number does not fall for so long."""
    left, end = waiting(), time.monotonic() + timeout_s
    while left and time.monotonic() < end:
        time.sleep(_POLL_S)
        now = waiting()
        if now < left:
            end = time.monotonic() + timeout_s
        left = now
    return not left
