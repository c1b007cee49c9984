"""Posted documents of the counter. Frozen for ever: a correction is a new record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from posdesk.domain.product import Item, PriceSource
from posdesk.domain.rounding import CashRounding
from posdesk.domain.tax import TaxMethod


class TenderMethod(StrEnum):
    """How money changes hands."""

    CASH = "cash"
    TRANSFER = "transfer"
    CARD = "card"
    DEBT = "debt"
    DEPOSIT = "deposit"
    """Paid before an order was handed over."""
    COD = "cod"
    """The courier collects it and owes it to the shop."""
    EXCHANGE = "exchange"
    """The exchange holds it and owes it to the shop."""


AT_THE_COUNTER = (TenderMethod.CASH, TenderMethod.TRANSFER, TenderMethod.CARD, TenderMethod.DEBT)
"""How people pay who stand there."""

COUNTER, ONLINE = "counter", "online"
"""The channels of a sale."""


@dataclass(frozen=True, slots=True)
class ReturnOf:
    """The line of an earlier sale that a returned line gives back."""

    sale_id: UUID
    receipt: str
    line: int


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with all its figures; for a returned line quantity and money are negative.

    Attributes:
        quantity: thousandths of the item's unit.
        price: of one unit, đồng (list price is ``item.price``).
        amount: price x quantity before discounts.
        line_discount: the line's own discount.
        bill_share: its share of the bill's discount.
        net: amount - line_discount - bill_share.
        tax: of the line; part of net where prices include tax, on top where not.
    """

    item: Item
    quantity: int
    price: int
    price_source: PriceSource
    amount: int
    line_discount: int
    bill_share: int
    net: int
    tax: int
    returns: ReturnOf | None = None

    @property
    def discount(self) -> int:
        """Line discount and share of the bill's together."""
        return self.line_discount + self.bill_share

    @property
    def base_quantity(self) -> int:
        """Thousandths of the base unit."""
        return self.item.base_quantity(self.quantity)


@dataclass(frozen=True, slots=True)
class PricingPolicy:
    """The shop's rules that decide a bill; a sale keeps those it was made under."""

    tax_method: TaxMethod = TaxMethod.NONE
    prices_include_tax: bool = True
    rounding: CashRounding = field(default_factory=CashRounding)

    @property
    def shows_tax(self) -> bool:
        """Whether receipts show tax; otherwise prices are taken as they stand."""
        return self.tax_method is TaxMethod.VAT_DEDUCTION

    def worth(self, line: PricedLine) -> int:
        """What a line adds to the due: its net, and its tax where prices exclude it."""
        on_top = self.shows_tax and not self.prices_include_tax
        return line.net + (line.tax if on_top else 0)


@dataclass(frozen=True, slots=True)
class TaxLine:
    """The tax of one rate on a receipt. ``base`` is the net without tax."""

    code: str
    base: int
    tax: int


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A bill with every figure but the cash rounding, which waits for the tenders.

    Attributes:
        bill_discount: the bill's own discount; the lines' shares add up to it exactly.
        due: sum of net, plus tax where prices exclude it; negative gives money back.
    """

    lines: tuple[PricedLine, ...]
    bill_discount: int
    taxes: tuple[TaxLine, ...]
    due: int

    @property
    def subtotal(self) -> int:
        """Sum of the amounts before discounts."""
        return sum(line.amount for line in self.lines)

    @property
    def discount(self) -> int:
        """All discounts together."""
        return sum(line.discount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Tender:
    """Money of one method: what was handed over, or negative what was given back, in đồng."""

    method: TenderMethod
    amount: int
    transfer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a bill is paid.

    Attributes:
        rounding: cash rounding, part of ``total``.
        total: due + rounding = sum of tenders - change.
        change: out of the cash handed over, >= 0.
    """

    tenders: tuple[Tender, ...]
    rounding: int
    total: int
    change: int


@dataclass(frozen=True, slots=True)
class Refund:
    """What a return or an exchange gives back of one earlier receipt, positive đồng.

    Attributes:
        sale_id: the earlier sale.
        exact: the worth of the parts that come back, to the đồng.
        cash_exact: how much of it is given back in cash, before rounding; 0 in an exchange.
        cash_paid: the cash paid out for that.
    """

    sale_id: UUID
    exact: int
    cash_exact: int = 0
    cash_paid: int = 0

    @property
    def given_back(self) -> int:
        """By all tenders together."""
        return self.exact - self.cash_exact + self.cash_paid


@dataclass(frozen=True, slots=True)
class Sale:
    """A posted sale, return or exchange.

    Attributes:
        number: e.g. ``T1-000001``: per till, gapless, never reused.
        business_on: the shift's date; all totals key on it.
        request_key: the caller's key for a safe repeat, None if it gave none.
        request_digest: of the request's content, to tell a repeat from another request.
        voids: the sale this one takes back as a whole ("hủy đơn vừa bán").
        buyer_id: whom the tax invoice is for, where the buyer wants one.
    """

    id: UUID
    number: str
    till: str
    shift_id: UUID
    business_on: date
    at: datetime
    actor_id: UUID
    policy: PricingPolicy
    priced: PricedCart
    settlement: Settlement
    refunds: tuple[Refund, ...] = ()
    channel: str = COUNTER
    customer_id: UUID | None = None
    note: str = ""
    reason: str = ""
    request_key: str | None = None
    request_digest: bytes | None = None
    voids: UUID | None = None
    approved_by: UUID | None = None
    buyer_id: UUID | None = None
