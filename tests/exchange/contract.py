"""What every connector promises, whatever site is behind it; ``PROMISES`` lists them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol
from uuid import uuid4

import pytest

from posdesk.domain.errors import Trouble
from posdesk.domain.listing import Details
from posdesk.domain.order import OrderPayment
from posdesk.domain.snapshot import OrderSnapshot, RemoteState
from posdesk.runtime.ids import new_id
from posdesk.services.ports.exchange import (
    Connector,
    Gone,
    ItemDraft,
    OrderPush,
    Outcome,
    PriceSet,
    Result,
    StockSet,
    Verb,
)
from tests.exchange.line import Line


class Shown(NamedTuple):
    """Goods as buyers see them: price of one in đồng, pieces that can be bought."""

    price: int
    stock: int


class Site(Protocol):
    """Where the shop sells, as buyers and owner use it."""

    def now(self) -> datetime:
        """Its clock."""
        ...

    def connect(self, clock_off: timedelta = timedelta()) -> Connector:
        """A connector to it, on a computer whose clock is off by so much."""
        ...

    def on_sale(self, sku: str) -> list[Shown]:
        """What buyers find."""
        ...

    def buy(self, sku: str, pieces: int, *, paid: bool) -> str:
        """A buyer orders, the courier collects the money unless it is paid; the order's id."""
        ...

    def cancel(self, order: str) -> None:
        """The owner cancels an order there."""
        ...


class Server(Site, Protocol):
    """A site that answers; ``line`` is how it is reached."""

    line: Line

    def make_by_hand(self, sku: str) -> None:
        """The owner makes a product there."""
        ...

    def pages(self, title: str) -> int:
        """How many products are called so, whether somebody can buy them or not."""
        ...


DONE, REJECTED, UNKNOWN = Outcome.DONE, Outcome.REJECTED, Outcome.UNKNOWN


def new_sku() -> str:
    return f"GOM-{uuid4().hex[:8]}"


def draft(sku: str = "", price: int = 85_000, stock: int = 5, title: str = "Bát hoa") -> ItemDraft:
    return ItemDraft(
        product_id=new_id(),
        remote_id="",
        sku=sku or new_sku(),
        gtin="",
        title=title,
        description="Nung <1.200 độ>",
        category="",
        price=price,
        stock=stock,
        details=Details(),
    )


def sold(site: Site, *, paid: bool, stock: int = 5) -> tuple[Connector, str, str]:
    """A connector, the SKU of goods on sale, and an order for one of them."""
    goods, connector = draft(stock=stock), site.connect()
    assert outcomes(connector.upsert([goods])) == [DONE]
    return connector, goods.sku, site.buy(goods.sku, 1, paid=paid)


def outcomes(results: object) -> list[Outcome]:
    assert isinstance(results, list | tuple)
    return [result.outcome for result in results if isinstance(result, Result)]


def seen(connector: Connector, order: str) -> OrderSnapshot:
    """An order as it stands; where a site cannot be asked for one, all are read."""
    [found] = connector.refetch([order]) or [everything(connector)[0][order]]
    assert isinstance(found, OrderSnapshot)
    return found


def everything(connector: Connector, cursor: str = "") -> tuple[dict[str, OrderSnapshot], str]:
    """The newest snapshot of each order that a reading gives, and where it goes on."""
    found: dict[str, OrderSnapshot] = {}
    for _page in range(100):
        page = connector.changes(cursor)
        found |= {order.remote_id: order for order in page.orders}
        cursor = page.cursor
        if not page.more:
            return found, cursor
    raise AssertionError("the reading never ends")


# --- goods


def the_same_goods_twice_are_one_product(site: Site) -> None:
    goods, connector = draft(), site.connect()
    first, again = connector.upsert([goods]), site.connect().upsert([goods])
    assert first == again
    assert outcomes(first) == [DONE]
    assert site.on_sale(goods.sku) == [Shown(85_000, 5)]
    there = connector.find([goods])[goods.product_id]
    assert (there.sku, there.title, there.price) == (goods.sku, "Bát hoa", 85_000)
    assert (there.stock, there.hidden) == (5, False)


def goods_made_by_hand_are_adopted(site: Server) -> None:
    goods = draft()
    site.make_by_hand(goods.sku)
    assert outcomes(site.connect().upsert([goods])) == [DONE]
    assert site.on_sale(goods.sku) == [Shown(85_000, 5)]


def goods_whose_answer_was_lost_are_one_product(site: Server) -> None:
    for step in (0, 1):
        goods, connector = draft(title=f"Bát {new_sku()}"), site.connect()
        with site.line.losing(after=step):
            lost = connector.upsert([goods])
        again = connector.upsert([goods])
        assert outcomes(lost) in ([UNKNOWN], [DONE])
        assert outcomes(again) == [DONE]
        assert site.on_sale(goods.sku) == [Shown(85_000, 5)]
        assert site.pages(goods.title) == 1


def stock_is_what_buyers_can_take(site: Server) -> None:
    connector, sku, order = sold(site, paid=True)
    [there] = connector.find([draft(sku)]).values()
    assert site.on_sale(sku) == [Shown(85_000, 4)]
    # 4 once more, and then another figure: set, never added, whatever the orders hold.
    for stock in (4, 4, 9, 0):
        assert outcomes(connector.set_stock([StockSet(there.remote_id, sku, stock)])) == [DONE]
        assert [shown.stock for shown in site.on_sale(sku)] == [stock]
    assert connector.push(OrderPush(new_id(), order, Verb.FULFIL)).outcome is DONE
    assert [shown.stock for shown in site.on_sale(sku)] == [0]


def a_price_is_set_alone(site: Site) -> None:
    goods, connector = draft(), site.connect()
    [made] = connector.upsert([goods])
    assert outcomes(connector.set_price([PriceSet(made.remote_id, goods.sku, 90_500)])) == [DONE]
    assert site.on_sale(goods.sku) == [Shown(90_500, 5)]


def one_bad_item_stops_no_other(site: Server) -> None:
    drafts, connector = [draft(), draft()], site.connect()
    made = connector.upsert(drafts)
    ids = [made[0].remote_id, "987654", made[1].remote_id]
    told = connector.set_stock([StockSet(remote_id, "", 3) for remote_id in ids])
    assert outcomes(told) == [DONE, REJECTED, DONE]
    assert [site.on_sale(goods.sku) for goods in drafts] == [[Shown(85_000, 3)]] * 2


def withdrawn_goods_come_back_as_the_same(site: Site) -> None:
    goods, connector = draft(), site.connect()
    [made] = connector.upsert([goods])
    there = ItemDraft(**{name: getattr(goods, name) for name in goods.__slots__} | {
        "remote_id": made.remote_id})  # fmt: skip
    assert outcomes(connector.withdraw([there])) == [DONE]
    assert site.on_sale(goods.sku) == []
    assert connector.upsert([there]) == [made]
    assert site.on_sale(goods.sku) == [Shown(85_000, 5)]


# --- orders in


def an_order_reads_as_it_was_placed(site: Site) -> None:
    connector, sku, order = sold(site, paid=False)
    found = seen(connector, order)
    assert (found.state, found.payment, found.cod) == (RemoteState.OPEN, OrderPayment.UNPAID, True)
    assert [(x.sku, x.quantity, x.net) for x in found.lines] == [(sku, 1000, 85_000)]
    assert sum(x.net for x in found.lines) + found.fee - found.discount == found.total
    assert (found.buyer.name, found.buyer.phone) == ("Trần Lâm", "0905111217")
    assert abs(found.placed_at - site.now()) < timedelta(minutes=1)
    paid = seen(connector, site.buy(sku, 2, paid=True))
    assert (paid.payment, paid.cod, paid.lines[0].net) == (OrderPayment.PAID, False, 170_000)


def no_order_is_missed_while_others_come(site: Site) -> None:
    connector, sku, first = sold(site, paid=True, stock=50)
    found, cursor = everything(connector)
    placed = [first]
    for turn in range(4):
        placed += [site.buy(sku, 1, paid=bool(part % 2)) for part in range(3)]
        site.cancel(placed[turn])
        more, cursor = everything(connector, cursor)
        found |= more
    swept = [order for order in connector.refetch(placed) if isinstance(order, OrderSnapshot)]
    found |= {order.remote_id: order for order in swept}
    cancelled = [order for order in placed if found[order].state is RemoteState.CANCELLED]
    assert cancelled == placed[:4]
    # From the beginning, as after a month without a line, it is the same again: no echo.
    again, _cursor = everything(site.connect())
    assert {order: again[order].digest for order in placed} == {
        order: found[order].digest for order in placed
    }


def a_wrong_clock_here_loses_no_order(site: Site) -> None:
    _connector, sku, _order = sold(site, paid=True)
    for off in (timedelta(hours=2), timedelta(hours=-2)):
        connector = site.connect(off)
        _found, cursor = everything(connector)
        order = site.buy(sku, 1, paid=True)
        assert order in everything(connector, cursor)[0]


def a_cancelled_order_still_shows_what_it_was(site: Site) -> None:
    connector, sku, order = sold(site, paid=False)
    site.cancel(order)
    found = seen(connector, order)
    assert found.state is RemoteState.CANCELLED
    assert [(line.sku, line.quantity) for line in found.lines] == [(sku, 1000)]


def an_order_nobody_knows_is_gone(site: Server) -> None:
    assert list(site.connect().refetch(["987654"])) == [Gone("987654")]


# --- orders out


def each_message_arrives_once_whatever_is_lost(site: Server) -> None:
    connector, sku, _order = sold(site, paid=True, stock=50)
    for verb in Verb:
        amount = 20_000 if verb is Verb.REFUND else 0
        for step in range(9):
            order = site.buy(sku, 1, paid=True)
            push = OrderPush(new_id(), order, verb, "VN 1", "Vỡ", amount)
            assert connector.resolve(push) is None
            with site.line.losing(after=step):
                told = connector.push(push)
            ended = connector.resolve(push) or connector.push(push)
            assert ended.outcome is DONE
            assert connector.resolve(push) is not None
            found = seen(connector, order)
            assert sum(refund.amount for refund in found.refunds) == amount
            assert (found.state is RemoteState.CANCELLED) == (verb is Verb.CANCEL)
            if told.outcome is DONE:
                break  # it takes no more steps than these
            assert told.outcome is UNKNOWN
        assert step > 0


def a_courier_who_collected_completes_the_payment(site: Server) -> None:
    connector, _sku, order = sold(site, paid=False)
    for verb in (Verb.FULFIL, Verb.COMPLETE):
        assert connector.push(OrderPush(new_id(), order, verb, "VN 2")).outcome is DONE
    found = seen(connector, order)
    assert found.state in (RemoteState.DELIVERED, RemoteState.DONE)
    assert (found.payment, found.cod) == (OrderPayment.PAID, False)


def money_goes_back_in_parts_and_never_more_than_came(site: Server) -> None:
    connector, _sku, order = sold(site, paid=True)
    total = seen(connector, order).total

    def give_back(amount: int) -> tuple[Outcome, OrderPayment, int]:
        ended = connector.push(OrderPush(new_id(), order, Verb.REFUND, "", "Vỡ", amount))
        found = seen(connector, order)
        return ended.outcome, found.payment, sum(refund.amount for refund in found.refunds)

    assert give_back(30_000) == (DONE, OrderPayment.PART_REFUNDED, 30_000)
    assert give_back(total) == (REJECTED, OrderPayment.PART_REFUNDED, 30_000)
    assert give_back(total - 30_000) == (DONE, OrderPayment.REFUNDED, total)


# --- what is no answer


def an_answer_that_is_none_is_trouble_and_never_done(site: Server) -> None:
    connector, sku, order = sold(site, paid=True)
    [there] = connector.find([draft(sku)]).values()
    for status, body in (
        (200, b"<html>Dang nhap Wi-Fi</html>"),
        (413, b"{}"),
        (429, b"{}"),
        (500, b"<h1>Error</h1>"),
    ):
        with site.line.saying(status, body):
            for ask in (lambda: connector.changes(""), lambda: connector.refetch([order])):
                with pytest.raises(Trouble, match="exchange_"):
                    ask()
            ended = _tried(lambda: connector.set_stock([StockSet(there.remote_id, sku, 1)])[0])
            assert ended in (UNKNOWN, REJECTED, None)
    assert [shown.stock for shown in site.on_sale(sku)] == [4]


def _tried(tell: Callable[[], Result]) -> Outcome | None:
    """How something told ended; None where it was given up before it was sent."""
    try:
        return tell().outcome
    except Trouble:
        return None


PROMISES: tuple[Callable[[Server], None], ...] = (
    the_same_goods_twice_are_one_product,
    goods_made_by_hand_are_adopted,
    goods_whose_answer_was_lost_are_one_product,
    stock_is_what_buyers_can_take,
    a_price_is_set_alone,
    one_bad_item_stops_no_other,
    withdrawn_goods_come_back_as_the_same,
    an_order_reads_as_it_was_placed,
    no_order_is_missed_while_others_come,
    a_wrong_clock_here_loses_no_order,
    a_cancelled_order_still_shows_what_it_was,
    an_order_nobody_knows_is_gone,
    each_message_arrives_once_whatever_is_lost,
    a_courier_who_collected_completes_the_payment,
    money_goes_back_in_parts_and_never_more_than_came,
    an_answer_that_is_none_is_trouble_and_never_done,
)

OF_A_FOLDER: tuple[Callable[[Site], None], ...] = (
    the_same_goods_twice_are_one_product,
    a_price_is_set_alone,
    withdrawn_goods_come_back_as_the_same,
    an_order_reads_as_it_was_placed,
    no_order_is_missed_while_others_come,
    a_wrong_clock_here_loses_no_order,
    a_cancelled_order_still_shows_what_it_was,
)
"""Those of a folder: nobody answers there, and what orders hold is nobody's to count."""
