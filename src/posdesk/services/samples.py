"""Goods for a first look: ten products of a craft village, and a sale of three of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from posdesk.domain.access import Actor
from posdesk.domain.cart import Cart, CartLine
from posdesk.domain.pricing import price_cart
from posdesk.domain.product import Item, Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import PricingPolicy, Sale, TenderMethod
from posdesk.domain.tender import Offer, settle
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.catalogue import add_product
from posdesk.services.ports.store import Store

# sku, name, category, unit, price, barcode, pieces in stock, weighed
GOODS: tuple[tuple[str, str, str, str, int, str, int, bool], ...] = (
    ("GOM-01", "Bình gốm men tro 25 cm", "Gốm", "cái", 320_000, "2000000000015", 8, False),
    ("GOM-02", "Ấm trà tử sa 350 ml", "Gốm", "cái", 450_000, "2000000000022", 5, False),
    ("GOM-03", "Chén trà men rạn", "Gốm", "cái", 35_000, "2000000000039", 120, False),
    (
        "DS-01",
        "Tỏi đen Lý Sơn loại đặc biệt 250 g",
        "Đặc sản",
        "hộp",
        180_000,
        "2000000000046",
        14,
        False,
    ),
    ("DS-02", "Mật ong rừng 500 ml", "Đặc sản", "chai", 165_000, "2000000000053", 22, False),
    ("10001", "Mật ong rừng (cân)", "Đặc sản", "kg", 330_000, "", 30, True),
    ("DS-03", "Quế Trà Bồng 100 g", "Đặc sản", "gói", 38_000, "2000000000060", 60, False),
    ("MT-01", "Nón lá Huế thêu sen", "Mây tre", "cái", 95_000, "2000000000077", 3, False),
    ("MT-02", "Giỏ mây tre đan", "Mây tre", "cái", 140_000, "2000000000084", 31, False),
    ("LUA-01", "Khăn lụa Vạn Phúc", "Lụa", "cái", 285_000, "2000000000091", 17, False),
)


def fill(store: Store, actor: Actor, clock: Clock) -> None:
    """Adds the goods with their opening stock, all or nothing."""
    with store.write() as work:
        for sku, name, category, unit, price, barcode, pieces, weighed in GOODS:
            base = Unit(new_id(), unit, price, 1, (barcode,) if barcode else ())
            product = Product(
                id=new_id(),
                sku=sku,
                name=name,
                units=(base,),
                category=category,
                weighed=weighed,
                min_stock=3 * ONE,
                favourite=True,
            )
            add_product(work, actor, product, pieces * ONE, clock)


def sample_sale(policy: PricingPolicy, day: date) -> Sale:
    """A sale that was never made, to show how a receipt will look under these rules."""
    lines = (
        CartLine(Item(None, None, sku, name, unit, price, tax_code="8"), quantity * ONE, price)
        for quantity, (sku, name, _group, unit, price, *_rest) in zip(
            (1, 1, 6), GOODS, strict=False
        )
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
