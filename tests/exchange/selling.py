"""A shop that sells on a site of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from posdesk.runtime import keyrings
from posdesk.services.exchanges import SetUp
from posdesk.services.ports.exchange import Exchange, ExchangeKind
from posdesk.services.ports.orders import Offer
from posdesk.services.sync import Synced
from tests.exchange import fake_woo
from tests.services.shops import Counter


@dataclass
class Selling:
    """A counter with one exchange."""

    counter: Counter
    site: fake_woo.Site
    exchange: Exchange

    def sync(self, *, audit: bool = False) -> Synced:
        return self.counter.shop.sync.run(self.counter.actor, self.exchange, audit=audit)

    def offer(self, sku: str) -> Offer:
        return next(o for o in self.counter.shop.listings.on(self.exchange) if o.sku == sku)

    def shown(self, sku: str) -> fake_woo.Thing:
        return next(p for p in self.site.products.values() if p["sku"] == sku)


@contextmanager
def selling(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, name: str = "Web của shop"
) -> Iterator[Selling]:
    """The site serves, the shop is set up on it; keys are kept for this run only."""
    monkeypatch.setattr(keyrings, "put", lambda *_: False)
    monkeypatch.setattr(keyrings, "drop", lambda *_: None)
    site = fake_woo.Site(now=counter.clock.now())
    with fake_woo.running(site) as url:
        wanted = SetUp(name, ExchangeKind.WOOCOMMERCE, url, {})
        exchange, _kept = counter.shop.exchanges.add(counter.actor, wanted, fake_woo.KEYS)
        yield Selling(counter, site, exchange)
