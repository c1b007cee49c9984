"""The program's start beside a bare window, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.benchmarks.figure import Figure, share, took_ms

_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.resize(1366, 768)
window.show()
window.repaint()
print("ready")
"""


def measure(root: Path, _work: Path, rounds: int) -> Iterator[Figure]:
    """From the command to a window that takes a scan."""
    ours = (sys.executable, "-m", "posdesk", "--data", str(root), "--exit-when-ready")
    floor = (sys.executable, "-c", _BARE)
    _run(ours)
    _run(floor)
    started: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        started.append(took_ms(partial(_run, ours)))
        bare.append(took_ms(partial(_run, floor)))
    yield Figure("start to ready", share(started, 0.5), share(bare, 0.5), 3)


def _run(command: Sequence[str]) -> None:
    platform = os.environ.get("QT_QPA_PLATFORM") or (
        "" if os.environ.get("DISPLAY") else "offscreen"
    )
    env = {**os.environ, **({"QT_QPA_PLATFORM": platform} if platform else {})}
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    if "ready" not in told.stdout:
        raise SystemExit(told.stderr)
