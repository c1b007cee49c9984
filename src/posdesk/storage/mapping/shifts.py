"""Rows of shifts and of what was done in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from posdesk.domain.shift import Action, ActionKind, CashKind, CashMovement, Shift, ShiftClosing
from posdesk.runtime.clock import instant
from posdesk.storage.mapping.row import AnyRow, uuid_or_none


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
