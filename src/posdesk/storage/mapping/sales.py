"""Rows of sales."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from posdesk.domain.pricing import tax_lines
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.returns import GivenBack
from posdesk.domain.rounding import CashRounding, RoundingMode
from posdesk.domain.sale import (
    PricedCart,
    PricedLine,
    PricingPolicy,
    Refund,
    ReturnOf,
    Sale,
    Settlement,
    Tender,
    TenderMethod,
)
from posdesk.domain.tax import TaxMethod
from posdesk.domain.transfer import TenderCorrection
from posdesk.runtime.clock import instant
from posdesk.services.ports.store import SaleRow
from posdesk.storage.mapping.row import AnyRow, uuid_or_none


def sale_of(
    row: AnyRow,
    lines: Iterable[AnyRow],
    tenders: Iterable[AnyRow],
    refunds: Iterable[AnyRow],
) -> Sale:
    """A sale with all that belongs to it."""
    policy, priced_lines = policy_of(row), tuple(map(line_of, lines))
    return Sale(
        id=UUID(bytes=row.id),
        number=row.number,
        till=row.till,
        shift_id=UUID(bytes=row.shift_id),
        business_on=date.fromisoformat(row.business_on),
        at=instant(row.at),
        actor_id=UUID(bytes=row.actor_id),
        policy=policy,
        priced=PricedCart(
            lines=priced_lines,
            bill_discount=row.bill_discount,
            taxes=tax_lines(priced_lines, policy),
            due=row.due,
        ),
        settlement=Settlement(
            tenders=tuple(map(tender_of, tenders)),
            rounding=row.rounding,
            total=row.total,
            change=row.change,
        ),
        refunds=tuple(map(refund_of, refunds)),
        channel=row.channel,
        customer_id=uuid_or_none(row.customer_id),
        note=row.note or "",
        reason=row.reason or "",
        request_key=row.request_key,
        request_digest=row.request_digest,
        voids=uuid_or_none(row.voids),
        approved_by=uuid_or_none(row.approved_by),
        buyer_id=uuid_or_none(row.buyer_id),
    )


def policy_of(row: AnyRow) -> PricingPolicy:
    """The rules a sale was made under."""
    return PricingPolicy(
        TaxMethod(row.tax_method),
        bool(row.prices_include_tax),
        CashRounding(row.rounding_step, RoundingMode(row.rounding_mode)),
    )


def line_of(row: AnyRow) -> PricedLine:
    """A line of a sale; ``returns_number`` is the joined number of the receipt it gives back."""
    returns = None
    if row.returns_sale_id:
        returns = ReturnOf(UUID(bytes=row.returns_sale_id), row.returns_number, row.returns_line)
    return PricedLine(
        item=Item(
            product_id=uuid_or_none(row.product_id),
            unit_id=None,
            code=row.code,
            name=row.name,
            unit=row.unit,
            price=row.list_price,
            factor=row.factor,
            tax_code=row.tax_code,
            weighed=bool(row.weighed),
            cost=row.cost,
            category=row.category or "",
        ),
        quantity=row.quantity,
        price=row.price,
        price_source=PriceSource(row.price_source),
        amount=row.amount,
        line_discount=row.line_discount,
        bill_share=row.bill_share,
        net=row.net,
        tax=row.tax,
        returns=returns,
    )


def tender_of(row: AnyRow) -> Tender:
    """Money of one method."""
    return Tender(TenderMethod(row.method), row.amount, uuid_or_none(row.transfer_id))


def refund_of(row: AnyRow) -> Refund:
    """What a return gave back of one receipt."""
    return Refund(UUID(bytes=row.of_sale_id), row.exact, row.cash_exact, row.cash_paid)


def given_back_of(row: AnyRow) -> GivenBack:
    """What earlier returns gave back of a line."""
    return GivenBack(row.quantity, row.amount, row.line_discount, row.bill_share, row.net, row.tax)


def correction_of(row: AnyRow) -> TenderCorrection:
    """A tender put right."""
    return TenderCorrection(
        id=UUID(bytes=row.id),
        till=row.till,
        sale_id=UUID(bytes=row.sale_id),
        shift_id=UUID(bytes=row.shift_id),
        at=instant(row.at),
        actor_id=UUID(bytes=row.actor_id),
        from_method=row.from_method,
        to_method=row.to_method,
        amount=row.amount,
        reason=row.reason,
    )


def sale_row_of(row: AnyRow) -> SaleRow:
    """A receipt in a list."""
    return SaleRow(
        id=UUID(bytes=row.id),
        number=row.number,
        at=instant(row.at),
        business_on=date.fromisoformat(row.business_on),
        total=row.total,
        first_line=row.first_line or "",
        line_count=row.line_count,
        sells=bool(row.sells),
        takes_back=bool(row.takes_back),
        has_returns=bool(row.has_returns),
        cancelled=bool(row.cancelled),
        cancels=bool(row.cancels),
    )
