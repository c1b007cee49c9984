"""Questions that only matter until the next one: what is typed, what is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from posdesk.domain.errors import Refused, Trouble
from posdesk.ui.tasks import Failed, Tasks

T = TypeVar("T")


class Latest(QObject):
    """Asks one thing at a time; of what is asked meanwhile only the last counts."""

    def __init__(self, tasks: Tasks, failed: Failed, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._failed = tasks, failed
        self._waiting: Callable[[], None] | None = None
        self._at_work = False

    @property
    def at_work(self) -> bool:
        """Whether an answer is still to come."""
        return self._at_work

    def ask(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Runs ``job`` off the window's thread; ``done`` gets its answer unless it is stale."""

        def begin() -> None:
            self._at_work = True
            self._tasks.read(self, job, lambda value: self._end(lambda: done(value)), self._fail)

        if self._at_work:
            self._waiting = begin
        else:
            begin()

    def _fail(self, error: Refused | Trouble) -> None:
        self._end(lambda: self._failed(error))

    def _end(self, deliver: Callable[[], None]) -> None:
        self._at_work = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()
        else:
            deliver()
