"""A real shop in a folder of its own, and short words for what is done at its counter."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from posdesk import bootstrap
from posdesk.domain.access import Actor
from posdesk.domain.cart import Cart, CartLine, ReturnedLine
from posdesk.domain.errors import Refused
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.domain.tender import Offer
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder
from posdesk.services.checkout import Bill
from posdesk.services.ports.printing import JobKind, PrinterConfig
from posdesk.services.ports.store import Totals
from posdesk.services.shifts import ShiftReport
from posdesk.storage import making, shopfile
from posdesk.storage.unit_of_work import SqlStore

CASH, TRANSFER, CARD = TenderMethod.CASH, TenderMethod.TRANSFER, TenderMethod.CARD
MORNING = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


@dataclass
class StoppedClock(SystemClock):
    """Shows a time of its own; it goes on only when told."""

    at: datetime = MORNING

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def go_on(self, **by: int) -> None:
        self.at += timedelta(**by)


@dataclass
class Counter:
    """The counter of an open shop. Pieces are whole, ``quantity`` is in thousandths."""

    store: SqlStore
    clock: StoppedClock
    folder: DataFolder
    goods: dict[str, Product] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shop = bootstrap.wire(self.store, self.clock)
        self.actor: Actor = self.shop.actor

    def add(  # what goods have
        self, sku: str, price: int, *, name: str = "", stock: int = 100, tax: str = "",
        barcode: str = "", weighed: bool = False,
    ) -> Product:  # fmt: skip
        """Adds goods with their stock in pieces."""
        unit = Unit(new_id(), "kg" if weighed else "cái", price, 1, (barcode,) if barcode else ())
        product = Product(
            new_id(), sku, name or f"Hàng {sku}", (unit,), tax_code=tax, weighed=weighed
        )
        self.goods[sku] = self.shop.catalogue.add(self.actor, product, stock * ONE)
        return self.goods[sku]

    def set(self, **settings: object) -> None:
        """Changes settings; two underscores stand for the dot of a key."""
        changes = {key.replace("__", "."): str(value) for key, value in settings.items()}
        self.shop.settings.set(self.actor, changes)

    def printer(self, *, drawer: bool = False) -> PrinterConfig:
        """Sets a printer up that nobody serves: its jobs wait."""
        config = PrinterConfig(new_id(), "Quầy", "tcp:127.0.0.1:9", 576, drawer, False, None)
        return self.shop.papers.add_printer(self.actor, config)

    def line(self, sku: str, pieces: int = 1, *, quantity: int = 0) -> CartLine:
        """A line at the list price."""
        item = self.goods[sku].item()
        return CartLine(item, quantity or pieces * ONE, item.price)

    def bill(self, *goods: CartLine | ReturnedLine | Cart, offers: str = "cash") -> Bill:
        """A bill of lines, or of a whole cart; for ``offers`` see ``offers_of``."""
        return Bill(cart=cart_of(*goods), offers=offers_of(offers))

    def sell(self, *goods: CartLine | ReturnedLine | Cart, offers: str = "cash") -> Sale:
        """Posts a bill."""
        return self.shop.checkout.post(self.actor, self.bill(*goods, offers=offers)).sale

    def give_back(self, sale: Sale, *parts: tuple[int, int], offers: str = "cash") -> Sale:
        """Takes (line, thousandths) of a sale back, and nothing else."""
        return self.sell(*(back(sale, line, much) for line, much in parts), offers=offers)

    def stock(self, sku: str) -> int:
        """On hand, thousandths."""
        product_id = self.goods[sku].id
        with self.store.read() as reader:
            return reader.available([product_id])[product_id]

    def report(self) -> ShiftReport:
        """The X of the newest shift, or its Z."""
        return self.shop.shifts.report(self.shop.shifts.latest(1)[0])

    def totals(self) -> Totals:
        """The sums of the newest shift."""
        return self.report().totals

    def cash_expected(self) -> int:
        """What must be in the drawer now."""
        return self.report().expected

    def by_method(self) -> dict[str, int]:
        """What each method took in the newest shift."""
        return {tender.method: tender.amount for tender in self.totals().tenders}

    def done(self) -> dict[str, int]:
        """How often each kind of action was done in the newest shift, settings left out."""
        return {kind: times for kind, times in self.totals().actions if kind != "setting"}

    def jobs(self) -> list[tuple[JobKind, str, int]]:
        """The print queue: kind, what, which copy."""
        return [(job.kind, job.ref, job.copy) for job in self.shop.papers.jobs()]

    def paper(self, number: str) -> str:
        """A receipt as text, 48 columns."""
        return self.shop.renderer.text(self.shop.documents.receipt(number), 576)

    def broken(self) -> list[str]:
        """What ``posdesk verify`` finds wrong."""
        checks = bootstrap.Posdesk().verify(str(self.folder.root))
        return [f"{check.id}: {check.message}" for check in checks if not check.ok]


@dataclass(frozen=True)
class Pattern:
    """A closed shop in ``place``, its journal key beside it: made once, copied for each test."""

    place: Path
    goods: dict[str, Product]

    def copy(self, place: Path) -> Counter:
        """The same shop and key in ``place``, the shop open."""
        shutil.copytree(self.place, place, dirs_exist_ok=True)
        folder, clock = DataFolder(place / "shop"), StoppedClock()
        return Counter(shopfile.open_shop(folder, clock), clock, folder, dict(self.goods))


def pattern(place: Path, fill: Callable[[Counter], None]) -> Pattern:
    """A shop with an open shift and what ``fill`` does in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(place / "config"))
        made = open_counter(place / "shop")
        fill(made)
        made.store.close()
    return Pattern(place, made.goods)


def new_counter(root: Path) -> Counter:
    """A new shop with nothing in it."""
    folder, clock = DataFolder(root), StoppedClock()
    making.create(folder, shop_name="Gốm Bàu Trúc", owner_name="Hạnh", clock=clock)
    return Counter(shopfile.open_shop(folder, clock), clock, folder)


def open_counter(root: Path) -> Counter:
    """A new shop with an open shift and a float of 200.000."""
    counter = new_counter(root)
    counter.shop.shifts.open(counter.actor, 200_000)
    return counter


def cart_of(*goods: CartLine | ReturnedLine | Cart) -> Cart:
    """A bill of lines in their order, equal ones not joined."""
    lines, returns = [], []
    for each in goods:
        if isinstance(each, Cart):
            return each
        if isinstance(each, CartLine):
            lines.append(each)
        else:
            returns.append(each)
    return Cart(lines=tuple(lines), returns=tuple(returns))


def offers_of(text: str) -> tuple[Offer, ...]:
    """``cash 50000, transfer``: a method without a figure takes what remains."""
    parts = (part.split() for part in text.split(",") if part.strip())
    return tuple(Offer(TenderMethod(p[0]), int(p[1]) if len(p) > 1 else None) for p in parts)


def back(sale: Sale, line: int, quantity: int) -> ReturnedLine:
    """A part of a line of a sale that comes back."""
    return ReturnedLine(sale.number, line, quantity)


def paid(sale: Sale) -> list[tuple[str, int]]:
    """The tenders of a sale as they were posted."""
    return [(tender.method.value, tender.amount) for tender in sale.settlement.tenders]


def refused(refusal: Refused) -> tuple[str, dict[str, object]]:
    """What a refusal says."""
    return refusal.code, refusal.params
