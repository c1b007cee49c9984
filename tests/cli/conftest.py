"""A shop and a terminal for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import Terminal


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Terminal:
    """A terminal on a folder without a shop."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Terminal(tmp_path / "shop", capfd)


@pytest.fixture
def posdesk(empty: Terminal) -> Terminal:
    """A terminal on a shop with sample goods."""
    assert empty("init", "--sample").code == 0
    return empty
