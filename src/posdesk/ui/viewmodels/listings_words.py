"""Goods on an exchange in the shop's words."""

from __future__ import annotations

from collections.abc import Mapping

from posdesk.domain.listing import ListingState
from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import SENTENCES
from posdesk.services.listings import quality
from posdesk.services.offers import differs, pieces
from posdesk.services.ports.orders import Offer
from posdesk.services.sync_words import remembered
from posdesk.ui.shown import Record, Stress

STATES: Mapping[ListingState, tuple[str, Stress]] = {
    ListingState.QUEUED: (N_("goes out next"), Stress.PLAIN),
    ListingState.LIVE: (N_("on sale"), Stress.GOOD),
    ListingState.REJECTED: (N_("rejected"), Stress.TROUBLE),
    ListingState.DIFFERS: (N_("differs"), Stress.ATTENTION),
    ListingState.WITHDRAWN: (N_("taken off"), Stress.PLAIN),
}
FIELDS: Mapping[str, str] = {
    "title": N_("Its name there (empty: as in the shop)"),
    "price": N_("Its price there (empty: as in the shop)"),
    "buffer": N_("Pieces kept back for the counter"),
    "weight": N_("Weight with wrapping, grams"),
    "material": N_("Material"),
    "size": N_("Size"),
    "village": N_("Craft village"),
    "origin": N_("Origin"),
    "ocop_stars": N_("OCOP stars (3 to 5)"),
    "ocop_decision": N_("OCOP decision, number"),
    "ocop_until": N_("OCOP until"),
    "story": N_("Its story"),
}
_MISSING: Mapping[str, str] = {
    "picture": N_("a picture"),
    "description": N_("a description of two sentences"),
    "maker": N_("who made it"),
    "origin": N_("where it comes from"),
    "size": N_("size or weight"),
    "material": N_("what it is made of"),
    "story": N_("its story"),
}


def record_of(offer: Offer) -> Record:
    """An offer in the list."""
    words, stress = STATES[offer.listing.state]
    parts = (offer.sku, format_dong(offer.price), _("{count} pcs").format(count=pieces(offer)))
    title = offer.listing.title or offer.name
    return Record(title, " · ".join(parts), f"{quality(offer).percent} %", _(words), stress)


def state_words(offer: Offer) -> str:
    """How it stands there, and why."""
    words = _(STATES[offer.listing.state][0]).capitalize() + "."
    if offer.listing.state is ListingState.LIVE and differs(offer):
        words = _("On sale; changes go out with the next sync.")
    return f"{words} {_reason(offer)}".strip()


def missing_words(offer: Offer) -> str:
    """What a buyer would miss."""
    missing = [_(_MISSING[code]) for code in quality(offer).missing]
    if not missing:
        return _("Nothing is missing.")
    return _("Buyers would miss: {what}.").format(what=", ".join(missing))


def preview_of(offer: Offer) -> str:
    """What a buyer reads, as far as the exchange shows it."""
    details = offer.details
    stars = str(details.ocop_stars) if details.ocop_stars else ""
    named = (
        (_("Craft village"), details.village),
        (_("Material"), details.material),
        (_("Size"), details.size),
        (_("Origin"), details.origin),
        (_("OCOP stars"), " · ".join(filter(None, (stars, details.ocop_decision)))),
    )
    facts = [f"{name}: {value}" for name, value in named if value]
    return "\n".join(filter(None, (offer.description, *facts, details.story)))


def _reason(offer: Offer) -> str:
    code = offer.listing.reason
    if code not in SENTENCES:
        return code
    there = offer.listing.sent.price
    price = format_dong(there) if there is not None else ""
    return remembered(code, {"price": price, "own": format_dong(offer.price)})
