"""What has to be known of a server before goods are sent to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from posdesk.exchange.link import Bad, record, records, text
from posdesk.exchange.vendure.api import Api, Thing, listed

OWN_ID = "externalId"
"""The field of a variant where a site may let a till keep its own id."""

_SITE = """{
  activeChannel { defaultLanguageCode defaultCurrencyCode pricesIncludeTax }
  globalSettings { serverConfig {
    moneyStrategyPrecision
    entityCustomFields { entityName customFields { ... on CustomField { name } } }
  } }
  stockLocations(options: {take: 1, sort: {createdAt: ASC}}) { items { id } }
}"""
_INTEGER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Site:
    """A server's own ways.

    Attributes:
        parts: of a đồng in its figures, e.g. 100.
        own_id: whether variants have a field for the shop's id.
        location: where the shop's goods lie there.
    """

    language: str
    currency: str
    with_tax: bool
    parts: int
    own_id: bool
    location: str

    @property
    def dearest(self) -> int:
        """The highest price it can keep, đồng."""
        return _INTEGER // self.parts


def look(api: Api) -> Site:
    """Asks for them.

    Raises:
        Trouble: ``exchange_...``.
    """
    return api.ask(_SITE, {}, _site)


def _site(told: Thing) -> Site:
    channel = record(told.get("activeChannel"))
    config = record(record(told.get("globalSettings")).get("serverConfig"))
    places = listed(told, "stockLocations")
    if not places:
        raise Bad("stock location")
    return Site(
        language=text(channel.get("defaultLanguageCode"), 10),
        currency=text(channel.get("defaultCurrencyCode"), 3),
        with_tax=channel.get("pricesIncludeTax") is True,
        parts=10 ** _digits(config.get("moneyStrategyPrecision")),
        own_id=OWN_ID in _fields(config, "ProductVariant"),
        location=text(places[0].get("id"), 40),
    )


def _fields(config: Thing, entity: str) -> Sequence[object]:
    """The names of a site's own fields."""
    entities = records(config.get("entityCustomFields"))
    found = [e for e in entities if e.get("entityName") == entity]
    return [field.get("name") for e in found for field in records(e.get("customFields"))]


def _digits(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= 6:
        raise Bad("number")
    return value
