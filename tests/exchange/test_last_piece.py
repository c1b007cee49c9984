"""The last piece, wanted by the counter and three buyers at once: never silent, one task (I13)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from posdesk.domain.errors import Refused
from posdesk.domain.quantity import ONE
from tests.exchange.selling import Selling, selling
from tests.services.shops import Counter

BUYERS = 3


@pytest.fixture
def web(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Selling]:
    with selling(counter, monkeypatch) as made:
        yield made


def all_at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of them gave; they begin together, each in its own thread."""
    start = threading.Barrier(len(acts))

    def begun(act: Callable[[], object]) -> object:
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(begun, acts))


def wanted_by_all(web: Selling, sku: str, policy: str) -> None:
    counter, orders = web.counter, web.counter.shop.orders
    counter.set(stock__below_zero=policy)

    def at_the_counter() -> int:
        with suppress(Refused):
            counter.sell(counter.line(sku))
            return 1
        return 0

    sold, *numbers, _synced = all_at_once(
        at_the_counter, *(lambda: web.site.buy((sku, 1)) for _ in range(BUYERS)), web.sync
    )
    assert isinstance(sold, int)
    web.site.tick()
    assert web.sync().waiting == 0
    (task,) = [t for t in orders.shortfalls() if t.product_id == counter.goods[sku].id]
    assert sorted(task.orders) == sorted(map(str, numbers))
    assert task.missing == (BUYERS - 1 + sold) * ONE
    assert web.shown(sku)["stock_quantity"] == 0
    for number in task.orders[: BUYERS - 1 + sold]:
        assert orders.shortfalls() != ()
        orders.cancel(counter.actor, orders.find(number).order.id, "hết hàng")
    assert orders.shortfalls() == ()
    web.sync()
    assert web.shown(sku)["stock_quantity"] == 0


@pytest.mark.parametrize(
    "rounds",
    [4, pytest.param(200, marks=[pytest.mark.oracle, pytest.mark.timeout(600)])],
)
def test_each_shortfall_is_one_task_that_names_its_orders(web: Selling, rounds: int) -> None:
    skus = [f"CUOI-{number:03d}" for number in range(rounds)]
    for sku in skus:
        web.counter.add(sku, 120_000, stock=1)
    web.counter.shop.listings.publish(web.counter.actor, web.exchange, skus)
    assert web.sync().waiting == 0
    for number, sku in enumerate(skus):
        wanted_by_all(web, sku, ("allow", "refuse")[number % 2])
        if number % 50 == 0:
            assert web.counter.broken() == []
