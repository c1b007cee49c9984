"""A wish for paper as it enters the print queue."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from posdesk.runtime.ids import new_id
from posdesk.services.ports.printing import JobKind, JobState, PrinterConfig, PrintJob


def new_job(
    printer: PrinterConfig,
    kind: JobKind,
    ref: str,
    *,
    at: datetime,
    shift_id: UUID | None,
    copy: int = 1,
) -> PrintJob:
    """A job that waits for its printer; for ``ref`` and ``copy`` see ``PrintJob``."""
    return PrintJob(
        id=new_id(),
        printer_id=printer.id,
        kind=kind,
        ref=ref,
        copy=copy,
        state=JobState.WAITING,
        cause=None,
        created_at=at,
        shift_id=shift_id,
    )
