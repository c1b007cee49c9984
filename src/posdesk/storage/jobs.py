"""The print queue's jobs in the shop's file."""

from __future__ import annotations

from posdesk.runtime.clock import milliseconds
from posdesk.services.ports.printing import PrintJob
from posdesk.storage.postings import Row


def job_row(job: PrintJob) -> Row:
    """A job as a row of ``print_job``."""
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
