"""What the till must remember, and the verdict on each request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.judge.figures import (
    MOST_MONEY,
    cash_payable,
    nearest,
    percent_of,
    spread,
    tax_inside,
    tax_on_top,
)
from tests.judge.goods import Catalogue, Rules, Scanned
from tests.judge.paying import Paid, pay
from tests.judge.reading import (
    Discount,
    Refusal,
    Request,
    WantedLine,
    WantedReturn,
    read_request,
)
from tests.judge.receipt import Coming, Line, Receipt, cash_of


@dataclass(frozen=True)
class Verdict:
    """What the till must answer: a receipt (again, if ``replayed``), or a refusal."""

    receipt: Receipt | None
    replayed: bool = False
    code: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class OpenBill:
    """A bill that waits for its tenders."""

    lines: tuple[Line, ...]
    discount: int
    rules: Rules
    coming: tuple[Coming, ...]
    sells: bool

    @property
    def due(self) -> int:
        return sum(line.worth(self.rules) for line in self.lines)

    def payable(self, rest: int) -> int:
        """The cash for what remains for cash: a pure return is rounded by receipt."""
        if self.sells:
            return cash_payable(rest, self.rules.step, self.rules.mode)
        return sum(cash for _, cash in cash_of(self.coming, rest))


@dataclass
class Book:
    """A shop's memory, kept by the judge. ``rules`` may change between requests.

    ``stock`` is by SKU in thousandths of the base unit.
    """

    catalogue: Catalogue
    rules: Rules
    till: str = "T1"
    receipts: dict[str, Receipt] = field(default_factory=dict)
    keys: dict[str, tuple[str, Receipt]] = field(default_factory=dict)
    stock: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.stock = Counter({good.sku: good.stock * 1000 for good in self.catalogue.goods})

    def judge(self, text: str) -> Verdict:
        """The verdict on one request; a committed one is remembered."""
        try:
            request = read_request(text)
            if request.key in self.keys:
                return self._repeat(request)
            return Verdict(self._commit(request))
        except Refusal as refusal:
            return Verdict(None, code=refusal.code, line=refusal.line)

    def _repeat(self, request: Request) -> Verdict:
        content, receipt = self.keys[request.key or ""]
        if content != request.content:
            raise Refusal("key_conflict")
        return Verdict(receipt, replayed=True)

    def open_bill(self, request: Request) -> OpenBill:
        """The bill of a request before it is paid; nothing is remembered.

        Raises:
            Refusal: it cannot be made.
        """
        sold, bill_discount = self._sell(request)
        returned, coming = self._take_back(request.returns)
        rules = self._rules(coming, exchange=bool(sold))
        bill = OpenBill((*sold, *returned), bill_discount, rules, tuple(coming), bool(sold))
        if not bill.lines:
            raise Refusal
        if abs(bill.due) > MOST_MONEY:
            raise Refusal("too_large")
        if request.customer is not None or any(t.method == "debt" for t in request.tenders):
            raise Refusal  # the judged shop knows no customers
        return bill

    def _commit(self, request: Request) -> Receipt:
        bill = self.open_bill(request)
        paid = pay(bill.due, request.tenders, bill.payable)
        self._watch_stock(bill)
        number = f"{self.till}-{len(self.receipts) + 1:06d}"
        receipt = Receipt(number, bill.rules, bill.lines, bill.discount, paid)
        self._remember(request, receipt)
        _settle_returns(bill, paid)
        return receipt

    def _rules(self, coming: Sequence[Coming], *, exchange: bool) -> Rules:
        """A pure return goes by the rules of its sale; rules of tax are never mixed."""
        rules = [each.receipt.rules for each in coming]
        if not rules or (exchange and {r.of_tax for r in rules} == {self.rules.of_tax}):
            return self.rules
        if exchange or len({r.of_money for r in rules}) > 1:
            raise Refusal
        return rules[0]

    def _watch_stock(self, bill: OpenBill) -> None:
        """Nobody is there to be asked, so "ask" refuses too."""
        leaving: Counter[str] = Counter()
        for line in bill.lines:
            leaving[line.thing.good.sku] += line.base_quantity
        short = any(quantity > max(0, self.stock[sku]) for sku, quantity in leaving.items())
        if short and self.rules.below_zero != "allow":
            raise Refusal

    # --- what is sold

    def _sell(self, request: Request) -> tuple[list[Line], int]:
        things = [self._thing(number, wanted) for number, wanted in enumerate(request.lines, 1)]
        amounts = [
            _amount(thing, quantity, wanted.price)
            for wanted, (thing, quantity) in zip(request.lines, things, strict=True)
        ]
        if sum(amounts) > MOST_MONEY:
            raise Refusal("too_large")
        nets = [
            amount - _discount(wanted.discount, amount)
            for wanted, amount in zip(request.lines, amounts, strict=True)
        ]
        bill = _discount(request.discount, sum(nets))
        lines = [
            Line(thing, quantity, amount, net - share, self._tax(thing, net - share))
            for (thing, quantity), amount, net, share in zip(
                things, amounts, nets, spread(bill, nets), strict=True
            )
        ]
        return lines, bill

    def _thing(self, number: int, wanted: WantedLine) -> tuple[Scanned, Decimal]:
        thing = self.catalogue.scan(wanted.code)
        if thing is None:
            raise Refusal("unknown_barcode", number)
        quantity = wanted.quantity
        if quantity is None and thing.grams is not None:
            quantity = Decimal(thing.grams) / 1000
        if not quantity or (quantity % 1 and not thing.good.weighed):
            raise Refusal
        return thing, quantity

    def _tax(self, thing: Scanned, net: int) -> int:
        if not self.rules.taxed:
            return 0
        return (tax_on_top if self.rules.on_top else tax_inside)(net, thing.good.rate)

    # --- what comes back

    def _take_back(self, wanted: Sequence[WantedReturn]) -> tuple[list[Line], list[Coming]]:
        before: dict[tuple[str, int], Decimal] = {}
        coming: dict[str, Coming] = {}
        lines = []
        for part in wanted:
            receipt = self.receipts.get(part.receipt)
            if receipt is None or part.line > len(receipt.lines):
                raise Refusal
            earlier = before.get((part.receipt, part.line), Decimal(0))
            fraction = part.quantity % 1 and not receipt.lines[part.line - 1].thing.good.weighed
            if fraction or part.quantity > receipt.left(part.line) - earlier:
                raise Refusal
            came = receipt.returned.get(part.line, Decimal(0)) + earlier
            line = receipt.part(part.line, came, part.quantity)
            before[part.receipt, part.line] = earlier + part.quantity
            of_receipt = coming.setdefault(part.receipt, Coming(receipt))
            of_receipt.worth -= line.worth(receipt.rules)
            lines.append(line)
        return lines, list(coming.values())

    # --- the books

    def _remember(self, request: Request, receipt: Receipt) -> None:
        self.receipts[receipt.number] = receipt
        if request.key is not None:
            self.keys[request.key] = (request.content, receipt)
        for line in receipt.lines:
            self.stock[line.thing.good.sku] -= line.base_quantity
            if line.gives_back:
                number, index = line.gives_back
                returned = self.receipts[number].returned
                returned[index] = returned.get(index, Decimal(0)) - line.quantity


def _settle_returns(bill: OpenBill, paid: Paid) -> None:
    """Remembers what each receipt gave back; in an exchange no cash of its own."""
    for_cash = 0 if bill.sells else paid.for_cash
    for each, (exact, cash) in zip(bill.coming, cash_of(bill.coming, for_cash), strict=True):
        each.receipt.back_otherwise += each.worth - exact
        each.receipt.back_for_cash += exact
        each.receipt.back_in_cash += cash if paid.rounded else exact


def _amount(thing: Scanned, quantity: Decimal, typed: int | None) -> int:
    price = thing.pack.price if typed is None else typed
    amount = nearest(price * Fraction(quantity))
    if amount > MOST_MONEY:
        raise Refusal("too_large")
    return amount


def _discount(wanted: Discount | None, base: int) -> int:
    if wanted is None:
        return 0
    if wanted.percent is not None:
        return percent_of(base, wanted.percent)
    if (wanted.amount or 0) > base:
        raise Refusal
    return wanted.amount or 0


def totals(receipts: Sequence[Receipt]) -> dict[str, Any]:
    """The figures of a shift that opened with a float of 0, as reports name them."""
    taxes: dict[str, tuple[int, int]] = {}
    taken: Counter[str] = Counter()
    for receipt in receipts:
        for rate, (base, tax) in receipt.taxes().items():
            before = taxes.get(rate, (0, 0))
            taxes[rate] = (before[0] + base, before[1] + tax)
        for method, amount in receipt.paid.tenders:
            taken[method] += amount
        if receipt.paid.change:
            taken["cash"] -= receipt.paid.change
    return {
        "receipts": len(receipts),
        "returns": sum(any(line.gives_back for line in r.lines) for r in receipts),
        "total": sum(receipt.paid.total for receipt in receipts),
        "by_tender": dict(taken),
        "taxes": [{"rate": r, "base": b, "tax": t} for r, (b, t) in sorted(taxes.items())],
        "cash_expected": taken["cash"],
    }
