"""The bill in words and figures, as the till shows it."""

from __future__ import annotations

from posdesk.domain.cart import Cart
from posdesk.domain.discount import Discount
from posdesk.domain.money import format_amount, format_dong
from posdesk.domain.pricing import price_cart
from posdesk.domain.quantity import ONE, decimal, format_quantity, is_whole
from posdesk.domain.sale import PricedCart, PricedLine, PricingPolicy, Sale
from posdesk.runtime.i18n import _
from posdesk.services.drafts import OpenBill
from posdesk.ui.shown import BillRow, Choice
from posdesk.ui.viewmodels.bill_state import Done, Fact


def rows_of(cart: Cart, priced: PricedCart) -> tuple[BillRow, ...]:
    """The lines of a bill, ready to read; the amount is what the line costs by itself."""
    discounts = [line.discount for line in cart.lines] + [None] * len(cart.returns)
    return tuple(
        _row(line, discount) for line, discount in zip(priced.lines, discounts, strict=False)
    )


def _row(line: PricedLine, discount: Discount | None) -> BillRow:
    detail = f"{format_dong(line.price)}/{line.item.unit}"
    if discount is not None:
        detail += " · " + discount_text(discount)
    if line.returns is not None:
        detail = _("comes back from {receipt}").format(receipt=line.returns.receipt)
    return BillRow(
        name=line.item.name,
        detail=detail,
        quantity=format_quantity(line.quantity),
        amount=format_amount(line.net if line.returns else line.amount - line.line_discount),
        fixed=line.returns is not None,
    )


def discount_text(discount: Discount) -> str:
    """A discount in words."""
    if discount.percent is not None:
        percent = decimal(discount.percent).replace(".", ",")
        return _("{percent} % off").format(percent=percent).replace(" %", "\u00a0%")
    return _("{amount} off").format(amount=format_dong(discount.amount or 0))


def facts_of(priced: PricedCart, policy: PricingPolicy) -> tuple[Fact, ...]:
    """What stands above the total: lines and pieces, discounts, taxes."""
    if not priced.lines:
        return ()
    counts = _("{lines} lines · {pieces} items").format(
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
        Fact(wording.format(rate=tax.code).replace(" %", "\u00a0%"), format_dong(tax.tax))
        for tax in priced.taxes
        if tax.tax
    )
    return tuple(facts)


def _given_back(priced: PricedCart) -> int:
    """What goods of earlier receipts take off, đồng, negative."""
    return sum(line.net for line in priced.lines if line.returns is not None)


def _pieces(priced: PricedCart) -> int:
    """Whole pieces; what is weighed counts as one."""
    return sum(
        abs(line.quantity) // ONE if is_whole(line.quantity) and not line.item.weighed else 1
        for line in priced.lines
    )


def held_choice(held: OpenBill, policy: PricingPolicy) -> Choice:
    """A held bill as its cashier remembers it: what it comes to, and what is on it."""
    lines, returns = held.cart.lines, held.cart.returns
    due = format_dong(price_cart(held.cart, policy).due)
    words = _("{amount} · {lines} lines · {name}").format(
        amount=_("Goods come back") if returns else due,
        lines=len(lines) + len(returns),
        name=lines[0].item.name if lines else returns[0].receipt if returns else "",
    )
    return Choice(str(held.id), words)


def done_of(sale: Sale) -> Done:
    """A posted sale, as it is shown until the next one begins."""
    settlement = sale.settlement
    return Done(
        number=sale.number,
        total=format_dong(settlement.total),
        paid=format_dong(sum(tender.amount for tender in settlement.tenders)),
        change=format_dong(settlement.change) if settlement.change else "",
        back=format_dong(-settlement.total) if settlement.total < 0 else "",
    )
