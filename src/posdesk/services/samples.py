"""Goods for a first look: those of a craft village, and a sale of three of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from posdesk.domain.access import Actor
from posdesk.domain.cart import Cart, CartLine
from posdesk.domain.pricing import price_cart
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import PricingPolicy, Sale, TenderMethod
from posdesk.domain.tender import Offer, settle
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services import village
from posdesk.services.catalogue import add_product
from posdesk.services.ports.goods_file import GoodsStore


def fill(store: GoodsStore, actor: Actor, clock: Clock) -> None:
    """Adds the goods with their pictures and opening stock, all or nothing."""
    with store.write() as work:
        for good in village.goods():
            product = add_product(work, actor, good.product, good.stock, clock)
            work.put_photo(product.id, good.photo())


def sample_sale(policy: PricingPolicy, day: date) -> Sale:
    """A sale that was never made, to show how a receipt will look under these rules."""
    lines = (
        CartLine(good.product.item(), quantity * ONE, good.product.base.price)
        for quantity, good in zip((1, 1, 6), village.goods(), strict=False)
    )
    priced = price_cart(Cart(lines=tuple(lines)), policy)
    by_cash = settle(priced.due, [Offer(TenderMethod.CASH, None)], policy.rounding.apply)
    return Sale(
        id=new_id(),
        number="T1-000042",
        till="T1",
        shift_id=new_id(),
        business_on=day,
        at=datetime.combine(day, time(3, 30), UTC),
        actor_id=new_id(),
        policy=policy,
        priced=priced,
        settlement=by_cash,
    )
