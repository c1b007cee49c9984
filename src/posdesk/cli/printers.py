"""``posdesk printer``: add, list, test, status, queue, retry, remove."""

from __future__ import annotations

import argparse
import sys
from uuid import UUID

from posdesk.cli.output import print_json
from posdesk.domain.errors import Refused
from posdesk.runtime.causes import explained
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.ids import new_id
from posdesk.services.job_titles import title
from posdesk.services.papers import WIDTHS
from posdesk.services.ports.printing import JobState, PrinterConfig, PrinterStatus, PrintJob

STATES = {
    JobState.WAITING: N_("waiting"),
    JobState.SENDING: N_("sending"),
    JobState.CONFIRMED: N_("confirmed"),
    JobState.UNCONFIRMED: N_("not confirmed"),
    JobState.FAILED: N_("failed"),
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("set up printers, see and repeat what they print")
    parser = commands.add_parser("printer", help=text, description=text)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    adding = actions.add_parser("add", help=_("add a printer"))
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("address", metavar="ADDRESS", help="tcp:HOST:PORT, device:PATH, ...")
    adding.add_argument("--width", type=int, choices=WIDTHS, default=576, help=_("dots"))
    adding.add_argument("--drawer", action="store_true", help=_("a cash drawer hangs on it"))
    adding.add_argument("--no-cutter", action="store_true", help=_("it does not cut"))
    adding.set_defaults(run=_add)
    actions.add_parser("list", help=_("all printers")).set_defaults(run=_list)
    for name, words, run in (
        ("test", _("print a test page"), _test),
        ("status", _("ask the printer how it is"), _status),
        ("remove", _("remove a printer"), _remove),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("name", metavar="NAME")
        action.set_defaults(run=run)
    actions.add_parser("queue", help=_("what waits and what failed")).set_defaults(run=_queue)
    retrying = actions.add_parser("retry", help=_("print a job again"))
    retrying.add_argument("job", metavar="JOB")
    retrying.add_argument("--printer", metavar="NAME", help=_("on another printer"))
    retrying.set_defaults(run=_retry)


def _add(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        known = {printer.name: printer for printer in shop.papers.printers()}
        there = known.get(args.name)
        printer = PrinterConfig(
            id=there.id if there else new_id(),
            name=args.name,
            address=args.address,
            width_dots=args.width,
            has_drawer=args.drawer,
            has_cutter=not args.no_cutter,
            answers=None,
        )
        added = shop.papers.add_printer(shop.actor, printer)
    if args.json:
        print_json(_printer_json(added))
    return 0


def _list(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        printers = shop.papers.printers()
    if args.json:
        print_json([_printer_json(printer) for printer in printers])
        return 0
    for printer in printers:
        drawer = " · " + _("drawer") if printer.has_drawer else ""
        sys.stdout.write(f"{printer.name}  {printer.address}  {printer.width_dots}{drawer}\n")
    return 0


def _printer_json(printer: PrinterConfig) -> dict[str, object]:
    return {
        "name": printer.name,
        "address": printer.address,
        "width": printer.width_dots,
        "drawer": printer.has_drawer,
        "cutter": printer.has_cutter,
        "answers": printer.answers,
    }


def _test(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        printer = shop.papers.printer(args.name)
        job = shop.papers.wait(shop.papers.print_test_page(shop.actor, printer))
    return tell(args, job, printer.name)


def _status(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        status = shop.papers.status(shop.papers.printer(args.name))
    if args.json:
        print_json(_status_json(status))
    else:
        sys.stdout.write(_status_words(status) + "\n")
    return 0 if status is None or status.online else 1


def _status_json(status: PrinterStatus | None) -> dict[str, object]:
    if status is None:
        return {"answers": False}
    return {
        "answers": True,
        "online": status.online,
        "cover_open": status.cover_open,
        "paper_out": status.paper_out,
        "paper_near_end": status.paper_near_end,
        "cutter_error": status.cutter_error,
    }


def _status_words(status: PrinterStatus | None) -> str:
    if status is None:
        return _("The printer says nothing about itself.")
    troubles = [
        words
        for there, words in (
            (status.paper_out, _("no paper")),
            (status.cover_open, _("cover open")),
            (status.cutter_error, _("cutter stuck")),
            (status.paper_near_end, _("paper nearly at its end")),
        )
        if there
    ]
    return ", ".join(troubles) or (_("ready") if status.online else _("not ready"))


def _remove(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        shop.papers.remove_printer(shop.actor, shop.papers.printer(args.name))
    return 0


def _queue(args: argparse.Namespace) -> int:
    states = (JobState.WAITING, JobState.SENDING, JobState.UNCONFIRMED, JobState.FAILED)
    with args.program.open(args.data) as shop:
        names = {printer.id: printer.name for printer in shop.papers.printers()}
        jobs = [job for job in shop.papers.jobs(states) if job.retried_to is None]
    rows = [job_json(job, names.get(job.printer_id) if job.printer_id else None) for job in jobs]
    if args.json:
        print_json(rows)
        return 0
    for job, row in zip(jobs, rows, strict=True):
        sys.stdout.write(f"{job.id}  {title(job)}  {row['printer'] or ''}  {_state(job)}\n")
    return 0


def _state(job: PrintJob) -> str:
    state = _(STATES[job.state])
    return f"{state}: {explained(job.cause)}" if job.cause else state


def job_json(job: PrintJob, printer: str | None) -> dict[str, object]:
    """A job for other programs."""
    return {
        "id": str(job.id),
        "kind": job.kind.value,
        "ref": job.ref,
        "copy": job.copy,
        "state": job.state.value,
        "cause": job.cause,
        "message": explained(job.cause) if job.cause else None,
        "held": job.held,
        "printer": printer,
    }


def _retry(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        other = shop.papers.printer(args.printer).id if args.printer else None
        job = shop.papers.wait(shop.papers.retry(_job_id(args.job), other))
        names = {printer.id: printer.name for printer in shop.papers.printers()}
    return tell(args, job, names.get(job.printer_id) if job.printer_id else None)


def _job_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("unknown_job") from None


def tell(args: argparse.Namespace, job: PrintJob, printer: str | None) -> int:
    """Says how a job ended; 0 only if the printer confirmed it."""
    if args.json:
        print_json(job_json(job, printer))
    else:
        sys.stdout.write(f"{_state(job)}\n")
    return 0 if job.state is JobState.CONFIRMED else 1
