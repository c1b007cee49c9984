"""A new file in place of a printer: the bytes as they would go out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from posdesk.printing.link import CannotOpen
from posdesk.services.ports.printing import JobState, Outcome


def write_new(path: str, job: bytes) -> Outcome:
    """Writes a job into a file that is not there yet, durable before it is confirmed.

    Raises:
        CannotOpen: ``file_exists``, ``no_device`` (no such folder), ``no_permission``, ...
    """
    try:
        with open(path, "xb", opener=_private) as file:
            _fill(file, job)
    except OSError as error:
        raise CannotOpen.because(error) from None
    return Outcome(JobState.CONFIRMED, None, len(job))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _fill(file: BinaryIO, job: bytes) -> None:
    """All or nothing: a full disk leaves no half file behind."""
    try:
        file.write(job)
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        Path(file.name).unlink()
        raise
