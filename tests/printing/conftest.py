from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def _application(qapp: object) -> None:
    """One Qt application for the whole run, shared with the tests of the window."""


@dataclass(frozen=True)
class Judge:
    """The two modules of the oracle, which know nothing of posdesk."""

    interpret: Any
    fake_printer: Any


@pytest.fixture(scope="session")
def judge() -> Judge:
    """The independent ESC/POS interpreter and the faulty printer."""
    root = Path(__file__).parents[2]
    oracles = Path(os.environ.get("POSDESK_ORACLES", root.parent / "shared" / "oracles"))
    folder = oracles / "escpos"
    if not folder.is_dir():
        pytest.skip(f"no oracles at {oracles}")
    sys.path.insert(0, str(folder))
    return Judge(import_module("interpret"), import_module("fake_printer"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less patience, for printers that stay silent; a loaded machine still answers in time."""
    monkeypatch.setattr("posdesk.printing.delivery.WRITE_S", 0.7)
    monkeypatch.setattr("posdesk.printing.delivery.ANSWER_S", 0.7)
    monkeypatch.setattr("posdesk.printing.delivery.SLOWEST_MM_S", 500)
