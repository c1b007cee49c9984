"""The window's tests: the real theme, Vietnamese, no display."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from posdesk.ui import theme


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> None:
    """Every test sees the program's own face."""
    theme.apply(qapp)
