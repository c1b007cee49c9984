"""``make run``: the window where there is a display, else the tour, and that is said."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")
SCRIPT = Path(__file__).parents[2] / "scripts/run.sh"


def run(folder: Path, **environment: str) -> list[str]:
    (folder / "scripts").mkdir()
    (folder / ".venv/bin").mkdir(parents=True)
    program = folder / ".venv/bin/posdesk"
    program.write_text('#!/bin/sh\necho "posdesk $*"\n', "utf-8")
    program.chmod(0o755)
    shutil.copy(SCRIPT, folder / "scripts")
    said = subprocess.run(
        [str(folder / "scripts/run.sh")],
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", **environment},
        timeout=60,
    )
    return said.stdout.splitlines()


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_a_display_the_window_opens(tmp_path: Path, display: str) -> None:
    assert run(tmp_path, **{display: ":0"}) == ["posdesk "]


def test_without_a_display_it_says_so_and_plays_a_day(tmp_path: Path) -> None:
    words, command = run(tmp_path)
    assert words.startswith("No display")
    assert command == "posdesk tour"
