"""The print queue's jobs in the shop's file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert, select, text, update

from posdesk.domain.errors import Refused
from posdesk.runtime.ids import new_id
from posdesk.services.ports.printing import JobKind, JobState, PrintJob, copy_of_retry
from posdesk.storage.mapping.work import job_of, job_row
from posdesk.storage.tables import print_job, printer
from posdesk.storage.unit_of_work import SqlStore

_IS_DRAWER = print_job.c.kind == JobKind.DRAWER.value
_OPEN = text("state IN ('waiting', 'sending')")
"""The words of the index ``print_job_open``: SQLite takes it only where they stand in a query."""


class SqlJobs:
    """The JobStore and Learner of the print queue; each call is one transaction."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def claim(self, printer_id: UUID, *, drawer: bool) -> PrintJob | None:
        """Turns the printer's oldest waiting, not held job into ``sending``."""
        wanted = (
            select(print_job)
            .where(
                _OPEN,
                print_job.c.printer_id == printer_id.bytes,
                print_job.c.state == JobState.WAITING.value,
                print_job.c.held == 0,
                _IS_DRAWER if drawer else ~_IS_DRAWER,
            )
            .order_by(print_job.c.created_at, print_job.c.id)
            .limit(1)
        )
        # Looking first keeps an idle worker from taking the writer's lock again and again.
        with self._store.reading() as connection:
            if connection.execute(wanted).first() is None:
                return None
        with self._store.writing() as connection:
            row = connection.execute(wanted).first()
            if row is None:
                return None
            self._change(connection, row.id, state=JobState.SENDING.value)
            return replace(job_of(row), state=JobState.SENDING)

    def finish(self, job_id: UUID, state: JobState, cause: str | None) -> None:
        """Writes how a ``sending`` job ended."""
        with self._store.writing() as connection:
            if _state(connection, job_id) is JobState.SENDING:
                self._change(connection, job_id.bytes, state=state.value, cause=cause)

    def put_back(self, job_id: UUID, cause: str | None, *, held: bool = False) -> None:
        """Turns a ``sending`` job, of which nothing was sent, into ``waiting`` again."""
        with self._store.writing() as connection:
            if _state(connection, job_id) is JobState.SENDING:
                waiting = JobState.WAITING.value
                self._change(connection, job_id.bytes, state=waiting, cause=cause, held=int(held))

    def jobs(
        self, printer_id: UUID | None = None, states: Iterable[JobState] | None = None
    ) -> Sequence[PrintJob]:
        """Jobs by age, oldest first; all of a printer, of some states."""
        query = select(print_job).order_by(print_job.c.created_at, print_job.c.id)
        if printer_id is not None:
            query = query.where(print_job.c.printer_id == printer_id.bytes)
        if states is not None:
            query = query.where(print_job.c.state.in_([state.value for state in states]))
        with self._store.reading() as connection:
            return [job_of(row) for row in connection.execute(query)]

    def job(self, job_id: UUID) -> PrintJob | None:
        """One job."""
        with self._store.reading() as connection:
            row = connection.execute(
                select(print_job).where(print_job.c.id == job_id.bytes)
            ).first()
            return job_of(row) if row else None

    def newest(self, limit: int) -> Sequence[PrintJob]:
        """The newest jobs first, whatever became of them."""
        query = select(print_job).order_by(print_job.c.id.desc()).limit(limit)
        with self._store.reading() as connection:
            return [job_of(row) for row in connection.execute(query)]

    def revive(self, printer_id: UUID, causes: Iterable[str]) -> int:
        """Turns a printer's ``failed`` jobs of these causes into ``waiting``, the cause gone."""
        with self._store.writing() as connection:
            changed = connection.execute(
                update(print_job)
                .where(
                    print_job.c.printer_id == printer_id.bytes,
                    print_job.c.state == JobState.FAILED.value,
                    print_job.c.cause.in_(list(causes)),
                    print_job.c.retried_to.is_(None),
                    ~_IS_DRAWER,
                )
                .values(state=JobState.WAITING.value, cause=None)
            )
            return int(changed.rowcount)

    def retry(
        self, job_id: UUID, printer_id: UUID | None, *, at: datetime, shift_id: UUID | None
    ) -> PrintJob:
        """Makes a new waiting job in place of this one, once."""
        with self._store.writing() as connection:
            row = connection.execute(
                select(print_job).where(print_job.c.id == job_id.bytes)
            ).first()
            if row is None:
                raise Refused("unknown_job")
            job = job_of(row)
            if job.retried_to is not None:
                raise Refused("already_retried")
            if job.state is JobState.SENDING or (job.state is JobState.WAITING and not job.held):
                raise Refused("job_under_way")
            made = replace(
                job,
                id=new_id(),
                printer_id=printer_id or job.printer_id,
                copy=copy_of_retry(job),
                state=JobState.WAITING,
                cause=None,
                created_at=at,
                shift_id=shift_id,
                held=False,
            )
            connection.execute(insert(print_job), job_row(made))
            ended = job.state if job.state is not JobState.WAITING else JobState.FAILED
            self._change(
                connection,
                job_id.bytes,
                retried_to=made.id.bytes,
                state=ended.value,
                held=0,
            )
            return made

    def cancel(self, job_id: UUID) -> None:
        """Gives a ``waiting`` or ``failed`` job up: ``failed`` with the cause ``cancelled``."""
        with self._store.writing() as connection:
            if _state(connection, job_id) in (JobState.WAITING, JobState.FAILED):
                failed = JobState.FAILED.value
                self._change(connection, job_id.bytes, state=failed, cause="cancelled", held=0)

    def came_out(self, job_id: UUID) -> None:
        """Somebody saw the paper: an ``unconfirmed`` job is ``confirmed``, its cause ``seen``."""
        with self._store.writing() as connection:
            if _state(connection, job_id) is JobState.UNCONFIRMED:
                seen = JobState.CONFIRMED.value
                self._change(connection, job_id.bytes, state=seen, cause="seen")

    def recover(self) -> int:
        """At start: jobs found ``sending`` become ``unconfirmed``."""
        with self._store.writing() as connection:
            changed = connection.execute(
                update(print_job)
                .where(_OPEN, print_job.c.state == JobState.SENDING.value)
                .values(state=JobState.UNCONFIRMED.value, cause="interrupted")
            )
            return int(changed.rowcount)

    def printer_answers(self, printer_id: UUID, *, answers: bool) -> None:
        """Keeps what the test page found out about a printer."""
        with self._store.writing() as connection:
            connection.execute(
                update(printer).where(printer.c.id == printer_id.bytes).values(answers=int(answers))
            )

    def _change(self, connection: Connection, job_id: bytes, **values: object) -> None:
        connection.execute(update(print_job).where(print_job.c.id == job_id).values(**values))


def _state(connection: Connection, job_id: UUID) -> JobState | None:
    query = select(print_job.c.state).where(print_job.c.id == job_id.bytes)
    found = connection.execute(query).scalar()
    return JobState(found) if found else None
