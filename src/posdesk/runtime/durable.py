"""Files that are on the disk when they are said to be: flushed, then renamed into their place."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path


def sync_file(path: Path) -> None:
    """Brings a file's content to the disk."""
    _sync(path, os.O_RDWR)


def sync_folder(path: Path) -> None:
    """Brings a folder's names to the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    try:
        _sync(path, os.O_RDONLY)
    except OSError as error:
        # Some network and user-space file systems know no flushing of folders.
        if error.errno != errno.EINVAL:
            raise


def put_in_place(made: Path, target: Path) -> None:
    """Gives a finished file its name; at any moment the old file or the new one is there."""
    sync_file(made)
    made.replace(target)
    sync_folder(target.parent)


def _sync(path: Path, flags: int) -> None:
    file = os.open(path, flags)
    try:
        os.fsync(file)
    finally:
        os.close(file)
