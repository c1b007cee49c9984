"""What goes through all of a shop: the check of its data and a backup, as commands."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure


def measure(root: Path, work: Path, _rounds: int) -> Iterator[Figure]:
    """Each once; nobody waits for them, but their memory has a limit."""
    seconds, megabytes = _run(root, "verify")
    yield Figure("verify", seconds, None, None, "s")
    yield Figure("verify, peak memory", megabytes, None, 250, "MB")
    seconds, _ = _run(root, "backup", "create", "--to", str(work))
    yield Figure("backup", seconds, None, None, "s")


def _run(root: Path, *words: str) -> tuple[float, float]:
    """Seconds and megabytes of a command.

    Raises:
        SystemExit: it did not end well.
    """
    start = time.perf_counter()
    command = (sys.executable, "-m", "posdesk", "--data", str(root), *words)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)}: {process.returncode}")
    return time.perf_counter() - start, used.ru_maxrss / 1024
