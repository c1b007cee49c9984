"""What a returned part gives back. Source: the project's contract; invariants I3 and I4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from posdesk.domain.errors import Refused
from posdesk.domain.money import half_up
from posdesk.domain.quantity import format_quantity
from posdesk.domain.rounding import CashRounding
from posdesk.domain.sale import PricedLine, ReturnOf


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What earlier parts of one line gave back, as positive figures."""

    quantity: int = 0
    amount: int = 0
    line_discount: int = 0
    bill_share: int = 0
    net: int = 0
    tax: int = 0

    def plus(self, back: PricedLine) -> GivenBack:
        """With one more returned line, whose figures are negative."""
        return GivenBack(
            self.quantity - back.quantity,
            self.amount - back.amount,
            self.line_discount - back.line_discount,
            self.bill_share - back.bill_share,
            self.net - back.net,
            self.tax - back.tax,
        )


def returned_line(
    sold: PricedLine, origin: ReturnOf, quantity: int, so_far: GivenBack
) -> PricedLine:
    """The line that gives back ``quantity`` of ``sold``: negative quantity and money.

    All parts together give back half-up(figure x returned / sold); each gives what the earlier
    ones left of that, so the last part takes the remainder to the đồng.

    Raises:
        Refused: ``not_returnable`` for a line that is itself a return, ``bad_quantity``,
            ``fraction_not_weighed``, ``return_too_much`` with what is left.
    """
    _check(sold, quantity, so_far)
    part = so_far.quantity + quantity

    def back(figure: int, earlier: int) -> int:
        return earlier - half_up(figure * part, sold.quantity)

    amount = back(sold.amount, so_far.amount)
    net = back(sold.net, so_far.net)
    share = back(sold.bill_share, so_far.bill_share)
    return replace(
        sold,
        quantity=-quantity,
        amount=amount,
        line_discount=amount - net - share,
        bill_share=share,
        net=net,
        tax=back(sold.tax, so_far.tax),
        returns=origin,
    )


def _check(sold: PricedLine, quantity: int, so_far: GivenBack) -> None:
    if sold.returns is not None or sold.quantity <= 0:
        raise Refused("not_returnable", name=sold.item.name)
    if quantity <= 0:
        raise Refused("bad_quantity", text=str(quantity))
    if quantity % 1000 and not sold.item.weighed:
        raise Refused("fraction_not_weighed", name=sold.item.name)
    left = sold.quantity - so_far.quantity
    if quantity > left:
        raise Refused("return_too_much", name=sold.item.name, left=format_quantity(left))


@dataclass(frozen=True, slots=True)
class ReceiptReturns:
    """What a receipt took and what its earlier returns gave back, in đồng, positive.

    Attributes:
        took: its total, cash rounding included.
        given_back: by all tenders together.
        cash_exact: the exact đồng of the parts given back in cash.
        cash_paid: the cash paid out for them.
    """

    took: int
    given_back: int = 0
    cash_exact: int = 0
    cash_paid: int = 0

    def cash_for(self, exact: int, rounding: CashRounding, *, by_others: int) -> int:
        """The cash payable for a further part worth ``exact`` đồng.

        ``by_others`` is what other tenders give back of this receipt at the same moment. The
        receipt's cash returns are rounded as one sum and the difference to the earlier
        parts is paid, so all parts together mirror the sale; never more than the receipt took:
        where rounding would, it rounds down.
        """
        sum_exact = self.cash_exact + exact
        wanted = rounding.apply(sum_exact)
        limit = self.took - (self.given_back - self.cash_paid) - by_others
        if wanted > limit:
            wanted = rounding.down(min(limit, sum_exact))
        return max(0, wanted - self.cash_paid)


def cash_parts(worths: Sequence[int], rest: int) -> tuple[int, ...]:
    """How much of each receipt's returned worth is given back in cash, before rounding.

    ``rest`` is what remains for cash after the other tenders, which pay the first receipts
    first.
    """
    others = sum(worths) - rest
    parts: list[int] = []
    for worth in worths:
        by_others = min(worth, others)
        others -= by_others
        parts.append(worth - by_others)
    return tuple(parts)
