"""A product as it is against what an exchange has of it: what is still to be sent."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from posdesk.domain.listing import Listing, ListingState, Sent, offered
from posdesk.services.ports.exchange import Outcome, RemoteItem, Result
from posdesk.services.ports.orders import Offer

_SENDING = "?"
"""No digest of any content: it was sent, and is sent again until an answer comes."""


def wanted(offer: Offer) -> bool:
    """Whether it is to be on sale there."""
    return offer.listing.state is not ListingState.WITHDRAWN and not offer.archived


def on_sale(offer: Offer) -> bool:
    """Whether the exchange has it, or may have it, as far as is known."""
    return bool(offer.listing.sent.content)


def pieces(offer: Offer) -> int:
    """Whole pieces to show there."""
    return offered(offer.available, offer.listing.buffer)


def content(offer: Offer) -> str:
    """Of what an upsert sends beside price and stock."""
    listing = offer.listing
    told = (
        offer.sku,
        listing.title or offer.name,
        offer.description,
        offer.category,
        offer.gtin,
        offer.details,
        offer.picture_digest,
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


def differs(offer: Offer) -> bool:
    """Whether something of it is still to be sent."""
    if not wanted(offer):
        return on_sale(offer)
    sent = offer.listing.sent
    if offer.listing.state is ListingState.REJECTED:
        return content(offer) != sent.content
    if offer.listing.state is ListingState.DIFFERS:
        return bool(offer.listing.remote_id) and pieces(offer) != sent.stock
    return (content(offer), offer.price, pieces(offer)) != (sent.content, sent.price, sent.stock)


def looked_at(offer: Offer, there: RemoteItem | None) -> Listing:
    """The listing after a look at the exchange, ``None`` where it is gone.

    A price somebody changed there is kept until a person decides; ``sent`` says what it is.
    """
    listing = offer.listing
    if there is None:
        gone = replace(listing, remote_id="", sent=Sent(), reason="listing_gone")
        return replace(gone, state=ListingState.DIFFERS)
    sent = replace(listing.sent, price=there.price)
    if there.price == offer.price:
        return replace(listing, state=ListingState.LIVE, sent=sent, reason="")
    if there.price in (None, listing.sent.price):
        return listing
    return replace(listing, state=ListingState.DIFFERS, sent=sent, reason="price_differs")


def sending(sent: Sent) -> Sent:
    """What an exchange has while nobody knows whether a push arrived: something, or nothing."""
    return replace(sent, content=_SENDING, price=None, stock=None)


def after(offer: Offer, result: Result) -> Listing:
    """The listing after its product was sent."""
    listing = offer.listing
    if result.outcome is Outcome.UNKNOWN:
        return replace(listing, sent=sending(listing.sent), reason=result.text or result.code)
    if result.outcome is Outcome.REJECTED and not wanted(offer):
        return replace(listing, reason=result.text or result.code)
    if result.outcome is Outcome.REJECTED:
        # Not sent again before something of it changes.
        sent = replace(listing.sent, content=content(offer))
        reason = result.text or result.code
        return replace(listing, state=ListingState.REJECTED, sent=sent, reason=reason)
    if not wanted(offer):
        return replace(listing, state=ListingState.WITHDRAWN, sent=Sent(), reason="")
    sent = Sent(content(offer), offer.price, pieces(offer))
    remote_id = result.remote_id or listing.remote_id
    return replace(listing, state=ListingState.LIVE, remote_id=remote_id, sent=sent, reason="")
