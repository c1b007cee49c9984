"""The hand-over of an order as a bill: the same transaction, stock and papers as at the counter."""

from __future__ import annotations

from posdesk.domain.cart import Cart, CartLine, ReturnedLine
from posdesk.domain.discount import Discount
from posdesk.domain.order import Order, OrderLine
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import ONLINE, Sale, TenderMethod
from posdesk.domain.stock import BelowZero
from posdesk.domain.tender import Offer
from posdesk.runtime.i18n import N_, translator
from posdesk.services.checkout import Bill
from posdesk.services.ports.store import Reader
from posdesk.services.settings import values


def hand_over_bill(reader: Reader, order: Order, paid: int, rest: TenderMethod) -> Bill:
    """The bill that hands an order over; its key is the order's id, so it is posted once.

    Args:
        reader: for the goods as they are now.
        order: what is handed over, all of it.
        paid: the deposit, đồng.
        rest: who owes or pays what the deposit leaves.
    """
    offers = [Offer(TenderMethod.DEPOSIT, paid)] if paid else []
    if order.total - paid or not offers:
        offers.append(Offer(rest, None))
    lines = [_line(reader, line) for line in order.lines]
    if order.fee:
        lines.append(_fee(reader, order.fee))
    discount = Discount(amount=order.discount) if order.discount else None
    return Bill(
        cart=Cart(tuple(lines), discount=discount),
        offers=tuple(offers) if order.total else (),
        key=str(order.id),
        digest=order.id.bytes,
        paper=False,
        channel=ONLINE,
    )


def give_back_bill(order: Order, sale: Sale, reason: str) -> Bill:
    """The bill that takes all goods of an order back; money goes back the way it came."""
    returns = tuple(
        ReturnedLine(sale.number, number, line.quantity)
        for number, line in enumerate(sale.priced.lines, 1)
    )
    *fixed, last = sale.settlement.tenders
    offers = (*(Offer(t.method, t.amount) for t in fixed), Offer(last.method, None))
    return Bill(
        cart=Cart(returns=returns),
        offers=offers,
        key=f"{order.id} back",
        digest=order.id.bytes,
        reason=reason,
        voids=sale.id,
        paper=False,
        channel=ONLINE,
    )


def _line(reader: Reader, line: OrderLine) -> CartLine:
    """As it was ordered: a price of which the discount leaves exactly what the buyer pays."""
    price = line.price
    amount = (2 * price * line.quantity + ONE) // (2 * ONE)
    discount = Discount(amount=amount - line.net) if amount > line.net else None
    item = _item(reader, line, price)
    return CartLine(item, line.quantity, price, PriceSource.ORDER, discount)


def _item(reader: Reader, line: OrderLine, price: int) -> Item:
    product = reader.product(line.product_id) if line.product_id else None
    if product is None:
        return Item(None, None, line.code, line.name, line.unit, price)
    # What was packed is there, whatever the figures say: the breach is noted, never refused.
    return Item(
        product_id=product.id,
        unit_id=next((unit.id for unit in product.units if unit.name == line.unit), None),
        code=line.code,
        name=line.name,
        unit=line.unit,
        price=price,
        factor=line.factor,
        tax_code=product.tax_code,
        weighed=product.weighed,
        cost=product.cost,
        category=product.category,
        below_zero=BelowZero.ALLOW,
    )


def _fee(reader: Reader, amount: int) -> CartLine:
    _ = translator(values(reader)["receipt.language"])
    item = Item(None, None, "", _(N_("Delivery")), "", amount)
    return CartLine(item, ONE, amount, PriceSource.ORDER)
