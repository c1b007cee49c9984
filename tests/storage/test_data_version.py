"""What tells a window that somebody committed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from posdesk.runtime.clock import SystemClock
from posdesk.runtime.paths import DataFolder
from posdesk.storage import making, shopfile


def test_it_moves_with_each_commit_of_anybody_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder, clock = DataFolder(tmp_path / "shop"), SystemClock()
    making.create(folder, shop_name="Shop", owner_name="Owner", clock=clock)
    window, command = shopfile.open_shop(folder, clock), shopfile.open_shop(folder, clock)
    seen = [window.data_version(), window.data_version()]
    for store in (window, command, window):
        with store.write() as work:
            work.put_setting("shop.name", f"Shop {len(seen)}")
        for _look in range(3):
            with window.read() as reader:
                reader.settings()
            seen.append(window.data_version())
    window.close()
    command.close()
    steps = [later != earlier for earlier, later in pairwise(seen)]
    assert steps == [False, *(3 * [True, False, False])]
