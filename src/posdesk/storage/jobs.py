"""The print queue's jobs in the shop's file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from posdesk.domain.errors import Refused
from posdesk.runtime.ids import new_id
from posdesk.services.ports.printing import JobState, PrintJob, copy_of_retry
from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.mapping.work import job_of, job_row
from posdesk.storage.unit_of_work import SqlStore

# The words of the index ``print_job_open``: SQLite takes it only where they stand in a query.
_OPEN = "state IN ('waiting', 'sending')"
_WANTED = f"""
    SELECT * FROM print_job WHERE {_OPEN} AND printer_id = ? AND state = 'waiting' AND held = 0
        AND (kind = 'drawer') = ? ORDER BY created_at, id LIMIT 1
"""  # noqa: S608 - fixed text only
_JOB = "SELECT * FROM print_job WHERE id = ?"
_JOBS = """
    SELECT * FROM print_job WHERE (?1 IS NULL OR printer_id = ?1)
        AND (?2 IS NULL OR state IN (SELECT value FROM json_each(?2))) ORDER BY created_at, id
"""
_NEWEST = "SELECT * FROM print_job ORDER BY id DESC LIMIT ?"
_REVIVE = """
    UPDATE print_job SET state = 'waiting', cause = NULL
    WHERE printer_id = ? AND state = 'failed' AND cause IN (SELECT value FROM json_each(?))
        AND retried_to IS NULL AND kind <> 'drawer'
"""
_RECOVER = f"""
    UPDATE print_job SET state = 'unconfirmed', cause = 'interrupted'
    WHERE {_OPEN} AND state = 'sending'
"""  # noqa: S608 - fixed text only


class SqlJobs:
    """The JobStore and Learner of the print queue; each call is one transaction."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def claim(self, printer_id: UUID, *, drawer: bool) -> PrintJob | None:
        """Turns the printer's oldest waiting, not held job into ``sending``."""
        wanted = (printer_id.bytes, int(drawer))
        # Looking first keeps an idle worker from taking the writer's lock again and again.
        with self._store.reading() as connection:
            if driver.first(connection, _WANTED, wanted) is None:
                return None
        with self._store.writing() as connection:
            row = driver.first(connection, _WANTED, wanted)
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
        printer = printer_id.bytes if printer_id else None
        wanted = None if states is None else json.dumps([state.value for state in states])
        with self._store.reading() as connection:
            return [job_of(row) for row in driver.rows(connection, _JOBS, (printer, wanted))]

    def job(self, job_id: UUID) -> PrintJob | None:
        """One job."""
        with self._store.reading() as connection:
            row = driver.first(connection, _JOB, (job_id.bytes,))
            return job_of(row) if row else None

    def newest(self, limit: int) -> Sequence[PrintJob]:
        """The newest jobs first, whatever became of them."""
        with self._store.reading() as connection:
            return [job_of(row) for row in driver.rows(connection, _NEWEST, (limit,))]

    def revive(self, printer_id: UUID, causes: Iterable[str]) -> int:
        """Turns a printer's ``failed`` jobs of these causes into ``waiting``, the cause gone."""
        with self._store.writing() as connection:
            changed = connection.execute(_REVIVE, (printer_id.bytes, json.dumps(list(causes))))
            return changed.rowcount

    def retry(
        self, job_id: UUID, printer_id: UUID | None, *, at: datetime, shift_id: UUID | None
    ) -> PrintJob:
        """Makes a new waiting job in place of this one, once."""
        with self._store.writing() as connection:
            row = driver.first(connection, _JOB, (job_id.bytes,))
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
            driver.insert(connection, "print_job", [job_row(made)])
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
            return connection.execute(_RECOVER).rowcount

    def printer_answers(self, printer_id: UUID, *, answers: bool) -> None:
        """Keeps what the test page found out about a printer."""
        with self._store.writing() as connection:
            values = (int(answers), printer_id.bytes)
            connection.execute("UPDATE printer SET answers = ? WHERE id = ?", values)

    def _change(self, connection: Connection, job_id: bytes, **values: object) -> None:
        columns = ", ".join(f"{name} = ?" for name in values)
        query = f"UPDATE print_job SET {columns} WHERE id = ?"  # noqa: S608 - our own names
        connection.execute(query, (*values.values(), job_id))


def _state(connection: Connection, job_id: UUID) -> JobState | None:
    found = driver.value(connection, "SELECT state FROM print_job WHERE id = ?", (job_id.bytes,))
    return JobState(found) if found else None
