"""Goods come in, are corrected and counted; stock is always the sum of what moved it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posdesk.domain.access import Right
from posdesk.domain.errors import Refused
from posdesk.domain.product import Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.stock import MovementKind
from posdesk.runtime.ids import new_id
from posdesk.services.inventory import Arrival
from tests.services.shops import Counter, open_counter


@pytest.fixture
def tea(counter: Counter) -> Counter:
    """Tea in packs and in boxes of twelve."""
    product = counter.add("TRA", 40_000, name="Trà sen", stock=10, barcode="8934563138165")
    box = Unit(new_id(), "thùng", 450_000, 12, ("8934563138172",))
    changed = replace(product, units=(product.base, box), cost=30_000)
    counter.goods["TRA"] = counter.shop.catalogue.change(counter.actor, changed)
    return counter


def test_goods_come_in_by_the_box_and_the_newest_cost_counts(tea: Counter) -> None:
    product_id = tea.goods["TRA"].id
    arrival = Arrival(product_id, 2 * ONE, "thùng", 390_000, "Hợp tác xã")
    moved = tea.shop.inventory.receive(tea.actor, arrival)
    assert (moved.before, moved.after) == (10 * ONE, 34 * ONE)
    assert moved.product.cost == 32_500
    newest = tea.shop.inventory.movements(product_id, 1)[0]
    assert (newest.kind, newest.quantity, newest.cost, newest.reason, newest.who) == (
        MovementKind.RECEIPT, 24 * ONE, 32_500, "Hợp tác xã", "Hạnh",
    )  # fmt: skip
    steps = [(s.unit, s.before, s.after) for s in tea.shop.inventory.prices(product_id, 9)]
    assert steps[0] == ("", 30_000, 32_500)


def test_goods_that_cost_the_same_change_no_price(tea: Counter) -> None:
    product_id = tea.goods["TRA"].id
    before = tea.shop.inventory.prices(product_id, 9)
    for cost in (30_000, None):
        tea.shop.inventory.receive(tea.actor, Arrival(product_id, ONE, cost=cost))
    assert tea.shop.inventory.prices(product_id, 9) == before


def test_a_correction_says_why(tea: Counter) -> None:
    product_id = tea.goods["TRA"].id
    moved = tea.shop.inventory.adjust(tea.actor, product_id, -2 * ONE, "vỡ khi dọn hàng")
    assert (moved.after, tea.stock("TRA")) == (8 * ONE, 8 * ONE)
    newest = tea.shop.inventory.movements(product_id, 1)[0]
    assert (newest.kind, newest.reason) == (MovementKind.ADJUSTMENT, "vỡ khi dọn hàng")


def test_a_count_tells_what_was_expected(tea: Counter) -> None:
    product_id = tea.goods["TRA"].id
    moved = tea.shop.inventory.count(tea.actor, product_id, 7 * ONE)
    newest = tea.shop.inventory.movements(product_id, 1)[0]
    assert (moved.before, moved.after) == (10 * ONE, 7 * ONE)
    assert (newest.expected, newest.quantity, newest.after) == (10 * ONE, -3 * ONE, 7 * ONE)


def test_a_count_that_agrees_is_kept(tea: Counter) -> None:
    product_id = tea.goods["TRA"].id
    tea.shop.inventory.count(tea.actor, product_id, 10 * ONE)
    newest = tea.shop.inventory.movements(product_id, 1)[0]
    assert (newest.expected, newest.quantity) == (10 * ONE, 0)


def test_what_was_sold_while_counting_makes_the_count_void(tea: Counter) -> None:
    tea.sell(tea.line("TRA"))
    with pytest.raises(Refused) as refusal:
        tea.shop.inventory.count(tea.actor, tea.goods["TRA"].id, 9 * ONE, seen=10 * ONE)
    assert refusal.value.code == "stock_moved"
    assert tea.stock("TRA") == 9 * ONE


@pytest.mark.parametrize(
    ("quantity", "unit", "cost", "code"),
    [
        (0, "", None, "bad_quantity"),
        (-ONE, "", None, "bad_quantity"),
        (500, "", None, "fraction_not_weighed"),
        (ONE, "lốc", None, "unknown_unit"),
        (ONE, "", -1, "bad_amount"),
        (ONE, "", 10**12 + 1, "too_large"),
        (10**6 * ONE, "thùng", None, "too_large"),
    ],
)
def test_what_cannot_come_in_is_refused(
    tea: Counter, quantity: int, unit: str, cost: int | None, code: str
) -> None:
    product_id = tea.goods["TRA"].id
    before = tea.shop.inventory.movements(product_id, 99)
    with pytest.raises(Refused) as refusal:
        tea.shop.inventory.receive(tea.actor, Arrival(product_id, quantity, unit, cost))
    assert refusal.value.code == code
    assert tea.shop.inventory.movements(product_id, 99) == before


def test_a_correction_never_leaves_less_than_nothing(tea: Counter) -> None:
    product_id = tea.goods["TRA"].id
    for difference, reason, code in (
        (-11 * ONE, "mất", "stock_short"), (0, "x", "bad_quantity"), (ONE, "  ", "reason_needed"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            tea.shop.inventory.adjust(tea.actor, product_id, difference, reason)
        assert refusal.value.code == code


def test_stock_is_moved_by_who_may(tea: Counter) -> None:
    product_id = tea.goods["TRA"].id
    seller = replace(tea.actor, rights=frozenset(Right) - {Right.STOCK})
    inventory = tea.shop.inventory
    deeds: tuple[Callable[[], object], ...] = (
        lambda: inventory.receive(seller, Arrival(product_id, ONE)),
        lambda: inventory.adjust(seller, product_id, ONE, "x"),
        lambda: inventory.count(seller, product_id, ONE),
    )
    for deed in deeds:
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.code == "not_allowed"


def test_the_history_names_receipts_and_goes_on_page_by_page(tea: Counter) -> None:
    product_id = tea.goods["TRA"].id
    sale = tea.sell(tea.line("TRA", 3))
    tea.give_back(sale, (1, ONE))
    tea.shop.inventory.adjust(tea.actor, product_id, ONE, "tìm thấy")
    whole = tea.shop.inventory.movements(product_id, 99)
    assert [(m.kind.value, m.quantity, m.after, m.receipt) for m in whole] == [
        ("adjustment", ONE, 9 * ONE, ""),
        ("return", ONE, 8 * ONE, "T1-000002"),
        ("sale", -3 * ONE, 7 * ONE, "T1-000001"),
        ("opening", 10 * ONE, 10 * ONE, ""),
    ]
    paged = list(tea.shop.inventory.movements(product_id, 1))
    while page := tea.shop.inventory.movements(product_id, 1, paged[-1]):
        paged += page
    assert tuple(paged) == whole


histories = st.lists(
    st.tuples(st.sampled_from(["sell", "return", "receive", "adjust", "count"]), st.integers(1, 9)),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """One shop for many histories: each gets goods of its own."""
    root: Path = tmp_path_factory.mktemp("stock")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CONFIG_HOME", str(root / "config"))
        return open_counter(root / "shop")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories)
def test_stock_is_the_sum_of_its_movements(busy: Counter, history: list[tuple[str, int]]) -> None:
    sku = new_id().hex
    product_id = busy.add(sku, 10_000, stock=20).id
    expected, sales = 20, []
    inventory = busy.shop.inventory
    for deed, pieces in history:
        match deed:
            case "sell":
                sales.append((busy.sell(busy.line(sku, pieces)), pieces))
                expected -= pieces
            case "return" if sales:
                sale, sold = sales.pop()
                busy.give_back(sale, (1, sold * ONE))
                expected += sold
            case "receive":
                inventory.receive(busy.actor, Arrival(product_id, pieces * ONE, cost=pieces))
                expected += pieces
            case "adjust":
                inventory.adjust(busy.actor, product_id, pieces * ONE, "kiểm")
                expected += pieces
            case "count":
                inventory.count(busy.actor, product_id, pieces * ONE)
                expected = pieces
            case _:
                """Nothing was sold that could come back."""
    moves = inventory.movements(product_id, 99)
    assert inventory.on_hand(product_id) == expected * ONE == sum(m.quantity for m in moves)
    assert moves[0].after == expected * ONE
    assert moves[-1].after == moves[-1].quantity == 20 * ONE
    for newer, older in pairwise(moves):
        assert newer.after - newer.quantity == older.after
