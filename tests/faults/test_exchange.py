"""A sample of what ``python -m tests.faults.exchange`` does at length."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.faults import exchange, oracles
from tests.faults.exchange_shop import Place, pattern

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9"),
    pytest.mark.skipif(not oracles.FOLDER.exists(), reason="the proxy lies beside the project"),
]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    for name in Place(tmp_path).env:
        monkeypatch.setenv(name, os.environ.get(name, ""))
    return pattern(tmp_path / "made")


@pytest.mark.parametrize("mode", ["drop-after-commit", "late-duplicate", "dup-items", "404"])
def test_after_a_bad_line_both_sides_are_equal(made: Place, tmp_path: Path, mode: str) -> None:
    row = exchange.lines(made, tmp_path, mode, 1)
    assert (row.counted, row.wrong) == (1, [])


def test_after_kills_both_sides_are_equal(made: Place, tmp_path: Path) -> None:
    for row in exchange.kills(made, tmp_path, 2, step=2):
        assert row.counted > 0
        assert row.wrong == []
