"""A print queue of the operating system, given raw bytes: CUPS, or the Windows spooler.

A spooler takes a job for a printer that is unplugged, so a job it took is never confirmed.
"""

from __future__ import annotations

import subprocess
import sys

from posdesk.printing.link import CannotOpen
from posdesk.services.ports.printing import JobState, Outcome

SPOOL_S = 10.0
"""A local spooler takes a receipt at once; one that does not is stuck."""


def submit(queue: str, job: bytes) -> Outcome:
    """Gives a job to a queue.

    Raises:
        CannotOpen: ``no_queue`` if the spooler refuses, ``no_spooler`` if there is none.
    """
    if sys.platform == "win32":
        from posdesk.printing.transports import winspool  # noqa: PLC0415 - Windows only

        winspool.submit(queue, job)
        return Outcome(JobState.UNCONFIRMED, "spooled", len(job))
    return _lp(queue, job)


def queues() -> list[str]:
    """The names of the queues here; none if there is no spooler."""
    if sys.platform == "win32":
        from posdesk.printing.transports import winspool  # noqa: PLC0415 - Windows only

        return winspool.queues()
    try:
        listed = _run(["lpstat", "-e"], b"")
    except (OSError, subprocess.SubprocessError):
        return []
    return listed.stdout.decode(errors="replace").split() if listed.returncode == 0 else []


def _lp(queue: str, job: bytes) -> Outcome:
    try:
        done = _run(["lp", "-s", "-d", queue, "-o", "raw"], job)
    except FileNotFoundError:
        raise CannotOpen("no_spooler") from None
    except subprocess.TimeoutExpired:
        return Outcome(JobState.UNCONFIRMED, "stalled", len(job))
    if done.returncode:
        raise CannotOpen("no_queue")
    return Outcome(JobState.UNCONFIRMED, "spooled", len(job))


def _run(command: list[str], job: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - a fixed program, the queue's name is checked
        command, input=job, capture_output=True, timeout=SPOOL_S, check=False
    )
