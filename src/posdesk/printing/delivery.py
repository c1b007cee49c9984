"""One job over an open link: ask, send, be told that it came out.

A link that took all bytes proves nothing (a kernel takes a whole receipt for a printer that is
switched off), so the printer is asked before and after. Every wait has an end.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from posdesk.printing import escpos
from posdesk.printing.link import Link, LinkLost
from posdesk.services.ports.printing import JobState, Outcome, PrinterStatus

WRITE_S = 5.0
"""Without progress for so long a printer is stuck: the slowest serial line takes 1 KB in 1 s."""
ANSWER_S = 2.0
"""A printer that answers does so in milliseconds; two seconds allow for a slow network box."""
SLOWEST_MM_S = 50
"""Slower than any receipt printer: time for paper that is still to come out before the answer."""
_CHUNK = 1024
_PAUSE_S = 0.02
"""Some USB printers end a read at once with nothing: not to ask them thousands of times."""


def deliver(link: Link, job: bytes, *, paper_mm: int, answers: bool | None) -> Outcome:
    """Prints a page: asks for the status, sends, waits for the answer at its end.

    Args:
        link: open, and closed by the caller.
        job: the bytes without the closing question.
        paper_mm: how long the paper gets; the answer comes after it.
        answers: False spares the questions, None asks in order to find out.
    """
    if answers is False or not link.two_way:
        return _send(link, job, None)
    status = ask_status(link)
    if status is None and answers:
        return Outcome(JobState.FAILED, "silent")
    cause = status.trouble if status else None
    if cause:
        return Outcome(JobState.FAILED, cause, status=status)
    return _confirmed(link, job, paper_mm, status)


def pulse(link: Link, job: bytes, *, answers: bool | None) -> Outcome:
    """Opens the drawer: no question before, many printers do it even without paper."""
    if answers is False or not link.two_way:
        return _send(link, job, None)
    return _confirmed(link, job, 0, None)


def ask_status(link: Link) -> PrinterStatus | None:
    """DLE EOT 1, 2 and 4; None if the printer does not answer or is gone."""
    try:
        printer = _ask(link, escpos.ASK_PRINTER, escpos.is_status, ANSWER_S)
        if printer is None:
            return None
        cause = _ask(link, escpos.ASK_CAUSE, escpos.is_status, ANSWER_S)
        paper = _ask(link, escpos.ASK_PAPER, escpos.is_status, ANSWER_S)
    except LinkLost:
        return None
    return escpos.status(printer, cause, paper)


def _confirmed(link: Link, job: bytes, paper_mm: int, status: PrinterStatus | None) -> Outcome:
    sent = _send(link, job, status)
    if sent.cause != "cannot_answer":
        return sent
    patience = ANSWER_S + paper_mm / SLOWEST_MM_S
    try:
        done = _ask(link, escpos.ASK_DONE, escpos.is_done, patience)
    except LinkLost:
        return Outcome(JobState.UNCONFIRMED, "link_lost", len(job), status)
    if done is not None:
        return Outcome(JobState.CONFIRMED, None, len(job), status)
    now = ask_status(link) if status else None
    why = now.trouble if now else None
    return Outcome(JobState.UNCONFIRMED, why or "no_answer", len(job), status)


def _send(link: Link, job: bytes, status: PrinterStatus | None) -> Outcome:
    """All bytes out: UNCONFIRMED ``cannot_answer``, for the caller to better it."""
    sent, cause = _write(link, job)
    if cause and not sent:
        return Outcome(JobState.FAILED, cause, 0, status)
    return Outcome(JobState.UNCONFIRMED, cause or "cannot_answer", sent, status)


def _write(link: Link, data: bytes) -> tuple[int, str | None]:
    """How many bytes went out, and why not all."""
    sent = 0
    while sent < len(data):
        try:
            taken = link.write(data[sent : sent + _CHUNK], WRITE_S)
        except LinkLost as lost:
            return sent + lost.perhaps, lost.cause
        if not taken:
            return sent, "stalled"
        sent += taken
    return sent, None if link.flush(WRITE_S) else "stalled"


def _ask(
    link: Link, question: bytes, is_answer: Callable[[int], bool], patience_s: float
) -> int | None:
    """The answer, or None; what the printer said unasked before is read away."""
    while link.read(0):
        pass
    if _write(link, question)[1]:
        raise LinkLost
    heard, end = b"", time.monotonic() + patience_s
    while (left := end - time.monotonic()) > 0:
        said = link.read(left)
        heard += said
        if (answer := escpos.answer(heard, is_answer)) is not None:
            return answer
        if not said:
            time.sleep(_PAUSE_S)
    return None
