"""Asks for a file or a folder of this computer; the window goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_file(parent: QWidget, title: str, kinds: str, take: Callable[[Path], None]) -> None:
    """Opens the dialog; ``take`` gets the file, if one is chosen."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setNameFilter(kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def choose_folder(parent: QWidget, title: str, take: Callable[[str], None]) -> None:
    """Opens the dialog; ``take`` gets the folder's path, if one is chosen."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def choose_new_file(
    parent: QWidget, title: str, kinds: str, suffix: str, take: Callable[[Path], None]
) -> None:
    """Asks where a file is to be written; a name without an ending gets ``suffix``."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setNameFilter(kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
