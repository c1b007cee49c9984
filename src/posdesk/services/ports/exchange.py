"""What the services need of an exchange: one connector per kind of exchange behind this Protocol.

Every push may end in ``Outcome.UNKNOWN``: the line broke after it was sent. Then ``resolve`` looks
what became of it before anything is sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from posdesk.domain.listing import Details
from posdesk.domain.snapshot import OrderSnapshot


class ExchangeKind(StrEnum):
    """The kinds there are connectors for."""

    FILE = "file"
    WOOCOMMERCE = "woocommerce"
    VENDURE = "vendure"


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange the shop sells on, as it was set up.

    Attributes:
        url: its address; a folder for ``file``.
        since: when it was set up; what was over there before is none of the shop's orders.
        options: what its kind needs beside secrets (column maps, overlap), by name.
        cursor: where the reading of orders goes on; the connector's own, opaque.
        buffer: pieces of each product never offered there, unless the listing says otherwise.
        expiry_hours: unpaid orders keep their goods so long.
        tried_at, matched_at: the last try, and the last one that went through.
        trouble: the code of what went wrong at the last try; empty if nothing did.
    """

    id: UUID
    name: str
    kind: ExchangeKind
    url: str
    since: datetime
    options: Mapping[str, str] = field(default_factory=dict)
    cursor: str = ""
    buffer: int = 0
    expiry_hours: int = 24
    tried_at: datetime | None = None
    matched_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a probe found out, for the owner to read.

    Attributes:
        server: name and version, e.g. ``WooCommerce 11.0.1``.
        currency: ISO code; empty where it does not say.
        clock_off: how far its clock is from this computer's, seconds; None if it does not say.
        can: what the given rights allow: ``products``, ``orders``, ``pictures``.
        missing: codes of what the owner has to mend before it works.
    """

    server: str
    currency: str = ""
    clock_off: int | None = None
    can: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A product as it should stand at the exchange.

    Attributes:
        product_id: the shop's own id, stored there where it can be.
        remote_id: empty where the exchange did not have it yet, as far as is known.
        price: đồng. stock: whole pieces, absolute.
        picture: JPEG or PNG bytes, empty for none.
    """

    product_id: UUID
    remote_id: str
    sku: str
    gtin: str
    title: str
    description: str
    category: str
    price: int
    stock: int
    details: Details
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class StockSet:
    """So many whole pieces are for sale; set, never added."""

    remote_id: str
    sku: str
    stock: int


@dataclass(frozen=True, slots=True)
class PriceSet:
    """The price, đồng."""

    remote_id: str
    sku: str
    price: int


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """A product as the exchange shows it."""

    remote_id: str
    sku: str
    title: str
    price: int | None
    stock: int | None
    hidden: bool = False


class Outcome(StrEnum):
    """How a push ended."""

    DONE = "done"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Result:
    """How one push ended.

    Attributes:
        code: a posdesk code of what is wrong, where it is not done.
        text: the exchange's own words, cleaned.
    """

    outcome: Outcome
    remote_id: str = ""
    code: str = ""
    text: str = ""


class Verb(StrEnum):
    """What the shop tells an exchange about an order."""

    FULFIL = "fulfil"
    COMPLETE = "complete"
    CANCEL = "cancel"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class OrderPush:
    """Something to tell an exchange about one of its orders.

    Attributes:
        id: the operation's own id; kept at the exchange where that is possible.
        amount: of a refund, đồng.
    """

    id: UUID
    remote_id: str
    verb: Verb
    tracking: str = ""
    reason: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True)
class BadOrder:
    """An order that cannot be understood, e.g. money that is not whole; nothing of it is kept.

    Attributes:
        remote_id: or where it stands.
        params: what the sentence of ``code`` needs.
    """

    remote_id: str
    code: str
    text: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """Orders that changed, at least once each, and where the next reading goes on.

    Attributes:
        cursor: opaque; saved together with the orders.
        more: whether another page waits.
    """

    orders: tuple[OrderSnapshot, ...]
    cursor: str
    more: bool
    bad: tuple[BadOrder, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """An order the exchange does not show any more."""

    remote_id: str


class Connector(Protocol):
    """One exchange. Every method may raise ``Trouble`` (``no_network``, ``exchange_*``)."""

    def probe(self) -> Found:
        """Looks who is there and what may be done."""
        ...

    def find(self, items: Sequence[ItemDraft]) -> Mapping[UUID, RemoteItem]:
        """Those of the products that are there, by the shop's id; found by id, SKU or GTIN."""
        ...

    def upsert(self, items: Sequence[ItemDraft]) -> Sequence[Result]:
        """Makes or changes products, one result each; what is there is found first."""
        ...

    def withdraw(self, items: Sequence[ItemDraft]) -> Sequence[Result]:
        """Takes products off sale; they stay readable there."""
        ...

    def set_stock(self, levels: Sequence[StockSet]) -> Sequence[Result]:
        """Sets how many are for sale."""
        ...

    def set_price(self, prices: Sequence[PriceSet]) -> Sequence[Result]:
        """Sets prices."""
        ...

    def changes(self, cursor: str) -> Page:
        """Orders that changed since ``cursor``; empty begins with the last 60 days."""
        ...

    def refetch(self, remote_ids: Sequence[str]) -> Sequence[OrderSnapshot | Gone | BadOrder]:
        """Orders by their ids, for those that are not over."""
        ...

    def push(self, push: OrderPush) -> Result:
        """Tells the exchange about an order."""
        ...

    def resolve(self, push: OrderPush) -> Result | None:
        """What became of a push whose answer was lost; None: it never arrived, send it again."""
        ...

    def close(self) -> None:
        """Ends its connections."""
        ...


Connect = Callable[[Exchange], Connector]
"""Makes the connector of an exchange, with its secrets.

Raises:
    Refused: ``secrets_missing``.
"""
