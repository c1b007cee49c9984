"""Shops to damage: made once, copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk.runtime.paths import DataFolder
from tests.storage.busy_day import work_a_day
from tests.storage.till import Till


@pytest.fixture(scope="session")
def _keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the journal keys of this run lie, outside every data folder."""
    return tmp_path_factory.mktemp("config")


@pytest.fixture(autouse=True)
def _own_keys(_keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(_keys))


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory, _keys: Path) -> Till:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(_keys))
        till = Till(DataFolder(tmp_path_factory.mktemp("small") / "shop"))
        assert till.run("init", "--sample").code == 0
        assert till.sell(3).code == 0
    return till


@pytest.fixture(scope="session")
def _busy(tmp_path_factory: pytest.TempPathFactory, _keys: Path) -> Till:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(_keys))
        till = Till(DataFolder(tmp_path_factory.mktemp("busy") / "shop"))
        work_a_day(till.folder)
    return till


@pytest.fixture
def till(_small: Till, tmp_path: Path) -> Till:
    """A shop with sample goods, an open shift and the receipts T1-000001 to T1-000003."""
    return _small.copy(tmp_path / "shop")


@pytest.fixture
def busy(_busy: Till, tmp_path: Path) -> Till:
    """A shop whose every posted table has rows."""
    return _busy.copy(tmp_path / "shop")
