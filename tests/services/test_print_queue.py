from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.label import Label, LabelKind, LabelRun
from posdesk.domain.receipt import ReceiptDocument, Text
from posdesk.services.ports.printing import (
    JobKind,
    JobState,
    Outcome,
    PrinterConfig,
    PrinterPort,
    PrinterStatus,
    PrintJob,
)
from posdesk.services.print_queue import PrintQueue
from posdesk.services.printer_lane import POLL_S, RECHECK_S, Surroundings
from posdesk.services.printer_page import test_page as page_of_test

from .job_store_contract import DESK, KITCHEN, NOON, JobStoreContract, job
from .memory_jobs import MemoryJobs

DONE = Outcome(JobState.CONFIRMED, None, 100)
WELL = PrinterStatus(online=True)
PRINTER = PrinterConfig(DESK, "Quầy", "tcp:127.0.0.1:9100", 576, True, True, True)
OTHER = replace(PRINTER, id=KITCHEN, name="Bếp")


class TestMemoryJobs(JobStoreContract):
    @pytest.fixture
    def store(self) -> MemoryJobs:
        return MemoryJobs()

    @pytest.fixture
    def add(self, store: MemoryJobs) -> Callable[[PrintJob], None]:
        return store.add


@dataclass
class Machine:
    """A printer that does what it is told to and keeps what came out."""

    outcomes: list[Outcome | BaseException] = field(default_factory=list)
    health: PrinterStatus | str | None = WELL
    papers: list[str] = field(default_factory=list)
    pulses: int = 0
    asked: int = 0

    def print(self, document: ReceiptDocument) -> Outcome:
        outcome = self.outcomes.pop(0) if self.outcomes else DONE
        if isinstance(outcome, BaseException):
            raise outcome
        if outcome.state is not JobState.FAILED:
            self.papers.append(document.title)
        return outcome

    def labels(self, run: LabelRun) -> Outcome:
        self.papers += [run.label.name] * run.count
        return DONE

    def pulse(self) -> Outcome:
        self.pulses += 1
        return self.outcomes.pop(0) if self.outcomes else DONE  # type: ignore[return-value]

    def status(self) -> PrinterStatus | None:
        self.asked += 1
        if isinstance(self.health, str):
            raise Trouble(f"printer_{self.health}", printer="Quầy")
        return self.health


@dataclass
class Shop:
    """A shop with printers, at a time that stands still until it is moved."""

    jobs: MemoryJobs = field(default_factory=MemoryJobs)
    machines: dict[UUID, Machine] = field(default_factory=dict)
    learned: dict[UUID, bool] = field(default_factory=dict)
    at: datetime = NOON
    shift: UUID | None = None
    gone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.machines = {DESK: Machine(), KITCHEN: Machine()}
        self.queue = PrintQueue(
            Surroundings(
                jobs=self.jobs,
                documents=self,
                open_printer=self.open_printer,
                learner=self,
                clock=self,
                shift=lambda: self.shift,
                timer=self.seconds,
            )
        )

    @property
    def desk(self) -> Machine:
        return self.machines[DESK]

    def seconds(self) -> float:
        return (self.at - NOON).total_seconds()

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def open_printer(self, printer: PrinterConfig) -> PrinterPort:
        if not printer.address.startswith("tcp:"):
            raise Refused("bad_printer_address", address=printer.address)
        return self.machines[printer.id]

    def document(self, job: PrintJob) -> ReceiptDocument:
        if job.ref in self.gone:
            raise Refused("unknown_receipt", receipt=job.ref)
        mark = f" lần {job.copy}" if job.copy > 1 else ""
        return ReceiptDocument(f"{job.ref}{mark}", "vi", (Text(job.ref),))

    def labels(self, job: PrintJob) -> LabelRun:
        return LabelRun(Label(LabelKind.BARCODE, job.ref, 1_000, "cái", "", ""), 3)

    def test_page(self, printer: PrinterConfig, status: PrinterStatus | None) -> ReceiptDocument:
        return page_of_test("Gốm", "en", printer, status)

    def printer_answers(self, printer_id: UUID, *, answers: bool) -> None:
        self.learned[printer_id] = answers

    def add(self, kind: JobKind = JobKind.RECEIPT, ref: str = "T1-000001", **more: object) -> UUID:
        made = replace(job(kind), ref=ref, created_at=self.at, **more)  # type: ignore[arg-type]
        self.jobs.add(made)
        return made.id

    def pass_time(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def turn(self, printer: PrinterConfig = PRINTER) -> float:
        return self.queue.run_once(printer)

    def said(self, job_id: UUID) -> tuple[JobState, str | None]:
        found = self.jobs.get(job_id)
        return found.state, found.cause


@pytest.fixture
def shop() -> Shop:
    return Shop()


def failed(cause: str) -> Outcome:
    return Outcome(JobState.FAILED, cause)


def test_jobs_print_in_the_order_of_the_sales(shop: Shop) -> None:
    for number in (1, 2):
        shop.add(ref=f"T1-{number:06}")
        shop.pass_time(0.001)
    assert [shop.turn(), shop.turn(), shop.turn()] == [0, 0, POLL_S]
    assert shop.desk.papers == ["T1-000001", "T1-000002"]
    assert {job.state for job in shop.jobs.jobs()} == {JobState.CONFIRMED}


def test_what_may_have_come_out_is_never_printed_again_by_itself(shop: Shop) -> None:
    one = shop.add()
    shop.desk.outcomes = [Outcome(JobState.UNCONFIRMED, "link_lost", 500)]
    for _ in range(20):
        shop.pass_time(shop.turn())
    assert shop.desk.papers == ["T1-000001"]
    assert shop.said(one) == (JobState.UNCONFIRMED, "link_lost")


def test_what_surely_did_not_come_out_is_tried_soon_again(shop: Shop) -> None:
    one = shop.add()
    shop.desk.outcomes = [failed("refused")] * 4
    rests = []
    while shop.said(one)[0] is not JobState.CONFIRMED:
        assert shop.said(one)[0] is JobState.WAITING
        rests.append(shop.turn())
        shop.pass_time(rests[-1])
    assert rests == [0.5, 1.0, 2.0, 4.0, 0.0]
    assert shop.desk.papers == ["T1-000001"]


def test_no_try_before_its_time(shop: Shop) -> None:
    shop.add()
    shop.desk.outcomes = [failed("refused")]
    assert shop.turn() == 0.5
    shop.pass_time(0.4)
    assert shop.turn() == pytest.approx(0.1)
    assert shop.desk.papers == []


def test_after_a_page_the_tries_begin_anew(shop: Shop) -> None:
    shop.add()
    shop.desk.outcomes = [failed("refused"), DONE, failed("refused")]
    rests = [shop.turn()]
    shop.pass_time(0.5)
    rests.append(shop.turn())
    shop.add(ref="T1-000002")
    rests.append(shop.turn())
    assert rests == [0.5, 0, 0.5]


def run_dry(shop: Shop, health: PrinterStatus | str | None, cause: str) -> None:
    """Lets every try fail, until the printer counts as being in trouble."""
    shop.desk.health = health
    shop.desk.outcomes = [failed(cause)] * 5
    for _ in range(5):
        shop.pass_time(shop.turn())
    assert shop.desk.outcomes == []


def test_after_the_tries_the_cause_is_shown_and_new_paper_prints_it(shop: Shop) -> None:
    one = shop.add()
    run_dry(shop, PrinterStatus(False, paper_out=True), "paper_out")
    assert shop.said(one) == (JobState.FAILED, "paper_out")
    assert shop.turn() == RECHECK_S
    assert shop.desk.papers == []
    shop.desk.health = WELL
    shop.pass_time(RECHECK_S)
    assert shop.turn() == 0
    assert shop.said(one) == (JobState.CONFIRMED, None)
    assert shop.desk.papers == ["T1-000001"]


def test_a_sale_in_the_meantime_learns_the_cause_and_waits_its_turn(shop: Shop) -> None:
    shop.add(ref="T1-000001")
    run_dry(shop, "unreachable", "unreachable")
    two = shop.add(ref="T1-000002")
    shop.turn()
    assert shop.said(two) == (JobState.FAILED, "unreachable")
    shop.desk.health = None
    shop.pass_time(RECHECK_S)
    while shop.turn() == 0:
        pass
    assert shop.desk.papers == ["T1-000001", "T1-000002"]


def test_after_a_restart_failed_paper_still_comes(shop: Shop) -> None:
    one = shop.add()
    run_dry(shop, PrinterStatus(False, cover_open=True), "cover_open")
    again = Shop(jobs=shop.jobs, at=shop.at)
    again.turn()
    assert again.said(one) == (JobState.CONFIRMED, None)


def test_a_cause_that_nobody_mends_at_the_printer_is_left_to_a_person(shop: Shop) -> None:
    one = shop.add()
    shop.desk.outcomes = [failed("file_exists")]
    assert shop.turn() == 0
    assert shop.said(one) == (JobState.FAILED, "file_exists")
    for _ in range(10):
        shop.pass_time(shop.turn() or 1)
    assert shop.desk.papers == []


def test_a_drawer_opens_before_the_paper_and_only_now(shop: Shop) -> None:
    shop.add()
    shop.add(JobKind.DRAWER)
    shop.turn()
    assert (shop.desk.pulses, shop.desk.papers) == (1, ["T1-000001"])


@pytest.mark.parametrize("seconds", [5.001, 3600, -3600])
def test_a_drawer_never_opens_later(shop: Shop, seconds: float) -> None:
    """Nor when the computer's clock was set back."""
    one = shop.add(JobKind.DRAWER)
    shop.pass_time(seconds)
    shop.turn()
    assert shop.desk.pulses == 0
    assert shop.said(one) == (JobState.FAILED, "expired")


def test_a_drawer_at_five_seconds_still_opens(shop: Shop) -> None:
    shop.add(JobKind.DRAWER)
    shop.pass_time(5)
    shop.turn()
    assert shop.desk.pulses == 1


def test_a_drawer_is_tried_once(shop: Shop) -> None:
    one = shop.add(JobKind.DRAWER)
    shop.desk.outcomes = [failed("refused")]
    for _ in range(5):
        shop.pass_time(shop.turn())
    assert shop.desk.pulses == 1
    assert shop.said(one) == (JobState.FAILED, "refused")


def test_a_drawer_does_not_wait_for_paper(shop: Shop) -> None:
    shop.add()
    run_dry(shop, PrinterStatus(False, paper_out=True), "paper_out")
    shop.add(JobKind.DRAWER)
    shop.turn()
    assert shop.desk.pulses == 1


def test_old_paper_is_held_for_a_yes(shop: Shop) -> None:
    one = shop.add()
    shop.pass_time(601)
    assert shop.turn() == POLL_S
    held = shop.jobs.get(one)
    assert (held.state, held.held) == (JobState.WAITING, True)
    made = shop.queue.retry(one, DESK)
    shop.turn()
    assert shop.said(made.id) == (JobState.CONFIRMED, None)
    assert shop.desk.papers == ["T1-000001"]


def test_paper_of_ten_minutes_still_prints(shop: Shop) -> None:
    shop.add()
    shop.pass_time(600)
    shop.turn()
    assert shop.desk.papers == ["T1-000001"]


def test_paper_of_another_shift_is_held(shop: Shop) -> None:
    morning, evening = UUID(int=10), UUID(int=11)
    one = shop.add(shift_id=morning)
    shop.shift = evening
    shop.turn()
    assert shop.jobs.get(one).held


@pytest.mark.parametrize("shift", [None, UUID(int=10)])
def test_a_z_report_prints_when_its_shift_is_closed(shop: Shop, shift: UUID | None) -> None:
    shop.add(JobKind.Z_REPORT, ref="Z 17", shift_id=UUID(int=10))
    shop.shift = shift
    shop.turn()
    assert shop.desk.papers == ["Z 17"]


def test_a_second_paper_says_that_it_is_one(shop: Shop) -> None:
    one = shop.add()
    shop.turn()
    shop.queue.retry(one, DESK)
    shop.turn()
    assert shop.desk.papers == ["T1-000001", "T1-000001 lần 2"]
    with pytest.raises(Refused, match="already_retried"):
        shop.queue.retry(one, DESK)


def test_what_there_is_no_more_does_not_stop_the_next(shop: Shop) -> None:
    gone = shop.add(ref="T1-000001")
    shop.pass_time(0.001)
    shop.add(ref="T1-000002")
    shop.gone = {"T1-000001"}
    shop.turn()
    shop.turn()
    assert shop.said(gone) == (JobState.FAILED, "no_document")
    assert shop.desk.papers == ["T1-000002"]


def test_an_address_that_cannot_be_read(shop: Shop) -> None:
    one = shop.add()
    shop.turn(replace(PRINTER, address="somewhere"))
    assert shop.said(one) == (JobState.FAILED, "bad_address")


@pytest.mark.logs
def test_a_bug_stops_one_job_and_prints_nothing_twice(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    bad = shop.add(ref="T1-000001")
    shop.pass_time(0.001)
    shop.add(ref="T1-000002")
    shop.desk.outcomes = [ZeroDivisionError()]
    shop.turn()
    shop.turn()
    assert shop.said(bad) == (JobState.UNCONFIRMED, "internal")
    assert shop.desk.papers == ["T1-000002"]
    assert "ZeroDivisionError" in caplog.text


def test_a_job_stopped_by_hand_can_be_looked_after(shop: Shop) -> None:
    one = shop.add()
    shop.desk.outcomes = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        shop.turn()
    assert shop.said(one) == (JobState.UNCONFIRMED, "interrupted")
    again = shop.queue.retry(one, DESK)
    shop.turn()
    assert shop.said(again.id) == (JobState.CONFIRMED, None)


@pytest.mark.parametrize(
    ("outcome", "learned"),
    [
        (DONE, {DESK: True}),
        (Outcome(JobState.UNCONFIRMED, "no_answer", 9), {DESK: False}),
        (Outcome(JobState.UNCONFIRMED, "link_lost", 9), {}),
        (failed("paper_out"), {}),
    ],
)
def test_the_test_page_finds_out_whether_a_printer_answers(
    shop: Shop, outcome: Outcome, learned: dict[UUID, bool]
) -> None:
    shop.add(JobKind.TEST_PAGE)
    shop.desk.outcomes = [outcome]
    shop.turn(replace(PRINTER, answers=None))
    assert shop.learned == learned


def test_receipts_teach_nothing(shop: Shop) -> None:
    shop.add()
    shop.turn(replace(PRINTER, answers=None))
    assert shop.learned == {}


def test_the_test_page_of_a_printer_that_is_off(shop: Shop) -> None:
    one = shop.add(JobKind.TEST_PAGE)
    shop.desk.health = "refused"
    assert shop.turn() == 0.5
    assert shop.said(one) == (JobState.WAITING, "refused")


# Threads: nothing below waits for a time to pass, only for what has to happen.


class Paper(Machine):
    """Tells when paper comes out; may hold it until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.out = threading.Semaphore(0)
        self.begun = threading.Event()
        self.let_go = threading.Event()
        self.let_go.set()

    def print(self, document: ReceiptDocument) -> Outcome:
        self.begun.set()
        assert self.let_go.wait(10)
        outcome = super().print(document)
        self.out.release()
        return outcome


@pytest.fixture
def busy() -> Iterator[Shop]:
    shop = Shop()
    shop.machines = {DESK: Paper(), KITCHEN: Paper()}
    yield shop
    assert shop.queue.stop()


def paper(shop: Shop, printer_id: UUID = DESK) -> Paper:
    found = shop.machines[printer_id]
    assert isinstance(found, Paper)
    return found


def test_a_sale_wakes_its_printer(busy: Shop) -> None:
    busy.queue.start([PRINTER, OTHER])
    busy.add(printer_id=KITCHEN)
    busy.queue.notify(KITCHEN)
    assert paper(busy, KITCHEN).out.acquire(timeout=10)
    assert paper(busy).papers == []


def test_one_printer_that_hangs_holds_up_no_other(busy: Shop) -> None:
    paper(busy).let_go.clear()
    busy.add(printer_id=DESK)
    busy.add(printer_id=KITCHEN)
    busy.queue.start([PRINTER, OTHER])
    assert paper(busy).begun.wait(10)
    assert paper(busy, KITCHEN).out.acquire(timeout=10)
    paper(busy).let_go.set()


def test_what_a_crash_left_in_the_middle_is_for_a_person(busy: Shop) -> None:
    one = busy.add()
    busy.jobs.claim(DESK, drawer=False)
    busy.queue.start([PRINTER])
    assert busy.said(one) == (JobState.UNCONFIRMED, "interrupted")


def test_a_job_under_way_is_finished_before_the_end(busy: Shop) -> None:
    one = busy.add()
    paper(busy).let_go.clear()
    busy.queue.start([PRINTER])
    assert paper(busy).begun.wait(10)
    assert not busy.queue.stop(timeout_s=0)
    paper(busy).let_go.set()
    assert busy.queue.stop()
    assert busy.said(one) == (JobState.CONFIRMED, None)


def test_a_resting_worker_ends_at_once(busy: Shop) -> None:
    """It would rest for a second otherwise, or for seconds in trouble."""
    busy.queue.start([PRINTER, OTHER])
    assert busy.queue.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("printer ")]


def test_a_changed_printer_gets_a_new_worker(busy: Shop) -> None:
    busy.queue.start([replace(PRINTER, address="tcp")])
    one = busy.add()
    busy.queue.set_printers([PRINTER])
    busy.queue.notify()
    assert paper(busy).out.acquire(timeout=10)
    assert busy.queue.stop()
    assert busy.said(one) == (JobState.CONFIRMED, None)


def test_new_paper_and_a_sale_print_at_once(busy: Shop) -> None:
    """A notice ends the rest of a printer in trouble."""
    run_dry_shop = Shop(jobs=busy.jobs)
    run_dry_shop.add()
    run_dry(run_dry_shop, PrinterStatus(False, paper_out=True), "paper_out")
    busy.at = run_dry_shop.at
    busy.queue.start([PRINTER])
    assert paper(busy).out.acquire(timeout=10)


def test_labels_are_printed_as_often_as_they_are_wanted() -> None:
    shop = Shop()
    wanted = shop.add(JobKind.LABELS, ref="Chén trà")
    shop.queue.run_once(PRINTER)
    assert shop.machines[DESK].papers == ["Chén trà"] * 3
    assert shop.said(wanted) == (JobState.CONFIRMED, None)
