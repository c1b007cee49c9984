"""A shift: opened with a float, closed once, with what should be in the drawer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

NOTES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500)
"""Notes in use, đồng (coins are gone)."""


class CashKind(StrEnum):
    """Direction of a cash movement that is not a sale."""

    IN = "in"
    OUT = "out"


class ActionKind(StrEnum):
    """What is done beside selling and is counted on the Z report."""

    PRICE_OVERRIDE = "price_override"
    STOCK_BREACH = "stock_breach"
    OPEN_DRAWER = "open_drawer"
    REPRINT = "reprint"
    SETTING = "setting"
    LINE_REMOVED = "line_removed"
    RESTORE = "restore"
    NUMBERS_SKIPPED = "numbers_skipped"
    CLOCK = "clock"
    WITNESS = "witness"
    UNFINISHED_BILL = "unfinished_bill"
    OVER_DEBT_LIMIT = "over_debt_limit"
    CUSTOMER_ERASED = "customer_erased"


@dataclass(frozen=True, slots=True)
class Shift:
    """An opened shift.

    Attributes:
        number: 1, 2, 3... per till.
        business_on: the date all its documents count for, fixed at opening.
        float_amount: cash in the drawer at opening, đồng.
    """

    id: UUID
    till: str
    number: int
    business_on: date
    opened_at: datetime
    cashier_id: UUID
    float_amount: int


@dataclass(frozen=True, slots=True)
class CashMovement:
    """Cash put in or taken out with a reason; ``amount`` > 0 in đồng."""

    id: UUID
    shift_id: UUID
    till: str
    business_on: date
    at: datetime
    actor_id: UUID
    kind: CashKind
    amount: int
    reason: str
    customer_id: UUID | None = None
    transfer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something done that the owner wants to know of.

    Attributes:
        ref: the id or key of what it was done to.
        detail: short words or figures; no names, phones or addresses.
    """

    id: UUID
    till: str
    shift_id: UUID | None
    at: datetime
    actor_id: UUID
    kind: ActionKind
    ref: str = ""
    detail: str = ""
    approved_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class ShiftClosing:
    """The close of a shift; afterwards nothing of it changes.

    Attributes:
        expected: float + cash sales - change - cash refunds + paid in - paid out (I8).
        counted: what was in the drawer.
        notes: (value, count) of the notes counted, if counted by notes.
        reason: why it is over or short.
    """

    id: UUID
    shift_id: UUID
    till: str
    closed_at: datetime
    actor_id: UUID
    expected: int
    counted: int
    notes: tuple[tuple[int, int], ...] = ()
    reason: str = ""

    @property
    def difference(self) -> int:
        """Counted minus expected: over is positive, short negative."""
        return self.counted - self.expected
