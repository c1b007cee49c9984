"""The window's tests: the real theme, a real shop, no display."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from posdesk.runtime import i18n
from posdesk.ui import theme
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter, Pattern, pattern
from tests.ui.executors import Immediate
from tests.ui.tills import Till, stock_up


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    """Every test sees the program's own face, in English, and leaves no window behind."""
    i18n.set_language("en")
    theme.apply(qapp)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    i18n.set_language(i18n.DEFAULT)


@pytest.fixture(scope="session")
def _stocked(tmp_path_factory: pytest.TempPathFactory) -> Pattern:
    return pattern(tmp_path_factory.mktemp("stocked"), stock_up)


@pytest.fixture
def counter(
    _stocked: Pattern, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Counter]:
    """A real shop with goods and an open shift; at the end all its invariants are checked."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = _stocked.copy(tmp_path)
    yield made
    broken = made.broken()
    made.store.close()
    assert not broken


@pytest.fixture
def tasks(qapp: QApplication) -> Tasks:
    """Work is done where it is asked for."""
    return Tasks(Immediate(), Immediate())


@pytest.fixture
def till(qapp: QApplication, counter: Counter, tasks: Tasks) -> Iterator[Till]:
    """The real window on the counter's shop."""
    made = Till(qapp, counter, tasks)
    yield made
    made.close()
