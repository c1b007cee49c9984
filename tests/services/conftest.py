"""The counter of a real shop; whatever is done at it, ``posdesk verify`` must agree after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.shops import Counter, open_counter


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """A shop with an open shift; at the end all its invariants are checked."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = open_counter(tmp_path / "shop")
    yield made
    broken = made.broken()
    made.store.close()
    assert not broken
