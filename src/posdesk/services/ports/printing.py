"""What the services need from printers, and the words both sides share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from posdesk.domain.label import LabelRun
from posdesk.domain.receipt import ReceiptDocument


@dataclass(frozen=True, slots=True)
class PrinterConfig:
    """A printer as the owner set it up.

    Attributes:
        id: stays the same when it is renamed.
        name: what the owner calls it.
        address: ``tcp:HOST:PORT``, ``device:PATH``, ``file:PATH``, ``usb:VID:PID``,
            ``serial:PORT`` or ``system:QUEUE``.
        width_dots: printable dots across the paper at 203 dpi: 384, 512 or 576.
        has_drawer: a cash drawer hangs on it.
        has_cutter: it cuts the paper itself.
        answers: whether it says that a page came out; the test page finds out, None before.
    """

    id: UUID
    name: str
    address: str
    width_dots: int
    has_drawer: bool
    has_cutter: bool
    answers: bool | None


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What a printer says about itself; a thing it does not say counts as well."""

    online: bool
    cover_open: bool = False
    paper_out: bool = False
    paper_near_end: bool = False
    cutter_error: bool = False

    @property
    def trouble(self) -> str | None:
        """Why it cannot print now, the cause a person can see first; None if it can."""
        faults = ("paper_out", "cover_open", "cutter_error")
        seen = (fault for fault in faults if getattr(self, fault))
        return next(seen, None if self.online else "offline")


class JobKind(StrEnum):
    """What a job prints; a drawer job prints nothing and opens the drawer."""

    RECEIPT = "receipt"
    PRE_BILL = "pre_bill"
    DEBT_SLIP = "debt_slip"
    STATEMENT = "statement"
    PACKING_SLIP = "packing_slip"
    SHIPPING_LABEL = "shipping_label"
    PICK_LIST = "pick_list"
    X_REPORT = "x_report"
    Z_REPORT = "z_report"
    TEST_PAGE = "test_page"
    LABELS = "labels"
    DRAWER = "drawer"


class JobState(StrEnum):
    """Where a job is. ``unconfirmed``: bytes went out and nobody knows what came out."""

    WAITING = "waiting"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One wish for paper, stored with what caused it.

    Attributes:
        id: made by the client.
        printer_id: None until a printer is chosen.
        kind: what to print.
        ref: which one, in the words of the kind (a receipt's number, a shift's id).
        copy: 1 for the first paper; a reprint counts up and says so on the paper.
        state: where it is.
        cause: why it is not confirmed, a stable word (``paper_out``, ``link_lost``, ...).
        created_at: UTC.
        shift_id: the shift it was made in; None if it belongs to none and may print any time.
        held: too old to come out by itself; somebody says yes (a retry) or no.
        retried_to: the job that took its place.
    """

    id: UUID
    printer_id: UUID | None
    kind: JobKind
    ref: str
    copy: int
    state: JobState
    cause: str | None
    created_at: datetime
    shift_id: UUID | None
    held: bool = False
    retried_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a delivery ended.

    Attributes:
        state: CONFIRMED, UNCONFIRMED or FAILED; FAILED only if surely nothing came out.
        cause: why it is not CONFIRMED.
        sent: bytes of the job that left, as far as known.
        status: what the printer said before the first byte; None if it said nothing.
    """

    state: JobState
    cause: str | None = None
    sent: int = 0
    status: PrinterStatus | None = None


class PrinterPort(Protocol):
    """One printer."""

    def print(self, document: ReceiptDocument) -> Outcome:
        """Puts a document on paper; waits have an end, a printer's trouble is an outcome."""

    def labels(self, run: LabelRun) -> Outcome:
        """The same for labels, each on a piece of paper of its own."""

    def pulse(self) -> Outcome:
        """Opens the cash drawer; a job of its own, tried even where the paper is out."""

    def status(self) -> PrinterStatus | None:
        """Asks the printer how it is; None if it does not answer.

        Raises:
            Trouble: it cannot be reached; the code is ``printer_`` and the cause.
        """


class DocumentSource(Protocol):
    """Knows what a job says on paper."""

    def document(self, job: PrintJob) -> ReceiptDocument:
        """The document of a job, marked as a reprint where ``job.copy`` is over 1.

        Raises:
            Refused: there is no such thing any more.
        """

    def labels(self, job: PrintJob) -> LabelRun:
        """The labels of a job, with what they cost now.

        Raises:
            Refused: there are no such goods any more.
        """

    def test_page(self, printer: PrinterConfig, status: PrinterStatus | None) -> ReceiptDocument:
        """The test page of a printer that just said this about itself."""


class JobStore(Protocol):
    """Keeps the jobs; each call is one transaction and safe from any thread."""

    def claim(self, printer_id: UUID, *, drawer: bool) -> PrintJob | None:
        """Turns the printer's oldest ``waiting``, not held job into ``sending`` and returns it.

        No two callers get the same job. ``drawer`` asks for drawer jobs only, else for all others.
        """

    def finish(self, job_id: UUID, state: JobState, cause: str | None) -> None:
        """Writes how a ``sending`` job ended; a job that is not ``sending`` is left alone."""

    def put_back(self, job_id: UUID, cause: str | None, *, held: bool = False) -> None:
        """Turns a ``sending`` job, of which nothing was sent, into ``waiting`` again."""

    def jobs(
        self, printer_id: UUID | None = None, states: Iterable[JobState] | None = None
    ) -> Sequence[PrintJob]:
        """Jobs by age, oldest first; all of a printer, of some states."""

    def revive(self, printer_id: UUID, causes: Iterable[str]) -> int:
        """Turns a printer's ``failed`` jobs of these causes into ``waiting``; returns how many.

        Their cause is over and forgotten.
        Drawer jobs and jobs with ``retried_to`` stay as they are.
        """

    def retry(
        self, job_id: UUID, printer_id: UUID | None, *, at: datetime, shift_id: UUID | None
    ) -> PrintJob:
        """Makes a new waiting job in place of this one, once, and links it by ``retried_to``.

        ``copy`` counts up only if paper may have come out (:func:`copy_of_retry`).

        Raises:
            Refused: ``already_retried``, ``unknown_job``, ``job_under_way``.
        """

    def cancel(self, job_id: UUID) -> None:
        """Gives a ``waiting`` or ``failed`` job up: ``failed`` with the cause ``cancelled``."""

    def recover(self) -> int:
        """At start: jobs found ``sending`` become ``unconfirmed`` (``interrupted``); how many."""


def copy_of_retry(job: PrintJob) -> int:
    """The ``copy`` of the job that takes this one's place: up by one if paper may be out there."""
    return job.copy + (job.state in (JobState.CONFIRMED, JobState.UNCONFIRMED))


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer that seems to be there: its address, and how the system calls it."""

    address: str
    label: str


class PrinterFinder(Protocol):
    """Looks around for printers at this computer."""

    def candidates(self) -> Sequence[FoundPrinter]:
        """What could be a receipt printer, the surest first; empty if nothing can be told."""


class ReceiptRenderer(Protocol):
    """A document in every form but paper; ``width`` is 384, 512 or 576 dots.

    Where there is no window, :meth:`ready` comes first and in the main thread.
    """

    def ready(self) -> None:
        """Makes sure that letters can be drawn."""

    def text(self, document: ReceiptDocument, width: int) -> str:
        """Plain text in 32, 42 or 48 columns."""

    def png(self, document: ReceiptDocument, width: int) -> bytes:
        """The dots as they will print, as a PNG file."""

    def pdf(self, document: ReceiptDocument, width: int) -> bytes:
        """A page as wide as the paper, with selectable text."""

    def escpos(self, document: ReceiptDocument, width: int) -> bytes:
        """The bytes for a printer with a cutter."""
