"""Which goods are offered where, and how well they are described."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.listing import Details, Listing, ListingState
from posdesk.domain.text import clean
from posdesk.services.ports.exchange import Exchange
from posdesk.services.ports.goods import GoodsLists, Wanted
from posdesk.services.ports.orders import Offer
from posdesk.services.ports.store import Store

_WORDS = 60
"""A description of fewer characters tells a buyer nothing."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How complete a listing is.

    Attributes:
        percent: 0 to 100. missing: what to add, the most wanted first, as codes.
    """

    percent: int
    missing: tuple[str, ...]


class Listings:
    """Goods on exchanges."""

    def __init__(self, store: Store, goods: GoodsLists) -> None:
        self._store, self._goods = store, goods

    def on(self, exchange: Exchange) -> tuple[Offer, ...]:
        """What is or was offered there."""
        with self._store.read() as reader:
            return reader.listings(exchange.id)

    def publish(self, actor: Actor, exchange: Exchange, skus: Iterable[str]) -> int:
        """Offers goods there from the next sync on; how many were not offered before.

        Raises:
            Refused: ``unknown_product``, ``weighed_online`` (an exchange sells whole pieces),
                ``not_allowed``.
        """
        actor.require(Right.EXCHANGES)
        new = 0
        with self._store.write() as work:
            for sku in skus:
                product = work.product_by_sku(sku)
                if product is None:
                    raise Refused("unknown_product", product=clean(sku)[:40])
                if product.weighed:
                    raise Refused("weighed_online", name=product.name)
                known = work.listing(exchange.id, product.id)
                if known and known.listing.state is not ListingState.WITHDRAWN:
                    continue
                base = known.listing if known else _first(exchange, product.id)
                work.put_listing(replace(base, state=ListingState.QUEUED))
                new += 1
        return new

    def publish_all(self, actor: Actor, exchange: Exchange) -> int:
        """Offers everything that is sold by the piece; how many were not offered before."""
        rows = self._goods.products(Wanted(), 1_000_000)
        return self.publish(actor, exchange, [row.sku for row in rows if not row.weighed])

    def withdraw(self, actor: Actor, exchange: Exchange, skus: Iterable[str] | None = None) -> int:
        """Takes goods off there from the next sync on, all where ``skus`` is None; how many.

        Raises:
            Refused: ``unknown_listing``, ``not_allowed``.
        """
        actor.require(Right.EXCHANGES)
        with self._store.write() as work:
            there = {offer.sku: offer.listing for offer in work.listings(exchange.id)}
            wanted = list(there) if skus is None else list(skus)
            for sku in wanted:
                if sku not in there:
                    raise Refused("unknown_listing", product=clean(sku)[:40])
                work.put_listing(replace(there[sku], state=ListingState.WITHDRAWN))
        return len(wanted)

    def change(self, actor: Actor, listing: Listing) -> None:
        """Another title, price or buffer for one exchange.

        Raises:
            Refused: ``bad_amount``, ``text_too_long``, ``not_allowed``.
        """
        actor.require(Right.EXCHANGES)
        if (listing.price is not None and listing.price < 1) or listing.buffer < 0:
            raise Refused("bad_amount", text=str(listing.price))
        if len(listing.title) > 120:
            raise Refused("text_too_long", limit=120)
        with self._store.write() as work:
            work.put_listing(replace(listing, title=clean(listing.title)))

    def decide(self, actor: Actor, listing: Listing, *, ours: bool) -> None:
        """Ends a difference: the shop's word goes there with the next sync, or theirs is taken.

        Raises:
            Refused: ``not_allowed``.
        """
        actor.require(Right.EXCHANGES)
        with self._store.write() as work:
            work.put_listing(_decided(listing, ours=ours))

    def details(self, product_id: UUID) -> Details:
        """What an online buyer asks about a product."""
        with self._store.read() as reader:
            return reader.details(product_id)

    def describe(self, actor: Actor, product_id: UUID, details: Details) -> None:
        """Says what an online buyer asks.

        Raises:
            Refused: ``bad_stars``, ``text_too_long``, ``not_allowed``.
        """
        actor.require(Right.CATALOGUE)
        if details.ocop_stars is not None and not 3 <= details.ocop_stars <= 5:
            raise Refused("bad_stars")
        if len(details.story) > 2_000:
            raise Refused("text_too_long", limit=2_000)
        with self._store.write() as work:
            work.put_details(product_id, details)


def _first(exchange: Exchange, product_id: UUID) -> Listing:
    return Listing(exchange.id, product_id, buffer=exchange.buffer)


def _decided(listing: Listing, *, ours: bool) -> Listing:
    if not listing.remote_id:  # it is gone there
        state = ListingState.QUEUED if ours else ListingState.WITHDRAWN
        return replace(listing, state=state, reason="")
    price = listing.price if ours else listing.sent.price
    return replace(listing, state=ListingState.LIVE, price=price, reason="")


def quality(offer: Offer) -> Quality:
    """What a buyer would miss."""
    details = offer.details
    parts = (
        ("picture", bool(offer.picture_digest), 30),
        ("description", len(offer.description) >= _WORDS, 20),
        ("maker", bool(offer.maker), 10),
        ("origin", bool(details.origin or details.village), 10),
        ("size", bool(details.size or details.weight), 10),
        ("material", bool(details.material), 10),
        ("story", bool(details.story), 10),
    )
    missing = tuple(name for name, there, _points in parts if not there)
    return Quality(sum(points for _name, there, points in parts if there), missing)
