"""Device files and serial ports: a real pseudo terminal with a small printer at its other end."""

from __future__ import annotations

import os
import pty
import select
import threading
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from posdesk.domain.receipt import Row
from posdesk.printing import escpos
from posdesk.printing.printer import EscPosPrinter
from posdesk.printing.raster import rasterize
from posdesk.services.ports.printing import JobState, Outcome, PrinterStatus

from .samples import only, printer, receipt

quick = pytest.mark.usefixtures("quick")
KINDS = pytest.mark.parametrize("kind", ["device", "serial"])


class Line:
    """A pseudo terminal; its printer reads and answers until it is told to stop."""

    def __init__(self) -> None:
        self.master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.path = os.ttyname(self._slave)
        self.heard = bytearray()
        self._ended = threading.Event()
        self._printer = threading.Thread(target=self._answer)

    def plug_in(self, *, answers: bool = True) -> None:
        self._answers = answers
        self._printer.start()

    def _answer(self) -> None:
        said = {escpos.ASK_PRINTER: b"\x12", escpos.ASK_CAUSE: b"\x12", escpos.ASK_PAPER: b"\x12"}
        said[escpos.ASK_DONE] = b"\x00"
        while not self._ended.is_set():
            if not select.select([self.master], [], [], 0.02)[0]:
                continue
            self.heard += os.read(self.master, 4096)
            answer = said.get(bytes(self.heard[-3:]))
            if answer and self._answers:
                os.write(self.master, answer)

    def pull_out(self) -> None:
        self._ended.set()
        if self._printer.ident:
            self._printer.join()
        os.close(self.master)
        os.close(self._slave)


@pytest.fixture
def line() -> Iterator[Line]:
    made = Line()
    yield made
    made.pull_out()


def at(kind: str, line: Line, answers: bool | None) -> EscPosPrinter:
    return EscPosPrinter(printer(f"{kind}:{line.path}", answers=answers))


@KINDS
def test_a_receipt_comes_out(kind: str, line: Line) -> None:
    line.plug_in()
    outcome = at(kind, line, None).print(receipt())
    job = escpos.page(rasterize(receipt(), 576), cutter=True)
    assert outcome == Outcome(JobState.CONFIRMED, None, len(job), PrinterStatus(online=True))
    assert bytes(line.heard[9:]) == job + escpos.ASK_DONE


@quick
@KINDS
def test_a_printer_without_answers(kind: str, line: Line) -> None:
    line.plug_in(answers=False)
    outcome = at(kind, line, False).print(receipt())
    assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "cannot_answer")
    assert at(kind, line, None).print(receipt()).cause == "no_answer"
    assert at(kind, line, True).print(receipt()) == Outcome(JobState.FAILED, "silent")


@quick
@KINDS
def test_a_line_that_nobody_reads_is_stuck_not_for_ever(kind: str, line: Line) -> None:
    outcome = at(kind, line, False).print(only(*[Row("Bát", "1.000")] * 50))
    assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "stalled")
    assert 0 < outcome.sent < 100_000


@KINDS
def test_the_drawer(kind: str, line: Line) -> None:
    line.plug_in()
    assert at(kind, line, True).pulse().state is JobState.CONFIRMED
    assert bytes(line.heard) == escpos.pulse() + escpos.ASK_DONE


@KINDS
def test_how_the_printer_is(kind: str, line: Line) -> None:
    line.plug_in()
    assert at(kind, line, None).status() == PrinterStatus(online=True)


def test_a_late_word_about_yesterday_is_not_the_answer(line: Line) -> None:
    """What lies in the line from before says nothing about now."""
    os.write(line.master, b"\x1a\x32\x72\x00")
    line.plug_in()
    assert at("device", line, True).print(receipt()).state is JobState.CONFIRMED


@KINDS
def test_a_printer_that_is_pulled_out(kind: str) -> None:
    """Its other end closes as soon as the job begins."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    path = os.ttyname(slave)

    def cut() -> None:
        os.read(master, 1)
        os.close(master)
        os.close(slave)

    cutter = threading.Thread(target=cut)
    cutter.start()
    outcome = EscPosPrinter(printer(f"{kind}:{path}", answers=False)).print(receipt())
    cutter.join()
    assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "link_lost")


@KINDS
def test_what_is_not_there(kind: str) -> None:
    gone = EscPosPrinter(printer(f"{kind}:/dev/no-such-printer"))
    assert gone.print(receipt()) == Outcome(JobState.FAILED, "no_device")


def test_a_common_file_is_no_device(tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text("quý", encoding="utf-8")
    outcome = EscPosPrinter(printer(f"device:{file}")).print(receipt())
    assert outcome == Outcome(JobState.FAILED, "no_device")
    assert file.read_text(encoding="utf-8") == "quý"


def test_two_programs_do_not_mix_on_one_serial_port(line: Line) -> None:
    line.plug_in()
    first = EscPosPrinter(printer(f"serial:{line.path}", answers=False))
    from posdesk.printing.transports.serial import SerialLink  # noqa: PLC0415

    held = SerialLink(line.path, 9600)
    assert first.print(receipt()).state is JobState.FAILED
    held.close()
    assert first.print(receipt()).state is JobState.UNCONFIRMED
