from __future__ import annotations

import random
import re

import pytest

from posdesk.domain.receipt import Row
from posdesk.printing import escpos
from posdesk.printing.raster import Bitmap, rasterize
from posdesk.services.ports.printing import PrinterStatus

from .conftest import Judge
from .samples import HOSTILE, PAYLOAD, only, receipt

REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")


def bands(job: bytes) -> list[tuple[int, int, bytes]]:
    """Width in bytes, rows and dots of each raster command, in order."""
    found, at = [], job.index(b"\x1dv0\x00")
    while job[at : at + 4] == b"\x1dv0\x00":
        stride, rows = (int.from_bytes(job[at + k : at + k + 2], "little") for k in (4, 6))
        found.append((stride, rows, job[at + 8 : at + 8 + stride * rows]))
        at += 8 + stride * rows
    return found


def test_a_page_is_the_picture_in_bands_between_reset_and_cut() -> None:
    bitmap = rasterize(receipt(), 576)
    job = escpos.page(bitmap, cutter=True)
    sent = bands(job)
    assert job.startswith(b"\x1b@\x1dv0\x00")
    assert job.endswith(b"\x1dVB\x00")
    assert {stride for stride, _, _ in sent} == {72}
    assert max(rows for _, rows, _ in sent) <= 256
    assert sum(rows for _, rows, _ in sent) == bitmap.height
    assert len(job) == 2 + sum(8 + len(dots) for _, _, dots in sent) + 4


def test_without_a_cutter_the_paper_is_fed_to_the_tear_bar() -> None:
    assert escpos.page(Bitmap(8, 1, b"\xff"), cutter=False).endswith(b"\x1bd\x04")


def test_no_dots_can_be_a_real_time_command() -> None:
    dice = random.Random(7)  # noqa: S311 - repeatable, not secret
    rows = bytes(dice.choice((0x10, 0x04, 0x05, 0x14, 0x01, 0xFF)) for _ in range(72 * 700))
    job = escpos.page(Bitmap(576, 700, rows), cutter=True)
    dots = b"".join(dots for _, _, dots in bands(job))
    assert REAL_TIME.search(rows)
    assert not REAL_TIME.search(job)
    for before, after in zip(rows, dots, strict=True):
        assert after in (before, before | 0x08), "a dot more, none less"


def test_a_pulse_is_a_job_of_its_own() -> None:
    assert escpos.pulse() == b"\x1b@\x1bp\x00\x32\x32"


@pytest.mark.parametrize(
    ("answers", "meaning", "trouble"),
    [
        ((0x12, 0x12, 0x12), PrinterStatus(online=True), None),
        ((0x16, None, None), PrinterStatus(online=True), None),
        ((0x1A, 0x32, 0x72), PrinterStatus(False, paper_out=True), "paper_out"),
        ((0x1A, 0x16, 0x12), PrinterStatus(False, cover_open=True), "cover_open"),
        ((0x1A, 0x52, 0x12), PrinterStatus(False, cutter_error=True), "cutter_error"),
        ((0x12, 0x12, 0x1E), PrinterStatus(True, paper_near_end=True), None),
        ((0x1A, 0x12, 0x12), PrinterStatus(online=False), "offline"),
    ],
)
def test_what_a_printer_says(
    answers: tuple[int, int | None, int | None], meaning: PrinterStatus, trouble: str | None
) -> None:
    status = escpos.status(*answers)
    assert status == meaning
    assert status.trouble == trouble


def test_answers_are_told_apart_from_each_other() -> None:
    assert escpos.is_status(0x12)
    assert escpos.is_status(0x7E)
    assert not escpos.is_status(0x00)
    assert escpos.is_done(0x00)
    assert escpos.is_done(0x03)
    assert not escpos.is_done(0x12)


@pytest.mark.oracle
@pytest.mark.parametrize("width", [384, 512, 576])
def test_an_independent_interpreter_prints_the_receipt(judge: Judge, width: int) -> None:
    job = escpos.page(rasterize(receipt(), width), cutter=True) + escpos.ASK_DONE
    paper = judge.interpret.Interpreter(job, width).run()
    report = paper.report()
    assert (report["errors"], report["unknown"], report["warnings"]) == ([], [], [])
    assert report["text"] == []
    assert len(report["cuts"]) == 1
    assert report["drawer"] == []
    assert [found["data"] for found in judge.interpret.decode(paper.image())] == [PAYLOAD]


@pytest.mark.oracle
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [384, 576])
def test_no_name_becomes_a_command(judge: Judge, width: int, name: str) -> None:
    job = escpos.page(rasterize(only(Row(name, "1.000")), width), cutter=False)
    report = judge.interpret.Interpreter(job, width).run().report()
    assert (report["errors"], report["unknown"], report["warnings"]) == ([], [], [])
    assert (report["drawer"], report["cuts"], report["text"]) == ([], [], [])


@pytest.mark.oracle
def test_an_independent_interpreter_opens_the_drawer(judge: Judge) -> None:
    report = judge.interpret.Interpreter(escpos.pulse(), 576).run().report()
    assert (report["errors"], report["unknown"], report["warnings"]) == ([], [], [])
    (drawer,) = report["drawer"]
    assert (drawer["pin"], drawer["on_ms"]) == (2, 100)
