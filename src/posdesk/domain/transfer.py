"""A bank transfer expected from a customer, and who says that it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class TransferState(StrEnum):
    """The last thing known of a transfer."""

    EXPECTED = "expected"
    RECEIVED = "received"
    TAKEN_BACK = "taken_back"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer asked for by a VietQR code; written before the code is shown.

    Attributes:
        code: the payment code, alone in the transfer's purpose.
        bill_id: the bill it was shown for.
        amount: đồng.
    """

    id: UUID
    till: str
    code: str
    bill_id: UUID
    amount: int
    bank_bin: str
    bank_account: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TransferEvent:
    """A linked record: the money came, or that was said too early.

    Attributes:
        source: ``manual`` when a person looked at a phone, else the feed's name.
    """

    id: UUID
    transfer_id: UUID
    till: str
    shift_id: UUID | None
    state: TransferState
    source: str
    at: datetime
    actor_id: UUID


@dataclass(frozen=True, slots=True)
class TenderCorrection:
    """A wrong tender put right in the same shift: the amount moves to another method."""

    id: UUID
    till: str
    sale_id: UUID
    shift_id: UUID
    at: datetime
    actor_id: UUID
    from_method: str
    to_method: str
    amount: int
    reason: str
