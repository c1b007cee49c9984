"""The window and commands work at the same stock at once; its sum never disagrees."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from uuid import UUID

import pytest

from posdesk import bootstrap
from posdesk.domain.quantity import ONE
from posdesk.domain.stock import MovementKind
from posdesk.services.inventory import Arrival
from posdesk.services.shop import Shop
from tests.storage.sessions import Session, session
from tests.storage.till import CODES, Till


def _sell(selling: Session, times: int) -> int:
    return sum(selling.sell()["status"] == "committed" for _ in range(times))


def _work(shop: Shop, product_id: UUID, steps: int) -> None:
    """As the window: goods come in, and some of them break."""
    for step in range(steps):
        arrival = Arrival(product_id, 3 * ONE, cost=20_000 + step)
        assert shop.inventory.receive(shop.actor, arrival).product.cost == 20_000 + step
        shop.inventory.adjust(shop.actor, product_id, -ONE, "vỡ")


@pytest.mark.parametrize(
    ("sales", "steps"), [(60, 15), pytest.param(3_000, 700, marks=pytest.mark.oracle)]
)
def test_two_processes_selling_receiving_and_correcting_at_once(
    till: Till, sales: int, steps: int
) -> None:
    program = bootstrap.Posdesk().open(str(till.folder.root))
    with session(till.folder) as selling, program as shop, ThreadPoolExecutor(1) as pool:
        item = shop.catalogue.coded(CODES[0])
        assert item is not None
        assert item.product_id is not None
        selling.sell()
        before = shop.inventory.on_hand(item.product_id)
        sold = pool.submit(_sell, selling, sales)
        _work(shop, item.product_id, steps)
        assert till.run("stock", "receive", CODES[0], "5").code == 0
        assert till.run("stock", "adjust", CODES[0], "-2", "--reason", "vỡ").code == 0
        assert sold.result() == sales
        moves = shop.inventory.movements(item.product_id, 10 * sales)
        there = shop.inventory.on_hand(item.product_id)
    assert there == before + (2 * steps + 3 - sales) * ONE == sum(m.quantity for m in moves)
    kinds = [kind for kind, _run in groupby(moves, lambda move: move.kind is MovementKind.SALE)]
    assert len(kinds) > 4, "both were at work at the same time"
    assert till.verify() == {}
