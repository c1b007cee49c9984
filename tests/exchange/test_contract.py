"""Every connector keeps every promise: against a site of ours, and against real servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from posdesk.exchange.woocommerce.connector import WooCommerce
from posdesk.runtime.ids import new_id
from posdesk.services.ports.exchange import Exchange, ExchangeKind
from tests.exchange import contract, fake_woo
from tests.exchange.contract import Shown
from tests.exchange.line import Line, line
from tests.exchange.vendure_site import VendureSite
from tests.services.shops import StoppedClock


@dataclass
class WooSite:
    """The site of the tests, and the line to it."""

    site: fake_woo.Site
    line: Line

    def now(self) -> datetime:
        return self.site.now

    def connect(self, clock_off: timedelta = timedelta()) -> WooCommerce:
        clock = StoppedClock(self.now() + clock_off)
        kind = ExchangeKind.WOOCOMMERCE
        exchange = Exchange(new_id(), "Woo", kind, self.line.url, clock.now())
        return WooCommerce(exchange, fake_woo.KEYS, clock)

    def make_by_hand(self, sku: str) -> None:
        self.site.answer(
            "POST",
            "/wp-json/wc/v3/products/batch",
            {},
            {"create": [{"sku": sku, "name": "Tự tạo", "regular_price": "1", "status": "draft"}]},
        )

    def on_sale(self, sku: str) -> list[Shown]:
        return [
            Shown(int(product["regular_price"]), product["stock_quantity"])
            for product in self.site.products.values()
            if product["sku"] == sku and product["status"] == "publish"
        ]

    def pages(self, title: str) -> int:
        return sum(product["name"] == title for product in self.site.products.values())

    def buy(self, sku: str, pieces: int, *, paid: bool) -> str:
        return str(self.site.buy((sku, pieces), paid=paid, shipping=30_000))

    def cancel(self, order: str) -> None:
        self.site.change(int(order), status="cancelled")


@pytest.fixture
def woo() -> Iterator[WooSite]:
    site = fake_woo.Site()
    with fake_woo.running(site) as url, line(url) as way:
        yield WooSite(site, way)


def named(promise: Callable[[contract.Site], None]) -> str:
    return promise.__name__


@pytest.mark.parametrize("promise", contract.PROMISES, ids=named)
def test_woocommerce(promise: Callable[[contract.Site], None], woo: WooSite) -> None:
    promise(woo)


@pytest.mark.oracle
@pytest.mark.parametrize("promise", contract.PROMISES, ids=named)
def test_vendure(promise: Callable[[contract.Site], None], vendure: VendureSite) -> None:
    promise(vendure)
