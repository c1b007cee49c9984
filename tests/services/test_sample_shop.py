"""A whole shop to look round in, made in a few seconds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from posdesk.domain.errors import Refused
from posdesk.services import village
from tests.services.shops import Counter, new_counter


@pytest.fixture
def empty_counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """A shop with nothing in it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = new_counter(tmp_path / "shop")
    yield made
    made.store.close()


def test_it_has_goods_customers_and_a_past_that_holds(empty_counter: Counter) -> None:
    shop = empty_counter.shop
    seen: list[int] = []

    def look(done: int, _total: int) -> None:
        if done % 400 == 0:
            seen.append(len(shop.shifts.latest(1)) + len(shop.catalogue.tiles(None, 1)))

    shop.samples.shop(empty_counter.actor, look)
    assert set(seen) == {0}, "half of it could be sold in"
    with empty_counter.store.read() as reader:
        goods = {good.product.sku: good.stock for good in village.goods()}
        there = [reader.product_by_sku(sku) for sku in goods]
        left = [reader.on_hand(product.id) for product in there if product]
    assert min(left) >= 0
    assert sum(left) > sum(goods.values()) / 3
    assert len(shop.customers.find("", 100)) == 20
    debtors = shop.customers.debtors()
    assert 3 < len(debtors) < 20
    assert any(row.days > 30 for row in debtors)
    assert {row.name for row in shop.catalogue.tiles(None, 3)} >= {"Chén trà men rạn"}
    [last] = shop.receipts.find("", 1)
    assert last.business_on == empty_counter.clock.today() - timedelta(days=1)
    assert shop.shifts.current("T1") is None
    assert empty_counter.broken() == []
    with pytest.raises(Refused, match="shop_not_new"):
        shop.samples.shop(empty_counter.actor, lambda _done, _total: None)


def test_who_works_here_has_a_name(counter: Counter) -> None:
    counter.shop.staff.rename(counter.actor, "  Mậu ")
    with counter.store.read() as reader:
        assert reader.owner().name == "Mậu"
    for name, code in (("", "name_needed"), ("a" * 61, "text_too_long")):
        with pytest.raises(Refused, match=code):
            counter.shop.staff.rename(counter.actor, name)
