"""A sample of what ``python -m tests.faults`` does at length."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.faults import oracles, striking

needs_tools = pytest.mark.skipif(
    not oracles.FOLDER.exists(), reason="the crash tools lie beside the project"
)
needs_mounts = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mkfs.ext4") is None,
    reason="root, loop devices and ext4",
)


@pytest.mark.oracle
@pytest.mark.timeout(300)
@needs_tools
def test_no_acknowledged_sale_is_lost_by_kill_9(tmp_path: Path) -> None:
    held = oracles.kills(8, tmp_path)
    assert held.verdict == "HELD", (tmp_path / "tool" / "report.json").read_text()
    assert held.times == 8
    assert held.least is not None
    assert held.least >= 50


@pytest.mark.oracle
@pytest.mark.timeout(300)
@needs_tools
@needs_mounts
def test_no_acknowledged_sale_is_lost_by_a_power_cut(tmp_path: Path) -> None:
    held = oracles.cuts(2, tmp_path)
    assert held.verdict == "HELD"
    assert held.times == 2


@pytest.mark.oracle
@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("kind", striking.KINDS)
def test_work_that_is_killed_is_done_or_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    work = striking.work_of(kind, tmp_path)
    for after_s in striking.moments(4, seed=len(kind)):
        assert striking.strike(work, after_s) == []
