"""Where the program starts: the only place that knows every concrete class and wires them."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from uuid import UUID

from posdesk.cli.main import main as command_line
from posdesk.domain.access import Actor
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.sheet import Book
from posdesk.printing.renderer import Renderer
from posdesk.runtime import log, secrets, streams
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.i18n import _, set_language
from posdesk.runtime.loading import loading
from posdesk.runtime.lock import Held, Lock, hold
from posdesk.runtime.paths import DataFolder, data_folder, keep_files_private
from posdesk.services import samples
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
from posdesk.services.ports.exchange import Connector, Exchange, ExchangeKind
from posdesk.services.ports.files import PictureFiles, TableFiles
from posdesk.services.ports.printing import PrinterConfig, PrinterFinder, PrinterPort
from posdesk.services.posters import Posters
from posdesk.services.print_queue import PrintQueue
from posdesk.services.printer_lane import Surroundings
from posdesk.services.receipts import Receipts
from posdesk.services.reports import Reports
from posdesk.services.sample_shop import SampleShop
from posdesk.services.sell import Seller
from posdesk.services.settings import Settings
from posdesk.services.settlements import Settlements
from posdesk.services.shifts import Shifts
from posdesk.services.shop import Progress, SampleSize, Shop, quietly
from posdesk.services.staff import Staff
from posdesk.services.sync import Sync
from posdesk.services.transfers import Transfers
from posdesk.storage import shopfile
from posdesk.storage.backup import FileVault
from posdesk.storage.goods import SqlGoods
from posdesk.storage.jobs import SqlJobs
from posdesk.storage.unit_of_work import SqlStore
from posdesk.storage.verify import verify_shop


def _owner(store: SqlStore) -> Actor:
    with store.read() as reader:
        owner = reader.owner()
    return Actor(owner.id, owner.name, shopfile.TILL)


# ruff: noqa: PLC0415 - what a command does not need is not loaded: a till starts at once


def _open_printer(config: PrinterConfig) -> PrinterPort:
    from posdesk.printing.printer import EscPosPrinter

    return EscPosPrinter(config)


def _finder() -> PrinterFinder:
    from posdesk.printing.find import Finder

    return Finder()


def _tables() -> TableFiles:
    from posdesk.files.tables import PeoplesTables

    return PeoplesTables()


def _pictures() -> PictureFiles:
    from posdesk.files.pictures import PeoplesPictures

    return PeoplesPictures()


class _ExchangeKeys:
    """The ``SecretStore`` of the program: one shop's keys in the runtime's place for secrets."""

    def __init__(self, store: SqlStore) -> None:
        with store.read() as reader:
            self._shop = str(reader.shop_id())

    def find(self, exchange: Exchange) -> Mapping[str, str]:
        """The keys of an exchange; empty where there are none.

        Raises:
            Refused: ``secrets_open``, ``secrets_unreadable``.
        """
        try:
            return secrets.find(self._shop, exchange.name)
        except secrets.Unusable as error:
            raise Refused(error.code, path=error.path) from error

    def keep(self, exchange: Exchange, fields: Mapping[str, str]) -> bool:
        """See the protocol."""
        return secrets.keep(self._shop, exchange.name, fields)

    def forget(self, exchange: Exchange) -> None:
        """See the protocol."""
        secrets.forget(self._shop, exchange.name)


def _connect(keys: _ExchangeKeys, clock: SystemClock, exchange: Exchange) -> Connector:
    if exchange.kind is ExchangeKind.WOOCOMMERCE:
        from posdesk.exchange.woocommerce.connector import WooCommerce

        return WooCommerce(exchange, keys.find(exchange), clock)
    if exchange.kind is ExchangeKind.VENDURE:
        from posdesk.exchange.vendure.connector import Vendure

        return Vendure(exchange, keys.find(exchange), clock)
    from posdesk.exchange.file.connector import FileExchange

    return FileExchange(exchange, _tables())


class _Books:
    """The ``BookWriter`` of the program."""

    def csv(self, book: Book) -> bytes:
        """See the protocol."""
        from posdesk.files import books

        return books.csv(book)

    def xlsx(self, book: Book) -> bytes:
        """See the protocol."""
        from posdesk.files import books

        return books.xlsx(book)

    def pdf(self, book: Book) -> bytes:
        """See the protocol."""
        from posdesk.printing import a4

        return a4.pdf(book)


def wire(store: SqlStore, clock: SystemClock) -> Shop:
    """The use cases over an open file."""
    actor = _owner(store)
    jobs, documents, shifts = SqlJobs(store), Documents(store), Shifts(store, clock)
    keys, goods = _ExchangeKeys(store), SqlGoods(store)
    connect = partial(_connect, keys, clock)

    def open_shift() -> UUID | None:
        shift = shifts.current(actor.till)
        return shift.id if shift else None

    queue = PrintQueue(
        Surroundings(
            jobs=jobs,
            documents=documents,
            open_printer=_open_printer,
            learner=jobs,
            clock=clock,
            shift=open_shift,
        )
    )
    return Shop(
        actor=actor,
        backups=Backups(FileVault(store.folder, clock)),
        checkout=Checkout(store, clock),
        seller=Seller(store, clock),
        shifts=shifts,
        staff=Staff(store),
        samples=SampleShop(store, clock),
        catalogue=Catalogue(store, clock),
        goods_files=GoodsFiles(store, _tables, _pictures, clock),
        photos=Photos(store, _pictures),
        posters=Posters(store, _pictures),
        inventory=Inventory(store, goods, clock),
        settings=Settings(store, clock),
        drafts=Drafts(store, clock),
        transfers=Transfers(store, clock),
        corrections=Corrections(store, clock),
        customers=Customers(store, clock),
        debts=Debts(store, clock),
        orders=Orders(store, clock),
        exchanges=Exchanges(store, connect, keys, clock),
        listings=Listings(store, goods),
        sync=Sync(store, connect, clock),
        settlements=Settlements(store, clock),
        receipts=Receipts(store),
        reports=Reports(store, clock),
        documents=documents,
        papers=Papers(store, jobs, queue, _open_printer, clock),
        labels=Labels(store, queue, Renderer(), clock),
        renderer=Renderer(),
        books=_Books(),
        finder=_finder,
        queue=queue,
        data_version=store.data_version,
        rest=store.rest,
        today=clock.today,
    )


class OpenedShop:
    """A shop held open while the block runs."""

    def __init__(self, data: str | None) -> None:
        self._folder = data_folder(data)
        self._clock = SystemClock()
        self._store: SqlStore | None = None

    def __enter__(self) -> Shop:
        self._store = shopfile.open_shop(self._folder, self._clock)
        return wire(self._store, self._clock)

    def __exit__(self, *_exception: object) -> None:
        if self._store is not None:
            self._store.close()


def _hold_for_window(folder: DataFolder) -> Lock:
    try:
        return hold(folder.lock)
    except OSError as error:
        raise Trouble("folder_read_only", path=str(folder.root)) from error


def _without_window(folder: DataFolder) -> Lock:
    """Keeps the window away: it would take each shift of an invented past for its own."""
    try:
        return _hold_for_window(folder)
    except Held as error:
        raise Refused("shop_in_use", path=str(folder.root)) from error


class Posdesk:
    """The program, as the faces know it."""

    def create(self, data: str | None, name: str, *, sample: bool) -> str:
        """Makes a shop and gives its folder."""
        from posdesk.storage import making

        folder, clock = data_folder(data), SystemClock()
        making.create(folder, shop_name=name or _("My shop"), owner_name=_("Owner"), clock=clock)
        if sample:
            store = shopfile.open_shop(folder, clock)
            samples.fill(store, _owner(store), clock)
            store.close()
        return str(folder.root)

    def sample(self, data: str | None, size: SampleSize, progress: Progress) -> None:
        """Fills a new shop with an invented history; makes the shop where there is none."""
        from posdesk.services import samples_history

        folder = data_folder(data)
        if not shopfile.exists(folder):
            self.create(data, "", sample=False)
        with _without_window(folder):
            store = shopfile.open_shop(folder, SystemClock())
            try:
                samples_history.fill(store.write, _owner(store), SystemClock(), size, progress)
            finally:
                store.close()

    def open(self, data: str | None) -> OpenedShop:
        """Opens the shop of a data folder."""
        return OpenedShop(data)

    def backups(self, data: str | None) -> Backups:
        """The backups of a data folder, whatever state its shop is in."""
        return Backups(FileVault(data_folder(data), SystemClock()))

    def verify(self, data: str | None, progress: Progress = quietly) -> tuple[Check, ...]:
        """Checks every invariant of the shop's data."""
        folder = data_folder(data)
        if not shopfile.exists(folder):
            raise Refused("no_shop", path=str(folder.root))
        return verify_shop(folder.database, folder.witness, progress)

    def tour(self, out: str, language: str) -> tuple[Check, ...]:
        """Plays a day at the window of a shop made for it; then its data are checked."""
        from posdesk.ui import running

        if not running.has_display():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from posdesk.ui.tour import guide

        with tempfile.TemporaryDirectory(prefix="posdesk-") as folder:
            data = str(Path(folder) / "shop")
            self.create(data, _("Bàu Trúc Pottery"), sample=True)
            with self.open(data) as shop:
                guide.play(running.application(), shop, SystemClock(), Path(out), language)
            return self.verify(data)

    def window(self, data: str | None, language: str | None, *, exit_when_ready: bool) -> int:
        """Opens the till's window; a second start brings the first one forward.

        The first start makes the shop and asks a few questions; where nobody is there to answer
        (``exit_when_ready``) the shop has sample goods.

        Raises:
            Refused, Trouble: the shop cannot be opened; without a display only words say so.
        """
        with loading():
            from posdesk.ui import running

        folder, clock = data_folder(data), SystemClock()
        if not running.has_display():
            self._speak(data, language)
            raise Trouble("no_display")
        app = running.application()
        try:
            first = not shopfile.exists(folder)
            if first:
                self.create(data, "", sample=exit_when_ready)
            with _hold_for_window(folder), self.open(data) as shop:
                log.start(folder.logs)
                set_language(language or shop.settings.all()["window.language"])
                return running.run(
                    app,
                    shop,
                    clock,
                    folder.root,
                    exit_when_ready=exit_when_ready,
                    first_start=first and not exit_when_ready,
                )
        except Held:
            from posdesk.ui import one_window

            return 0 if one_window.call_the_other(folder.root) else 1
        except (Refused, Trouble) as error:
            if not exit_when_ready:
                running.tell(app, error)
            raise

    def _speak(self, data: str | None, language: str | None) -> None:
        """Speaks the shop's language where no other was asked for and a shop is there."""
        with suppress(Refused, Trouble), self.open(data) as shop:
            set_language(language or shop.settings.all()["window.language"])


def main() -> int:
    """Runs posdesk."""
    streams.prepare()
    keep_files_private()
    return command_line(sys.argv[1:], Posdesk())
