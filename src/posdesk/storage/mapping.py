"""Rows back into domain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from posdesk.domain.pricing import tax_lines
from posdesk.domain.product import Item, PriceSource
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
from posdesk.domain.shift import Action, ActionKind, CashKind, CashMovement, Shift, ShiftClosing
from posdesk.domain.tax import TaxMethod
from posdesk.domain.transfer import (
    TenderCorrection,
    Transfer,
    TransferEvent,
    TransferState,
)
from posdesk.runtime.clock import instant, milliseconds
from posdesk.services.ports.printing import JobKind, JobState, PrintJob

AnyRow = Row[*tuple[Any, ...]]


def uuid_or_none(value: bytes | None) -> UUID | None:
    """An id column that may be NULL."""
    return UUID(bytes=value) if value else None


def sale_of(
    row: AnyRow,
    lines: Iterable[AnyRow],
    tenders: Iterable[AnyRow],
    refunds: Iterable[AnyRow],
) -> Sale:
    """A sale with all that belongs to it."""
    policy = PricingPolicy(
        TaxMethod(row.tax_method),
        bool(row.prices_include_tax),
        CashRounding(row.rounding_step, RoundingMode(row.rounding_mode)),
    )
    priced_lines = tuple(line_of(line) for line in lines)
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
            tenders=tuple(tender_of(tender) for tender in tenders),
            rounding=row.rounding,
            total=row.total,
            change=row.change,
        ),
        refunds=tuple(
            Refund(UUID(bytes=r.of_sale_id), r.exact, r.cash_exact, r.cash_paid) for r in refunds
        ),
        channel=row.channel,
        customer_id=uuid_or_none(row.customer_id),
        note=row.note or "",
        reason=row.reason or "",
        request_key=row.request_key,
        request_digest=row.request_digest,
        voids=uuid_or_none(row.voids),
        approved_by=uuid_or_none(row.approved_by),
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


def shift_of(row: AnyRow) -> Shift:
    """An opened shift."""
    return Shift(
        id=UUID(bytes=row.id),
        till=row.till,
        number=row.number,
        business_on=date.fromisoformat(row.business_on),
        opened_at=instant(row.opened_at),
        cashier_id=UUID(bytes=row.cashier_id),
        float_amount=row.float_amount,
    )


def closing_of(row: AnyRow, notes: Iterable[AnyRow]) -> ShiftClosing:
    """The close of a shift."""
    return ShiftClosing(
        id=UUID(bytes=row.id),
        shift_id=UUID(bytes=row.shift_id),
        till=row.till,
        closed_at=instant(row.closed_at),
        actor_id=UUID(bytes=row.actor_id),
        expected=row.expected,
        counted=row.counted,
        notes=tuple((note.value, note.pieces) for note in notes),
        reason=row.reason or "",
    )


def cash_of(row: AnyRow) -> CashMovement:
    """Cash put in or taken out."""
    return CashMovement(
        id=UUID(bytes=row.id),
        shift_id=UUID(bytes=row.shift_id),
        till=row.till,
        business_on=date.fromisoformat(row.business_on),
        at=instant(row.at),
        actor_id=UUID(bytes=row.actor_id),
        kind=CashKind(row.kind),
        amount=row.amount,
        reason=row.reason,
        customer_id=uuid_or_none(row.customer_id),
        transfer_id=uuid_or_none(row.transfer_id),
    )


def action_of(row: AnyRow) -> Action:
    """Something done beside selling."""
    return Action(
        id=UUID(bytes=row.id),
        till=row.till,
        shift_id=uuid_or_none(row.shift_id),
        at=instant(row.at),
        actor_id=UUID(bytes=row.actor_id),
        kind=ActionKind(row.kind),
        ref=row.ref or "",
        detail=row.detail or "",
        approved_by=uuid_or_none(row.approved_by),
    )


def transfer_of(row: AnyRow) -> Transfer:
    """A transfer that was asked for."""
    return Transfer(
        id=UUID(bytes=row.id),
        till=row.till,
        code=row.code,
        bill_id=UUID(bytes=row.bill_id),
        amount=row.amount,
        bank_bin=row.bank_bin,
        bank_account=row.bank_account,
        at=instant(row.at),
    )


def transfer_event_of(row: AnyRow) -> TransferEvent:
    """What became of a transfer."""
    return TransferEvent(
        id=UUID(bytes=row.id),
        transfer_id=UUID(bytes=row.transfer_id),
        till=row.till,
        shift_id=uuid_or_none(row.shift_id),
        state=TransferState(row.state),
        source=row.source,
        at=instant(row.at),
        actor_id=UUID(bytes=row.actor_id),
    )


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


def job_row(job: PrintJob) -> dict[str, object]:
    """A print job as a row."""
    return {
        "id": job.id.bytes,
        "printer_id": job.printer_id.bytes if job.printer_id else None,
        "kind": job.kind.value,
        "ref": job.ref,
        "copy": job.copy,
        "state": job.state.value,
        "cause": job.cause,
        "created_at": milliseconds(job.created_at),
        "shift_id": job.shift_id.bytes if job.shift_id else None,
        "held": int(job.held),
        "retried_to": job.retried_to.bytes if job.retried_to else None,
    }


def job_of(row: AnyRow) -> PrintJob:
    """A print job."""
    return PrintJob(
        id=UUID(bytes=row.id),
        printer_id=uuid_or_none(row.printer_id),
        kind=JobKind(row.kind),
        ref=row.ref,
        copy=row.copy,
        state=JobState(row.state),
        cause=row.cause,
        created_at=instant(row.created_at),
        shift_id=uuid_or_none(row.shift_id),
        held=bool(row.held),
        retried_to=uuid_or_none(row.retried_to),
    )
