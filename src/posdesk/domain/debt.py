"""What customers owe the shop (ghi nợ): sales on debt, and the entries that change it otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class DebtKind(StrEnum):
    """Why a debt changed, beside sales and returns on debt."""

    OPENING = "opening"
    """Owed from before, out of the paper book."""
    PAYMENT = "payment"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class DebtEntry:
    """A posted record: a customer owes more or less.

    Attributes:
        shift_id: the shift whose drawer a payment went through; None for the others.
        amount: what the debt grows by, đồng; negative for a payment.
        method: how a payment was made (``cash``, ``transfer``, ``card``); empty for the others.
        transfer_id: the transfer that was shown for it.
        reason: why it was corrected.
    """

    id: UUID
    customer_id: UUID
    till: str
    shift_id: UUID | None
    business_on: date
    at: datetime
    actor_id: UUID
    kind: DebtKind
    amount: int
    method: str = ""
    transfer_id: UUID | None = None
    reason: str = ""
