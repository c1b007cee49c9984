"""Questions that all count, answered one after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from posdesk.domain.errors import Refused, Trouble
from posdesk.ui.tasks import Failed, Tasks

T = TypeVar("T")


class InTurn(QObject):
    """Asks one thing at a time, so that quick scans keep their order."""

    def __init__(self, tasks: Tasks, failed: Failed, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._failed = tasks, failed
        self._waiting: deque[Callable[[], None]] = deque()
        self._at_work = False

    def ask(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Runs ``job`` off the window's thread once all asked before is answered."""

        def begin() -> None:
            self._tasks.read(self, job, lambda value: self._end(lambda: done(value)), self._fail)

        self._waiting.append(begin)
        self._next()

    def _next(self) -> None:
        if self._waiting and not self._at_work:
            self._at_work = True
            self._waiting.popleft()()

    def _fail(self, error: Refused | Trouble) -> None:
        self._end(lambda: self._failed(error))

    def _end(self, deliver: Callable[[], None]) -> None:
        self._at_work = False
        deliver()
        self._next()
