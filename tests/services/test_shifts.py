"""The figures of a shift and of a day."""

from __future__ import annotations

import pytest

from posdesk.domain.quantity import ONE
from tests.services.shops import Counter, back


@pytest.fixture
def shop(counter: Counter) -> Counter:
    counter.add("BAT", 30_000)
    return counter


def kept(shop: Counter) -> tuple[int, int, int, int]:
    """Receipts, cancellations, sales that stand and what they come to, of the newest shift."""
    totals = shop.totals()
    return totals.receipts, totals.cancelled, totals.sales, totals.sales_total


def test_a_sale_and_its_cancellation_are_receipts_but_no_sale(shop: Counter) -> None:
    shop.sell(shop.line("BAT", 2))
    shop.sell(shop.line("BAT", 9))
    shop.shop.corrections.void_last(shop.actor, "nhầm")
    assert kept(shop) == (3, 1, 1, 60_000)
    assert shop.totals().total == 60_000


def test_a_return_takes_nothing_from_the_sales_that_stand(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT", 2))
    shop.give_back(sale, (1, ONE))
    assert kept(shop) == (2, 0, 1, 60_000)


def test_an_exchange_is_a_sale(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT", 1))
    shop.sell(shop.line("BAT", 3), back(sale, 1, ONE))
    assert kept(shop) == (2, 0, 2, 90_000)


def test_the_cash_of_a_day_is_what_its_last_shift_hands_on(shop: Counter) -> None:
    """The second shift begins with what the first left: a float is in the drawer once."""
    today, shifts = shop.clock.today(), shop.shop.shifts
    shop.sell(shop.line("BAT", 2))
    assert shifts.day(today)[1] == shop.cash_expected() == 260_000
    shifts.close(shop.actor, 260_000)
    assert shifts.day(today)[1] == 260_000
    shifts.open(shop.actor, 250_000)
    shop.sell(shop.line("BAT", 2))
    assert shifts.day(today)[1] == shop.cash_expected() == 310_000


def test_the_day_counts_as_its_shifts_do(shop: Counter) -> None:
    shop.sell(shop.line("BAT", 2))
    shop.sell(shop.line("BAT", 1))
    shop.shop.corrections.void_last(shop.actor, "nhầm")
    shop.shop.shifts.close(shop.actor, 0)
    shop.shop.shifts.open(shop.actor, 0)
    shop.sell(shop.line("BAT", 4))
    day = shop.shop.shifts.day(shop.clock.today())[0]
    assert (day.receipts, day.cancelled, day.sales, day.sales_total) == (4, 1, 2, 180_000)
    assert kept(shop) == (1, 0, 1, 120_000)
