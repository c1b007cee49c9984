"""Print jobs in memory, under the same contract as those in the shop's file."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from posdesk.domain.errors import Refused
from posdesk.runtime.ids import new_id
from posdesk.services.ports.printing import JobKind, JobState, PrintJob, copy_of_retry


class MemoryJobs:
    """A :class:`~posdesk.services.ports.printing.JobStore` that forgets."""

    def __init__(self) -> None:
        self._jobs: dict[UUID, PrintJob] = {}
        self._lock = threading.Lock()

    def add(self, job: PrintJob) -> None:
        with self._lock:
            self._jobs[job.id] = job

    def get(self, job_id: UUID) -> PrintJob:
        with self._lock:
            return self._jobs[job_id]

    def claim(self, printer_id: UUID, *, drawer: bool) -> PrintJob | None:
        with self._lock:
            for job in self._by_age():
                mine = job.printer_id == printer_id and (job.kind is JobKind.DRAWER) == drawer
                if mine and job.state is JobState.WAITING and not job.held:
                    return self._put(replace(job, state=JobState.SENDING, cause=None))
        return None

    def finish(self, job_id: UUID, state: JobState, cause: str | None) -> None:
        with self._lock:
            self._change(job_id, JobState.SENDING, state=state, cause=cause)

    def put_back(self, job_id: UUID, cause: str | None, *, held: bool = False) -> None:
        with self._lock:
            self._change(job_id, JobState.SENDING, state=JobState.WAITING, cause=cause, held=held)

    def jobs(
        self, printer_id: UUID | None = None, states: Iterable[JobState] | None = None
    ) -> Sequence[PrintJob]:
        wanted = None if states is None else set(states)
        with self._lock:
            return [
                job
                for job in self._by_age()
                if printer_id in (None, job.printer_id) and (wanted is None or job.state in wanted)
            ]

    def revive(self, printer_id: UUID, causes: Iterable[str]) -> int:
        passing = set(causes)
        with self._lock:
            again = [
                job
                for job in self._by_age()
                if job.printer_id == printer_id
                and job.state is JobState.FAILED
                and job.cause in passing
                and job.retried_to is None
                and job.kind is not JobKind.DRAWER
            ]
            for job in again:
                self._put(replace(job, state=JobState.WAITING, cause=None))
        return len(again)

    def retry(
        self, job_id: UUID, printer_id: UUID | None, *, at: datetime, shift_id: UUID | None
    ) -> PrintJob:
        with self._lock:
            old = self._retryable(job_id)
            made = PrintJob(
                id=new_id(),
                printer_id=printer_id,
                kind=old.kind,
                ref=old.ref,
                copy=copy_of_retry(old),
                state=JobState.WAITING,
                cause=None,
                created_at=at,
                shift_id=shift_id,
            )
            if old.state is JobState.WAITING:
                old = replace(old, state=JobState.FAILED, cause="cancelled")
            self._put(replace(old, retried_to=made.id))
            return self._put(made)

    def cancel(self, job_id: UUID) -> None:
        with self._lock:
            for was in (JobState.WAITING, JobState.FAILED):
                self._change(job_id, was, state=JobState.FAILED, cause="cancelled")

    def recover(self) -> int:
        with self._lock:
            broken = [job for job in self._jobs.values() if job.state is JobState.SENDING]
            for job in broken:
                self._put(replace(job, state=JobState.UNCONFIRMED, cause="interrupted"))
        return len(broken)

    def _by_age(self) -> list[PrintJob]:
        return sorted(self._jobs.values(), key=lambda job: (job.created_at, job.id))

    def _put(self, job: PrintJob) -> PrintJob:
        self._jobs[job.id] = job
        return job

    def _change(self, job_id: UUID, was: JobState, **changes: object) -> None:
        job = self._jobs[job_id]
        if job.state is was:
            self._put(replace(job, **changes))  # type: ignore[arg-type] # named by the callers

    def _retryable(self, job_id: UUID) -> PrintJob:
        old = self._jobs.get(job_id)
        if old is None:
            raise Refused("unknown_job", job=str(job_id))
        if old.retried_to:
            raise Refused("already_retried", job=str(job_id))
        if old.state is JobState.SENDING or (old.state is JobState.WAITING and not old.held):
            raise Refused("job_under_way", job=str(job_id))
        return old
