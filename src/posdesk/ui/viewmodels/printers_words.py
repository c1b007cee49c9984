"""Printers and print jobs in the shop's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from posdesk.runtime.causes import CAUSES
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import N_, _
from posdesk.services.job_titles import title
from posdesk.services.ports.printing import (
    FoundPrinter,
    JobKind,
    JobState,
    PrinterConfig,
    PrinterStatus,
    PrintJob,
)
from posdesk.ui.shown import Choice
from posdesk.ui.viewmodels.printers_state import Health, JobRow, Word

AGAIN, GIVE_UP, CAME_OUT, OTHER = "again", "give_up", "came_out", "other:"
"""What can be pressed at a job; ``OTHER`` is followed by a printer's id."""

WIDTH_WORDS: Mapping[int, str] = {
    384: N_("58 mm"),
    512: N_("80 mm, an older printer (512 dots)"),
    576: N_("80 mm"),
}
STATE_WORDS: Mapping[JobState, Word] = {
    JobState.WAITING: Word(N_("Waits"), Health.PROGRESS),
    JobState.SENDING: Word(N_("Printing"), Health.PROGRESS),
    JobState.CONFIRMED: Word(N_("Printed"), Health.GOOD),
    JobState.UNCONFIRMED: Word(N_("Perhaps printed"), Health.ATTENTION),
    JobState.FAILED: Word(N_("Not printed"), Health.TROUBLE),
}
_DONE_WITH = frozenset({"cancelled", "expired", "seen"})
_SAID = frozenset({"paper_out", "cover_open", "cutter_error", "offline"})
"""What a printer says of itself: until a hand ends it nothing prints there."""

_NUMBERS = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3})(?::(\d{1,5}))?", re.ASCII)
_KEPT = 5


def printer_detail(printer: PrinterConfig) -> str:
    """Where it is, how wide, what hangs on it."""
    parts = [printer.address, _(WIDTH_WORDS[printer.width_dots])]
    parts += [_("cash drawer")] if printer.has_drawer else []
    return " · ".join(parts)


def found_label(found: FoundPrinter) -> str:
    """A printer that was found: how the system calls it, and its address."""
    name = found.label if found.label not in ("", "n/a") else _("Port without a name")
    return f"{name} · {found.address}"


def address_of(text: str) -> str:
    """An address as a person may type it: plain numbers are a printer in the network."""
    found = _NUMBERS.fullmatch(text.strip())
    return f"tcp:{found[1]}:{found[2] or 9100}" if found else text.strip()


def status_word(status: PrinterStatus | None) -> Word:
    """What a printer said about itself."""
    if status is None:
        return Word(_("Reached; it says nothing about its paper"), Health.GOOD)
    if status.trouble:
        return Word(advised(status.trouble), Health.TROUBLE)
    if status.paper_near_end:
        return Word(_("Ready; the paper is near its end"), Health.ATTENTION)
    return Word(_("Ready"), Health.GOOD)


def advised(cause: str) -> str:
    """A cause and what to do about it."""
    known = CAUSES[cause]
    return " · ".join(_(text) for text in (known.words, known.advice) if text)


def jobs_to_show(jobs: Iterable[PrintJob]) -> tuple[PrintJob, ...]:
    """Of the newest jobs those that wait or want an answer, and the last few that are done.

    What stops printing now comes first.
    """
    mine = [job for job in jobs if job.retried_to is None]
    stopped = _stopped(mine)
    wanted = [*stopped, *(job for job in mine if _open(job) and job not in stopped)]
    done = [job for job in mine if job.state is JobState.CONFIRMED][:_KEPT]
    return (*wanted, *done)


def job_row(job: PrintJob, printers: Sequence[PrinterConfig]) -> JobRow:
    """A job ready to show."""
    time = f"{local(job.created_at):%H:%M %d/%m}"
    cause = CAUSES.get(job.cause or "")
    state = STATE_WORDS[job.state]
    words = " · ".join(_(text) for text in (state.words, cause.words if cause else "") if text)
    return JobRow(
        id=job.id,
        title=f"{title(job)} · {time}",
        state=Word(words, Health.ATTENTION if job.held else state.health),
        advice=_advice(job),
        answers=_answers(job, printers),
    )


def pill_word(printers: Sequence[PrinterConfig], jobs: Sequence[PrintJob]) -> Word:
    """What the top of the window says of printing, newest jobs first.

    Trouble that stops printing now comes before questions about what was printed.
    """
    mine = [job for job in jobs if job.retried_to is None]
    stopped = _stopped(mine)
    asked = [job for job in mine if job.held or job.state is JobState.UNCONFIRMED]
    if not printers:
        return Word()
    if stopped:
        cause = CAUSES.get(stopped[0].cause or "")
        return Word(_(cause.words) if cause else _("Not printed"), Health.TROUBLE)
    if asked:
        return Word(_("Papers to look at: {count}").format(count=len(asked)), Health.ATTENTION)
    if any(job.state in (JobState.WAITING, JobState.SENDING) for job in mine):
        return Word(_("Printing"), Health.PROGRESS)
    return Word(_("Printer ready"), Health.GOOD)


def _stopped(mine: Sequence[PrintJob]) -> list[PrintJob]:
    """The jobs that tell of trouble there is now, newest first.

    A printer that said it after its newest page says it still.
    """
    return [
        job
        for place, job in enumerate(mine)
        if (job.state is JobState.FAILED and _open(job))
        or (job.cause in _SAID and job.state is JobState.WAITING and not job.held)
        or (job.cause in _SAID and job.state is JobState.UNCONFIRMED and place == 0)
    ]


def _open(job: PrintJob) -> bool:
    return job.state is not JobState.CONFIRMED and job.cause not in _DONE_WITH


def _advice(job: PrintJob) -> str:
    if job.held:
        return _("It waited too long to come out by itself. Is it still wanted?")
    if job.state is JobState.UNCONFIRMED:
        return _("Did the paper come out?")
    cause = CAUSES.get(job.cause or "")
    return _(cause.advice) if cause and job.state is JobState.FAILED else ""


def _answers(job: PrintJob, printers: Sequence[PrinterConfig]) -> tuple[Choice, ...]:
    if job.state is JobState.UNCONFIRMED:
        return (Choice(CAME_OUT, _("Yes, it did")), Choice(AGAIN, _("No, print again")))
    if job.held:
        return (Choice(AGAIN, _("Print it")), Choice(GIVE_UP, _("Not wanted")))
    if job.state is JobState.FAILED and job.kind is JobKind.DRAWER:
        return (Choice(GIVE_UP, _("Not wanted")),)
    if job.state is JobState.FAILED:
        others = [printer for printer in printers if printer.id != job.printer_id]
        return (
            Choice(AGAIN, _("Print again")),
            *(Choice(f"{OTHER}{p.id}", _("On {name}").format(name=p.name)) for p in others[:1]),
            Choice(GIVE_UP, _("Not wanted")),
        )
    if job.state is JobState.WAITING:
        return (Choice(GIVE_UP, _("Not wanted")),)
    return ()
