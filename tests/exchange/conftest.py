"""The counter of a real shop that also sells online, and a real server to sell on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange import vendure_site
from tests.exchange.line import line
from tests.exchange.vendure_site import VendureSite
from tests.printing.conftest import judge
from tests.services.conftest import _opened, counter

__all__ = ("_opened", "counter", "judge")


@pytest.fixture(scope="session")
def vendure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VendureSite]:
    root = Path(__file__).parents[2]
    oracles = Path(os.environ.get("POSDESK_ORACLES", root.parent / "shared" / "oracles"))
    if not oracles.is_dir():
        pytest.skip(f"no oracles at {oracles}")
    data = tmp_path_factory.mktemp("vendure")
    with vendure_site.serving(oracles / "exchange" / "vendure", data) as url, line(url) as way:
        yield VendureSite(url, way)
