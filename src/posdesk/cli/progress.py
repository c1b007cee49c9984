"""How far long work has come, for somebody who watches a terminal."""

from __future__ import annotations

import sys

WIDTH = 30


class ProgressBar:
    """Call it with what is done and of how much; a pipe or a file gets nothing."""

    def __init__(self) -> None:
        self._shown = -1

    def __call__(self, done: int, total: int) -> None:
        """Draws the bar where it moved."""
        percent = done * 100 // total if total else 100
        if percent == self._shown or not sys.stderr.isatty():
            return
        self._shown = percent
        bar = "█" * (percent * WIDTH // 100)
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{bar:░<{WIDTH}} {percent:3} %{end}")
        sys.stderr.flush()
