"""The standard streams as the program wants them, however it was started."""

from __future__ import annotations

import io
import os
import sys


def prepare() -> None:
    r"""Opens what is closed, and makes the output UTF-8.

    A stream can be missing (``>&-``, a program without a console), and its number must not
    become another file's. What is no text (a path in another encoding) is written as ``\udcXX``,
    which JSON reads back.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run
        elif mode == "w" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon_output() -> None:
    """Throws away what nobody takes, so that the end of the program says no more about it."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no path of the shop
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
