"""A shop that sells on a site: its buyers, both owners and the counter at work, and its sync."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from posdesk import bootstrap
from posdesk.cli.main import main as command_line
from posdesk.domain.cart import Cart, CartLine
from posdesk.domain.errors import Refused
from posdesk.domain.listing import ListingState
from posdesk.domain.order import Order
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import TenderMethod
from posdesk.domain.tender import Offer
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import Bill
from posdesk.services.exchanges import SetUp
from posdesk.services.ports.exchange import Exchange, ExchangeKind
from posdesk.services.ports.orders import Shelf
from posdesk.services.shop import Shop
from tests.exchange import fake_woo

NAME = "Web"
GOODS, PUBLISHED, PIECES = 8, 4, 60

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(
    ["tests.faults.exchange_shop", "posdesk.exchange.woocommerce.connector", "posdesk.cli.commands"]
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shop lies, its journal key and the keys of its exchange beside it."""

    root: Path

    @property
    def data(self) -> str:
        return str(self.root / "shop")

    @property
    def env(self) -> Mapping[str, str]:
        return {
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "POSDESK_SECRETS_FILE": str(self.root / "secrets.toml"),
        }

    def copy(self, root: Path) -> Place:
        """The same once more."""
        shutil.copytree(self.root, root)
        return Place(root)


def pattern(root: Path) -> Place:
    """A shop that has published half of its goods on a site that never was."""
    place = Place(root)
    root.mkdir(parents=True)
    secrets = "\n".join(f'{name} = "{value}"' for name, value in fake_woo.KEYS.items())
    file = root / "secrets.toml"
    file.write_text(f'[exchange."{NAME.lower()}"]\n{secrets}\n', "utf-8")
    file.chmod(0o600)
    os.environ.update(place.env)
    bootstrap.Posdesk().create(place.data, "Gốm", sample=False)
    with bootstrap.Posdesk().open(place.data) as shop:
        shop.shifts.open(shop.actor, 0)
        shop.settings.set(shop.actor, {"stock.below_zero": "allow"})
        for number in range(GOODS):
            shop.catalogue.add(shop.actor, _goods(number), PIECES * ONE)
        wanted = SetUp(NAME, ExchangeKind.WOOCOMMERCE, "http://127.0.0.1:9", {})
        exchange, _kept = shop.exchanges.add(shop.actor, wanted, fake_woo.KEYS)
        shop.listings.publish(shop.actor, exchange, map(sku_of, range(PUBLISHED)))
    return place


def sku_of(number: int) -> str:
    return f"GOM-{number:03d}"


def _goods(number: int) -> Product:
    unit = Unit(new_id(), "cái", 10_000 * (number + 3), 1, ())
    return Product(new_id(), sku_of(number), f"Bát số {number}", (unit,))


@dataclass
class World:
    """One shop, one site, and chance.

    Attributes:
        refunded: orders whose buyer got something back.
    """

    place: Place
    shop: Shop
    site: fake_woo.Site
    chance: random.Random
    exchange: Exchange
    refunded: set[int] = field(default_factory=set)

    # --- what happens between two syncs

    def work(self) -> None:
        """Buyers order, the owners change orders and goods."""
        self.site.tick(self.chance.randrange(3))
        for act in (self._buy, self._buy, self._owner_there, self._orders_here, self._goods_here):
            with suppress(Refused):
                act()

    def sell(self) -> None:
        """The counter sells something."""
        item = self.shop.catalogue.coded(sku_of(self.chance.randrange(GOODS)))
        assert item is not None
        cart = Cart((CartLine(item, self.chance.randint(1, 2) * ONE, item.price),))
        self.shop.checkout.post(self.shop.actor, Bill(cart, (Offer(TenderMethod.CASH, None),)))

    def _buy(self) -> None:
        with self.site.lock:
            there = [
                p["sku"]
                for p in self.site.products.values()
                if p["status"] == "publish" and p["stock_quantity"] > 1
            ]
            if there:
                lines = [(sku, self.chance.randint(1, 2)) for sku in self._some(there)]
                self.site.buy(*lines, paid=self.chance.random() < 0.5, shipping=15_000)

    def _some(self, skus: list[str]) -> list[str]:
        return self.chance.sample(sorted(skus), self.chance.randint(1, min(2, len(skus))))

    def _owner_there(self) -> None:
        """Cancels, takes a cancellation back, or gives a part of the money back."""
        with self.site.lock:
            if not self.site.orders:
                return
            number = self.chance.choice(list(self.site.orders))
            order, act = self.site.orders[number], self.chance.random()
            if act < 0.25 and order["status"] == "processing":
                self.site.change(number, status="cancelled")
            elif act < 0.4 and order["status"] == "cancelled":
                self.site.change(number, status="processing")
            elif act < 0.6 and order["date_paid_gmt"] and number not in self.refunded:
                path = f"/wp-json/wc/v3/orders/{number}/refunds"
                self.site.answer("POST", path, {}, {"amount": "10000"})
                self.refunded.add(number)

    def _orders_here(self) -> None:
        orders, actor = self.shop.orders, self.shop.actor
        act, order = self.chance.random(), self._one_of(Shelf.TO_PACK)
        if order is not None and act < 0.5:
            orders.pack(actor, order.id, {line.key: line.quantity for line in order.lines})
            orders.hand_over(actor, order.id, tracking=self.chance.choice(("", "VN1")))
        elif order is not None and act < 0.7:
            orders.cancel(actor, order.id, "hết hàng")
        elif gone := self._one_of(Shelf.ON_THE_WAY):
            orders.complete(actor, gone.id)

    def _one_of(self, shelf: Shelf) -> Order | None:
        rows = self.shop.orders.rows(shelf, 100)
        return self.chance.choice(rows).order if rows else None

    def _goods_here(self) -> None:
        """Renames goods, sets another price, offers more, takes some off."""
        sku, act = sku_of(self.chance.randrange(GOODS)), self.chance.random()
        item, actor = self.shop.catalogue.coded(sku), self.shop.actor
        assert item is not None
        assert item.product_id is not None
        product = self.shop.catalogue.product(item.product_id)
        assert product is not None
        if act < 0.3:
            named = replace(product, name=f"Bát {self.chance.randrange(1000)}")
            self.shop.catalogue.change(actor, named)
        elif act < 0.5:
            price = self.chance.randrange(10, 90) * 1000
            units = (replace(product.units[0], price=price),)
            self.shop.catalogue.change(actor, replace(product, units=units))
        elif act < 0.9:
            self.shop.listings.publish(actor, self.exchange, [sku])
        else:
            self.shop.listings.withdraw(actor, self.exchange, [sku])

    # --- the sync

    def start(self, *more: str) -> ForkServerProcess:
        """``posdesk sync`` as a program of its own."""
        argv = ["--data", self.place.data, "--lang", "en", "--json", "sync", *more]
        process = _forks.Process(target=_posdesk, args=(argv, dict(self.place.env)))
        process.start()
        return process

    def sync(self, *more: str) -> int:
        """Runs it to its end; its exit code."""
        process = self.start(*more)
        process.join()
        assert process.exitcode is not None
        return process.exitcode

    def decide(self) -> None:
        """Where a price differs the owner takes the shop's."""
        for offer in self.shop.listings.on(self.exchange):
            if offer.listing.state is ListingState.DIFFERS:
                self.shop.listings.decide(self.shop.actor, offer.listing, ours=True)


def _posdesk(argv: list[str], env: dict[str, str]) -> None:
    os.environ.update(env)
    out = Path(env["XDG_CONFIG_HOME"]).parent / "sync.log"
    sys.stdout = sys.stderr = out.open("a", encoding="utf-8")
    code = command_line(argv, bootstrap.Posdesk())
    sys.stdout.flush()
    os._exit(code)


@contextmanager
def opened(place: Place, seed: int) -> Iterator[tuple[World, str]]:
    """The world of a shop, and where its site is; the shop knows another address yet."""
    os.environ.update(place.env)
    site = fake_woo.Site(now=datetime.now(UTC).replace(microsecond=0))
    chance = random.Random(seed)  # noqa: S311 - no secret
    with fake_woo.running(site) as url, bootstrap.Posdesk().open(place.data) as shop:
        yield World(place, shop, site, chance, shop.exchanges.named(NAME)), url


def move(world: World, url: str) -> None:
    """The exchange is reached there from now on."""
    changed = replace(world.shop.exchanges.named(NAME), url=url)
    world.exchange = world.shop.exchanges.change(world.shop.actor, changed)
