"""A running ``posdesk sell -`` in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from posdesk.runtime.paths import DataFolder
from tests.storage.till import requests

POSDESK = str(Path(sys.executable).with_name("posdesk"))


class Session:
    """Requests in, results out, one at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self) -> None:
        """Sends one request."""
        assert self.process.stdin is not None
        self.process.stdin.write(requests(1))
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """The next result."""
        assert self.process.stdout is not None
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    def sell(self) -> dict[str, Any]:
        """Sends one request and gives its result."""
        self.ask()
        return self.answer()


@contextmanager
def session(folder: DataFolder, before: Callable[[], None] | None = None) -> Iterator[Session]:
    """Starts a session; ``before`` runs in the new process. Ends it at the end of the block."""
    process = subprocess.Popen(
        [POSDESK, "--data", str(folder.root), "--lang", "en", "sell", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # noqa: PLW1509 - this process has no threads that matter here
    )
    with process:
        try:
            yield Session(process)
            process.communicate(timeout=30)
        finally:
            process.kill()
