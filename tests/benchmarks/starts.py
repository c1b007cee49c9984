"""The program's start beside a bare window, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.figure import Figure, share

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.resize(1366, 768)
window.show()
window.repaint()
print("ready", flush=True)
"""


def measure(root: Path, work: Path, rounds: int) -> Iterator[Figure]:
    """From the command to a window that is painted and takes a scan.

    Both run from compiled modules, as they are installed, whatever the environment says.
    """
    compiled = str(work / "compiled")
    ours = (sys.executable, "-m", "posdesk", "--data", str(root), "--exit-when-ready")
    floor = (sys.executable, "-c", _BARE)
    _ready_ms(ours, compiled)
    _ready_ms(floor, compiled)
    started: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        started.append(_ready_ms(ours, compiled))
        bare.append(_ready_ms(floor, compiled))
    yield Figure("start to ready", share(started, 0.5), share(bare, 0.5), 3)


def _ready_ms(command: Sequence[str], compiled: str) -> float:
    """Until it says that it is ready; how it ends does not count."""
    platform = os.environ.get("QT_QPA_PLATFORM") or (
        "" if os.environ.get("DISPLAY") else "offscreen"
    )
    env = {**os.environ, **({"QT_QPA_PLATFORM": platform} if platform else {})}
    env["PYTHONPYCACHEPREFIX"] = compiled
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        took = (time.perf_counter() - start) * 1000
    if said != "ready\n" or running.returncode:
        raise SystemExit(f"{command[0]} said {said!r}")
    return took
