"""The bill in words and figures, as the till shows it."""

from __future__ import annotations

from posdesk.domain.cart import Cart, CartLine
from posdesk.domain.discount import Discount
from posdesk.domain.errors import Refused
from posdesk.domain.money import NBSP, format_amount, format_dong
from posdesk.domain.pricing import price_cart
from posdesk.domain.quantity import ONE, decimal, format_quantity, is_whole
from posdesk.domain.sale import PricedCart, PricedLine, PricingPolicy, Sale, TenderMethod
from posdesk.domain.tender import Offer, RoundCash
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.drafts import OpenBill
from posdesk.ui.shown import BillRow, Choice
from posdesk.ui.viewmodels.bill_state import Done, Fact
from posdesk.ui.viewmodels.tally import Tally


def rows_of(cart: Cart, priced: PricedCart) -> tuple[BillRow, ...]:
    """The lines of a bill, ready to read; the amount is what the line costs by itself."""
    sold = zip(priced.lines, cart.lines, strict=False)
    back = priced.lines[len(cart.lines) :]
    return (*(_row(line, typed) for line, typed in sold), *map(_row_back, back))


def _row(line: PricedLine, typed: CartLine) -> BillRow:
    details = [f"{format_dong(line.price)}/{line.item.unit}"]
    if typed.price_changed:
        was = _("was {price}").format(price=format_dong(line.item.price))
        details.append(was.replace(" ", NBSP))
    if typed.discount is not None:
        details.append(discount_text(typed.discount).replace(" ", NBSP))
    return BillRow(
        name=line.item.name,
        detail=" · ".join(details),
        quantity=format_quantity(line.quantity),
        amount=format_amount(line.amount - line.line_discount),
    )


def _row_back(line: PricedLine) -> BillRow:
    """Goods of an earlier receipt."""
    receipt = line.returns.receipt if line.returns else ""
    return BillRow(
        name=line.item.name,
        detail=_("comes back from {receipt}").format(receipt=receipt),
        quantity=format_quantity(line.quantity),
        amount=format_amount(line.net),
        fixed=True,
    )


def price_changed(line: CartLine, price: int) -> str:
    """What was done to the price of a line."""
    return _("{name}: {price} in place of {before}").format(
        name=line.item.name, price=format_dong(price), before=format_dong(line.price)
    )


def discount_text(discount: Discount) -> str:
    """A discount in words."""
    if discount.percent is not None:
        percent = decimal(discount.percent).replace(".", ",")
        return _("{percent} % off").format(percent=percent)
    return _("{amount} off").format(amount=format_dong(discount.amount or 0))


def facts_of(priced: PricedCart, policy: PricingPolicy) -> tuple[Fact, ...]:
    """What stands above the total: lines and pieces, discounts, taxes."""
    if not priced.lines:
        return ()
    counts = _("Lines: {lines} · Items: {pieces}").format(
        lines=len(priced.lines), pieces=format_quantity(_pieces(priced) * ONE)
    )
    sold = [line for line in priced.lines if line.returns is None]
    discount, back = sum(line.discount for line in sold), _given_back(priced)
    amount = sum(line.amount for line in sold)
    facts = [Fact(counts, format_dong(amount) if discount or (back and sold) else "")]
    if discount:
        facts.append(Fact(_("Discount"), format_dong(-discount)))
    if back and sold:
        facts.append(Fact(_("Goods that come back"), format_dong(back)))
    wording = _("Includes VAT {rate} %") if policy.prices_include_tax else _("VAT {rate} %")
    facts.extend(
        Fact(wording.format(rate=tax.code).replace(" %", f"{NBSP}%"), format_dong(tax.tax))
        for tax in priced.taxes
        if tax.tax
    )
    return tuple(facts)


def paid_of(due: int, offers: tuple[Offer, ...], round_cash: RoundCash) -> Fact | None:
    """What was paid of a bill so far, and what that leaves if the rest comes in cash.

    More than the due is change as far as it was cash; of a transfer or a card it is too much.
    """
    if not offers:
        return None
    paid = format_dong(sum(offer.amount or 0 for offer in offers))
    cash = sum(offer.amount or 0 for offer in offers if offer.method is TenderMethod.CASH)
    left = Tally(abs(due), due < 0, round_cash, TenderMethod.CASH, offers).left
    if left >= 0:
        wording = _("{amount} to go")
    elif -left <= cash and due >= 0:
        wording = _("Change {amount}")
    else:
        wording = _("{amount} too much")
    label = _("Given back {amount}") if due < 0 else _("Received {amount}")
    rest = wording.format(amount=format_dong(abs(left)))
    return Fact(label.format(amount=paid), rest, strong=left < 0)


def _given_back(priced: PricedCart) -> int:
    """What goods of earlier receipts take off, đồng, negative."""
    return sum(line.net for line in priced.lines if line.returns is not None)


def _pieces(priced: PricedCart) -> int:
    """Whole pieces; what is weighed counts as one."""
    return sum(
        abs(line.quantity) // ONE if is_whole(line.quantity) and not line.item.weighed else 1
        for line in priced.lines
    )


def returns_gone(refusal: Refused) -> str:
    """Why goods that were to come back are not on the bill any more."""
    problem = sentence(refusal.code, refusal.params)
    words = _("{problem} What was to come back is off this bill; F8 takes back what still can.")
    return words.format(problem=problem)


def held_choice(held: OpenBill, policy: PricingPolicy) -> Choice:
    """A held bill as its cashier remembers it: what it comes to, what is on it, what was paid."""
    money = format_dong(sum(offer.amount or 0 for offer in held.offers))
    paid = _("Received {amount}").format(amount=money) if held.offers else ""
    goods = "" if held.cart.empty else _goods_of(held, policy)
    return Choice(str(held.id), " · ".join(part for part in (goods, paid) if part))


def _goods_of(held: OpenBill, policy: PricingPolicy) -> str:
    lines, returns = held.cart.lines, held.cart.returns
    due = format_dong(price_cart(held.cart, policy).due)
    return _("{amount} · lines: {lines} · {name}").format(
        amount=_("Goods come back") if returns else due,
        lines=len(lines) + len(returns),
        name=lines[0].item.name if lines else returns[0].receipt,
    )


def done_of(sale: Sale) -> Done:
    """A posted sale, as it is shown until the next one begins."""
    settlement = sale.settlement
    owed = sum(t.amount for t in settlement.tenders if t.method is TenderMethod.DEBT)
    more, less = (_("On debt"), _("Off the debt")) if owed else (_("Paid"), _("Given back"))
    amount = owed or settlement.total
    return Done(
        number=sale.number,
        total=format_dong(settlement.total),
        change=format_dong(settlement.change) if settlement.change else "",
        word=more if amount >= 0 else less,
        amount=format_dong(abs(amount)),
    )
