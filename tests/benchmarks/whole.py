"""What goes through all of a shop: the check of its data and a backup, as commands."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure

# The most a process had since it began; what the system tells of a child counts its parent too.
_TOLD = """
import sys
from pathlib import Path
from posdesk.bootstrap import main
code = main()
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0], file=sys.stderr)
sys.exit(code)
"""


def measure(root: Path, work: Path, _rounds: int) -> Iterator[Figure]:
    """Each once; nobody waits for them, but their memory has a limit."""
    seconds, megabytes = _run(root, "verify")
    yield Figure("verify", seconds, None, None, "s")
    yield Figure("verify, peak memory", megabytes, None, 250, "MB")
    seconds, _ = _run(root, "backup", "create", "--to", str(work))
    yield Figure("backup", seconds, None, None, "s")


def _run(root: Path, *words: str) -> tuple[float, float]:
    """Seconds and megabytes of a command."""
    start = time.perf_counter()
    command = (sys.executable, "-c", _TOLD, "--data", str(root), *words)
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, int(told.stderr) / 1024
