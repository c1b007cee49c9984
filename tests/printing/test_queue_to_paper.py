"""From a waiting job to paper: queue, drawing, socket and a printer with faults together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import pytest

from posdesk.domain.label import Label, LabelKind, LabelRun
from posdesk.domain.receipt import ReceiptDocument
from posdesk.printing.printer import EscPosPrinter
from posdesk.services.ports.printing import (
    JobKind,
    JobState,
    PrinterConfig,
    PrinterStatus,
    PrintJob,
)
from posdesk.services.print_queue import PrintQueue
from posdesk.services.printer_lane import Surroundings
from posdesk.services.printer_page import test_page as page_of_test
from tests.services.job_store_contract import NOON, job
from tests.services.memory_jobs import MemoryJobs

from .conftest import Judge
from .samples import printer, receipt

pytestmark = pytest.mark.oracle


@dataclass
class Till:
    """Jobs, and a clock that is moved by as much as the queue wants to rest."""

    config: PrinterConfig
    jobs: MemoryJobs = field(default_factory=MemoryJobs)
    learned: dict[UUID, bool] = field(default_factory=dict)
    at: datetime = NOON

    def __post_init__(self) -> None:
        around = Surroundings(
            jobs=self.jobs,
            documents=self,
            open_printer=EscPosPrinter,
            learner=self,
            clock=self,
            shift=lambda: None,
            timer=self.seconds,
        )
        self.queue = PrintQueue(around)

    def seconds(self) -> float:
        return self.at.timestamp()

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def document(self, job: PrintJob) -> ReceiptDocument:
        return replace(receipt(), title=job.ref)

    def labels(self, job: PrintJob) -> LabelRun:
        label = Label(LabelKind.BARCODE, job.ref, 35_000, "cái", "2000000000039", "GOM-03")
        return LabelRun(label, 3)

    def test_page(self, printer: PrinterConfig, status: PrinterStatus | None) -> ReceiptDocument:
        return page_of_test("Gốm Bát Tràng", "en", printer, status)

    def printer_answers(self, printer_id: UUID, *, answers: bool) -> None:
        self.learned[printer_id] = answers

    def sell(self, kind: JobKind = JobKind.RECEIPT) -> PrintJob:
        made = job(kind, printer=self.config.id)
        self.jobs.add(made)
        return made

    def work(self, turns: int = 1) -> None:
        for _ in range(turns):
            self.at += timedelta(seconds=self.queue.run_once(self.config))

    def said(self, job: PrintJob) -> tuple[JobState, str | None]:
        found = self.jobs.get(job.id)
        return found.state, found.cause


class Fake(Protocol):
    """What is used of the oracle's printer."""

    jobs: list[dict[str, Any]]
    _n: int

    def wait_jobs(self, n: int) -> bool: ...


def pages(fake: Fake) -> list[bytes]:
    """What was printed, once all connections are through; questions alone are no page."""
    assert fake.wait_jobs(fake._n)
    return [job["data"] for job in fake.jobs if job["printed"]]


def till(port: int, *, answers: bool | None = True) -> Till:
    return Till(printer(f"tcp:127.0.0.1:{port}", answers=answers))


def test_an_empty_roll_then_a_new_one_prints_each_receipt_once(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(paper_out=True) as fake:
        shop = till(fake.port)
        first, second = shop.sell(), shop.sell()
        shop.work(turns=6)
        assert shop.said(first) == (JobState.FAILED, "paper_out")
        fake.set(paper_out=False)
        shop.work(turns=4)
        assert shop.said(first) == shop.said(second) == (JobState.CONFIRMED, None)
        assert len(pages(fake)) == 2


def test_a_printer_switched_on_late(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(refuse=True) as fake:
        shop = till(fake.port)
        sold = shop.sell()
        shop.work(turns=2)
        assert shop.said(sold) == (JobState.WAITING, "refused")
        fake.set(refuse=False)
        shop.work()
        assert shop.said(sold) == (JobState.CONFIRMED, None)


def test_a_cable_pulled_in_the_middle_never_prints_twice(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(reset_after=20_000) as fake:
        shop = till(fake.port)
        sold = shop.sell()
        shop.work()
        fake.set(reset_after=None)
        shop.work(turns=5)
        assert shop.said(sold) == (JobState.UNCONFIRMED, "link_lost")
        assert pages(fake) == []
        assert len(fake.jobs) == 1


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("silent", [False, True])
@pytest.mark.parametrize(("width", "believed"), [(384, None), (576, False), (576, True)])
def test_the_test_page_learns_whether_the_printer_answers(
    judge: Judge, silent: bool, width: int, believed: bool | None
) -> None:
    with judge.fake_printer.FakePrinter(no_status=silent) as fake:
        config = printer(f"tcp:127.0.0.1:{fake.port}", width=width, answers=believed)
        shop = Till(config)
        shop.sell(JobKind.TEST_PAGE)
        shop.work()
        assert shop.learned == {config.id: not silent}
        paper = judge.interpret.Interpreter(pages(fake)[-1], width).run()
        report = paper.report()
        assert (report["errors"], report["unknown"], report["warnings"]) == ([], [], [])
        codes = [found["data"] for found in judge.interpret.decode(paper.image())]
        assert codes == [f"posdesk {width}"]


def test_the_drawer_opens_first_and_prints_nothing(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter() as fake:
        shop = till(fake.port)
        shop.sell()
        shop.sell(JobKind.DRAWER)
        shop.work()
        reports = [judge.interpret.Interpreter(page).run().report() for page in pages(fake)]
        assert [len(report["drawer"]) for report in reports] == [1, 0]
        assert [bool(report["images"]) for report in reports] == [False, True]


def test_labels_come_out_one_by_one_and_each_is_read(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter() as fake:
        shop = till(fake.port)
        wanted = shop.sell(JobKind.LABELS)
        shop.work()
        assert shop.said(wanted) == (JobState.CONFIRMED, None)
        paper = judge.interpret.Interpreter(pages(fake)[-1], 576).run()
        report = paper.report()
        assert len(report["cuts"]) == 3
        codes = [found["data"] for found in judge.interpret.decode(paper.image())]
        assert set(codes) == {"2000000000039"}
