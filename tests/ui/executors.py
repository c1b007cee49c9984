"""Executors without threads: at once, or when told."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


class Immediate:
    """Runs each job where it is asked for."""

    def submit(self, job: Callable[[], None], /) -> object:
        job()
        return None

    def shutdown(self, wait: bool = True) -> None:
        """Nothing is left to do."""


class Held:
    """Keeps jobs until they are released, so that a test sees what happens meanwhile."""

    def __init__(self) -> None:
        self.jobs: deque[Callable[[], None]] = deque()

    def submit(self, job: Callable[[], None], /) -> object:
        self.jobs.append(job)
        return None

    def release(self) -> None:
        """Runs what waits, also what comes meanwhile."""
        while self.jobs:
            self.jobs.popleft()()

    def shutdown(self, wait: bool = True) -> None:  # noqa: ARG002 - concurrent.futures' own
        self.release()
