"""Rows of work in progress: drafts, printers, print jobs."""

from __future__ import annotations

from uuid import UUID

from posdesk.runtime.clock import instant, milliseconds
from posdesk.services.ports.printing import JobKind, JobState, PrinterConfig, PrintJob
from posdesk.services.ports.store import Draft
from posdesk.storage.mapping.row import AnyRow, uuid_or_none


def draft_of(row: AnyRow) -> Draft:
    """A bill being typed or held."""
    held, at = row.state == "held", instant(row.updated_at)
    return Draft(UUID(bytes=row.id), row.till, held, row.content, at)


def printer_of(row: AnyRow) -> PrinterConfig:
    """A printer of this till."""
    return PrinterConfig(
        id=UUID(bytes=row.id),
        name=row.name,
        address=row.address,
        width_dots=row.width_dots,
        has_drawer=bool(row.has_drawer),
        has_cutter=bool(row.has_cutter),
        answers=None if row.answers is None else bool(row.answers),
    )


def job_row(job: PrintJob) -> dict[str, object]:
    """A print job as a row."""
    return {
        "id": job.id.bytes,
        "printer_id": job.printer_id.bytes if job.printer_id else None,
        "kind": job.kind.value,
        "ref": job.ref,
        "copy": job.copy,
        "state": job.state.value,
        "cause": job.cause,
        "created_at": milliseconds(job.created_at),
        "shift_id": job.shift_id.bytes if job.shift_id else None,
        "held": int(job.held),
        "retried_to": job.retried_to.bytes if job.retried_to else None,
    }


def job_of(row: AnyRow) -> PrintJob:
    """A print job."""
    return PrintJob(
        id=UUID(bytes=row.id),
        printer_id=uuid_or_none(row.printer_id),
        kind=JobKind(row.kind),
        ref=row.ref,
        copy=row.copy,
        state=JobState(row.state),
        cause=row.cause,
        created_at=instant(row.created_at),
        shift_id=uuid_or_none(row.shift_id),
        held=bool(row.held),
        retried_to=uuid_or_none(row.retried_to),
    )
