"""The counter of a real shop; whatever is done at it, ``posdesk verify`` must agree after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.shops import Counter, Pattern, pattern


@pytest.fixture(scope="session")
def _opened(tmp_path_factory: pytest.TempPathFactory) -> Pattern:
    return pattern(tmp_path_factory.mktemp("opened"), lambda _counter: None)


@pytest.fixture
def counter(_opened: Pattern, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """A shop with an open shift; at the end all its invariants are checked."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = _opened.copy(tmp_path)
    yield made
    broken = made.broken()
    made.store.close()
    assert not broken
