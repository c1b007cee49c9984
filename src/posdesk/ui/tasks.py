"""Work off the window's thread: one writer, some readers, results back in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from posdesk.domain.errors import Refused, Trouble

T = TypeVar("T")
Failed = Callable[[Refused | Trouble], None]


class Executor(Protocol):
    """Runs jobs; tests put one in place that runs at once or when told."""

    def submit(self, job: Callable[[], None], /) -> object:
        """Takes a job."""
        ...

    def shutdown(self, wait: bool = True) -> None:
        """Ends after the jobs that were taken."""
        ...


class Abandoned:
    """Runs jobs one after another in a thread that the program's end does not wait for."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._thread: Thread | None = None
        self._over = False

    def submit(self, job: Callable[[], None], /) -> None:
        """Takes a job."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="far", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def shutdown(self, wait: bool = True) -> None:  # noqa: ARG002 - it never waits
        """Begins nothing more; the job under way is left to itself."""
        self._over = True

    def _work(self) -> None:
        while not self._over:
            self._jobs.get()()


@dataclass(frozen=True, slots=True)
class _Result:
    """What is to happen in the window's thread, and for whom."""

    owner: QObject
    deliver: Callable[[], None]


class Tasks(QObject):
    """Takes jobs from the window and brings their results back to it.

    A result whose owner is gone is dropped. What a person can mend goes to ``failed``; anything
    else is a bug and is raised in the window's thread. With ``waiting`` the jobs are kept until
    ``begin``, so that the window is painted before they take their share of the machine.
    """

    _finished = Signal(object)

    def __init__(
        self,
        writer: Executor | None = None,
        readers: Executor | None = None,
        parent: QObject | None = None,
        *,
        far: Executor | None = None,
        waiting: bool = False,
    ) -> None:
        super().__init__(parent)
        self._kept: list[Callable[[], object]] | None = [] if waiting else None
        self._writer = writer or ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._readers = readers or ThreadPoolExecutor(2, thread_name_prefix="reader")
        self._far = far or Abandoned()
        self._finished.connect(self._hand_over)

    def write(
        self, owner: QObject, job: Callable[[], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Runs a job that changes the shop's data; such jobs run one after another."""
        self._submit(self._writer, owner, job, done, failed)

    def read(
        self, owner: QObject, job: Callable[[], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Runs a job that only reads; it waits for no writer."""
        self._submit(self._readers, owner, job, done, failed)

    def reach(
        self, owner: QObject, job: Callable[[], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Runs a job that waits for the network; the program may end in the middle of it."""
        self._submit(self._far, owner, job, done, failed)

    def begin(self) -> None:
        """Takes up what was asked for so far, in its order."""
        kept, self._kept = self._kept, None
        for submit in kept or ():
            submit()

    def finish(self) -> None:
        """Waits until all of the shop's own work is done; for the end of the program."""
        self._far.shutdown()
        self._readers.shutdown()
        self._writer.shutdown()

    @Slot(object)
    def _hand_over(self, result: _Result) -> None:
        """Runs in the thread this object lives in, for jobs of other threads queued."""
        if shiboken6.isValid(result.owner):
            result.deliver()

    def _submit(
        self,
        executor: Executor,
        owner: QObject,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
    ) -> None:
        def work() -> None:
            result = _Result(owner, _outcome(job, done, failed))
            if shiboken6.isValid(self):  # a far job may outlive the window
                self._finished.emit(result)

        if self._kept is None:
            executor.submit(work)
        else:
            self._kept.append(partial(executor.submit, work))


def _outcome(job: Callable[[], T], done: Callable[[T], None], failed: Failed) -> Callable[[], None]:
    """Runs the job; what is returned says in the window's thread how it went."""
    try:
        value = job()
    except (Refused, Trouble) as error:
        refusal = error
        return lambda: failed(refusal)
    except Exception as error:  # noqa: BLE001 - raised again where the window sees it
        return _raiser(error)
    return lambda: done(value)


def _raiser(error: Exception) -> Callable[[], None]:
    def again() -> None:
        raise error

    return again
