"""From a cart to figures: line discounts, the bill's discount spread, tax by rate.

Source of the rules: the project's contract, "Sales as JSON lines".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from posdesk.domain.cart import Cart, CartLine
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST, share_out
from posdesk.domain.sale import PricedCart, PricedLine, PricingPolicy, TaxLine
from posdesk.domain.tax import tax_of


def price_cart(
    cart: Cart, policy: PricingPolicy, returned: Sequence[PricedLine] = ()
) -> PricedCart:
    """Prices a bill.

    Args:
        cart: what is sold.
        policy: tax method and whether prices include tax.
        returned: the returned lines with their negative figures, from
            ``posdesk.domain.returns``; the bill's discount does not touch them.

    Raises:
        Refused: ``discount_too_large``, ``too_large``.
    """
    own = [_line_discount(line) for line in cart.lines]
    nets = [line.amount - discount for line, discount in zip(cart.lines, own, strict=True)]
    bill = cart.discount.of(sum(nets)) if cart.discount else 0
    shares = share_out(bill, nets)
    sold = tuple(
        _priced(line, discount, share, policy)
        for line, discount, share in zip(cart.lines, own, shares, strict=True)
    )
    lines = (*sold, *returned)
    due = sum(policy.worth(line) for line in lines)
    if sum(line.amount for line in sold) > LARGEST or abs(due) > LARGEST:
        raise Refused("too_large", text=str(due))
    return PricedCart(lines=lines, bill_discount=bill, taxes=tax_lines(lines, policy), due=due)


def _line_discount(line: CartLine) -> int:
    return line.discount.of(line.amount) if line.discount else 0


def _priced(line: CartLine, discount: int, share: int, policy: PricingPolicy) -> PricedLine:
    net = line.amount - discount - share
    tax = 0
    if policy.shows_tax:
        tax = tax_of(net, line.item.tax_code, prices_include=policy.prices_include_tax)
    return PricedLine(
        item=line.item,
        quantity=line.quantity,
        price=line.price,
        price_source=line.price_source,
        amount=line.amount,
        line_discount=discount,
        bill_share=share,
        net=net,
        tax=tax,
    )


def tax_lines(lines: Iterable[PricedLine], policy: PricingPolicy) -> tuple[TaxLine, ...]:
    """One entry per rate in the order the lines bring them; none where the method shows none."""
    if not policy.shows_tax:
        return ()
    by_code: dict[str, TaxLine] = {}
    for line in lines:
        if not (code := line.item.tax_code):
            continue
        base = line.net - line.tax if policy.prices_include_tax else line.net
        there = by_code.get(code, TaxLine(code, 0, 0))
        by_code[code] = TaxLine(code, there.base + base, there.tax + line.tax)
    return tuple(by_code.values())
