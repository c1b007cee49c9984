"""All use cases of an open shop in one hand, as the faces get them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from posdesk.domain.access import Actor
from posdesk.services.backups import Backups
from posdesk.services.catalogue import Catalogue
from posdesk.services.checkout import Checkout
from posdesk.services.corrections import Corrections
from posdesk.services.customers import Customers
from posdesk.services.debts import Debts
from posdesk.services.documents import Documents
from posdesk.services.drafts import Drafts
from posdesk.services.exchanges import Exchanges
from posdesk.services.goods_file import GoodsFiles
from posdesk.services.inventory import Inventory
from posdesk.services.labels import Labels
from posdesk.services.listings import Listings
from posdesk.services.orders import Orders
from posdesk.services.papers import Papers
from posdesk.services.photos import Photos
from posdesk.services.ports.checks import Check
from posdesk.services.ports.printing import PrinterFinder, ReceiptRenderer
from posdesk.services.ports.reports import BookWriter
from posdesk.services.posters import Posters
from posdesk.services.print_queue import PrintQueue
from posdesk.services.receipts import Receipts
from posdesk.services.reports import Reports
from posdesk.services.sell import Seller
from posdesk.services.settings import Settings
from posdesk.services.settlements import Settlements
from posdesk.services.shifts import Shifts
from posdesk.services.staff import Staff
from posdesk.services.sync import Sync
from posdesk.services.transfers import Transfers

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


def quietly(_done: int, _total: int) -> None:
    """The progress that nobody watches."""


class Practice(Protocol):
    """Fills a shop that has nothing in it yet."""

    def goods(self, actor: Actor) -> None:
        """Sample goods with their opening stock."""

    def shop(self, actor: Actor, progress: Progress) -> None:
        """Sample goods, invented customers and ninety days of sales that end yesterday."""


@dataclass(frozen=True, slots=True)
class Shop:
    """An open shop.

    Attributes:
        finder: makes what looks for printers, when somebody wants to look.
        data_version: moves whenever anybody committed; for refreshing what is shown.
        rest: to be called in idle moments: folds the write-ahead log into the file.
    """

    actor: Actor
    backups: Backups
    staff: Staff
    samples: Practice
    checkout: Checkout
    seller: Seller
    shifts: Shifts
    catalogue: Catalogue
    goods_files: GoodsFiles
    photos: Photos
    posters: Posters
    inventory: Inventory
    settings: Settings
    drafts: Drafts
    transfers: Transfers
    corrections: Corrections
    customers: Customers
    debts: Debts
    orders: Orders
    exchanges: Exchanges
    listings: Listings
    sync: Sync
    settlements: Settlements
    receipts: Receipts
    reports: Reports
    documents: Documents
    papers: Papers
    labels: Labels
    renderer: ReceiptRenderer
    books: BookWriter
    finder: Callable[[], PrinterFinder]
    queue: PrintQueue
    data_version: Callable[[], int]
    rest: Callable[[], None]
    today: Callable[[], date]


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How much of an invented history: products, and sales spread over so many days."""

    products: int
    sales: int
    days: int
    seed: int


class OpenShop(Protocol):
    """A shop held open; use it as a context manager."""

    def __enter__(self) -> Shop:
        """The shop's use cases."""
        ...

    def __exit__(self, *_: object) -> None:
        """Closes the file."""
        ...


class Program(Protocol):
    """What the faces ask of the wiring."""

    def create(self, data: str | None, name: str, *, sample: bool) -> str:
        """Makes a shop and gives its folder.

        Raises:
            Refused, Trouble: nothing was made.
        """
        ...

    def sample(self, data: str | None, size: SampleSize, progress: Progress) -> None:
        """Fills a new shop with an invented history; makes the shop where there is none.

        Raises:
            Refused: ``shop_not_new``.
        """
        ...

    def open(self, data: str | None) -> OpenShop:
        """Opens the shop of a data folder.

        Raises:
            Refused, Trouble: on entering.
        """
        ...

    def backups(self, data: str | None) -> Backups:
        """The backups of a data folder, whatever state its shop is in."""
        ...

    def verify(self, data: str | None, progress: Progress = quietly) -> tuple[Check, ...]:
        """Checks every invariant of the shop's data."""
        ...

    def tour(self, out: str, language: str) -> tuple[Check, ...]:
        """Plays a day at the window of a shop made for it; then its data are checked.

        Raises:
            Refused, Trouble: the folder ``out`` cannot be written.
        """
        ...

    def window(self, data: str | None, language: str | None, *, exit_when_ready: bool) -> int:
        """Opens the till's window; the program's exit code.

        Without a ``language`` the window speaks the one of the shop's settings.
        """
        ...
