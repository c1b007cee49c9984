"""Two turns with an exchange: a thousand goods are published, a thousand orders are taken in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import requests

from posdesk import bootstrap
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.exchange.woocommerce.connector import WooCommerce
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder
from posdesk.services.catalogue import add_product
from posdesk.services.ports.exchange import Exchange, ExchangeKind
from posdesk.services.shop import Shop
from posdesk.services.sync import Sync
from posdesk.storage import making, shopfile
from posdesk.storage.unit_of_work import SqlStore
from tests.benchmarks.figure import Figure, share, took_ms
from tests.exchange import fake_woo

MANY = 1_000
"""Goods, and orders; the bar is about so many."""
_CLOCK = SystemClock()


def measure(_root: Path, work: Path, rounds: int) -> Iterator[Figure]:
    """In turn with a bare session that makes the same calls; a new shop and site each round."""
    ours, floor = [], []
    for _round in range(min(rounds, 5)):
        heard, took = _posdesk(work / "shop")
        ours.append(took)
        floor.append(_bare(heard))
    name = "sync: 1,000 goods out, 1,000 orders in"
    yield Figure(name, share(ours, 0.5), share(floor, 0.5), 1.5)


# --- posdesk


def _posdesk(data: Path) -> tuple[tuple[list[fake_woo.Call], list[fake_woo.Call]], float]:
    """What the site heard in each turn, and how long both took."""
    site = fake_woo.Site(now=_CLOCK.now())
    with fake_woo.running(site) as url:
        store, shop, exchange = _shop(data, url)
        actor = shop.actor
        sync = Sync(store, lambda known: WooCommerce(known, fake_woo.KEYS, _CLOCK), _CLOCK)
        took = took_ms(lambda: sync.run(actor, exchange))
        goods = list(site.heard)
        _buy(site)
        took += took_ms(lambda: sync.run(actor, exchange))
        assert sync.waiting(exchange) == 0
        with store.read() as reader:
            assert len(reader.open_orders(exchange.id)) == MANY
        store.close()
    shutil.rmtree(data)
    return (goods, site.heard[len(goods) :]), took


def _shop(data: Path, url: str) -> tuple[SqlStore, Shop, Exchange]:
    making.create(DataFolder(data), shop_name="Gốm", owner_name="Hạnh", clock=_CLOCK)
    store = shopfile.open_shop(DataFolder(data), _CLOCK)
    shop = bootstrap.wire(store, _CLOCK)
    exchange = Exchange(new_id(), "Web", ExchangeKind.WOOCOMMERCE, url, _CLOCK.now())
    with store.write() as work:
        work.put_exchange(exchange)
        for number in range(MANY):
            unit = Unit(new_id(), "cái", 10_000 + number, 1, ())
            goods = Product(new_id(), _sku(number), f"Bát số {number}", (unit,))
            add_product(work, shop.actor, goods, 100 * ONE, _CLOCK)
    shop.listings.publish(shop.actor, exchange, map(_sku, range(MANY)))
    return store, shop, exchange


def _sku(number: int) -> str:
    return f"GOM-{number:04d}"


def _buy(site: fake_woo.Site) -> None:
    for number in range(MANY):
        site.buy((_sku(number), 1), (_sku((number * 7) % MANY), 2))
        if number % 20 == 0:
            site.tick()


# --- the floor


def _bare(heard: tuple[list[fake_woo.Call], list[fake_woo.Call]]) -> float:
    site = fake_woo.Site(now=_CLOCK.now())
    with fake_woo.running(site) as url, requests.Session() as session:
        session.trust_env = False
        session.auth = (fake_woo.KEYS["key"], fake_woo.KEYS["secret"])
        goods, orders = heard
        took = took_ms(lambda: _call(session, url, goods))
        _buy(site)
        return took + took_ms(lambda: _call(session, url, orders))


def _call(session: requests.Session, url: str, heard: list[fake_woo.Call]) -> None:
    for method, path, body in heard:
        headers = {"Content-Type": "application/json"} if body else {}
        answer = session.request(method, url + path, data=body or None, headers=headers)
        answer.json()
