"""A shop that sells on a real Vendure server, with what is Vendure's own."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.quantity import ONE
from posdesk.exchange.place import MILLISECOND, Place
from posdesk.exchange.vendure.connector import Vendure
from posdesk.exchange.vendure.reading import Reading, cursor_for
from posdesk.runtime.ids import new_id
from posdesk.services.exchanges import SetUp
from posdesk.services.ports.exchange import BadOrder, Exchange, ExchangeKind, Outcome
from posdesk.services.ports.orders import Shelf
from tests.exchange import contract
from tests.exchange.vendure_site import KEYS, VendureSite
from tests.services.shops import Counter, StoppedClock

pytestmark = pytest.mark.oracle


def set_up(shop: Counter, site: VendureSite) -> Exchange:
    wanted = SetUp("Sàn Vendure", ExchangeKind.VENDURE, site.line.url, {})
    return shop.shop.exchanges.add(shop.actor, wanted, KEYS)[0]


def sync(shop: Counter, exchange: Exchange) -> None:
    turn = shop.shop.sync.run(shop.actor, exchange)
    assert (turn.failed, turn.waiting) == ((), 0)


def connector_with(site: VendureSite, **keys: str) -> Vendure:
    exchange = Exchange(new_id(), "V", ExchangeKind.VENDURE, site.line.url, site.now())
    return Vendure(exchange, {**KEYS, **keys}, StoppedClock(site.now()))


def test_the_last_piece_sold_three_times_is_one_task_and_all_of_it_is_sent(
    counter: Counter, vendure: VendureSite
) -> None:
    sku = contract.new_sku()
    counter.add(sku, 450_000, stock=1, name="Tranh làng Sình")
    exchange = set_up(counter, vendure)
    counter.shop.listings.publish(counter.actor, exchange, [sku])
    sync(counter, exchange)
    baskets = [vendure.fill(sku, 1) for _buyer in range(3)]
    with ThreadPoolExecutor(3) as buyers:
        placed = list(buyers.map(lambda basket: vendure.pay(basket, paid=True), baskets))
    assert len(set(placed)) == 3  # that server lets all three have it
    sync(counter, exchange)
    rows = [row for row in counter.shop.orders.rows(Shelf.TO_PACK, 50) if row.short]
    [task] = counter.shop.orders.shortfalls()
    assert (task.name, task.missing) == ("Tranh làng Sình", 2 * ONE)
    assert sorted(task.orders) == sorted(row.order.number for row in rows)
    assert {row.order.remote_id for row in rows} == set(placed)
    assert counter.broken() == []
    # Two more are painted; all three go, and nobody is offered what is not there.
    counter.shop.inventory.adjust(counter.actor, counter.goods[sku].id, 2 * ONE, "vẽ thêm")
    assert counter.shop.orders.shortfalls() == ()
    for row in rows:
        lines = {line.key: line.quantity for line in row.order.lines}
        counter.shop.orders.accept(counter.actor, row.order.id)
        counter.shop.orders.pack(counter.actor, row.order.id, lines)
        counter.shop.orders.hand_over(counter.actor, row.order.id, tracking="VN 9")
    sync(counter, exchange)
    assert [shown.stock for shown in vendure.on_sale(sku)] == [0]
    connector = vendure.connect()
    assert {contract.seen(connector, order).raw_state for order in placed} == {"Shipped"}


def test_once_a_day_all_orders_are_read_again(vendure: VendureSite) -> None:
    """Money and goods of an order do not move its date: what is over here may change there."""
    connector, _sku, order = contract.sold(vendure, paid=True)
    nothing_since = Place(vendure.now() + timedelta(hours=1), MILLISECOND)

    def read(hours: int) -> tuple[bool, str]:
        whole_at = vendure.now() - timedelta(hours=hours)
        cursor = cursor_for(Reading(nothing_since, whole_at))
        found, behind = contract.everything(connector, cursor)
        return order in found, behind

    assert not read(hours=23)[0]
    there, behind = read(hours=25)
    assert there
    assert order not in contract.everything(connector, behind)[0]


def test_an_order_with_half_a_dong_is_told_and_not_taken_for_lost(vendure: VendureSite) -> None:
    goods, connector = contract.draft(), vendure.connect()
    [made] = connector.upsert([goods])
    vendure.owner(
        "mutation($i:[UpdateProductVariantInput!]!){updateProductVariants(input:$i){id}}",
        i=[{"id": made.remote_id, "price": 8_500_050}],
    )
    order = vendure.buy(goods.sku, 1, paid=True)
    told = [BadOrder(order, "order_not_understood", "money")]
    assert list(connector.refetch([order])) == told
    assert [bad for bad in connector.changes("").bad if bad.remote_id == order] == told


def test_what_it_cannot_take_is_refused_before_it_is_sent(vendure: VendureSite) -> None:
    connector, dear = vendure.connect(), contract.draft(price=21_474_837)
    [no] = connector.upsert([dear])
    assert (no.outcome, no.code) == (Outcome.REJECTED, "too_dear_there")
    assert vendure.on_sale(dear.sku) == []
    just = replace(dear, price=21_474_836)
    assert [result.outcome for result in connector.upsert([just])] == [Outcome.DONE]
    assert vendure.on_sale(dear.sku) == [contract.Shown(21_474_836, 5)]
    twice = contract.draft()
    for _maker in range(2):
        vendure.make_by_hand(twice.sku)
    [unclear] = connector.upsert([twice])
    assert (unclear.outcome, unclear.code) == (Outcome.REJECTED, "sku_twice_there")
    assert connector.find([twice]) == {}


def test_a_picture_goes_with_its_goods_once(vendure: VendureSite) -> None:
    page = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(page, "JPEG")
    goods, connector = replace(contract.draft(), picture=page.getvalue()), vendure.connect()
    for _turn in range(2):
        assert contract.outcomes(connector.upsert([goods])) == [Outcome.DONE]
    found = vendure.owner(
        "query($s:String!){productVariants(options:{filter:{sku:{eq:$s}}})"
        "{items{product{assets{name}}}}}",
        s=goods.sku,
    )
    assert len(found["items"][0]["product"]["assets"]) == 1


def test_who_is_there_and_what_may_be_done(vendure: VendureSite) -> None:
    found = vendure.connect().probe()
    assert (found.server, found.currency, found.missing) == ("Vendure", "VND", ())
    assert found.can == {"products", "orders", "pictures"}
    assert abs(found.clock_off or 0) <= 2
    with pytest.raises(Trouble, match="exchange_rights"):
        connector_with(vendure, password="not it").probe()  # noqa: S106 - that is the test
    with pytest.raises(Refused, match="secrets_missing"):
        connector_with(vendure, user="")
    with vendure.line.saying(404, b"<h1>Not here</h1>"):
        assert vendure.connect().probe().missing == ("no_vendure",)
