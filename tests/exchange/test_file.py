"""An exchange that is a folder: goods out, orders in, what was sent back."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk.domain.order import Look, OrderPayment
from posdesk.domain.quantity import ONE
from posdesk.files.tables import PeoplesTables
from posdesk.services.exchanges import SetUp
from posdesk.services.ports.exchange import Exchange, ExchangeKind
from posdesk.services.ports.orders import Shelf
from posdesk.services.sync import Synced
from posdesk.services.sync_words import message
from tests.services.shops import Counter

HEAD = (
    "Mã đơn;Ngày đặt;Người mua;SĐT;Mã hàng;Số lượng;Đơn giá;Phí giao;Tổng tiền;"
    "Thanh toán;Trạng thái\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "san"
    (made / "orders").mkdir(parents=True)
    return made


@pytest.fixture
def shop(counter: Counter) -> Counter:
    counter.add("BAT", 35_000, stock=10)
    counter.add("BINH", 250_000, stock=2)
    return counter


def set_up(shop: Counter, folder: Path, **options: str) -> Exchange:
    wanted = SetUp("Sàn Quảng Trị", ExchangeKind.FILE, str(folder), options, buffer=1)
    return shop.shop.exchanges.add(shop.actor, wanted, {})[0]


def sync(shop: Counter, exchange: Exchange) -> Synced:
    return shop.shop.sync.run(shop.actor, exchange)


def cells(path: Path) -> list[tuple[object, ...]]:
    return [row.cells for row in PeoplesTables().read(path).rows]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_goods_go_out_once_and_their_stock_as_often_as_it_changes(
    shop: Counter, folder: Path, ending: str
) -> None:
    exchange = set_up(shop, folder, format=ending)
    assert shop.shop.listings.publish(shop.actor, exchange, ["BAT", "BINH"]) == 2
    first = sync(shop, exchange)
    assert (first.products, first.waiting, first.failed) == (2, 0, ())
    stock = folder / f"stock.{ending}"
    # One piece of each is kept back for the counter.
    assert cells(stock) == [("BAT", "9", "35000"), ("BINH", "1", "250000")]
    again = sync(shop, exchange)
    assert (again.products, again.stock) == (0, 0)
    shop.sell(shop.line("BINH"))
    assert sync(shop, exchange).stock == 1
    assert cells(stock)[1] == ("BINH", "0", "250000")
    shop.shop.listings.withdraw(shop.actor, exchange, ["BINH"])
    assert sync(shop, exchange).products == 1
    assert cells(folder / f"catalogue.{ending}")[1][-1] == "hide"


def test_orders_come_in_once_and_bad_rows_are_named(shop: Counter, folder: Path) -> None:
    exchange = set_up(shop, folder)
    (folder / "orders" / "hom-nay.csv").write_text(
        HEAD
        + "QT-1;22/11/2026 10:00;Trần Văn Lâm;0905 111 217;BAT;2;35.000;5.000;75.000;COD;Mới\n"
        + "QT-2;22/11/2026;=cmd();;XX;1;abc;;;;\n"
        + "QT-3;;Lan;;BINH;1;250000;;;Đã thanh toán;Chờ lấy hàng\n"
        + "QT-4;;Mai;;LA;1;10000;;;COD;Chờ trời\n",
        "utf-8",
    )
    turn = sync(shop, exchange)
    assert (turn.orders, [(f.what, f.code) for f in turn.failed]) == (
        3,
        [("QT-2 (3)", "bad_amount")],
    )
    rows = {row.order.number: row for row in shop.shop.orders.rows(Shelf.TO_PACK, 10)}
    assert (rows["QT-1"].order.total, rows["QT-1"].buyer.phone) == (75_000, "0905111217")
    assert rows["QT-3"].order.payment is OrderPayment.PAID
    assert rows["QT-4"].order.look is Look.UNKNOWN_STATE
    assert (shop.stock("BAT"), shop.stock("BINH")) == (8 * ONE, ONE)
    assert sync(shop, exchange).orders == 0


def test_a_newer_file_says_what_became_of_an_order(shop: Counter, folder: Path) -> None:
    exchange = set_up(shop, folder)
    row = "QT-1;22/11/2026;Lâm;;BAT;2;35.000;;;COD;"
    (folder / "orders" / "a.csv").write_text(HEAD + row + "Mới\n", "utf-8")
    sync(shop, exchange)
    (folder / "orders" / "b.csv").write_text(HEAD + row + "Đã hủy\n", "utf-8")
    assert sync(shop, exchange).orders == 1
    assert shop.shop.orders.counts()[Shelf.CANCELLED] == 1
    assert shop.stock("BAT") == 10 * ONE


def test_what_was_handed_over_stands_in_the_list_of_shipments(shop: Counter, folder: Path) -> None:
    exchange = set_up(shop, folder)
    row = "QT-1;22/11/2026;Lâm;;BAT;2;35.000;;;COD;Mới\n"
    (folder / "orders" / "a.csv").write_text(HEAD + row, "utf-8")
    sync(shop, exchange)
    order = shop.shop.orders.find("QT-1").order
    shop.shop.orders.pack(shop.actor, order.id, {"1": 2 * ONE})
    shop.shop.orders.hand_over(shop.actor, order.id, tracking="GHN-7")
    assert shop.shop.sync.waiting(exchange) == 1
    assert sync(shop, exchange).actions == 1
    assert cells(folder / "shipments.xlsx")[0][:3] == ("QT-1", "fulfil", "GHN-7")
    assert sync(shop, exchange).actions == 0


def test_columns_of_an_odd_floor_are_named_by_the_owner(shop: Counter, folder: Path) -> None:
    named = {"column.order": "Ref", "column.sku": "Item", "column.quantity": "No of"}
    exchange = set_up(shop, folder, **named)
    (folder / "orders" / "x.csv").write_text("Ref,Item,No of,price\nA1,BAT,3,35000\n", "utf-8")
    assert sync(shop, exchange).orders == 1
    assert shop.shop.orders.find("A1").order.total == 105_000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("x\ny\n", "columns_missing"),
        ("Mã đơn;Số lượng;Đơn giá;Mã hàng\nA;0;1;BAT\n", "bad_quantity"),
        ("Mã đơn;Số lượng;Đơn giá;Mã hàng\nA;1.500;1;BAT\n", "ambiguous_quantity"),
        ("\x00\x01\x02", "not_a_table"),
    ],
    ids=("columns", "nothing", "ambiguous", "no text"),
)
def test_a_file_that_cannot_be_read_is_named_and_nothing_of_it_taken(
    shop: Counter, folder: Path, content: str, code: str
) -> None:
    exchange = set_up(shop, folder)
    (folder / "orders" / "x.csv").write_text(content, "utf-8")
    turn = sync(shop, exchange)
    assert [f.code for f in turn.failed] == [code]
    assert message(turn.failed[0])
    assert turn.orders == 0
