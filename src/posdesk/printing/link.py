"""What every way to a printer can do, and how it says that it cannot."""

from __future__ import annotations

from typing import Protocol


class CannotOpen(Exception):  # noqa: N818 - it says what happened
    """The printer was not reached, so nothing was sent.

    Attributes:
        cause: ``refused``, ``unreachable``, ``no_device``, ``no_permission``, ``busy``, ...
    """

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class LinkLost(Exception):  # noqa: N818
    """The printer went away while it was open."""


class Link(Protocol):
    """An open way to a printer that can talk back; every wait has an end."""

    backlog_s: float
    """Seconds that bytes may still wait on this side after ``write`` took them."""

    def write(self, data: bytes, timeout_s: float) -> int:
        """Sends some of the bytes and returns how many; 0 if none could go within the time.

        Raises:
            LinkLost: the other side is gone.
        """

    def read(self, timeout_s: float) -> bytes:
        """What the printer said, as soon as it says something; empty after the time.

        Raises:
            LinkLost: the other side is gone.
        """

    def close(self, *, abort: bool = False) -> None:
        """Ends the link; ``abort`` throws away what has not left yet."""
