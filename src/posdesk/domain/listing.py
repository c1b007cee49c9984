"""Goods offered on an exchange: what is wanted there, and what the exchange is known to have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from posdesk.domain.quantity import ONE


class ListingState(StrEnum):
    """How a listing stands."""

    QUEUED = "queued"
    LIVE = "live"
    REJECTED = "rejected"
    DIFFERS = "differs"
    """The exchange shows another price or text than the shop's; a person decides."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Details:
    """What an online buyer asks about goods, beside name, price and description.

    Attributes:
        weight: of one piece with its wrapping, grams; None if unknown.
        ocop_stars: 3 to 5 (OCOP, Quyết định 148/QĐ-TTg 2023), None where it has none.
        ocop_until: until when they hold, as the owner typed it.
    """

    village: str = ""
    material: str = ""
    size: str = ""
    weight: int | None = None
    origin: str = ""
    ocop_stars: int | None = None
    ocop_decision: str = ""
    ocop_until: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What an exchange acknowledged, to push only what changed.

    Attributes:
        content: digest of title, texts and pictures; empty if nothing was sent.
        price: đồng. stock: whole pieces. None: never sent.
    """

    content: str = ""
    price: int | None = None
    stock: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One product on one exchange.

    Attributes:
        remote_id: the exchange's id of it; empty while it has none.
        title: another name than the product's; empty takes the product's.
        price: another price than the product's, đồng; None takes the product's.
        buffer: pieces that are never offered there, for the counter.
        reason: why it was rejected or what differs, in the exchange's words.
        detached: the exchange's text differs and is kept.
    """

    exchange_id: UUID
    product_id: UUID
    state: ListingState = ListingState.QUEUED
    remote_id: str = ""
    title: str = ""
    price: int | None = None
    buffer: int = 0
    reason: str = ""
    detached: bool = False
    sent: Sent = Sent()


def offered(available: int, buffer: int) -> int:
    """Whole pieces to show: ``max(0, on hand - reserved - buffer)``; thousandths go in."""
    return max(0, available // ONE - buffer)
