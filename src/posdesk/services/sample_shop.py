"""A whole shop to look round in: goods, customers and a past."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

from posdesk.domain.access import Actor
from posdesk.runtime.clock import Clock
from posdesk.services import samples, samples_history, samples_orders, village
from posdesk.services.ports.goods_file import GoodsStore
from posdesk.services.shop import Progress, SampleSize

_SALES, _DAYS = 2_000, 90


class SampleShop:
    """Fills a shop that has nothing in it yet, in one transaction: nobody meets half of it."""

    def __init__(self, store: GoodsStore, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def goods(self, actor: Actor) -> None:
        """The village's goods with their opening stock."""
        samples.fill(self._store, actor, self._clock)

    def shop(self, actor: Actor, progress: Progress) -> None:
        """The goods, twenty invented customers, and ninety days of sales that end yesterday.

        Some customers owe something.

        Raises:
            Refused: ``shop_not_new`` where goods or shifts are in it already.
        """
        goods = list(village.goods())
        stocked = [(good.product, good.stock) for good in goods]
        size = SampleSize(len(goods), _SALES, _DAYS, 1)
        customers = list(village.customers(self._clock.today() - timedelta(days=_DAYS)))
        with self._store.write() as work:
            samples_history.fill(
                lambda: nullcontext(work), actor, self._clock, size, progress, stocked, customers
            )
            products = [good.product for good in goods]
            samples_orders.fill(work, self._store, actor, self._clock, products, customers)
            for good in goods:
                work.put_photo(good.product.id, good.photo())
