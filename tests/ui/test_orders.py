"""The order manager at the real window: a scan packs, keys hand over, the statement closes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from posdesk.domain.order import Look, OrderState
from posdesk.domain.quantity import ONE
from posdesk.services.ports.orders import Shelf
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter
from tests.ui.desks import ALT, CTRL, Desk, Key
from tests.ui.test_orders_look import order, screen
from tests.ui.tills import BARCODES


@pytest.fixture
def desk(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, counter, tasks, tmp_path / "papers")
    yield made
    made.close()


def state(counter: Counter, number: str) -> OrderState:
    return counter.shop.orders.find(number).order.state


def test_an_order_goes_from_the_scan_to_the_money_by_keys_alone(
    desk: Desk, counter: Counter
) -> None:
    made = order(counter)
    desk.window.data_changed.emit()
    desk.press(Key.Key_2, modifier=CTRL)
    assert desk.button("Orders").accessibleName() == "Orders 1"
    desk.hands.scan(BARCODES[0])
    assert desk.button("To scan: 1").isEnabled() is False
    desk.enter()
    assert state(counter, made.number) is OrderState.NEW
    desk.hands.scan(BARCODES[1])
    desk.hands.scan(BARCODES[1])
    desk.hands.scan(BARCODES[1])
    assert "More of “Chén trà men rạn”" in desk.window.toast.words
    desk.enter()
    assert state(counter, made.number) is OrderState.PACKED
    for _list in range(3):  # two of them are empty
        desk.press(Key.Key_Right)
    desk.enter()
    desk.hands.scan("VN123456789")
    desk.enter()
    gone = counter.shop.orders.find(made.number).order
    assert (gone.state, gone.tracking) == (OrderState.HANDED_OVER, "VN123456789")
    screen(desk).model.choose_shelf(Shelf.ON_THE_WAY.value)
    desk.press(Key.Key_F9)
    desk.touch_field("Statement no.")
    desk.type("GHN 23/11")
    desk.enter()
    assert state(counter, made.number) is OrderState.CLOSED
    assert counter.shop.settlements.open() == ()


def test_a_buyer_who_fetches_pays_into_the_drawer(desk: Desk, counter: Counter) -> None:
    made = order(counter, source="shop")
    before = counter.cash_expected()
    counter.shop.orders.pack(counter.actor, made.id, {"1": ONE, "2": 2 * ONE})
    desk.window.open_screen("orders")
    screen(desk).model.choose_shelf(Shelf.PACKED.value)
    desk.enter()
    desk.enter()
    assert state(counter, made.number) is OrderState.CLOSED
    assert counter.cash_expected() == before + made.total


def test_what_is_wrong_is_told_until_somebody_looked(desk: Desk, counter: Counter) -> None:
    short = order(counter, lines=(("GOM-01", 9 * ONE, None),))
    with counter.store.write() as work:
        work.put_order(replace(short, look=Look.GONE), counter.clock.now())
    desk.window.open_screen("orders")
    words = screen(desk).panel._trouble._words.text()
    assert "The exchange does not have it any more." in words
    assert "Not enough in stock: Bình gốm men tro 25 cm" in words
    desk.press(Key.Key_R, modifier=CTRL)
    assert counter.shop.orders.view(short.id).order.look is None
    desk.press(Key.Key_M, modifier=CTRL)
    assert short.number in QGuiApplication.clipboard().text()
    desk.press(Key.Key_D, modifier=CTRL)
    desk.press(Key.Key_1, modifier=ALT)
    desk.enter()
    assert state(counter, short.number) is OrderState.CANCELLED


def test_a_bill_becomes_an_order(desk: Desk, counter: Counter) -> None:
    desk.till.bill.add(counter.line("GOM-01", 2))
    desk.press(Key.Key_Y, modifier=CTRL)
    desk.hands.scan(BARCODES[1])
    desk.type("khong co")
    desk.enter()
    assert "khong co" in desk.top.problem.text()  # type: ignore[attr-defined]  # the order
    desk.press(Key.Key_F3)
    desk.type("chen")
    desk.enter()
    desk.press(Key.Key_Minus, "-")
    desk.touch_field("Buyer")
    desk.type("Lam")
    desk.enter()
    view = counter.shop.orders.find("CH-0001")
    assert (view.buyer.name, view.order.total) == ("Lam", 675_000)
    assert desk.till.bill.state.blank
    assert screen(desk).view == view
