"""Paper on demand: printing again, pre-bills, reports, test pages; the printers of the till."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.shift import Action, ActionKind
from posdesk.domain.text import clean
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.documents import PreBill, pre_bill_ref
from posdesk.services.ports.printing import (
    JobKind,
    JobState,
    JobStore,
    PrinterConfig,
    PrinterPort,
    PrinterStatus,
    PrintJob,
)
from posdesk.services.ports.store import Store, Work
from posdesk.services.print_jobs import new_job
from posdesk.services.print_queue import PrintQueue

WIDTHS = (384, 512, 576)
"""Printable dots at 203 dpi: 58 mm paper, older 80 mm printers, 80 mm paper."""

NAME_LIMIT = 60
"""Letters of a printer's name."""

_ENDED = (JobState.CONFIRMED, JobState.UNCONFIRMED, JobState.FAILED)


class Jobs(JobStore, Protocol):
    """The jobs, one of them by its id too."""

    def job(self, job_id: UUID) -> PrintJob | None:
        """One job."""
        ...

    def newest(self, limit: int) -> Sequence[PrintJob]:
        """The newest jobs first, whatever became of them."""
        ...

    def came_out(self, job_id: UUID) -> None:
        """Somebody saw the paper: an ``unconfirmed`` job is ``confirmed``, its cause ``seen``."""
        ...


class Papers:
    """Printers and what comes out of them."""

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        queue: PrintQueue,
        open_printer: Callable[[PrinterConfig], PrinterPort],
        clock: Clock,
    ) -> None:
        self._store = store
        self._jobs = jobs
        self._queue = queue
        self._open = open_printer
        self._clock = clock

    # --- printers

    def printers(self) -> tuple[PrinterConfig, ...]:
        """The printers of this till, the usual one first."""
        with self._store.read() as reader:
            return reader.printers()

    def printer(self, name: str) -> PrinterConfig:
        """A printer by its name.

        Raises:
            Refused: ``unknown_printer``.
        """
        for printer in self.printers():
            if printer.name == name:
                return printer
        raise Refused("unknown_printer", name=name[:60])

    def add_printer(self, actor: Actor, printer: PrinterConfig) -> PrinterConfig:
        """Adds a printer, or replaces the one with the same id.

        Raises:
            Refused: ``bad_printer_address``, ``bad_width``, ``printer_name_taken``,
                ``printer_name_needed``, ``text_too_long``, ``not_allowed``.
        """
        actor.require(Right.SETTINGS)
        checked = replace(printer, name=clean(printer.name))
        if not checked.name:
            raise Refused("printer_name_needed")
        if len(checked.name) > NAME_LIMIT:
            raise Refused("text_too_long", limit=NAME_LIMIT)
        if checked.width_dots not in WIDTHS:
            raise Refused("bad_width", width=checked.width_dots)
        self._open(checked)
        with self._store.write() as work:
            for other in work.printers():
                if other.name == checked.name and other.id != checked.id:
                    raise Refused("printer_name_taken", name=checked.name)
            work.put_printer(checked)
        self._queue.printers_changed(self.printers())
        return checked

    def remove_printer(self, actor: Actor, printer: PrinterConfig) -> None:
        """Removes a printer; its waiting jobs wait for another."""
        actor.require(Right.SETTINGS)
        with self._store.write() as work:
            work.drop_printer(printer.id)
        self._queue.printers_changed(self.printers())

    def status(self, printer: PrinterConfig) -> PrinterStatus | None:
        """What a printer says about itself; None if it says nothing.

        Raises:
            Trouble: it cannot be reached; the code is ``printer_`` and the cause.
        """
        return self._open(printer).status()

    # --- jobs

    def jobs(self, states: Sequence[JobState] | None = None) -> Sequence[PrintJob]:
        """The queue, oldest first."""
        return self._jobs.jobs(None, states)

    def job(self, job_id: UUID) -> PrintJob | None:
        """A job as it is now."""
        return self._jobs.job(job_id)

    def newest(self, limit: int) -> Sequence[PrintJob]:
        """The newest jobs first, whatever became of them."""
        return self._jobs.newest(limit)

    def came_out(self, job_id: UUID) -> None:
        """Somebody saw the paper of an unconfirmed job."""
        self._jobs.came_out(job_id)

    def retry(self, job_id: UUID, printer_id: UUID | None = None) -> PrintJob:
        """Prints a job again, once, on the same or another printer.

        Raises:
            Refused: ``already_retried``, ``unknown_job``, ``job_under_way``.
        """
        return self._queue.retry(job_id, printer_id)

    def cancel(self, job_id: UUID) -> None:
        """Gives a job up that waits or failed."""
        self._jobs.cancel(job_id)

    def print_again(
        self, actor: Actor, number: str, printer: PrinterConfig | None = None
    ) -> PrintJob:
        """Prints a receipt again; the paper says so, and the Z counts it.

        Raises:
            Refused: ``unknown_receipt``, ``no_printer``, ``not_allowed``.
        """
        actor.require(Right.REPRINT)
        with self._store.write() as work:
            if work.sale_by_number(number) is None:
                raise Refused("unknown_receipt", receipt=number)
            copies = work.copies_printed(JobKind.RECEIPT.value, number)
            job = self._queued(work, actor, JobKind.RECEIPT, number, printer, copies + 1)
            if copies:
                work.post(self._action(work, actor, number))
        self._queue.notify(job.printer_id)
        return job

    def print_pre_bill(self, actor: Actor, bill: PreBill) -> PrintJob:
        """Prints a bill before it is paid, with its VietQR code."""
        return self._print(actor, JobKind.PRE_BILL, pre_bill_ref(bill))

    def print_statement(self, actor: Actor, customer_id: UUID) -> PrintJob:
        """Prints what a customer owes and why.

        Raises:
            Refused: ``no_printer``.
        """
        return self._print(actor, JobKind.STATEMENT, str(customer_id))

    def print_slip(self, actor: Actor, entry_id: UUID) -> PrintJob:
        """Prints the slip of a debt's entry; a second one says so.

        Raises:
            Refused: ``no_printer``.
        """
        return self._print(actor, JobKind.DEBT_SLIP, str(entry_id))

    def print_parcel(self, actor: Actor, order_id: UUID) -> PrintJob:
        """Prints the slip that goes into a parcel and the label that goes onto it.

        Raises:
            Refused: ``no_printer``.
        """
        self._print(actor, JobKind.PACKING_SLIP, str(order_id))
        return self._print(actor, JobKind.SHIPPING_LABEL, str(order_id))

    def print_pick_list(self, actor: Actor, order_ids: Iterable[UUID]) -> PrintJob:
        """Prints what to fetch from the shelves for some orders.

        Raises:
            Refused: ``no_printer``.
        """
        return self._print(actor, JobKind.PICK_LIST, " ".join(map(str, order_ids)))

    def print_shift(self, actor: Actor, shift_id: UUID) -> PrintJob:
        """Prints the X of an open shift, the Z of a closed one."""
        with self._store.read() as reader:
            closed = reader.closing(shift_id) is not None
        return self._print(actor, JobKind.Z_REPORT if closed else JobKind.X_REPORT, str(shift_id))

    def print_test_page(self, actor: Actor, printer: PrinterConfig) -> PrintJob:
        """Prints the test page; what the printer answers is remembered."""
        return self._print(actor, JobKind.TEST_PAGE, printer.name, printer)

    def wait(self, job: PrintJob, timeout_s: float = 30.0) -> PrintJob:
        """Works on the queue until the job has ended or the time is up; gives the job then."""
        end = time.monotonic() + timeout_s
        printers = {printer.id: printer for printer in self.printers()}
        while time.monotonic() < end:
            now = self._jobs.job(job.id) or job
            printer = printers.get(now.printer_id) if now.printer_id else None
            if now.state in _ENDED or now.held or printer is None:
                return now
            rest = self._queue.run_once(printer)
            ended = self._jobs.job(job.id)
            if ended and ended.state is JobState.WAITING:
                time.sleep(min(rest, 0.25))
        return self._jobs.job(job.id) or job

    def _print(
        self, actor: Actor, kind: JobKind, ref: str, printer: PrinterConfig | None = None
    ) -> PrintJob:
        with self._store.write() as work:
            copies = work.copies_printed(kind.value, ref) if kind is JobKind.DEBT_SLIP else 0
            job = self._queued(work, actor, kind, ref, printer, copies + 1)
        self._queue.notify(job.printer_id)
        return job

    def _queued(
        self,
        work: Work,
        actor: Actor,
        kind: JobKind,
        ref: str,
        printer: PrinterConfig | None,
        copy: int,
    ) -> PrintJob:
        chosen = printer or next(iter(work.printers()), None)
        if chosen is None:
            raise Refused("no_printer")
        shift = work.open_shift(actor.till)
        shift_id, now = shift.id if shift else None, self._clock.now()
        job = new_job(chosen, kind, ref, at=now, shift_id=shift_id, copy=copy)
        work.queue_print(job)
        return job

    def _action(self, work: Work, actor: Actor, number: str) -> Action:
        shift = work.open_shift(actor.till)
        return Action(
            id=new_id(),
            till=actor.till,
            shift_id=shift.id if shift else None,
            at=self._clock.now(),
            actor_id=actor.id,
            kind=ActionKind.REPRINT,
            ref=number,
        )
