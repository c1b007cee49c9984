"""``posdesk shift``: open, cash in and out, status, close."""

from __future__ import annotations

import argparse
import sys

from posdesk.cli.output import print_json
from posdesk.domain.errors import Refused
from posdesk.domain.money import format_dong, parse_dong
from posdesk.domain.shift import CashKind
from posdesk.runtime.i18n import _
from posdesk.services.counts import counts
from posdesk.services.shifts import ShiftReport


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("open and close the shift, cash in and out")
    parser = commands.add_parser("shift", help=text, description=text)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    opening = actions.add_parser("open", help=_("open a shift"))
    opening.add_argument("--float", required=True, metavar="N", dest="float_amount")
    opening.set_defaults(run=_open)
    actions.add_parser("status", help=_("the figures so far (X)")).set_defaults(run=_status)
    for kind, words in ((CashKind.IN, _("put cash in")), (CashKind.OUT, _("take cash out"))):
        moving = actions.add_parser(f"cash-{kind.value}", help=words)
        moving.add_argument("amount", metavar="AMOUNT")
        moving.add_argument("--reason", required=True, metavar="R")
        moving.set_defaults(run=_move, kind=kind)
    closing = actions.add_parser("close", help=_("close the shift (Z)"))
    closing.add_argument("--counted", required=True, metavar="N")
    closing.add_argument("--reason", default="", metavar="R")
    closing.set_defaults(run=_close)


def _open(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        shop.shifts.open(shop.actor, parse_dong(args.float_amount))
        return _show(args, shop.shifts.report(shop.shifts.current(shop.actor.till)))


def _status(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        shift = shop.shifts.current(shop.actor.till)
        if shift is None:
            raise Refused("no_shift")
        return _show(args, shop.shifts.report(shift))


def _move(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        shop.shifts.move_cash(shop.actor, args.kind, parse_dong(args.amount), args.reason)
        return _show(args, shop.shifts.report(shop.shifts.current(shop.actor.till)))


def _close(args: argparse.Namespace) -> int:
    counted = parse_dong(args.counted)
    with args.program.open(args.data) as shop:
        bills = shop.shifts.unfinished(shop.actor.till)
        report = shop.shifts.close(shop.actor, counted, reason=args.reason)
        _tell_unfinished(len(bills), report.received)
        return _show(args, report)


def _tell_unfinished(bills: int, received: int) -> None:
    """On stderr: the bills are not lost, and their money is not forgotten."""
    if bills:
        words = _(
            "Unfinished bills: {count}; {amount} was paid on them. They go on in the next shift."
        )
        text = words.format(count=bills, amount=format_dong(received))
        sys.stderr.write(f"{text}\n")


def report_json(report: ShiftReport) -> dict[str, object]:
    """A shift's figures for other programs, đồng."""
    totals, closing = report.totals, report.closing
    return {
        "shift": report.shift.number,
        "till": report.shift.till,
        "date": report.shift.business_on.isoformat(),
        "cashier": report.cashier,
        "float": report.shift.float_amount,
        **{key: count for key, _words, count in counts(totals)},
        "total": totals.total,
        "by_tender": {tender.method: tender.amount for tender in totals.tenders},
        "taxes": [{"rate": x.code, "base": x.base, "tax": x.tax} for x in totals.taxes],
        "paid_in": totals.paid_in,
        "paid_out": totals.paid_out,
        "debts": {part.method: part.amount for part in totals.debts},
        "unfinished": {part.method: part.amount for part in report.unfinished},
        "cash_expected": report.expected,
        "actions": dict(totals.actions),
        "closed": closing is not None,
        "counted": closing.counted if closing else None,
        "difference": closing.difference if closing else None,
    }


def _show(args: argparse.Namespace, report: ShiftReport) -> int:
    if args.json:
        print_json(report_json(report))
        return 0
    for label, amount in _lines(report):
        sys.stdout.write(f"{label}: {amount}\n")
    return 0


def _lines(report: ShiftReport) -> list[tuple[str, str]]:
    totals, closing = report.totals, report.closing
    lines = [
        (_("Shift"), f"{report.shift.number} · {report.shift.business_on:%d/%m/%Y}"),
        *((_(words), str(count)) for _key, words, count in counts(totals)),
        (_("Total"), format_dong(totals.total)),
        (_("Cash that should be there"), format_dong(report.expected)),
    ]
    if report.unfinished:
        lines.insert(-1, (_("Received, not sold yet"), format_dong(report.received)))
    if closing is not None:
        lines.append((_("Counted"), format_dong(closing.counted)))
        lines.append((_("Difference"), format_dong(closing.difference)))
    return lines
