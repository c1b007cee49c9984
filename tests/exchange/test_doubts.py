"""What is not known of an exchange is looked up or sent again, and what people decide stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from posdesk.domain.listing import ListingState
from posdesk.domain.order import OrderState
from tests.exchange.fake_woo import Site
from tests.exchange.selling import Selling, selling
from tests.services.shops import Counter

GOODS = "GOM-01"


@pytest.fixture
def web(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Selling]:
    counter.add(GOODS, 320_000, stock=10)
    with selling(counter, monkeypatch) as made:
        counter.shop.listings.publish(counter.actor, made.exchange, [GOODS])
        yield made


def lose_next_batch(site: Site) -> None:
    """The site does it; something else answers."""

    def instead(method: str, path: str) -> bytes | None:
        if not path.endswith("/batch"):
            return None
        site.instead = lambda _method, _path: None
        body = {"create": [{"name": "x", "sku": GOODS, "status": "publish", "stock_quantity": 10}]}
        site.answer(method, path, {}, body)
        return b"<html>log in</html>"

    site.instead = instead


def test_goods_withdrawn_after_an_answer_was_lost_do_not_stay_on_sale(web: Selling) -> None:
    lose_next_batch(web.site)
    assert web.sync().waiting == 1
    web.counter.shop.listings.withdraw(web.counter.actor, web.exchange)
    assert web.sync().waiting == 0
    assert web.shown(GOODS)["status"] == "draft"


def test_what_the_owner_changes_while_a_batch_is_under_way_stands(web: Selling) -> None:
    def meanwhile(_method: str, path: str) -> None:
        if path.endswith("/batch"):
            web.site.before_answer = lambda _method, _path: None
            listing = replace(web.offer(GOODS).listing, title="Bát men rạn", buffer=4)
            web.counter.shop.listings.change(web.counter.actor, listing)

    web.site.before_answer = meanwhile
    web.sync()
    assert web.offer(GOODS).listing.state is ListingState.LIVE
    assert web.sync().waiting == 0
    shown = web.shown(GOODS)
    assert (shown["name"], shown["stock_quantity"]) == ("Bát men rạn", 6)


def test_stock_that_comes_back_there_while_the_counter_sells_as_much_is_set_anew(
    web: Selling,
) -> None:
    web.sync()
    order = web.site.buy((GOODS, 2))
    web.sync()
    web.site.tick()
    web.site.change(order, status="cancelled")
    web.counter.sell(web.counter.line(GOODS, 2))
    web.sync()
    assert web.shown(GOODS)["stock_quantity"] == 8


def test_a_cancellation_that_is_taken_back_there_is_seen(web: Selling) -> None:
    web.sync()
    number = web.site.buy((GOODS, 1))
    web.sync()
    orders = web.counter.shop.orders
    orders.cancel(web.counter.actor, orders.find(str(number)).order.id, "hết hàng")
    web.sync()
    web.site.change(number, status="processing")
    web.sync()
    assert orders.find(str(number)).order.state is OrderState.NEW


def test_a_push_to_an_order_that_is_gone_ends_and_is_shown(web: Selling) -> None:
    web.sync()
    number = web.site.buy((GOODS, 1))
    web.sync()
    orders = web.counter.shop.orders
    order = orders.find(str(number)).order
    orders.cancel(web.counter.actor, order.id, "hết hàng")
    del web.site.orders[number]
    assert web.sync().waiting == 0
    assert orders.find(str(number)).order.look is not None
