"""``posdesk report``: the figures of a day or of a shift."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from datetime import date

from posdesk.cli.output import print_json
from posdesk.cli.receipt import rendered, write
from posdesk.cli.shift import report_json
from posdesk.domain.errors import Refused
from posdesk.domain.money import format_dong
from posdesk.domain.sale import TenderMethod
from posdesk.domain.shift import Shift
from posdesk.runtime.i18n import _
from posdesk.services.paper_parts import METHODS
from posdesk.services.ports.store import Totals
from posdesk.services.shop import Shop


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("the figures of a day or a shift")
    parser = commands.add_parser("report", help=text, description=text)
    kinds = parser.add_subparsers(metavar="KIND", required=True)
    daily = kinds.add_parser("day", help=_("a business day"))
    daily.add_argument("--date", metavar="D", help="YYYY-MM-DD")
    daily.add_argument("--format", choices=("text", "json", "csv"), default="text")
    daily.set_defaults(run=_day)
    shift = kinds.add_parser("shift", help=_("a shift: X while it is open, Z once it is closed"))
    shift.add_argument("--number", type=int, metavar="N", help=_("default: the newest"))
    shift.add_argument("--format", choices=("text", "json", "pdf", "png"), default="text")
    shift.add_argument("-o", "--output", metavar="FILE")
    shift.set_defaults(run=_shift)


def _day(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        day = _date(args.date) if args.date else shop.today()
        totals, expected = shop.shifts.day(day)
    figures = day_json(day, totals, expected)
    if args.json or args.format == "json":
        print_json(figures)
    elif args.format == "csv":
        sys.stdout.write(_csv(figures))
    else:
        _text(totals, expected, day)
    return 0


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("bad_date", text=text[:40]) from None


def day_json(day: date, totals: Totals, expected: int) -> dict[str, object]:
    """A day's figures for other programs, đồng."""
    return {
        "date": day.isoformat(),
        "receipts": totals.receipts,
        "returns": totals.returns,
        "total": totals.total,
        "by_tender": {tender.method: tender.amount for tender in totals.tenders},
        "taxes": [{"rate": x.code, "base": x.base, "tax": x.tax} for x in totals.taxes],
        "cash_expected": expected,
    }


def _csv(figures: dict[str, object]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["figure", "amount"])
    for name, value in figures.items():
        if isinstance(value, dict):
            writer.writerows((f"{name}.{key}", amount) for key, amount in value.items())
        elif isinstance(value, list):
            for entry in value:
                writer.writerow((f"{name}.{entry['rate']}.base", entry["base"]))
                writer.writerow((f"{name}.{entry['rate']}.tax", entry["tax"]))
        else:
            writer.writerow((name, value))
    return target.getvalue()


def _text(totals: Totals, expected: int, day: date) -> None:
    rows = [
        (_("Day"), f"{day:%d/%m/%Y}"),
        (_("Receipts"), str(totals.receipts)),
        (_("of them with returns"), str(totals.returns)),
        (_("of them cancellations"), str(totals.cancelled)),
        (_("Total"), format_dong(totals.total)),
        *(
            (_(METHODS[TenderMethod(tender.method)]), format_dong(tender.amount))
            for tender in totals.tenders
        ),
        (_("Cash that should be there"), format_dong(expected)),
    ]
    for label, amount in rows:
        sys.stdout.write(f"{label}: {amount}\n")


def _shift(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        shift = _chosen(shop, args.number)
        if args.json or args.format == "json":
            print_json(report_json(shop.shifts.report(shift)))
        else:
            document = shop.documents.shift_report(shift)
            write(rendered(shop.renderer, document, args.format, 576), args.output)
    return 0


def _chosen(shop: Shop, number: int | None) -> Shift:
    for shift in shop.shifts.latest(10_000):
        if number in (None, shift.number):
            return shift
    raise Refused("no_such_shift")
