"""The order manager and its cards: whole in each size and language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.order import Look, Order, OrderBuyer
from posdesk.domain.quantity import ONE
from posdesk.runtime import i18n
from posdesk.runtime.ids import new_id
from posdesk.services.orders import Wanted
from posdesk.services.ports.exchange import Exchange, ExchangeKind
from posdesk.ui.screens.orders import OrdersScreen
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter, cart_of
from tests.ui import checks
from tests.ui.desks import ALT, Desk, Key, found
from tests.ui.executors import Immediate
from tests.ui.test_look import LANGUAGES, SIZES, settle

State = Callable[[Desk, Counter], None]
LAM = OrderBuyer("Trần Văn Lâm", "0905 111 217", "12 Lê Lợi, phường Đông Hà, tỉnh Quảng Trị")
PACKED = {"1": ONE, "2": 2 * ONE}


def order(counter: Counter, **named: object) -> Order:
    """A vase and two bowls for Lâm."""
    wanted = Wanted(
        source="zalo",
        buyer=replace(LAM, note="Gói kỹ giúp em, hàng dễ vỡ."),
        lines=(("GOM-01", ONE, None), ("GOM-03", 2 * ONE, None)),
        fee=5_000,
        cod=True,
    )
    return counter.shop.orders.add(counter.actor, replace(wanted, **named))  # type: ignore[arg-type]  # fields


def screen(desk: Desk) -> OrdersScreen:
    return found(desk.window, "orders", OrdersScreen)


def orders_empty(desk: Desk, _counter: Counter) -> None:
    desk.window.open_screen("orders")


def orders(desk: Desk, counter: Counter) -> None:
    """Some of each kind; the shop sells on an exchange."""
    today = counter.shop.today()
    exchange = Exchange(new_id(), "Sàn Quảng Trị", ExchangeKind.FILE, "x", counter.clock.now())
    with counter.store.write() as work:
        work.put_exchange(exchange)
    order(counter, due_on=today)
    order(counter, source="facebook", due_on=today + timedelta(days=1), deposit=100_000)
    order(counter, source="phone", buyer=OrderBuyer("Công Tằng Tôn Nữ Thị Huyền Trang"))
    order(counter, cod=False)
    desk.window.open_screen("orders")
    model = screen(desk).model
    model.go_to(0)
    model.scan("2000000000015")


def orders_short(desk: Desk, counter: Counter) -> None:
    """More was ordered than there is, and something is to be looked at."""
    orders(desk, counter)
    strange = order(counter, lines=(("GOM-01", 9 * ONE, None),), due_on=counter.shop.today())
    with counter.store.write() as work:
        work.put_order(replace(strange, look=Look.DONE_ELSEWHERE), counter.clock.now())
    model = screen(desk).model
    model.refresh(strange.id)


def orders_full(desk: Desk, counter: Counter) -> None:
    """An order of 200 lines among many."""
    counter.add("NHO", 1_000, name="Nón lá Huế thêu sen, quai lụa, cỡ lớn 45 cm", stock=900)
    long = tuple(("NHO", ONE, 1_000 + number) for number in range(200))
    full = order(counter, lines=long, discount=100_000, deposit=12_500)
    for _number in range(30):
        order(counter, lines=(("NHO", ONE, None),))
    desk.window.open_screen("orders")
    screen(desk).model.refresh(full.id)


def orders_owed(desk: Desk, counter: Counter) -> None:
    """On the way, COD still to come."""
    shop, actor = counter.shop, counter.actor
    for number in range(4):
        made = order(counter, lines=(("GOM-03", ONE, None),), deposit=number * 5_000)
        shop.orders.pack(actor, made.id, {"1": ONE})
        shop.orders.hand_over(actor, made.id, tracking=f"VN{number:09}")
    desk.window.open_screen("orders")
    screen(desk).model.choose_shelf("on_the_way")


def order_hand_over(desk: Desk, counter: Counter) -> None:
    made = order(counter)
    counter.shop.orders.pack(counter.actor, made.id, PACKED)
    desk.window.open_screen("orders")
    screen(desk).model.choose_shelf("packed")
    screen(desk).model.go_on()


def order_cancelled(desk: Desk, counter: Counter) -> None:
    """A deposit was paid: that is told."""
    order(counter, deposit=50_000)
    desk.window.open_screen("orders")
    screen(desk).cancel()
    desk.press(Key.Key_1, modifier=ALT)
    desk.enter()


def order_deposit(desk: Desk, counter: Counter) -> None:
    order(counter, deposit=50_000)
    desk.window.open_screen("orders")
    screen(desk).deposit()


def order_settled(desk: Desk, counter: Counter) -> None:
    orders_owed(desk, counter)
    screen(desk).settle()
    desk.enter()


def order_typed(desk: Desk, counter: Counter) -> None:
    """Goods are on it, the phone is wrong."""
    orders_empty(desk, counter)
    screen(desk).add(cart_of(*(counter.line(sku, 2) for sku in ("GOM-01", "GOM-03", "DS-03"))))
    desk.touch_field(i18n._("Phone"))
    desk.type("12")
    desk.enter()


def order_searched(desk: Desk, counter: Counter) -> None:
    orders_empty(desk, counter)
    screen(desk).add()
    desk.type("tra")


STATES: tuple[State, ...] = (
    orders_empty, orders, orders_short, orders_full, orders_owed, order_hand_over,
    order_cancelled, order_deposit, order_settled, order_typed, order_searched,
)  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The window in a language."""
    words = LANGUAGES[request.param]
    monkeypatch.setattr(i18n, "translator", lambda _language: words)
    return str(request.param)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_each_state_is_whole_in_each_size_and_language(
    qapp: QApplication, counter: Counter, tmp_path: Path, spoken: str, state: State
) -> None:
    wrong: list[str] = []
    desk = Desk(qapp, counter, Tasks(Immediate(), Immediate()), tmp_path / "reports")
    state(desk, counter)
    for size in SIZES:
        desk.window.resize(*size)
        settle()
        settle()  # what wraps tells its height only once its width is known
        top = getattr(desk.top, "sheet", desk.top)
        what = checks.complaints(top, size == SIZES[0])
        wrong += [f"{size[0]}x{size[1]} {each}" for each in what]
        assert (desk.window.width(), desk.window.height()) == size
    desk.close()
    assert wrong == []
