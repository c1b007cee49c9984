"""The figures of a day or a month in the shop's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest

from posdesk.domain.money import NBSP, format_amount, format_dong, half_up
from posdesk.domain.quantity import format_quantity
from posdesk.runtime.i18n import _
from posdesk.services.report_books import figure_rows, group_name, method_name
from posdesk.services.reports import Figures, Period, Stock, month_of, worth_of
from posdesk.ui.shown import AmountBar
from posdesk.ui.viewmodels.day_state import Figure
from posdesk.ui.viewmodels.day_words import WEEKDAYS, sales_figure
from posdesk.ui.viewmodels.reports import ReportState, Span

_IN_TILES = ("total", "before", "sales", "average", "cash_expected")
_MOST = 10
_COUNTS = ("returns", "cancelled", "receipts")


def title_of(state: ReportState) -> str:
    """Which day or month it is."""
    if state.span is Span.STOCK:
        return _("Stock now")
    if state.span is Span.MONTH:
        return _("Month {month}").format(month=f"{state.day:%m/%Y}")
    return f"{_(WEEKDAYS[state.day.weekday()])} {state.day:%d/%m/%Y}"


def nothing_of(state: ReportState) -> tuple[str, str]:
    """What an empty day or month says, and what to do."""
    if state.period.last >= state.today:
        return _("Nothing sold yet"), _("What you sell shows here at once.")
    if state.span is Span.DAY:
        return _("Nothing was sold on this day"), _("Page Up goes to the day before.")
    return _("Nothing was sold in this month"), _("Page Up goes to the month before.")


def tiles_of(figures: Figures) -> tuple[Figure, ...]:
    """The four that matter most."""
    totals, profit = figures.totals, figures.profit
    return (
        Figure(_("Taken"), format_dong(totals.total), against(figures)),
        sales_figure(totals),
        Figure(_("Average"), format_dong(figures.average), _("a sale")),
        Figure(_("Gross profit"), _profit(figures), _covered(profit.share)),
    )


def against(figures: Figures) -> str:
    """The takings against those of the time before, in plain words."""
    then, change = _then(figures.period, figures.compared), figures.change
    if change is None:
        return _("nothing sold {then}").format(then=then)
    if change == 0:
        return _("as much as {then}").format(then=then)
    wording = _("{percent} more than {then}") if change > 0 else _("{percent} less than {then}")
    return wording.format(percent=f"{abs(change)}{NBSP}%", then=then)


def hour_bars(figures: Figures) -> tuple[AmountBar, ...]:
    """From the first hour with a receipt to the last, also over midnight."""
    sums = {each.hour: each.amount for each in figures.hours}
    came = [each.hour for each in figures.hours]
    if not came:
        return ()
    shown = [(came[0] + step) % 24 for step in range((came[-1] - came[0]) % 24 + 1)]
    return tuple(_bar(_("{hour}h").format(hour=hour), sums.get(hour, 0)) for hour in shown)


def day_bars(figures: Figures) -> tuple[AmountBar, ...]:
    """All days of the month."""
    sums = {each.day.day: each.amount for each in figures.days}
    return tuple(_bar(str(day), sums.get(day, 0)) for day in range(1, figures.period.last.day + 1))


def group_bars(figures: Figures) -> tuple[AmountBar, ...]:
    """By product group."""
    return tuple(_bar(group_name(each.name), each.amount) for each in figures.groups)


def tender_bars(figures: Figures) -> tuple[AmountBar, ...]:
    """By way of paying."""
    return tuple(_bar(method_name(each.method), each.amount) for each in figures.totals.tenders)


def product_bars(figures: Figures) -> tuple[AmountBar, ...]:
    """The best sold."""
    sold = (each for each in figures.products if each.amount > 0)
    return tuple(
        _bar(f"{each.name} · {format_quantity(each.quantity)} {each.unit}", each.amount)
        for each in sold
    )


def other_rows(figures: Figures) -> Iterator[tuple[str, str]]:
    """The figures that have no tile, and the tax by rate."""
    for name, value in figure_rows(figures):
        if name.key in _COUNTS:
            yield name.title, format_amount(value)
        elif name.key not in _IN_TILES and not name.key.startswith("profit"):
            yield name.title, format_dong(value)
    for tax in figures.totals.taxes:
        yield _("Tax {rate} %").format(rate=tax.code), format_dong(tax.tax)
    if figures.profit.share:
        yield _("Cost of goods with a known cost"), format_dong(figures.profit.cost)


def stock_tiles(stock: Stock) -> tuple[Figure, ...]:
    """What there is worth, and what is not in it."""
    there = sum(row.on_hand > 0 for row in stock.rows)
    return (
        Figure(_("At cost"), format_dong(stock.at_cost), _("of {count} goods").format(count=there)),
        Figure(_("At the selling price"), format_dong(stock.at_price), ""),
        Figure(
            _("Goods without a cost"),
            format_amount(stock.without_cost),
            _("not in the worth at cost") if stock.without_cost else "",
        ),
    )


def worth_by_group(stock: Stock) -> tuple[AmountBar, ...]:
    """The largest first."""
    sums: Counter[str] = Counter()
    for row in stock.rows:
        sums[row.category] += worth_of(row, row.cost) or 0
    return tuple(_bar(group_name(name), worth) for name, worth in sums.most_common() if worth)


def worth_most(stock: Stock) -> tuple[AmountBar, ...]:
    """The goods in which most money lies."""
    worth = ((worth_of(row, row.cost) or 0, row) for row in stock.rows)
    most = nlargest(_MOST, worth, key=lambda each: each[0])
    return tuple(
        _bar(f"{row.name} · {format_quantity(row.on_hand)} {row.unit}", amount)
        for amount, row in most
        if amount
    )


def _bar(label: str, amount: int) -> AmountBar:
    thousands = half_up(amount, 1000)
    return AmountBar(label, amount, format_dong(amount), format_amount(thousands) if amount else "")


def _profit(figures: Figures) -> str:
    return format_dong(figures.profit.amount) if figures.profit.share else "–"


def _covered(share: int | None) -> str:
    if not share:
        return _("no cost is known yet")
    return _("costs known for {percent} of the takings").format(percent=f"{share}{NBSP}%")


def _then(period: Period, compared: Period) -> str:
    if period.is_day:
        weekday = _(WEEKDAYS[compared.first.weekday()])
        return _("{weekday} last week").format(weekday=weekday)
    if compared == month_of(compared.first):
        return _("last month")
    return _("the first {count} days of last month").format(count=compared.last.day)
