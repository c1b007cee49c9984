"""``posdesk report``: a day, a shift, a month, what was sold, what there is."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date

from posdesk.cli.output import print_json
from posdesk.cli.receipt import rendered, write
from posdesk.cli.shift import report_json
from posdesk.domain.errors import Refused
from posdesk.domain.money import format_amount
from posdesk.domain.quantity import decimal, format_quantity
from posdesk.domain.sheet import Book, Cell, Column, Kind, Label, Table
from posdesk.domain.shift import Shift
from posdesk.runtime.i18n import _, language
from posdesk.services.counts import counts
from posdesk.services.report_books import figures_book, products_book, stock_book
from posdesk.services.reports import Figures, Period, month_of, worth_of
from posdesk.services.shop import Shop

FORMATS = ("text", "json", "csv", "xlsx", "pdf")
Report = Callable[[Shop, str | None], tuple[object, Book]]
"""Reads a report of the date that was typed: as JSON, and as tables."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Registers the commands."""
    text = _("figures of a day, a shift, a month; what was sold; what there is")
    parser = commands.add_parser("report", help=text, description=text)
    kinds = parser.add_subparsers(metavar="KIND", required=True)
    _add(kinds, "day", _("a business day"), "YYYY-MM-DD", _day)
    _add(kinds, "month", _("a month, day by day"), "YYYY-MM", _month)
    _add(kinds, "products", _("what was sold of each product"), "YYYY-MM, YYYY-MM-DD", _products)
    _add(kinds, "stock", _("what there is and what it is worth"), "YYYY-MM-DD", _stock)
    shift = kinds.add_parser("shift", help=_("a shift: X while it is open, Z once it is closed"))
    shift.add_argument("--number", type=int, metavar="N", help=_("default: the newest"))
    shift.add_argument("--date", metavar="D", help=_("the newest of that day"))
    shift.add_argument("--format", choices=("text", "json", "csv", "pdf", "png"), default="text")
    shift.add_argument("-o", "--output", metavar="FILE")
    shift.set_defaults(run=_shift)


def _add(
    kinds: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    dates: str,
    report: Report,
) -> None:
    parser = kinds.add_parser(name, help=text, description=text)
    parser.add_argument("--date", metavar="D", help=dates)
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("-o", "--output", metavar="FILE")
    parser.set_defaults(run=_run, report=report)


def _run(args: argparse.Namespace) -> int:
    report: Report = args.report
    with args.program.open(args.data) as shop:
        figures, book = report(shop, args.date)
        if args.json or args.format == "json":
            print_json(figures)
        else:
            _write(_content(shop, book, args.format), args.format, args.output)
    return 0


def _write(content: bytes, form: str, output: str | None) -> None:
    """Text on standard output has no mark at its beginning: it is for other programs."""
    if output is None and form in ("text", "csv"):
        sys.stdout.write(content.decode("utf-8-sig"))
    else:
        write(content, output)


def _content(shop: Shop, book: Book, form: str) -> bytes:
    match form:
        case "csv":
            return shop.books.csv(book)
        case "xlsx":
            return shop.books.xlsx(book)
        case "pdf":
            shop.renderer.ready()
            return shop.books.pdf(book)
        case _:
            return _text(book).encode()


def _day(shop: Shop, typed: str | None) -> tuple[object, Book]:
    figures = shop.reports.day(shop.today() if typed is None else _date(typed))
    json = {"date": figures.period.first.isoformat(), **_json(figures)}
    return json, figures_book(figures, _name(shop))


def _month(shop: Shop, typed: str | None) -> tuple[object, Book]:
    figures = shop.reports.month(_period(shop, typed).first)
    days = [
        {"date": each.day.isoformat(), "receipts": each.receipts, "total": each.amount}
        for each in figures.days
    ]
    json = {"month": f"{figures.period.first:%Y-%m}", **_json(figures), "days": days}
    return json, figures_book(figures, _name(shop))


def _products(shop: Shop, typed: str | None) -> tuple[object, Book]:
    period = _period(shop, typed)
    products = shop.reports.products(period)
    json = [
        {"sku": p.sku, "name": p.name, "unit": p.unit, "quantity": decimal(p.quantity),
         "amount": p.amount}
        for p in products
    ]  # fmt: skip
    return json, products_book(products, period, _name(shop))


def _stock(shop: Shop, typed: str | None) -> tuple[object, Book]:
    day = None if typed is None else _date(typed)
    stock = shop.reports.stock(day)
    json = {
        "at_cost": stock.at_cost,
        "at_price": stock.at_price,
        "without_cost": stock.without_cost,
        "goods": [
            {**asdict(row), "on_hand": decimal(row.on_hand), "at_cost": worth_of(row, row.cost)}
            for row in stock.rows
        ],
    }
    return json, stock_book(stock, f"{day or shop.today():%d/%m/%Y}", _name(shop))


def _json(figures: Figures) -> dict[str, object]:
    """For other programs, đồng."""
    totals, profit = figures.totals, figures.profit
    return {
        **{key: count for key, _words, count in counts(totals)},
        "total": totals.total,
        "by_tender": {tender.method: tender.amount for tender in totals.tenders},
        "taxes": [{"rate": x.code, "base": x.base, "tax": x.tax} for x in totals.taxes],
        "cash_expected": figures.expected,
        "before": figures.before,
        "average": figures.average,
        "discount": totals.discount,
        "rounding": totals.rounding,
        "on_debt": totals.on_debt,
        "debts_collected": totals.debts_collected,
        "profit": {
            "amount": profit.amount, "revenue": profit.revenue, "cost": profit.cost,
            "share_percent": profit.share,
        },
        "by_hour": {str(x.hour): x.amount for x in figures.hours},
        "by_group": {x.name: x.amount for x in figures.groups},
    }  # fmt: skip


def _name(shop: Shop) -> str:
    return shop.settings.all()["shop.name"]


def _date(text: str, typed: str = "") -> date:
    """A day of a shop's life: none had a till before 2000. Refused as it was ``typed``."""
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if day.year in range(2000, 2100):
            return day
    raise Refused("bad_date", text=(typed or text)[:40])


def _period(shop: Shop, typed: str | None) -> Period:
    """A month (2026-11) or a day of it; without either this month."""
    if typed is None:
        return month_of(shop.today())
    if len(typed) == len("2026-11"):
        return month_of(_date(f"{typed}-01", typed))
    day = _date(typed)
    return Period(day, day)


def _text(book: Book) -> str:
    parts = [f"{book.title} · {book.subtitle}"]
    for table in book.tables:
        parts += ["", table.title]
        for row in table.rows:
            cells = [_cell(c, value) for c, value in zip(table.columns, row, strict=True)]
            parts.append(f"  {cells[0]}: " + " · ".join(cell for cell in cells[1:] if cell))
    return "\n".join(parts) + "\n"


def _cell(column: Column, value: Cell) -> str:
    if isinstance(value, int):
        return (format_quantity if column.kind is Kind.QUANTITY else format_amount)(value)
    return value.title if isinstance(value, Label) else value or ""


def _shift(args: argparse.Namespace) -> int:
    with args.program.open(args.data) as shop:
        shift = _chosen(shop, args.number, None if args.date is None else _date(args.date))
        if args.json or args.format == "json":
            print_json(report_json(shop.shifts.report(shift)))
        elif args.format == "csv":
            _write(shop.books.csv(_shift_book(shop, shift)), args.format, args.output)
        else:
            document = shop.documents.shift_report(shift, language())
            write(rendered(shop.renderer, document, args.format, 576), args.output)
    return 0


def _shift_book(shop: Shop, shift: Shift) -> Book:
    """The figures of a shift that are numbers."""
    columns = (Column("name", "", Kind.TEXT), Column("amount", ""))
    rows = tuple(_numbers(report_json(shop.shifts.report(shift))))
    return Book("", "", "", (Table("figures", "", columns, rows),))


def _numbers(figures: dict[str, object]) -> Iterator[tuple[str, int]]:
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", amount) for key, amount in value.items())
        elif isinstance(value, list):
            for tax in value:
                yield f"{name}.{tax['rate']}.base", tax["base"]
                yield f"{name}.{tax['rate']}.tax", tax["tax"]
        elif isinstance(value, int):
            yield name, int(value)


def _chosen(shop: Shop, number: int | None, day: date | None) -> Shift:
    for shift in shop.shifts.latest(10_000):
        if number in (None, shift.number) and day in (None, shift.business_on):
            return shift
    raise Refused("no_such_shift")
