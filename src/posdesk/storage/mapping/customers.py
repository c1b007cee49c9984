"""Rows of customers and of what they owe."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from posdesk.domain.customer import Customer, InvoiceBuyer
from posdesk.domain.debt import DebtChange, DebtEntry, DebtKind
from posdesk.runtime.clock import instant
from posdesk.storage.mapping.row import AnyRow, uuid_or_none


def customer_of(row: AnyRow) -> Customer:
    """A customer."""
    return Customer(
        id=UUID(bytes=row.id),
        code=row.code or "",
        name=row.name,
        phone=row.phone or "",
        address=row.address or "",
        note=row.note or "",
        debt_limit=row.debt_limit,
        consent_on=date.fromisoformat(row.consent_on) if row.consent_on else None,
        archived=bool(row.archived),
        row_version=row.row_version,
    )


def change_of(row: AnyRow) -> DebtChange:
    """One line of what a customer owes."""
    return DebtChange(
        at=instant(row.at),
        on=date.fromisoformat(row.business_on),
        cause=row.cause,
        amount=row.amount,
        ref=row.ref,
        entry_id=uuid_or_none(row.entry_id),
        method=row.method or "",
        reason=row.reason or "",
        voids=uuid_or_none(row.voids),
        taken_back=bool(row.taken_back),
    )


def entry_of(row: AnyRow) -> DebtEntry:
    """A posted entry."""
    return DebtEntry(
        id=UUID(bytes=row.id),
        customer_id=UUID(bytes=row.customer_id),
        till=row.till,
        shift_id=uuid_or_none(row.shift_id),
        business_on=date.fromisoformat(row.business_on),
        at=instant(row.at),
        actor_id=UUID(bytes=row.actor_id),
        kind=DebtKind(row.kind),
        amount=row.amount,
        method=row.method or "",
        transfer_id=uuid_or_none(row.transfer_id),
        reason=row.reason or "",
        voids=uuid_or_none(row.voids),
    )


def buyer_of(row: AnyRow) -> InvoiceBuyer:
    """Whom a tax invoice is for."""
    return InvoiceBuyer(
        id=UUID(bytes=row.id),
        tax_code=row.tax_code,
        name=row.name,
        address=row.address,
        email=row.email,
        customer_id=uuid_or_none(row.customer_id),
    )
