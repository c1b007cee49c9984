"""What the services need of the shop's data for orders, listings and exchanges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from posdesk.domain.listing import Details, Listing
from posdesk.domain.order import Order, OrderBuyer, OrderMoney
from posdesk.services.ports.exchange import Exchange, OrderPush


class Shelf(StrEnum):
    """The lists of the order manager."""

    TO_PACK = "to_pack"
    WAITING_MONEY = "waiting_money"
    PACKED = "packed"
    ON_THE_WAY = "on_the_way"
    DONE = "done"
    CANCELLED = "cancelled"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list, with its buyer.

    Attributes:
        short: some of its goods are not there (I13).
        deposit: paid before the hand-over, đồng.
    """

    order: Order
    buyer: OrderBuyer
    short: bool
    deposit: int = 0


@dataclass(frozen=True, slots=True)
class Shortfall:
    """More is kept for orders than there is (I13): one open task per product.

    Attributes:
        missing: thousandths of the base unit.
    """

    product_id: UUID
    name: str
    missing: int
    orders: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class Receivable:
    """What a courier or an exchange owes for an order.

    Attributes:
        owed: đồng; negative where more came than was owed.
        since: the business day of the hand-over.
    """

    order_id: UUID
    number: str
    source: str
    cod: bool
    owed: int
    since: date


class PushState(StrEnum):
    """How far something an exchange is to be told is."""

    WAITING = "waiting"
    SENT = "sent"
    UNKNOWN = "unknown"
    DONE = "done"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Queued:
    """A push in the outbox.

    Attributes:
        order_id: the shop's order.
        attempts: how often it was sent.
        next_at: not before then; None at once.
        answer: what came back, in words.
    """

    push: OrderPush
    exchange_id: UUID
    order_id: UUID
    state: PushState
    attempts: int = 0
    next_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Goods as an order of an exchange names them; ``unit`` is the base unit."""

    product_id: UUID
    sku: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A listing with what the product is now, to compare with what was sent.

    Attributes:
        price: of the base unit, đồng, the listing's own where it has one.
        available: thousandths of the base unit.
        picture_digest: changes with the picture; empty where there is none.
    """

    listing: Listing
    sku: str
    name: str
    gtin: str
    category: str
    description: str
    maker: str
    price: int
    available: int
    archived: bool
    picture_digest: str
    details: Details


class OrderReader(Protocol):
    """Reads of one snapshot."""

    def exchanges(self) -> tuple[Exchange, ...]:
        """All exchanges in the order they were set up."""
        ...

    def exchange(self, name: str) -> Exchange | None:
        """An exchange by its name, without regard to case."""
        ...

    def order(self, order_id: UUID) -> Order | None:
        """An order."""
        ...

    def order_by_number(self, number: str) -> Order | None:
        """An order by its number, the newest where two exchanges gave the same."""
        ...

    def order_by_remote(self, exchange_id: UUID, remote_id: str) -> Order | None:
        """An order by its exchange's id."""
        ...

    def order_digest(self, order_id: UUID) -> str:
        """The digest of the last snapshot that was taken in; empty for one typed by hand."""
        ...

    def order_buyer(self, order_id: UUID) -> OrderBuyer:
        """Who gets the goods."""
        ...

    def orders(self, shelf: Shelf, limit: int, before: UUID | None = None) -> tuple[OrderRow, ...]:
        """The orders of a list; to pack: oldest promise first, else newest first."""
        ...

    def order_counts(self) -> Mapping[Shelf, int]:
        """How many orders are on each list."""
        ...

    def open_orders(self, exchange_id: UUID) -> tuple[str, ...]:
        """The exchange's ids of its orders that are not over, oldest look first."""
        ...

    def orders_from(self, source: str) -> int:
        """How many orders came this way."""
        ...

    def order_money(self, order_id: UUID) -> tuple[OrderMoney, ...]:
        """Money of an order outside its sale."""
        ...

    def receivables(self) -> tuple[Receivable, ...]:
        """What is owed for orders handed over, the oldest first."""
        ...

    def owed_for(self, order_id: UUID) -> int:
        """What courier or exchange owe for an order, đồng."""
        ...

    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Open tasks: goods promised that are not there."""
        ...

    def listings(self, exchange_id: UUID) -> tuple[Offer, ...]:
        """What is or was offered on an exchange, by SKU."""
        ...

    def listing(self, exchange_id: UUID, product_id: UUID) -> Offer | None:
        """One of them."""
        ...

    def picture(self, product_id: UUID) -> bytes:
        """The picture of a product, empty where it has none."""
        ...

    def details(self, product_id: UUID) -> Details:
        """What an online buyer asks about a product."""
        ...

    def listed(self, exchange_id: UUID, remote_id: str) -> Listed | None:
        """The goods an exchange's item stands for."""
        ...

    def queued(self, exchange_id: UUID | None = None) -> tuple[Queued, ...]:
        """Pushes that are not done or rejected, oldest first."""
        ...


class OrderWork(OrderReader, Protocol):
    """Writes of one transaction. ``post`` takes ``OrderEvent`` and ``OrderMoney``."""

    def put_exchange(self, exchange: Exchange) -> None:
        """Adds an exchange or replaces it."""
        ...

    def drop_exchange(self, exchange_id: UUID) -> None:
        """Forgets an exchange and its listings; its orders stay."""
        ...

    def put_order(self, order: Order, now: datetime, *, digest: str | None = None) -> None:
        """Adds an order or replaces it; its reservations and the open tasks follow."""
        ...

    def put_order_buyer(self, order_id: UUID, buyer: OrderBuyer) -> None:
        """Says who gets the goods."""
        ...

    def release_expired(self, now: datetime) -> None:
        """Frees what is kept for unpaid orders that waited too long."""
        ...

    def put_listing(self, listing: Listing) -> None:
        """Adds a listing or replaces it."""
        ...

    def put_sent(self, listing: Listing) -> None:
        """Keeps what an exchange has of a listing and nothing else of it."""
        ...

    def put_details(self, product_id: UUID, details: Details) -> None:
        """Says what an online buyer asks about a product."""
        ...

    def queue_push(self, queued: Queued) -> None:
        """Adds or replaces a push; one of each verb per order, refunds excepted."""
        ...
