"""A shop and a terminal for the tests of the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from posdesk.runtime.paths import DataFolder
from tests.cli.commands import Terminal
from tests.storage.till import Till


@pytest.fixture
def empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Terminal:
    """A terminal on a folder without a shop."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Terminal(tmp_path / "shop", capfd)


@pytest.fixture(scope="session")
def _sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample shop and its journal key, to be copied."""
    place = tmp_path_factory.mktemp("sampled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(place / "config"))
        assert Till(DataFolder(place / "shop")).run("init", "--sample").code == 0
    return place


@pytest.fixture
def posdesk(empty: Terminal, _sampled: Path) -> Terminal:
    """A terminal on a shop with sample goods."""
    shutil.copytree(_sampled, empty.data.parent, dirs_exist_ok=True)
    return empty
