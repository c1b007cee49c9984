"""What the judge remembers of a committed request, and what has come back of it since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tests.judge.figures import cash_payable, nearest
from tests.judge.goods import Rules, Scanned
from tests.judge.paying import Paid


@dataclass(frozen=True)
class Line:
    """A line of a result; negative where it gives back a line of an earlier receipt."""

    thing: Scanned
    quantity: Decimal
    amount: int
    net: int
    tax: int
    gives_back: tuple[str, int] | None = None

    @property
    def discount(self) -> int:
        return self.amount - self.net

    @property
    def base_quantity(self) -> int:
        """Thousandths of the base unit."""
        return int(self.quantity * 1000) * self.thing.pack.factor

    def worth(self, rules: Rules) -> int:
        """What it costs the customer, before cash is rounded."""
        return self.net + (self.tax if rules.on_top else 0)


@dataclass
class Receipt:
    """``returned`` is how much of each line (1-based) came back.

    The last three are of its returns: what tenders other than cash and exchanges gave back, what
    cash was to pay for, and the cash that was paid.
    """

    number: str
    rules: Rules
    lines: tuple[Line, ...]
    bill_discount: int
    paid: Paid
    returned: dict[int, Decimal] = field(default_factory=dict)
    back_otherwise: int = 0
    back_for_cash: int = 0
    back_in_cash: int = 0

    def taxes(self) -> dict[str, tuple[int, int]]:
        """Base and tax by rate."""
        sums: dict[str, tuple[int, int]] = {}
        if self.rules.taxed:
            for line in self.lines:
                rate = line.thing.good.tax
                base, tax = sums.get(rate, (0, 0))
                inside = 0 if self.rules.on_top else line.tax
                sums[rate] = (base + line.net - inside, tax + line.tax)
        sums.pop("", None)
        return sums

    def left(self, line: int) -> Decimal:
        """How much of a line may still come back."""
        sold = self.lines[line - 1]
        return Decimal(0) if sold.gives_back else sold.quantity - self.returned.get(line, 0)

    def part(self, line: int, before: Decimal, quantity: Decimal) -> Line:
        """The line that gives ``quantity`` back where ``before`` came back already."""
        sold = self.lines[line - 1]
        now = Fraction(before + quantity) / Fraction(sold.quantity)
        then = Fraction(before) / Fraction(sold.quantity)

        def back(figure: int) -> int:
            return nearest(figure * then) - nearest(figure * now)

        return Line(
            sold.thing,
            -quantity,
            back(sold.amount),
            back(sold.net),
            back(sold.tax),
            gives_back=(self.number, line),
        )

    def cash_back(self, exact: int, otherwise: int) -> int:
        """The cash that is paid for ``exact`` more, with ``otherwise`` given back beside it.

        All cash returns of the receipt are rounded as one; what was paid before is taken off.
        """
        step, mode = self.rules.step, self.rules.mode
        together = self.back_for_cash + exact
        took = self.paid.total - self.back_otherwise - otherwise
        payable = cash_payable(together, step, mode)
        if payable > took:
            payable = cash_payable(min(together, took), step, "down")
        return max(payable - self.back_in_cash, 0)


@dataclass
class Coming:
    """The parts of one receipt that a request brings back."""

    receipt: Receipt
    worth: int = 0


def cash_of(coming: Sequence[Coming], for_cash: int) -> list[tuple[int, int]]:
    """Per receipt: what cash is to pay for, and what it pays; other tenders pay the first first."""
    otherwise = sum(each.worth for each in coming) - for_cash
    result = []
    for each in coming:
        by_others = min(each.worth, otherwise)
        otherwise -= by_others
        exact = each.worth - by_others
        result.append((exact, each.receipt.cash_back(exact, by_others) if exact else 0))
    return result
