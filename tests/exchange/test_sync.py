"""What a turn promises beyond a connector: counts are honest, and nobody's price is run over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from posdesk.domain.listing import ListingState
from posdesk.services.sync_turn import Failed
from tests.exchange.selling import Selling, selling
from tests.services.shops import Counter


@pytest.fixture
def web(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Selling]:
    """Two kinds of goods are on sale there."""
    for sku, price in (("GOM-01", 320_000), ("GOM-02", 70_000)):
        counter.add(sku, price, stock=10)
    with selling(counter, monkeypatch) as made:
        counter.shop.listings.publish(counter.actor, made.exchange, ["GOM-01", "GOM-02"])
        assert made.sync().products == 2
        yield made


def failures(failed: tuple[Failed, ...]) -> list[tuple[str, str]]:
    return [(each.what, each.code) for each in failed]


def test_a_price_changed_there_waits_for_a_person(web: Selling) -> None:
    counter = web.counter
    web.shown("GOM-01")["regular_price"] = "300000"
    assert failures(web.sync().failed) == []  # nothing of it was to be sent
    assert failures(web.sync(audit=True).failed) == [("GOM-01", "price_differs")]
    assert failures(web.sync(audit=True).failed) == []  # it is told once
    assert web.offer("GOM-01").listing.state is ListingState.DIFFERS
    counter.shop.listings.decide(counter.actor, web.offer("GOM-01").listing, ours=False)
    web.sync()
    assert (web.offer("GOM-01").price, web.shown("GOM-01")["regular_price"]) == (300_000, "300000")

    web.shown("GOM-01")["regular_price"] = "310000"
    web.sync(audit=True)
    counter.shop.listings.decide(counter.actor, web.offer("GOM-01").listing, ours=True)
    assert web.sync().waiting == 0
    assert web.shown("GOM-01")["regular_price"] == "300000"


def test_a_price_changed_on_both_sides_is_not_run_over(web: Selling) -> None:
    web.shown("GOM-01")["regular_price"] = "300000"
    listing = web.offer("GOM-01").listing
    web.counter.shop.listings.change(web.counter.actor, replace(listing, price=350_000))
    assert failures(web.sync().failed) == [("GOM-01", "price_differs")]
    assert web.shown("GOM-01")["regular_price"] == "300000"


def test_stock_nobody_can_explain_is_told_and_set_anew(web: Selling) -> None:
    web.site.buy(("GOM-02", 2))  # an order explains itself
    web.shown("GOM-01")["stock_quantity"] = 99
    done = web.sync(audit=True)
    assert (failures(done.failed), done.orders) == ([("GOM-01", "stock_differs")], 1)
    assert (web.shown("GOM-01")["stock_quantity"], web.shown("GOM-02")["stock_quantity"]) == (10, 8)


def test_goods_deleted_there_are_offered_again_only_when_told(web: Selling) -> None:
    del web.site.products[web.shown("GOM-01")["id"]]
    assert failures(web.sync(audit=True).failed) == [("GOM-01", "listing_gone")]
    assert web.sync().products == 0
    listings = web.counter.shop.listings
    listings.decide(web.counter.actor, web.offer("GOM-01").listing, ours=True)
    assert web.sync().products == 1
    assert web.shown("GOM-01")["stock_quantity"] == 10


def test_a_month_without_a_line_waits_honestly_and_is_done_in_one_turn(web: Selling) -> None:
    counter, wanted = web.counter, web.exchange
    web.site.instead = lambda _method, _path: b"<html>log in to the hotel's network</html>"
    counter.add("GOM-03", 50_000, stock=4)
    counter.shop.listings.publish(counter.actor, wanted, ["GOM-03"])
    for _day in range(30):
        counter.sell(counter.line("GOM-01"), counter.line("GOM-02", 1))
        counter.clock.go_on(days=1)
    assert counter.shop.sync.waiting(wanted) == 3
    broken = web.sync()
    assert (failures(broken.failed), broken.waiting) == ([("", "exchange_not_json")], 3)
    web.site.instead, web.site.now = (lambda _method, _path: None), counter.clock.now()
    assert web.sync().waiting == 0
    assert [p["stock_quantity"] for p in web.site.products.values()] == [0, 0, 4]
