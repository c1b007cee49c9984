"""What a day or a month was, against the one before; and what the stock is worth."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import chain
from typing import Any

from posdesk.domain.money import half_up
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import TenderMethod
from posdesk.runtime.clock import Clock
from posdesk.services.ports.reports import CostSum, GroupSum, HourSum, ProductSum, StockRow
from posdesk.services.ports.store import Reader, Store, TaxSum, TenderSum, Totals
from posdesk.services.shifts import day_of


@dataclass(frozen=True, slots=True)
class Period:
    """Business days, both in."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class DaySum:
    """A business day of a period; amount in đồng."""

    day: date
    receipts: int
    amount: int


@dataclass(frozen=True, slots=True)
class Profit:
    """Gross profit on the goods whose cost was known when they were sold, đồng, without tax.

    Attributes:
        revenue: of these goods.
        cost: of these goods.
        share: how much of all takings they are, whole percent; None where nothing was taken.
    """

    revenue: int
    cost: int
    share: int | None

    @property
    def amount(self) -> int:
        """What is left of the revenue."""
        return self.revenue - self.cost


@dataclass(frozen=True, slots=True)
class Figures:
    """What a period was.

    Attributes:
        totals: the sums of its days.
        expected: the cash that should be in the drawer after the day; None for more days.
        compared: the time it is held against: a day against the same one of the week before, a
            month against the one before, up to the same day while it still runs.
        before: what was taken then, đồng.
        days: those with business.
        hours: by the shop's clock; of a day in the order they came, else from midnight on.
        groups: their amounts and ``totals.rounding`` together are ``totals.total``.
        products: the best sold first, or only the best; the amounts of all add up like those of
            the groups.
    """

    period: Period
    totals: Totals
    expected: int | None
    compared: Period
    before: int
    days: tuple[DaySum, ...]
    hours: tuple[HourSum, ...]
    groups: tuple[GroupSum, ...]
    products: tuple[ProductSum, ...]
    profit: Profit

    @property
    def average(self) -> int:
        """What a sale that stands came to, đồng, 0 without one."""
        return half_up(self.totals.sales_total, self.totals.sales) if self.totals.sales else 0

    @property
    def change(self) -> int | None:
        """The takings against those compared, whole percent; None where there were none."""
        if self.before <= 0:
            return None
        return half_up(100 * (self.totals.total - self.before), self.before)


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is, and what it is worth at present costs and prices, đồng.

    Attributes:
        at_cost: of the goods whose cost is known.
        at_price: of all.
        without_cost: how many products that are there have no cost.
    """

    rows: tuple[StockRow, ...]
    at_cost: int
    at_price: int
    without_cost: int


class Reports:
    """Reads the shop's figures."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def day(self, day: date, best: int | None = None) -> Figures:
        """A business day, against the same weekday of the week before.

        With ``best`` only so many products are looked up: a busy month sells a hundred thousand.
        """
        week_ago = day - timedelta(days=7)
        with self._store.read() as reader:
            totals, expected = day_of(reader, day)
            return _figures(
                reader, Period(day, day), Period(week_ago, week_ago), [totals], expected, best
            )

    def month(self, day: date, best: int | None = None) -> Figures:
        """The month of ``day``: the sums of its days; ``best`` as for a day."""
        period = month_of(day)
        compared = month_before(period, self._clock.today())
        with self._store.read() as reader:
            days = reader.business_days(period.first, period.last)
            totals = [reader.day_totals(each) for each in days]
            return _figures(reader, period, compared, totals, None, best)

    def products(self, period: Period) -> tuple[ProductSum, ...]:
        """What was sold of each product, the largest amount first."""
        with self._store.read() as reader:
            return reader.sums_by_product(period.first, period.last)

    def stock(self, day: date | None = None) -> Stock:
        """What there is now, or was at the end of a business day."""
        with self._store.read() as reader:
            rows = reader.stock_rows(day)
        return Stock(
            rows=rows,
            at_cost=sum(worth_of(row, row.cost) or 0 for row in rows),
            at_price=sum(worth_of(row, row.price) or 0 for row in rows),
            without_cost=sum(row.cost is None and row.on_hand > 0 for row in rows),
        )


def worth_of(row: StockRow, of_one: int | None) -> int | None:
    """What the goods that are there are worth, đồng; what is short is worth nothing."""
    return None if of_one is None else half_up(of_one * max(0, row.on_hand), ONE)


def month_of(day: date) -> Period:
    """The month a day is in."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def month_before(month: Period, today: date) -> Period:
    """The month before, up to the same day while ``month`` still runs."""
    before = month_of(month.first - timedelta(days=1))
    if not month.first <= today < month.last:
        return before
    return Period(before.first, before.last.replace(day=min(today.day, before.last.day)))


def total_of(parts: Sequence[Totals]) -> Totals:
    """The sums of several days as those of one."""
    sums = {}
    for field in fields(Totals):
        values = [getattr(part, field.name) for part in parts]
        joined = _JOINED.get(field.name)
        sums[field.name] = joined(chain.from_iterable(values)) if joined else sum(values)
    return Totals(**sums)


def _tenders(all_sums: Iterable[TenderSum]) -> tuple[TenderSum, ...]:
    sums: Counter[str] = Counter()
    for tender in all_sums:
        sums[tender.method] += tender.amount
    return tuple(TenderSum(method, sums[method]) for method in TenderMethod if method in sums)


def _taxes(all_sums: Iterable[TaxSum]) -> tuple[TaxSum, ...]:
    bases: Counter[str] = Counter()
    taxes: Counter[str] = Counter()
    for tax in all_sums:
        bases[tax.code] += tax.base
        taxes[tax.code] += tax.tax
    return tuple(TaxSum(code, bases[code], taxes[code]) for code in sorted(bases))


def _actions(all_counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for kind, times in all_counts:
        counts[kind] += times
    return tuple(sorted(counts.items()))


_JOINED: dict[str, Callable[[Iterable[Any]], Any]] = {
    "tenders": _tenders,
    "debts": _tenders,
    "orders": _tenders,
    "taxes": _taxes,
    "actions": _actions,
}
"""How the sums that are no plain numbers become one."""


def _figures(
    reader: Reader,
    period: Period,
    compared: Period,
    totals: Sequence[Totals],
    expected: int | None,
    best: int | None,
) -> Figures:
    first, last = period.first, period.last
    days = reader.business_days(first, last)
    hours = reader.sums_by_hour(first, last)
    return Figures(
        period=period,
        totals=totals[0] if len(totals) == 1 else total_of(totals),
        expected=expected,
        compared=compared,
        before=reader.taken(compared.first, compared.last),
        days=tuple(
            DaySum(day, part.receipts, part.total) for day, part in zip(days, totals, strict=False)
        ),
        hours=hours if period.is_day else tuple(sorted(hours, key=lambda each: each.hour)),
        groups=reader.sums_by_group(first, last),
        products=reader.sums_by_product(first, last, best),
        profit=_profit(reader.costs_by_day(first, last)),
    )


def _profit(days: Sequence[CostSum]) -> Profit:
    """Rounded once a day, so that a month's is the sum of its days'."""
    known, everything = sum(day.known for day in days), sum(day.revenue for day in days)
    share = min(100, max(0, half_up(100 * known, everything))) if everything > 0 else None
    return Profit(known, sum(half_up(day.cost, ONE) for day in days), share)
