"""Takes goods of earlier receipts back: which lines, what they give, how cash is rounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from posdesk.domain.cart import ReturnedLine
from posdesk.domain.errors import Refused
from posdesk.domain.returns import GivenBack, ReceiptReturns, cash_parts, returned_line
from posdesk.domain.sale import PricedLine, PricingPolicy, Refund, ReturnOf, Sale
from posdesk.services.ports.store import Reader


@dataclass(frozen=True, slots=True)
class Origin:
    """An earlier receipt that goods come back from.

    Attributes:
        so_far: what its returns gave back before.
        worth: of the parts that come back now, đồng, positive.
    """

    sale: Sale
    so_far: ReceiptReturns
    worth: int

    def cash_for(self, part: int) -> int:
        """The cash payable for ``part`` of the worth; other tenders give back the rest of it."""
        rounding = self.sale.policy.rounding
        return self.so_far.cash_for(part, rounding, by_others=self.worth - part)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The returned lines of a bill with their figures, and the receipts they come from."""

    lines: tuple[PricedLine, ...]
    origins: tuple[Origin, ...]

    @property
    def customer_id(self) -> UUID | None:
        """Who bought all of it; None where that was nobody in particular, or not one alone."""
        buyers = {origin.sale.customer_id for origin in self.origins}
        return buyers.pop() if len(buyers) == 1 else None

    def policy(self, current: PricingPolicy, *, exchange: bool) -> PricingPolicy:
        """The rules of the document: a pure return goes by those of its receipts.

        Raises:
            Refused: ``return_other_rules`` where the receipts, or the goods sold along, are
                under different rules; they go into separate documents.
        """
        policies = {origin.sale.policy for origin in self.origins}
        if not exchange and len(policies) == 1:
            return policies.pop()
        taxes = {(p.tax_method, p.prices_include_tax) for p in policies}
        if exchange and taxes == {(current.tax_method, current.prices_include_tax)}:
            return current
        raise Refused("return_other_rules")

    def cash_for(self, rest: int) -> int:
        """The cash payable where ``rest`` remains for cash; each receipt is rounded as one."""
        return sum(refund.cash_paid for refund in self.refunds(rest))

    def refunds(self, cash_rest: int, *, rounded: bool = True) -> tuple[Refund, ...]:
        """What each receipt gives back when ``cash_rest`` goes back in cash, then ``rounded``."""
        parts = cash_parts([origin.worth for origin in self.origins], cash_rest)
        return tuple(
            Refund(
                sale_id=origin.sale.id,
                exact=origin.worth,
                cash_exact=part,
                cash_paid=origin.cash_for(part) if part and rounded else part,
            )
            for origin, part in zip(self.origins, parts, strict=True)
        )


def take_back(reader: Reader, wanted: Sequence[ReturnedLine]) -> TakenBack:
    """The returned lines, checked against what came back before.

    Raises:
        Refused: ``unknown_receipt``, ``unknown_line``, and what ``returned_line`` refuses.
    """
    sales: dict[str, Sale] = {}
    given: dict[str, dict[int, GivenBack]] = {}
    lines: list[PricedLine] = []
    for part in wanted:
        if part.receipt not in sales:
            sales[part.receipt] = _sale(reader, part.receipt)
            given[part.receipt] = dict(reader.given_back(sales[part.receipt].id))
        lines.append(_take(sales[part.receipt], part, given[part.receipt]))
    return TakenBack(tuple(lines), _origins(reader, sales, lines))


def _sale(reader: Reader, number: str) -> Sale:
    sale = reader.sale_by_number(number)
    if sale is None:
        raise Refused("unknown_receipt", receipt=number)
    return sale


def _take(sale: Sale, part: ReturnedLine, given: dict[int, GivenBack]) -> PricedLine:
    if not 1 <= part.line <= len(sale.priced.lines):
        raise Refused("unknown_line", receipt=sale.number, line=part.line)
    so_far = given.get(part.line, GivenBack())
    origin = ReturnOf(sale.id, sale.number, part.line)
    line = returned_line(sale.priced.lines[part.line - 1], origin, part.quantity, so_far)
    given[part.line] = so_far.plus(line)
    return line


def _origins(
    reader: Reader, sales: Mapping[str, Sale], lines: Sequence[PricedLine]
) -> tuple[Origin, ...]:
    return tuple(
        Origin(
            sale,
            reader.receipt_returns(sale.id),
            -sum(
                sale.policy.worth(line)
                for line in lines
                if line.returns and line.returns.sale_id == sale.id
            ),
        )
        for sale in sales.values()
    )
