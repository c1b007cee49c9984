"""A day in which something of every kind is posted."""

from __future__ import annotations

from dataclasses import replace

from posdesk import bootstrap
from posdesk.domain.cart import Cart, CartLine, ReturnedLine
from posdesk.domain.debt import DebtEntry, DebtKind
from posdesk.domain.discount import Discount
from posdesk.domain.product import PriceSource, Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.domain.shift import CashKind
from posdesk.domain.tender import Offer
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder
from posdesk.services.checkout import Bill
from posdesk.services.shop import Shop
from posdesk.storage.shopfile import open_shop

SETTINGS = {
    "tax.method": "vat_deduction",
    "cash.rounding_step": "1000",
    "shop.bank_bin": "970436",
    "shop.bank_account": "0123456789",
}
CASH, TRANSFER, CARD = TenderMethod.CASH, TenderMethod.TRANSFER, TenderMethod.CARD


def work_a_day(folder: DataFolder) -> None:
    """Makes a shop and fills every posted table; ends with a closed shift and a new one."""
    program = bootstrap.Posdesk()
    program.create(str(folder.root), "Gốm Bàu Trúc", sample=True)
    _owe(folder)
    with program.open(str(folder.root)) as shop:
        shop.settings.set(shop.actor, SETTINGS)
        shop.shifts.open(shop.actor, 200_000)
        tea = _add_goods(shop)
        _trade(shop, tea)
        dearer = (replace(tea.base, price=45_000),)
        shop.catalogue.change(shop.actor, replace(tea, units=dearer, cost=31_000))
        shop.shifts.move_cash(shop.actor, CashKind.IN, 50_000, "tiền lẻ")
        shop.shifts.move_cash(shop.actor, CashKind.OUT, 20_000, "mua trà")
        shop.shifts.close(shop.actor, 700_000, notes={100_000: 5, 50_000: 4}, reason="thiếu")
        shop.shifts.open(shop.actor, 100_000)
        _sell(shop, shop.checkout.scan("GOM-03"), offer=Offer(CASH, 100_000))


def _owe(folder: DataFolder) -> None:
    clock = SystemClock()
    store = open_shop(folder, clock)
    with store.write() as work:
        work.post(
            DebtEntry(
                id=new_id(),
                customer_id=work.owner().id,
                till="T1",
                shift_id=None,
                business_on=clock.today(),
                at=clock.now(),
                actor_id=work.owner().id,
                kind=DebtKind.OPENING,
                amount=120_000,
            )
        )
    store.close()


def _add_goods(shop: Shop) -> Product:
    unit = Unit(new_id(), "gói", 43_210, 1, ("8934563138165",))
    tea = Product(new_id(), "TRA-01", "Trà sen", (unit,), tax_code="8", cost=30_000)
    return shop.catalogue.add(shop.actor, tea, 5 * ONE)


def _trade(shop: Shop, tea: Product) -> None:
    line = CartLine(tea.item(), 3 * ONE, 43_210, discount=Discount(percent=10_000))
    cheap = CartLine(tea.item(), ONE, 40_000, PriceSource.TYPED)
    first = _sell(shop, line, cheap, discount=Discount(amount=5_000), offer=Offer(CASH, 200_000))
    _sell(shop, returns=(ReturnedLine(first.number, 1, ONE),), offer=Offer(CASH, None))
    # Below zero: an action says so.
    _sell(shop, CartLine(tea.item(), 4 * ONE, 43_210), offer=Offer(CARD, None))
    bill, due = new_id(), 43_210
    asked = shop.transfers.ask(shop.actor, bill, due)
    paid = _sell(shop, CartLine(tea.item(), ONE, due), offer=Offer(TRANSFER, None, asked.id))
    shop.corrections.correct_tender(shop.actor, paid.id, TRANSFER, CARD, "quẹt thẻ")


def _sell(
    shop: Shop,
    *lines: CartLine,
    returns: tuple[ReturnedLine, ...] = (),
    discount: Discount | None = None,
    offer: Offer,
) -> Sale:
    cart = Cart(lines=lines, returns=returns, discount=discount)
    return shop.checkout.post(shop.actor, Bill(cart=cart, offers=(offer,))).sale
