"""Stock is the sum of its movements, in thousandths of the base unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

SHOP = "shop"
"""The place goods lie while a shop has one."""


class MovementKind(StrEnum):
    """Why stock moved."""

    OPENING = "opening"
    RECEIPT = "receipt"
    SALE = "sale"
    RETURN = "return"
    ADJUSTMENT = "adjustment"


class BelowZero(StrEnum):
    """What the till does when a sale would take stock below zero."""

    REFUSE = "refuse"
    ASK = "ask"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True)
class StockChange:
    """One product's part of a stock document; ``quantity`` is signed.

    Attributes:
        cost: what one base unit was bought for, đồng; None if unknown.
        expected: what a stocktake should have found; None where nothing was counted.
    """

    product_id: UUID
    quantity: int
    kind: MovementKind
    place: str = SHOP
    cost: int | None = None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class StockDocument:
    """Goods received, an opening or a correction: everything that moves stock but a sale."""

    id: UUID
    till: str
    at: datetime
    business_on: date
    actor_id: UUID
    changes: tuple[StockChange, ...]
    reason: str = ""
