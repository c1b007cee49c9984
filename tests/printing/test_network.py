"""Printing over a real socket to a printer with faults: each ends in the state that is true."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import pytest

from posdesk.domain.errors import Trouble
from posdesk.domain.receipt import ReceiptDocument, Row
from posdesk.printing import delivery, escpos
from posdesk.printing.printer import EscPosPrinter
from posdesk.printing.raster import rasterize
from posdesk.services.ports.printing import JobState, Outcome, PrinterStatus

from .conftest import Judge
from .samples import only, printer, receipt

pytestmark = pytest.mark.oracle
quick = pytest.mark.usefixtures("quick")

LONG = only(*[Row("Bát ăn cơm men rạn", "120.000")] * 100)
"""200 KB: more than any buffer on the way holds."""


def at(port: int, answers: bool | None = True) -> EscPosPrinter:
    return EscPosPrinter(printer(f"tcp:127.0.0.1:{port}", answers=answers))


class Fake(Protocol):
    """What is used of the oracle's printer."""

    jobs: list[dict[str, Any]]

    def wait_jobs(self, n: int) -> bool: ...


def printed(fake: Fake, judge: Judge) -> int:
    """How many whole, faultless pages came out."""
    assert fake.wait_jobs(1)
    pages = 0
    for job in fake.jobs:
        report = judge.interpret.Interpreter(job["data"], 576).run().report()
        pages += bool(job["printed"] and report["cuts"] and not report["errors"])
    return pages


@pytest.mark.parametrize("answers", [None, True])
def test_a_well_printer_confirms(judge: Judge, answers: bool | None) -> None:
    with judge.fake_printer.FakePrinter() as fake:
        outcome = at(fake.port, answers).print(receipt())
        assert outcome.state is JobState.CONFIRMED
        assert outcome.cause is None
        assert outcome.sent == len(escpos.page(rasterize(receipt(), 576), cutter=True))
        assert outcome.status == PrinterStatus(online=True)
        assert printed(fake, judge) == 1
        assert fake.jobs[0]["data"].endswith(escpos.ASK_DONE)


@pytest.mark.parametrize("fault", ["paper_out", "cover_open", "cutter_error"])
def test_trouble_is_known_before_a_byte_is_sent(judge: Judge, fault: str) -> None:
    with judge.fake_printer.FakePrinter(**{fault: True}) as fake:
        outcome = at(fake.port).print(receipt())
        assert (outcome.state, outcome.cause, outcome.sent) == (JobState.FAILED, fault, 0)
        assert fake.wait_jobs(1)
        assert len(fake.jobs[0]["data"]) == 9, "three questions"


def test_a_roll_near_its_end_still_prints(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(near_end=True) as fake:
        outcome = at(fake.port).print(receipt())
        assert outcome.state is JobState.CONFIRMED
        assert outcome.status == PrinterStatus(True, paper_near_end=True)


def test_a_printer_that_is_off_refuses(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(refuse=True) as fake:
        assert at(fake.port).print(receipt()) == Outcome(JobState.FAILED, "refused")
        with pytest.raises(Trouble) as trouble:
            at(fake.port).status()
        assert trouble.value.code == "printer_refused"


def test_a_name_that_leads_nowhere() -> None:
    lost = EscPosPrinter(printer("tcp:a..b:9100"))
    assert lost.print(receipt()) == Outcome(JobState.FAILED, "unreachable")


@quick
def test_a_printer_that_used_to_answer_and_is_silent_gets_nothing(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(stall=True) as fake:
        assert at(fake.port).print(LONG) == Outcome(JobState.FAILED, "silent")
        assert at(fake.port).status() is None


@quick
@pytest.mark.parametrize("answers", [None, False])
def test_a_printer_that_takes_nothing_more_is_stuck(judge: Judge, answers: bool | None) -> None:
    with judge.fake_printer.FakePrinter(stall=True) as fake:
        outcome = at(fake.port, answers).print(LONG)
        assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "stalled")
        assert 0 < outcome.sent < 200_000


@quick
@pytest.mark.parametrize(
    ("fault", "causes"),
    [
        ("stall_after", {"stalled", "no_answer"}),
        ("close_after", {"link_lost"}),
        ("reset_after", {"link_lost"}),
    ],
)
@pytest.mark.parametrize("document", [receipt(), LONG], ids=["receipt", "long"])
def test_what_breaks_in_the_middle_is_unconfirmed(
    judge: Judge, fault: str, causes: set[str], document: ReceiptDocument
) -> None:
    with judge.fake_printer.FakePrinter(**{fault: 20_000}) as fake:
        outcome = at(fake.port).print(document)
        assert outcome.state is JobState.UNCONFIRMED
        assert outcome.cause in causes
        assert outcome.sent > 0
    assert printed(fake, judge) == 0


@quick
def test_a_printer_without_answers_prints_all_the_same(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(no_status=True) as fake:
        outcome = at(fake.port, answers=None).print(receipt())
        assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "no_answer")
        assert printed(fake, judge) == 1


def test_who_is_known_not_to_answer_is_not_asked(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(no_status=True) as fake:
        outcome = at(fake.port, answers=False).print(receipt())
        assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "cannot_answer")
        assert printed(fake, judge) == 1
        assert fake.queries == []


def test_a_slow_printer_is_waited_for(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(rate=60_000) as fake:
        assert at(fake.port).print(receipt()).state is JobState.CONFIRMED
        assert printed(fake, judge) == 1


def test_a_slow_network_box_is_waited_for(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(connect_delay=0.1) as fake:
        assert at(fake.port).print(receipt()).state is JobState.CONFIRMED


@quick
def test_another_till_at_the_printer_is_no_loss(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(single=True) as fake:
        with socket.create_connection(("127.0.0.1", fake.port)):
            busy = at(fake.port).print(receipt())
        assert (busy.state, busy.cause) == (JobState.FAILED, "silent")
        assert fake.wait_jobs(2)
        assert at(fake.port).print(receipt()).state is JobState.CONFIRMED


def test_new_paper_then_prints(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(paper_out=True) as fake:
        assert at(fake.port).print(receipt()).state is JobState.FAILED
        fake.set(paper_out=False)
        assert at(fake.port).print(receipt()).state is JobState.CONFIRMED
        assert fake.wait_jobs(2)
        assert printed(fake, judge) == 1


def test_the_drawer_opens_by_itself(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter() as fake:
        assert at(fake.port).pulse().state is JobState.CONFIRMED
        assert fake.wait_jobs(1)
        report = judge.interpret.Interpreter(fake.jobs[0]["data"]).run().report()
        assert len(report["drawer"]) == 1
        assert report["images"] == []


@quick
def test_without_paper_the_drawer_is_tried(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(paper_out=True) as fake:
        outcome = at(fake.port).pulse()
        assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "no_answer")
        assert fake.wait_jobs(1)
        assert escpos.pulse() in fake.jobs[0]["data"]


def test_how_the_printer_is(judge: Judge) -> None:
    with judge.fake_printer.FakePrinter(cover_open=True) as fake:
        assert at(fake.port).status() == PrinterStatus(False, cover_open=True)


@contextmanager
def scripted(*script: tuple[bytes, bytes]) -> Iterator[int]:
    """A printer that says each answer once it has read what comes before it; yields its port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        caller, _ = listening.accept()
        with caller:
            heard = b""
            for until, answer in script:
                while until not in heard and (more := caller.recv(4096)):
                    heard += more
                heard = heard[heard.find(until) + len(until) :]
                caller.sendall(answer)
            while caller.recv(4096):
                pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        thread.join()
        listening.close()


def test_talk_that_nobody_asked_for_is_read_away() -> None:
    """Some printers report by themselves (ASB, four bytes) at every change."""
    news = b"\x14\x00\x00\x0f"
    with scripted(
        (b"", news),
        (escpos.ASK_PRINTER, news + b"\x12"),
        (escpos.ASK_CAUSE, b"\x12" + news),
        (escpos.ASK_PAPER, b"\x12" + news),
        (escpos.ASK_DONE, news + b"\x00"),
    ) as port:
        outcome = at(port).print(receipt())
    assert (outcome.state, outcome.status) == (JobState.CONFIRMED, PrinterStatus(online=True))


@quick
def test_talk_alone_confirms_nothing() -> None:
    news = b"\x14\x00\x00\x0f"
    with scripted(
        (escpos.ASK_PRINTER, b"\x12"), (escpos.ASK_DONE, news[:3]), (b"", news[3:])
    ) as port:
        outcome = at(port).print(receipt())
    assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "no_answer")


@quick
def test_paper_that_runs_out_on_the_way_is_named() -> None:
    out = (b"\x1a", b"\x32", b"\x72")
    questions = (escpos.ASK_PRINTER, escpos.ASK_CAUSE, escpos.ASK_PAPER)
    with scripted(
        *((question, b"\x12") for question in questions),
        (escpos.ASK_DONE, b""),
        *zip(questions, out, strict=True),
    ) as port:
        outcome = at(port).print(receipt())
    assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "paper_out")


@quick
def test_half_an_answer_is_enough_to_print() -> None:
    """Cheap printers answer the first question only."""
    with scripted((escpos.ASK_PRINTER, b"\x12"), (escpos.ASK_DONE, b"\x00")) as port:
        outcome = at(port).print(receipt())
    assert (outcome.state, outcome.status) == (JobState.CONFIRMED, PrinterStatus(online=True))


def test_patience_grows_with_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer comes when the last line is out, not before."""
    monkeypatch.setattr(delivery, "ANSWER_S", 0.0)
    monkeypatch.setattr(delivery, "SLOWEST_MM_S", 50)
    with scripted((escpos.ASK_DONE, b"\x00")) as port:
        long = at(port, answers=None).print(LONG)
    assert long.state is JobState.CONFIRMED
