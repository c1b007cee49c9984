"""Prints what waits: one worker a printer, and nothing twice by itself.

A sale never waits for paper: it leaves a job, and a worker brings the job to the printer. A
printer that is down holds up no other.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from uuid import UUID

from posdesk.services.ports.printing import PrinterConfig, PrintJob
from posdesk.services.printer_lane import RECHECK_S, Lane, Surroundings

_log = logging.getLogger(__name__)


class PrintQueue:
    """The printers of a till and their workers."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._lanes: dict[UUID, Lane] = {}
        self._workers: dict[UUID, _Worker] = {}
        self._ending: list[_Worker] = []
        self._started = False

    def start(self, printers: Iterable[PrinterConfig]) -> None:
        """Starts the workers; jobs that a crash left in the middle become ``unconfirmed``."""
        self._around.jobs.recover()
        self._started = True
        self.set_printers(printers)

    def set_printers(self, printers: Iterable[PrinterConfig]) -> None:
        """Starts workers for new and changed printers, stops those of the others."""
        wanted = {printer.id: printer for printer in printers}
        self._retire(
            [key for key, worker in self._workers.items() if wanted.get(key) != worker.lane.printer]
        )
        for key in wanted.keys() - self._workers.keys():
            self._workers[key] = _Worker(Lane(wanted[key], self._around))

    def printers_changed(self, printers: Iterable[PrinterConfig]) -> None:
        """Goes on with these printers if this process prints; a single command does not."""
        if self._started:
            self.set_printers(printers)

    def notify(self, printer_id: UUID | None = None) -> None:
        """Says that a job waits, or that something at the printer changed; all printers if None."""
        for key, worker in list(self._workers.items()):
            if printer_id in (None, key):
                worker.wake()

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Ends the workers, after the page each is at; False if one is not through in time."""
        self._started = False
        self._retire(list(self._workers))
        end = time.monotonic() + timeout_s
        self._ending = [
            worker for worker in self._ending if not worker.join(max(0.0, end - time.monotonic()))
        ]
        return not self._ending

    def run_once(self, printer: PrinterConfig) -> float:
        """One turn for a printer without its worker: its pulses and at most one page.

        Returns:
            Seconds after which another turn has something to do, 0 if at once.
        """
        lane = self._lanes.get(printer.id)
        if lane is None or lane.printer != printer:
            lane = self._lanes[printer.id] = Lane(printer, self._around)
        return lane.turn()

    def retry(self, job_id: UUID, printer_id: UUID | None) -> PrintJob:
        """Prints a job again, once, on a printer of choice; also the "yes" to a held one.

        Raises:
            Refused: ``already_retried``, ``unknown_job``, ``job_under_way``.
        """
        now, shift = self._around.clock.now(), self._around.shift()
        made = self._around.jobs.retry(job_id, printer_id, at=now, shift_id=shift)
        self.notify(made.printer_id)
        return made

    def _retire(self, keys: Iterable[UUID]) -> None:
        for key in keys:
            worker = self._workers.pop(key)
            worker.stop()
            self._ending.append(worker)


class _Worker:
    """The thread of a lane; it sleeps until there is something to do."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self._wake = threading.Event()
        self._stopping = False
        # A daemon: a printer that is slow to fail must not keep the program from ending.
        name = f"printer {lane.printer.name}"
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        self.lane.look_again()
        self._wake.set()

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    def join(self, timeout_s: float) -> bool:
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping:
            self._wake.wait(self._turn())
            self._wake.clear()

    def _turn(self) -> float:
        try:
            return self.lane.turn()
        except Exception:  # noqa: BLE001 - the shop's file may be out of reach for a while
            _log.exception("printer %s", self.lane.printer.id)
            return RECHECK_S
