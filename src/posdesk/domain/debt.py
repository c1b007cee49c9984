"""What customers owe the shop (ghi nợ): sales on debt, and the entries that change it otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        amount: what the debt grows by, đồng; negative for a payment, positive for one taken back.
        method: how a payment was made (``cash``, ``transfer``, ``card``); empty for the others.
        transfer_id: the transfer that was shown for it.
        reason: why it was corrected or taken back.
        voids: the payment that this one takes back.
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
    voids: UUID | None = None


@dataclass(frozen=True, slots=True)
class DebtChange:
    """One line of what a customer owes, in the order it came.

    Attributes:
        cause: ``sale`` (one on debt; negative is a return), or the kind of an entry.
        amount: what the debt grows by, đồng.
        ref: the receipt's number, empty for an entry.
        entry_id: the entry, None for a receipt.
        voids: the payment that this one takes back.
        taken_back: a later entry took this payment back.
    """

    at: datetime
    on: date
    cause: str
    amount: int
    ref: str = ""
    entry_id: UUID | None = None
    method: str = ""
    reason: str = ""
    voids: UUID | None = None
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class OpenPart:
    """What is still owed since a day, đồng > 0."""

    on: date
    amount: int


SALE = "sale"
"""The cause of a change that is a receipt."""


def owed(changes: Iterable[DebtChange]) -> int:
    """What is owed now, đồng; negative where the shop owes the customer."""
    return sum(change.amount for change in changes)


def open_parts(changes: Iterable[DebtChange]) -> tuple[OpenPart, ...]:
    """The parts that are still owed, oldest first: what is paid settles the oldest (FIFO).

    What was paid ahead settles what comes later. A payment that was taken back never settled
    anything, so its parts are as old as they were.
    """
    known = list(changes)
    grown = sorted((c for c in known if _grows(c)), key=lambda c: c.on)
    paid = -sum(c.amount for c in known if not _grows(c))
    parts = []
    for change in grown:
        settled = min(change.amount, paid)
        paid -= settled
        if settled < change.amount:
            parts.append(OpenPart(change.on, change.amount - settled))
    return tuple(parts)


def _grows(change: DebtChange) -> bool:
    return change.amount > 0 and change.cause != DebtKind.PAYMENT


def age_days(parts: Sequence[OpenPart], today: date) -> int:
    """How old the oldest open part is, in days; 0 where nothing is owed."""
    return max(0, (today - parts[0].on).days) if parts else 0
