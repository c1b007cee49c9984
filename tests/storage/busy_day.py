"""A day in which something of every kind is posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from posdesk import bootstrap
from posdesk.domain.cart import Cart, CartLine, ReturnedLine
from posdesk.domain.customer import Customer
from posdesk.domain.discount import Discount
from posdesk.domain.order import OrderBuyer
from posdesk.domain.product import PriceSource, Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.domain.shift import CashKind
from posdesk.domain.tender import Offer
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder
from posdesk.services.checkout import Bill
from posdesk.services.orders import Wanted
from posdesk.services.shop import Shop

SETTINGS = {
    "tax.method": "vat_deduction",
    "cash.rounding_step": "1000",
    "shop.bank_bin": "970436",
    "shop.bank_account": "0123456789",
}
CASH, TRANSFER, CARD = TenderMethod.CASH, TenderMethod.TRANSFER, TenderMethod.CARD
DEBT = TenderMethod.DEBT


def work_a_day(folder: DataFolder) -> None:
    """Makes a shop and fills every posted table; ends with a closed shift and a new one."""
    program = bootstrap.Posdesk()
    program.create(str(folder.root), "Gốm Bàu Trúc", sample=True)
    with program.open(str(folder.root)) as shop:
        shop.settings.set(shop.actor, SETTINGS)
        shop.shifts.open(shop.actor, 200_000)
        tea = _add_goods(shop)
        lan = Customer(new_id(), name="Chị Lan", phone="0912345678", consent_on=shop.today())
        lan = shop.customers.add(shop.actor, lan)
        _trade(shop, tea, lan)
        _owe(shop, lan)
        dearer = (replace(tea.base, price=45_000),)
        shop.catalogue.change(shop.actor, replace(tea, units=dearer, cost=31_000))
        _take_order(shop, tea)
        shop.shifts.move_cash(shop.actor, CashKind.IN, 50_000, "tiền lẻ")
        shop.shifts.move_cash(shop.actor, CashKind.OUT, 20_000, "mua trà")
        shop.shifts.close(shop.actor, 700_000, notes={100_000: 5, 50_000: 4}, reason="thiếu")
        shop.shifts.open(shop.actor, 100_000)
        _sell(shop, shop.checkout.scan("GOM-03"), offer=Offer(CASH, 100_000))


def _take_order(shop: Shop, tea: Product) -> None:
    buyer = OrderBuyer("Anh Nam", "0987654321", "12 Lê Lợi, Đông Hà")
    wanted = Wanted("zalo", buyer, ((tea.sku, 2 * ONE, 40_123),), fee=30_000, discount=7)
    paid = replace(wanted, deposit=50_000, deposit_method=CASH)
    order = shop.orders.add(shop.actor, paid)
    shop.orders.pack(shop.actor, order.id, {"1": 2 * ONE})
    shop.orders.hand_over(shop.actor, order.id, tracking="VN123")
    shop.orders.add(shop.actor, replace(wanted, cod=True))


def _owe(shop: Shop, lan: Customer) -> None:
    shop.debts.open_debt(shop.actor, lan.id, 120_000, shop.today() - timedelta(days=30))
    asked = shop.transfers.ask(shop.actor, new_id(), 20_000)
    shop.debts.pay(shop.actor, lan.id, 20_000, TRANSFER, transfer_id=asked.id)
    wrong = shop.debts.pay(shop.actor, lan.id, 70_000, CASH)
    shop.debts.take_back(shop.actor, wrong.id, "thu nhầm")
    shop.debts.pay(shop.actor, lan.id, 50_000, CASH)
    shop.debts.correct(shop.actor, lan.id, -210, "bớt lẻ")


def _add_goods(shop: Shop) -> Product:
    unit = Unit(new_id(), "gói", 43_210, 1, ("8934563138165",))
    tea = Product(new_id(), "TRA-01", "Trà sen", (unit,), tax_code="8", cost=30_000)
    return shop.catalogue.add(shop.actor, tea, 5 * ONE)


def _trade(shop: Shop, tea: Product, lan: Customer) -> None:
    line = CartLine(tea.item(), 3 * ONE, 43_210, discount=Discount(percent=10_000))
    cheap = CartLine(tea.item(), ONE, 40_000, PriceSource.TYPED)
    first = _sell(shop, line, cheap, discount=Discount(amount=5_000), offer=Offer(CASH, 200_000))
    _sell(shop, returns=(ReturnedLine(first.number, 1, ONE),), offer=Offer(CASH, None))
    # Below zero: an action says so.
    cart = Cart((CartLine(tea.item(), 4 * ONE, 43_210),), customer_id=lan.id)
    shop.checkout.post(shop.actor, Bill(cart, (Offer(DEBT, None),)))
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
