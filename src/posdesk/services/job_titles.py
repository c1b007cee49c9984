"""What a print job is called on screen and terminal."""

from __future__ import annotations

from collections.abc import Mapping

from posdesk.runtime.i18n import N_, _
from posdesk.services.label_orders import in_words
from posdesk.services.ports.printing import JobKind, PrintJob

_TITLES: Mapping[JobKind, str] = {
    JobKind.RECEIPT: N_("Receipt {ref}"),
    JobKind.PRE_BILL: N_("Bill to pay"),
    JobKind.DEBT_SLIP: N_("Debt slip"),
    JobKind.STATEMENT: N_("Statement of a debt"),
    JobKind.PACKING_SLIP: N_("Packing slip"),
    JobKind.SHIPPING_LABEL: N_("Shipping label"),
    JobKind.PICK_LIST: N_("Pick list"),
    JobKind.X_REPORT: N_("X report"),
    JobKind.Z_REPORT: N_("Z report"),
    JobKind.LABELS: N_("Labels: {ref}"),
    JobKind.TEST_PAGE: N_("Test page, {ref}"),
    JobKind.DRAWER: N_("Opening the drawer"),
}


def title(job: PrintJob) -> str:
    """The job's name in the language of screen and terminal."""
    ref = in_words(job.ref) if job.kind is JobKind.LABELS else job.ref
    return _(_TITLES[job.kind]).format(ref=ref)
