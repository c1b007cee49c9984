"""Orders by hand: kept, packed, handed over as a sale, paid; verify agrees after each test."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from posdesk.domain.errors import Refused
from posdesk.domain.order import Look, Order, OrderBuyer, OrderPayment, OrderState
from posdesk.domain.product import Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import TenderMethod
from posdesk.runtime.ids import new_id
from posdesk.services.orders import Wanted
from posdesk.services.ports.orders import Shelf
from posdesk.services.settlements import StatementLine
from tests.services.shops import CASH, TRANSFER, Counter, paid, refused

LAM = OrderBuyer("Trần Văn Lâm", "0905 111 217", "12 Lê Lợi, Đông Hà")


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """Bowls and a vase, ten of each."""
    counter.add("BAT", 35_000, stock=10, tax="8")
    counter.add("BINH", 250_000, stock=10)
    return counter


def ordered(shop: Counter, *lines: tuple[str, int, int | None], **named: object) -> Order:
    wanted = Wanted("zalo", LAM, lines or (("BAT", 2 * ONE, None),))
    return shop.shop.orders.add(shop.actor, replace(wanted, **named))  # type: ignore[arg-type]  # fields


def packed(shop: Counter, order: Order) -> Order:
    all_of_it = {line.key: line.quantity for line in order.lines}
    return shop.shop.orders.pack(shop.actor, order.id, all_of_it)


def gone(shop: Counter, order: Order, rest: TenderMethod | None = None) -> Order:
    return shop.shop.orders.hand_over(shop.actor, packed(shop, order).id, rest=rest)[0]


def test_goods_are_kept_from_the_order_on_and_sold_at_the_hand_over(shop: Counter) -> None:
    order = ordered(shop, ("BAT", 3 * ONE, 33_333), ("BINH", ONE, None), fee=30_000, cod=True)
    assert (order.number, order.total) == ("ZL-0001", 99_999 + 250_000 + 30_000)
    assert (shop.stock("BAT"), shop.totals().receipts) == (7 * ONE, 0)
    handed, sale = shop.shop.orders.hand_over(shop.actor, packed(shop, order).id, tracking="VN1")
    assert (sale.number, sale.channel, sale.settlement.total) == ("O1-000001", "online", 379_999)
    assert paid(sale) == [("cod", 379_999)]
    assert (handed.state, handed.tracking) == (OrderState.HANDED_OVER, "VN1")
    # What was kept is sold: nothing changes for the counter.
    assert shop.stock("BAT") == 7 * ONE
    assert shop.cash_expected() == 200_000


def test_a_price_that_pieces_do_not_divide_is_sold_to_the_dong(shop: Counter) -> None:
    shop.set(tax__method="vat_deduction")
    order = ordered(shop, ("BAT", 3 * ONE, 33_333), discount=100, cod=True)
    order = replace(order, lines=(replace(order.lines[0], net=100_000),))
    with shop.store.write() as work:
        work.put_order(order, shop.clock.now())
    sale = shop.shop.orders.hand_over(shop.actor, packed(shop, order).id)[1]
    assert sale.settlement.total == 99_900
    assert sale.priced.lines[0].net == 99_900


def test_a_deposit_lies_in_the_drawer_and_is_off_what_the_courier_collects(shop: Counter) -> None:
    order = ordered(shop, deposit=20_000, deposit_method=CASH)
    assert shop.cash_expected() == 220_000
    sale = shop.shop.orders.hand_over(shop.actor, packed(shop, order).id)[1]
    assert paid(sale) == [("deposit", 20_000), ("cod", 50_000)]
    assert shop.cash_expected() == 220_000
    assert {t.method: t.amount for t in shop.totals().orders} == {"cash": 20_000}


def test_an_order_that_nobody_paid_waits_and_its_goods_go_free_in_the_end(shop: Counter) -> None:
    order = ordered(shop)
    assert shop.shop.orders.counts()[Shelf.WAITING_MONEY] == 1
    with pytest.raises(Refused) as unpaid:
        packed(shop, order)
    assert refused(unpaid.value)[0] == "order_unpaid"
    with shop.store.write() as work:
        until = shop.clock.now() + timedelta(hours=1)
        work.put_order(replace(order, expires_at=until), shop.clock.now())
    shop.clock.go_on(hours=2)
    with shop.store.write() as work:
        work.release_expired(shop.clock.now())
    assert shop.stock("BAT") == 10 * ONE
    order = shop.shop.orders.confirm_paid(shop.actor, order.id)
    assert (order.payment, shop.stock("BAT")) == (OrderPayment.PAID, 8 * ONE)
    assert gone(shop, order).state is OrderState.HANDED_OVER


def test_the_last_piece_sold_at_the_counter_opens_one_task_with_its_orders(shop: Counter) -> None:
    first = ordered(shop, ("BINH", 6 * ONE, None), cod=True)
    second = ordered(shop, ("BINH", 4 * ONE, None), cod=True)
    shop.set(stock__below_zero="allow")
    shop.sell(shop.line("BINH", 3))
    (task,) = shop.shop.orders.shortfalls()
    assert (task.missing, task.orders) == (3 * ONE, (first.number, second.number))
    assert [row.short for row in shop.shop.orders.rows(Shelf.TO_PACK, 10)] == [True, True]
    shop.shop.orders.cancel(shop.actor, second.id, "hết hàng")
    assert shop.shop.orders.shortfalls() == ()
    assert refused_cancel(shop, second) == "order_state"


def refused_cancel(shop: Counter, order: Order) -> str:
    with pytest.raises(Refused) as error:
        shop.shop.orders.cancel(shop.actor, order.id, "lần nữa")
    return error.value.code


def test_an_order_with_a_deposit_is_not_given_up_before_it_was_given_back(shop: Counter) -> None:
    order = ordered(shop, deposit=20_000, deposit_method=CASH)
    assert refused_cancel(shop, order) == "deposit_paid"
    shop.shop.orders.deposit(shop.actor, order.id, -20_000, CASH)
    assert (
        shop.shop.orders.cancel(shop.actor, order.id, "khách đổi ý").state is OrderState.CANCELLED
    )
    assert (shop.cash_expected(), shop.stock("BAT")) == (200_000, 10 * ONE)


def test_a_delivery_that_failed_brings_goods_and_money_back(shop: Counter) -> None:
    order = gone(shop, ordered(shop, fee=15_000, cod=True))
    back, sale = shop.shop.orders.fail(shop.actor, order.id, "không nghe máy")
    assert (back.state, sale.number, paid(sale)) == (
        OrderState.RETURNED,
        "O1-000002",
        [("cod", -85_000)],
    )
    assert shop.stock("BAT") == 10 * ONE
    assert shop.shop.settlements.open() == ()


def test_a_statement_pays_orders_once_and_names_what_is_left(shop: Counter) -> None:
    order, other = (gone(shop, ordered(shop, cod=True)) for _ in range(2))
    assert [row.owed for row in shop.shop.settlements.open()] == [70_000, 70_000]
    lines = [StatementLine(order.number, 60_000, 9_000, 1_000), StatementLine(other.number, 50_000)]
    settle = shop.shop.settlements.settle
    assert [s.left for s in settle(shop.actor, lines, TRANSFER, "GHN 11")] == [0, 20_000]
    assert [s.known for s in settle(shop.actor, lines, TRANSFER, "GHN 11")] == [True, True]
    assert [row.owed for row in shop.shop.settlements.open()] == [20_000]
    assert shop.shop.orders.view(order.id).order.state is OrderState.CLOSED
    settle(shop.actor, [StatementLine(other.number, 20_000)], CASH, "tiền mặt")
    assert shop.cash_expected() == 220_000


def test_a_wrong_statement_posts_none_of_its_lines(shop: Counter) -> None:
    order = gone(shop, ordered(shop, cod=True))
    lines = [StatementLine(order.number, 70_000), StatementLine("ZL-9999", 1)]
    with pytest.raises(Refused):
        shop.shop.settlements.settle(shop.actor, lines, TRANSFER, "GHN 11")
    assert [row.owed for row in shop.shop.settlements.open()] == [70_000]


def test_one_that_is_fetched_pays_at_the_counter(shop: Counter) -> None:
    order = shop.shop.orders.confirm_paid(shop.actor, ordered(shop, deposit=10_000).id)
    assert paid(shop.shop.orders.hand_over(shop.actor, packed(shop, order).id)[1]) == [
        ("deposit", 70_000)
    ]
    assert order.look is not Look.GONE


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"lines": ()}, "empty_bill"),
        ({"lines": (("XX", ONE, None),)}, "unknown_barcode"),
        ({"lines": (("BAT", 0, None),)}, "bad_quantity"),
        ({"lines": (("BAT", 500, None),)}, "fraction_not_weighed"),
        ({"lines": (("BAT", ONE, -1),)}, "bad_amount"),
        ({"lines": (("BAT", ONE, 10**13),)}, "too_large"),
        ({"discount": 70_001}, "discount_too_large"),
        ({"deposit": 70_001}, "deposit_too_large"),
        ({"source": "fax"}, "unknown_source"),
        ({"buyer": replace(LAM, phone="12")}, "bad_phone"),
    ],
)
def test_what_cannot_be_ordered_is_refused_whole(
    shop: Counter, wanted: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as error:
        ordered(shop, **wanted)
    assert error.value.code == code
    assert sum(shop.shop.orders.counts().values()) == 0
    assert shop.stock("BAT") == 10 * ONE


def test_a_scan_packs_what_was_ordered_and_nothing_else(shop: Counter) -> None:
    piece, pack = "8930000000017", "8930000000024"
    tea = shop.add("TRA", 20_000, barcode=piece, stock=50)
    six = Unit(new_id(), "lốc", 110_000, 6, (pack,))
    shop.shop.catalogue.change(shop.actor, replace(tea, units=(*tea.units, six)))
    order = ordered(shop, ("TRA", 7 * ONE, None), cod=True)
    orders, actor = shop.shop.orders, shop.actor
    assert orders.scan(actor, order.id, pack).lines[0].packed == 6 * ONE
    with pytest.raises(Refused, match="packed_too_much"):
        orders.scan(actor, order.id, pack)
    with pytest.raises(Refused, match="not_ordered"):
        orders.scan(actor, order.id, "BINH")
    full = orders.scan(actor, order.id, piece)
    assert (full.packed, full.state) == (True, OrderState.NEW)
    assert orders.pack(actor, order.id, {}).state is OrderState.PACKED
    assert orders.fill(actor, order.id, {"1": 0}).state is OrderState.ACCEPTED
    packs = ordered(shop, (pack, ONE, None), cod=True)
    with pytest.raises(Refused, match="unit_ordered"):
        orders.scan(actor, packs.id, piece)
    assert orders.scan(actor, packs.id, pack).packed
