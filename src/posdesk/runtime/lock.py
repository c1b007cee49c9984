"""A lock on a file that lives as long as its process: whoever crashes lets go of it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_PAUSE_S = 0.02


class Held(Exception):  # noqa: N818 - it says what is the case
    """Another process, or another part of this one, holds the lock."""


if sys.platform == "win32":
    import ctypes
    import msvcrt

    _FAIL_IMMEDIATELY, _EXCLUSIVE = 1, 2

    def _lock(file: int, *, shared: bool) -> bool:
        flags = _FAIL_IMMEDIATELY | (0 if shared else _EXCLUSIVE)
        overlapped = ctypes.create_string_buffer(32)
        handle = msvcrt.get_osfhandle(file)
        return bool(ctypes.windll.kernel32.LockFileEx(handle, flags, 0, 1, 0, overlapped))

    def _unlock(file: int) -> None:
        ctypes.windll.kernel32.UnlockFile(msvcrt.get_osfhandle(file), 0, 0, 1, 0)

else:
    import fcntl

    def _lock(file: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: int) -> None:
        """Taking another lock lets go of the first."""


class Lock:
    """A lock that is held; use it as a context manager or release it."""

    def __init__(self, file: int) -> None:
        self._file = file

    def share(self) -> None:
        """Holds what was held alone together with others from now on."""
        _unlock(self._file)
        _lock(self._file, shared=True)

    def release(self) -> None:
        """Lets others have it."""
        os.close(self._file)

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.release()


def hold(path: Path, *, shared: bool = False, wait_s: float = 0) -> Lock:
    """Holds ``path`` alone, or together with others who share it.

    The file is made if it is not there and stays; only the lock on it counts.

    Raises:
        Held: somebody else holds it, and did not let go within ``wait_s`` seconds.
        OSError: the file cannot be opened.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + wait_s
        while not _lock(file, shared=shared):
            if time.monotonic() >= until:
                raise Held(path)
            time.sleep(_PAUSE_S)
    except BaseException:
        os.close(file)
        raise
    return Lock(file)
