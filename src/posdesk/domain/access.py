"""Who does something, on which till, by what right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from posdesk.domain.errors import Refused


class Right(StrEnum):
    """What an actor may do beyond ringing up goods at their price."""

    PRICE_OVERRIDE = "price_override"
    DISCOUNT = "discount"
    RETURN = "return"
    CASH_MOVEMENT = "cash_movement"
    OPEN_DRAWER = "open_drawer"
    CONFIRM_TRANSFER = "confirm_transfer"
    CORRECT_TENDER = "correct_tender"
    REPRINT = "reprint"
    SHIFT = "shift"
    CATALOGUE = "catalogue"
    STOCK = "stock"
    SETTINGS = "settings"
    BACKUP = "backup"
    CUSTOMERS = "customers"
    DEBT = "debt"
    DEBT_LIMIT = "debt_limit"
    ORDERS = "orders"
    EXCHANGES = "exchanges"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at work. A shop starts with one user, its owner, who has every right.

    Attributes:
        id: the person's party row; posted rows carry only this id, so a person can be erased.
        name: as the screen and the Z report show it.
        till: the till's code, e.g. ``T1``.
    """

    id: UUID
    name: str
    till: str
    rights: frozenset[Right] = frozenset(Right)

    def require(self, right: Right) -> None:
        """Passes, or raises Refused ``not_allowed``."""
        if right not in self.rights:
            raise Refused("not_allowed", right=right.value)
