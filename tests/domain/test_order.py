"""How an order meets what its exchange shows: who wins per field (facts: exchange.md 5.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from posdesk.domain.errors import Refused
from posdesk.domain.order import Look, Order, OrderLine, OrderPayment, OrderState
from posdesk.domain.quantity import ONE
from posdesk.domain.snapshot import RemoteState, met

GOODS = UUID(int=7)
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NEW, PACKED, GONE = OrderState.NEW, OrderState.PACKED, OrderState.HANDED_OVER
CANCELLED, CLOSED, DELIVERED = OrderState.CANCELLED, OrderState.CLOSED, OrderState.DELIVERED
OPEN, DONE, UNKNOWN = RemoteState.OPEN, RemoteState.DONE, RemoteState.UNKNOWN


def order(state: OrderState = NEW, quantity: int = 2, packed: int = 0, **named: object) -> Order:
    line = OrderLine("1", GOODS, "BAT", "Bát", "cái", quantity * ONE, 35_000 * quantity)
    known = Order(
        id=UUID(int=1),
        number="W-1",
        source="Web",
        state=state,
        payment=OrderPayment.UNPAID,
        lines=(replace(line, packed=packed * ONE),),
        placed_at=NOW,
        cod=True,
    )
    return replace(known, **named)  # type: ignore[arg-type]  # fields of an order


def meeting(known: Order, seen: Order, state: RemoteState, *, ours: bool = False) -> Order:
    return met(known, seen, state, shop_cancelled=ours)


@pytest.mark.parametrize(
    ("here", "there", "becomes", "look"),
    [
        (NEW, OPEN, NEW, None),
        (PACKED, OPEN, PACKED, None),
        (NEW, RemoteState.CANCELLED, CANCELLED, None),
        (PACKED, RemoteState.CANCELLED, CANCELLED, Look.CANCELLED_AFTER),
        (NEW, DONE, NEW, Look.DONE_ELSEWHERE),
        (NEW, RemoteState.SHIPPED, NEW, Look.DONE_ELSEWHERE),
        (NEW, UNKNOWN, NEW, Look.UNKNOWN_STATE),
        (CANCELLED, OPEN, NEW, None),
        (CANCELLED, RemoteState.CANCELLED, CANCELLED, None),
        (GONE, OPEN, GONE, None),
        (GONE, RemoteState.DELIVERED, DELIVERED, None),
        (GONE, DONE, CLOSED, None),
        (DELIVERED, OPEN, DELIVERED, None),
        (GONE, RemoteState.CANCELLED, GONE, Look.CANCELLED_AFTER),
        (GONE, UNKNOWN, GONE, Look.UNKNOWN_STATE),
        (CLOSED, DONE, CLOSED, None),
    ],
)
def test_states(
    here: OrderState, there: RemoteState, becomes: OrderState, look: Look | None
) -> None:
    now = meeting(order(here), order(here), there)
    assert (now.state, now.look) == (becomes, look)


def test_what_the_shop_cancelled_is_not_taken_up_again_before_the_exchange_knows() -> None:
    assert meeting(order(CANCELLED), order(), OPEN, ours=True).state is CANCELLED


def test_the_exchange_says_what_is_bought_and_the_shop_what_is_packed() -> None:
    now = meeting(order(PACKED, 3, packed=3), order(PACKED, 2), OPEN)
    assert (now.lines[0].quantity, now.lines[0].packed, now.total) == (2 * ONE, 2 * ONE, 70_000)


def test_nothing_of_a_sale_changes_after_the_hand_over_but_it_is_told() -> None:
    now = meeting(order(GONE, 2), order(GONE, 1), OPEN)
    assert (now.lines[0].quantity, now.look) == (2 * ONE, Look.CHANGED_AFTER)
    refunded = order(GONE, payment=OrderPayment.PART_REFUNDED)
    assert meeting(order(GONE), refunded, OPEN).look is Look.REFUNDED_AFTER


def test_goods_are_kept_while_they_lie_here_and_money_can_still_come() -> None:
    assert order(PACKED).kept(NOW) == {GOODS: 2 * ONE}
    assert order(GONE).kept(NOW) == {}
    unpaid = order(cod=False, expires_at=NOW + timedelta(hours=1))
    assert unpaid.kept(NOW) == {GOODS: 2 * ONE}
    assert unpaid.kept(NOW + timedelta(hours=1)) == {}
    paid = replace(unpaid, payment=OrderPayment.PAID)
    assert paid.kept(NOW + timedelta(days=9)) == {GOODS: 2 * ONE}


def test_an_order_goes_its_way_and_no_other() -> None:
    assert order(NEW).moved(PACKED).moved(GONE).moved(CLOSED).state is CLOSED
    with pytest.raises(Refused, match="order_state"):
        order(GONE).moved(CANCELLED)
