"""The figures of a day and a month: the same ones wherever they are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posdesk.domain.cart import Cart
from posdesk.domain.discount import percent
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale
from posdesk.services.reports import Figures, Period, month_before, month_of, total_of
from tests.services.shops import Counter, back, open_counter

MONDAY = date(2026, 11, 16)


def shelve(counter: Counter) -> None:
    """Goods of two groups and of none, with a cost and without."""
    for sku, price, category, cost in (
        ("BINH", 320_000, "Gốm", 180_500),
        ("CHEN", 35_000, "Gốm", None),
        ("TRA", 43_210, "Trà", 30_001),
        ("TRO", 9_990, "", None),
    ):
        product = counter.add(sku, price, tax="8")
        changed = replace(product, category=category, cost=cost)
        counter.goods[sku] = counter.shop.catalogue.change(counter.actor, changed)


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """A shop on a Sunday, 22/11/2026, with four goods."""
    shelve(counter)
    return counter


def next_day(counter: Counter, days: int = 1) -> None:
    """Closes, and opens again so many days later."""
    counter.shop.shifts.close(counter.actor, max(0, counter.cash_expected()))
    counter.clock.go_on(days=days)
    counter.shop.shifts.open(counter.actor, 200_000)


def day(counter: Counter) -> Figures:
    return counter.shop.reports.day(counter.clock.today())


def test_a_day_has_all_its_figures(shop: Counter) -> None:
    shop.set(tax__method="vat_deduction")
    first = shop.sell(Cart((shop.line("BINH", 2), shop.line("CHEN")), discount=percent("10")))
    shop.clock.go_on(hours=3)
    shop.sell(shop.line("TRA"), offers="card")
    shop.give_back(first, (2, ONE))
    shop.sell(shop.line("CHEN"))
    shop.shop.corrections.void_last(shop.actor, "bấm nhầm")

    figures = day(shop)

    assert figures.totals.total == 576_000 + 43_210
    assert (figures.totals.receipts, figures.totals.sales, figures.totals.cancelled) == (5, 2, 1)
    assert figures.average == (576_000 + 31_500 + 43_210 + 1) // 2
    assert [(each.receipts, each.amount) for each in figures.hours] == [
        (1, 607_500),
        (4, 43_210 - 31_500),
    ]
    assert [(each.name, each.amount) for each in figures.groups] == [
        ("Gốm", 576_000),
        ("Trà", 43_210),
    ]
    assert [(each.sku, each.quantity, each.amount) for each in figures.products] == [
        ("BINH", 2 * ONE, 576_000),
        ("TRA", ONE, 43_210),
        ("CHEN", 0, 0),
    ]
    assert {tender.method: tender.amount for tender in figures.totals.tenders} == {
        "cash": 576_000,
        "card": 43_210,
    }


def test_profit_counts_goods_whose_cost_is_known_and_says_how_much_that_is(shop: Counter) -> None:
    shop.set(tax__method="vat_deduction")
    shop.sell(shop.line("BINH"), shop.line("CHEN", 2))

    profit = day(shop).profit

    assert profit.revenue == 320_000 - 23_704  # 8 % in the price
    assert profit.cost == 180_500
    assert profit.amount == 115_796
    assert profit.share == 82


def test_a_day_without_business_is_empty(shop: Counter) -> None:
    figures = shop.shop.reports.day(MONDAY)

    assert (figures.totals.receipts, figures.hours, figures.days) == (0, (), ())
    assert (figures.change, figures.profit.share, figures.average) == (None, None, 0)


def test_a_day_is_held_against_the_same_weekday_of_the_week_before(shop: Counter) -> None:
    shop.sell(shop.line("CHEN", 2))
    next_day(shop, 7)
    shop.sell(shop.line("CHEN", 3))

    figures = day(shop)

    assert figures.before == 70_000
    assert figures.change == 50
    assert figures.compared.first == figures.period.first - timedelta(days=7)


def test_a_month_still_running_is_held_against_as_many_days_of_the_one_before() -> None:
    november = month_of(date(2026, 11, 22))

    assert november == Period(date(2026, 11, 1), date(2026, 11, 30))
    running = month_before(november, date(2026, 11, 22))
    assert running == Period(date(2026, 10, 1), date(2026, 10, 22))
    over = month_before(november, date(2026, 11, 30))
    assert over == Period(date(2026, 10, 1), date(2026, 10, 31))
    march = month_of(date(2026, 3, 5))
    last_days = month_before(march, date(2026, 3, 30))
    assert last_days == Period(date(2026, 2, 1), date(2026, 2, 28))


def test_the_stock_is_worth_its_cost_and_its_price(shop: Counter) -> None:
    shop.sell(shop.line("BINH", 2))
    next_day(shop)
    shop.sell(shop.line("BINH", 3))
    stock = shop.shop.reports.stock()
    earlier = shop.shop.reports.stock(shop.clock.today() - timedelta(days=1))

    assert {row.sku: row.on_hand for row in stock.rows} == {
        "BINH": 95_000, "CHEN": 100_000, "TRA": 100_000, "TRO": 100_000,
    }  # fmt: skip
    assert stock.at_cost == 95 * 180_500 + 100 * 30_001
    assert stock.at_price == 95 * 320_000 + 100 * (35_000 + 43_210 + 9_990)
    assert stock.without_cost == 2
    assert {row.sku: row.on_hand for row in earlier.rows}["BINH"] == 98_000


SALE = st.tuples(
    st.lists(st.tuples(st.sampled_from(("BINH", "CHEN", "TRA", "TRO")), st.integers(1, 4)),
             min_size=1, max_size=3),
    st.sampled_from(("cash", "card", "transfer", "cash 1000, card")),
    st.sampled_from(("", "7.5")),
    st.sampled_from(("keep", "void", "return")),
    st.integers(0, 5),
)  # fmt: skip
DAYS = st.lists(st.lists(SALE, max_size=4), min_size=1, max_size=4)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days=DAYS, tax=st.sampled_from(("none", "vat_deduction")), included=st.booleans())
def test_every_reading_agrees(days: list[list[tuple]], tax: str, included: bool) -> None:  # type: ignore[type-arg] # what SALE makes
    with TemporaryDirectory() as folder:
        counter = open_counter(Path(folder) / "shop")
        shelve(counter)
        counter.set(tax__method=tax, tax__prices_include=str(included).lower())
        counter.set(cash__rounding_step=1000)
        for sales in days:
            for each in sales:
                trade(counter, *each)
            same_in_day_and_shift(counter)
            next_day(counter, 3)
        same_in_month_and_days(counter)
        counter.store.close()


def trade(
    counter: Counter, goods: list[tuple[str, int]], offers: str, off: str, then: str, hours: int
) -> None:
    """One sale, and perhaps what becomes of it."""
    lines = tuple(counter.line(sku, pieces) for sku, pieces in goods)
    cart = Cart(lines, discount=percent(off) if off else None)
    sale: Sale = counter.sell(cart, offers=offers)
    counter.clock.go_on(minutes=hours * 60)
    if then == "void":
        counter.shop.corrections.void_last(counter.actor, "nhầm")
    elif then == "return":
        counter.sell(back(sale, 1, ONE))


def same_in_day_and_shift(counter: Counter) -> None:
    report = counter.report()
    figures = counter.shop.reports.day(report.shift.business_on)
    assert figures.totals == report.totals
    assert figures.expected == report.expected
    assert counter.shop.shifts.day(report.shift.business_on) == (report.totals, report.expected)
    add_up(figures)


def same_in_month_and_days(counter: Counter) -> None:
    reports = counter.shop.reports
    month = reports.month(date(2026, 11, 22))
    days = [reports.day(date(2026, 11, number)) for number in range(1, 31)]
    assert month.totals == total_of([each.totals for each in days])
    assert month.profit.amount == sum(each.profit.amount for each in days)
    assert month.profit.revenue == sum(each.profit.revenue for each in days)
    assert {each.day: each.amount for each in month.days} == {
        each.period.first: each.totals.total for each in days if each.days
    }
    for part in ("groups", "products"):
        sums: dict[str, int] = {}
        for each in days:
            for one in getattr(each, part):
                sums[one.name] = sums.get(one.name, 0) + one.amount
        assert {one.name: one.amount for one in getattr(month, part)} == sums
    add_up(month)


def add_up(figures: Figures) -> None:
    """The parts of the takings come to the takings."""
    totals = figures.totals
    assert sum(tender.amount for tender in totals.tenders) == totals.total
    assert sum(each.amount for each in figures.hours) == totals.total
    assert sum(each.receipts for each in figures.hours) == totals.receipts
    assert sum(each.amount for each in figures.days) == totals.total
    assert sum(each.amount for each in figures.groups) + totals.rounding == totals.total
    assert sum(each.amount for each in figures.products) + totals.rounding == totals.total
