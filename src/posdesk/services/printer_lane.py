"""One printer's jobs in their order: what prints now, what waits, what is tried again.

What surely did not come out is tried again, soon and then when the printer is well; of what may
have come out only a person can say whether it did.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.clock import Clock
from posdesk.services.ports.printing import (
    DocumentSource,
    JobKind,
    JobState,
    JobStore,
    Outcome,
    PrinterConfig,
    PrinterPort,
    PrintJob,
)

BACKOFF_S = (0.5, 1.0, 2.0, 4.0)
"""Two tills on one printer refuse each other for as long as a receipt takes."""
RECHECK_S = 5.0
"""How often a printer in trouble is asked whether the paper is in."""
POLL_S = 1.0
"""How often to look for jobs of other processes; own jobs come with :meth:`PrintQueue.notify`."""
DRAWER_LIFE = timedelta(seconds=5)
"""Later the drawer would open with nobody there."""
PAPER_LIFE = timedelta(minutes=10)
"""Older paper is held for a yes or no: a night's tickets must not come out all at once."""
PASSING = frozenset(
    {
        "busy",
        "cover_open",
        "cutter_error",
        "link_lost",
        "no_device",
        "no_permission",
        "offline",
        "paper_out",
        "refused",
        "silent",
        "stalled",
        "unreachable",
    }
)
"""Causes that a hand at the printer ends; the others want a change of settings and a retry."""

_REFUSALS = {"bad_printer_address": "bad_address"}
_log = logging.getLogger(__name__)


class Learner(Protocol):
    """Keeps what the test page found out about a printer."""

    def printer_answers(self, printer_id: UUID, *, answers: bool) -> None:
        """Stores :attr:`PrinterConfig.answers`."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every printer's worker needs.

    Attributes:
        jobs: where the jobs are.
        documents: what they say.
        open_printer: a printer by its configuration; refuses an address it cannot read.
        learner: who keeps what the test page found out.
        clock: tells how old a job is.
        shift: the open shift, None if none is.
        timer: seconds that only go forward, for waits.
    """

    jobs: JobStore
    documents: DocumentSource
    open_printer: Callable[[PrinterConfig], PrinterPort]
    learner: Learner
    clock: Clock
    shift: Callable[[], UUID | None]
    timer: Callable[[], float] = time.monotonic


class Lane:
    """One printer: its jobs in order, and how it has been lately."""

    def __init__(self, printer: PrinterConfig, around: Surroundings) -> None:
        self.printer = printer
        self._around = around
        self._jobs = around.jobs
        self._attempts = 0
        self._rest_until = 0.0
        failed = self._jobs.jobs(printer.id, (JobState.FAILED,))
        self._down = any(job.cause in PASSING and not job.retried_to for job in failed)

    def turn(self) -> float:
        """Opens the drawer if that waits, prints one page at most; returns seconds to rest."""
        self._pulses()
        rest = self._rest_until - self._around.timer()
        if rest > 0:
            return rest
        if self._down and not self._back():
            return RECHECK_S
        job = self._next()
        if job is None:
            return POLL_S
        self._settle(job, self._attempt(job))
        return max(0.0, self._rest_until - self._around.timer())

    def look_again(self) -> None:
        """Ends the rest of a printer in trouble: somebody was there."""
        if self._down:
            self._rest_until = 0.0

    def _pulses(self) -> None:
        while job := self._jobs.claim(self.printer.id, drawer=True):
            if self._age(job) > DRAWER_LIFE:
                self._jobs.finish(job.id, JobState.FAILED, "expired")
                continue
            outcome = self._attempt(job)
            self._jobs.finish(job.id, outcome.state, outcome.cause)

    def _back(self) -> bool:
        """Whether the printer is well again; if not, all that waits for it learns why."""
        cause = self._trouble()
        if cause:
            while job := self._next():
                self._jobs.finish(job.id, JobState.FAILED, cause)
            self._rest_until = self._around.timer() + RECHECK_S
            return False
        self._down = False
        self._jobs.revive(self.printer.id, PASSING)
        return True

    def _trouble(self) -> str | None:
        try:
            status = self._around.open_printer(self.printer).status()
        except Refused:
            return "bad_address"
        except Trouble as why:
            return why.code.removeprefix("printer_")
        return status.trouble if status else None

    def _next(self) -> PrintJob | None:
        """The oldest page that may come out by itself; those that may not are held."""
        while job := self._jobs.claim(self.printer.id, drawer=False):
            if self._age(job) <= PAPER_LIFE and not self._of_another_shift(job):
                return job
            self._jobs.put_back(job.id, None, held=True)
        return None

    def _age(self, job: PrintJob) -> timedelta:
        """How far from now it was made; a clock set back makes no job young."""
        return abs(self._around.clock.now() - job.created_at)

    def _of_another_shift(self, job: PrintJob) -> bool:
        shift = self._around.shift()
        return None not in (job.shift_id, shift) and job.shift_id != shift

    def _attempt(self, job: PrintJob) -> Outcome:
        try:
            return self._print(job)
        except Refused as why:
            return Outcome(JobState.FAILED, _REFUSALS.get(why.code, "no_document"))
        except Exception:  # noqa: BLE001 - a bug in a job must neither stop others nor print twice
            _log.exception("print job %s", job.id)
            return Outcome(JobState.UNCONFIRMED, "internal")
        except BaseException:
            # A command stopped by Ctrl+C: nobody else would ever end this job.
            self._jobs.finish(job.id, JobState.UNCONFIRMED, "interrupted")
            raise

    def _print(self, job: PrintJob) -> Outcome:
        if job.kind is JobKind.TEST_PAGE:
            return self._print_test_page()
        port = self._around.open_printer(self.printer)
        if job.kind is JobKind.DRAWER:
            return port.pulse()
        if job.kind is JobKind.LABELS:
            return port.labels(self._around.documents.labels(job))
        return port.print(self._around.documents.document(job))

    def _print_test_page(self) -> Outcome:
        """Asks as if nothing were known of the printer, and keeps what comes of it."""
        port = self._around.open_printer(replace(self.printer, answers=None))
        try:
            status = port.status()
        except Trouble as why:
            return Outcome(JobState.FAILED, why.code.removeprefix("printer_"))
        outcome = port.print(self._around.documents.test_page(self.printer, status))
        if outcome.state is JobState.CONFIRMED or outcome.cause == "no_answer":
            answers = outcome.state is JobState.CONFIRMED
            self._around.learner.printer_answers(self.printer.id, answers=answers)
            self.printer = replace(self.printer, answers=answers)
        return outcome

    def _settle(self, job: PrintJob, outcome: Outcome) -> None:
        if outcome.state is not JobState.FAILED or outcome.cause not in PASSING:
            self._attempts = 0
            self._jobs.finish(job.id, outcome.state, outcome.cause)
        elif self._attempts < len(BACKOFF_S):
            self._rest_until = self._around.timer() + BACKOFF_S[self._attempts]
            self._attempts += 1
            self._jobs.put_back(job.id, outcome.cause)
        else:
            self._down = True
            self._rest_until = self._around.timer() + RECHECK_S
            self._jobs.finish(job.id, JobState.FAILED, outcome.cause)
