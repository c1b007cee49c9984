"""A second start brings the window forward that is there already."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from posdesk.ui import one_window


@pytest.mark.qt_log_ignore("This plugin does not support")  # the screenless one, of raising
def test_a_call_shows_the_window_until_it_is_closed(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    server = one_window.listen(tmp_path / "shop", window)
    assert not one_window.call_the_other(tmp_path / "other")
    assert one_window.call_the_other(tmp_path / "shop")
    qtbot.waitUntil(window.isVisible)
    server.close()
    assert not one_window.call_the_other(tmp_path / "shop")
