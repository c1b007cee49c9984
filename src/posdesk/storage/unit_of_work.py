"""The shop's file as the services see it: snapshots to read, transactions to write."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from posdesk.domain.customer import Customer, InvoiceBuyer
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.listing import Details, Listing
from posdesk.domain.numbering import Numbers, receipt_number
from posdesk.domain.order import Order, OrderBuyer
from posdesk.domain.product import Photo, Product
from posdesk.domain.shift import Action, ActionKind
from posdesk.domain.text import fold
from posdesk.runtime.clock import Clock, instant, milliseconds
from posdesk.runtime.ids import make_ids_after, new_id
from posdesk.runtime.lock import Lock
from posdesk.runtime.paths import DataFolder
from posdesk.services.ports.exchange import Exchange
from posdesk.services.ports.goods_file import GoodsChange
from posdesk.services.ports.orders import Queued
from posdesk.services.ports.printing import PrinterConfig, PrintJob
from posdesk.services.ports.store import Draft, Person, Posted
from posdesk.storage import customers, driver, goods_writing, journal, kept_totals, leases, orders
from posdesk.storage.connections import Connections
from posdesk.storage.driver import Connection
from posdesk.storage.engine import BUSY_TIMEOUT_MS, plain_words, reading, writing
from posdesk.storage.mapping.work import job_row
from posdesk.storage.postings import CONTENT, Posting, Row, posting_of
from posdesk.storage.reading.reader import SqlReader
from posdesk.storage.witness import Witness

_MOVE = (
    "INSERT INTO stock_balance (product_id, place, quantity) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity"
)

_COUNT = "UPDATE series SET last_number = last_number + 1 WHERE name = ? RETURNING last_number"

_SKU_OF_OTHER = "SELECT name FROM product WHERE sku = ? AND id <> ?"

_GONE = (errno.EIO, errno.EROFS, errno.ENODEV, errno.ENXIO)

CLOCK_SLACK = timedelta(minutes=5)
"""A clock set back by less is a clock being kept right."""


class SqlWork(SqlReader):
    """One write transaction."""

    def __init__(self, connection: Connection, key: bytes | None, clock: Clock) -> None:
        super().__init__(connection)
        self._key = key
        self._clock = clock
        self._before = journal.read_head(connection)
        self.head = self._before
        # Lists go by id; a clock that was set back must not put new records before old ones.
        make_ids_after(UUID(bytes=self.head.document_id))

    @property
    def posted(self) -> bool:
        """Whether the journal grew."""
        return self.head is not self._before

    def post(self, record: Posted) -> None:
        """Writes a record with its journal link; stock balances move with it."""
        self.post_all([record])

    def post_all(self, records: Sequence[Posted]) -> None:
        """Writes records of one kind in this order, a table at a time."""
        postings = [posting_of(record) for record in records]
        if postings:
            self._note_clock(postings[0])
            self._post(postings)

    def _post(self, postings: Sequence[Posting]) -> None:
        for place, (table, _) in enumerate(CONTENT[postings[0].kind]):
            rows = [row for posting in postings for row in posting.rows[place]]
            if rows:
                driver.insert(self._connection, table, rows)
                if table == "stock_movement":
                    self._move_balances(rows)
        kept_totals.keep(self._connection, postings)
        self.head = journal.append(self._connection, self.head, postings, self._key)

    def _note_clock(self, posting: Posting) -> None:
        """A clock that was set back goes into the journal; selling goes on, in order of entry.

        A clock that is ahead looks like a shop that was closed: it is noted when it comes back.
        """
        newest, at = instant(self.head.at), instant(posting.at)
        if self.head.at and newest - at > CLOCK_SLACK:
            till = str(posting.rows[0][0]["till"])
            self.note(ActionKind.CLOCK, till, at, detail=f"{newest:%FT%TZ} -> {at:%FT%TZ}")

    def note(
        self, kind: ActionKind, till: str, at: datetime, *, ref: str = "", detail: str = ""
    ) -> None:
        """Posts what the program itself found or did, in the name of the owner."""
        shift = self.open_shift(till)
        action = Action(
            id=new_id(),
            till=till,
            shift_id=shift.id if shift else None,
            at=at,
            actor_id=self.owner().id,
            kind=kind,
            ref=ref,
            detail=detail,
        )
        self._post([posting_of(action)])

    def _move_balances(self, rows: list[Row]) -> None:
        moves = [(row["product_id"], row["place"], row["quantity"]) for row in rows]
        driver.run_each(self._connection, _MOVE, moves)
        orders.moved(
            self._connection,
            (row["product_id"] for row in rows),
            milliseconds(self._clock.now()),
        )

    def next_number(self, series: str) -> str:
        """The next receipt number of a series: gapless, as the counter row is part of it all."""
        number = driver.number(self._connection, _COUNT, (series,))
        return receipt_number(series, number)

    def skip_numbers(self, run: Numbers) -> None:
        """Passes over numbers that were given out before an older copy was put back."""
        self._connection.execute(
            "UPDATE series SET last_number = max(last_number, ?) WHERE name = ?",
            (run.last, run.series),
        )

    def last_numbers(self) -> Mapping[str, int]:
        """The last number of each receipt series."""
        rows = driver.rows(self._connection, "SELECT name, last_number FROM series")
        return {row.name: row.last_number for row in rows}

    # --- goods

    def put_product(self, product: Product) -> None:
        """Adds a product or replaces it, and its place in the search.

        Raises:
            Refused: ``sku_taken``, ``barcode_taken``.
        """
        self._refuse_taken(product)
        before = self.product(product.id)
        goods_writing.put(self._connection, [GoodsChange(before, product)])

    def put_goods(self, changes: Sequence[GoodsChange]) -> None:
        """Writes many goods at once, whose codes and barcodes are known to be free."""
        if changes:
            goods_writing.put(self._connection, changes)

    def _refuse_taken(self, product: Product) -> None:
        owner = (product.sku, product.id.bytes)
        other = driver.first(self._connection, _SKU_OF_OTHER, owner)
        if other is not None:
            raise Refused("sku_taken", sku=product.sku, name=other.name)
        for unit in product.units:
            for code in unit.barcodes:
                item = self.item(code)
                if item is not None and item.product_id != product.id:
                    raise Refused("barcode_taken", barcode=code, name=item.name)

    def order_tiles(self, product_ids: Iterable[UUID]) -> None:
        """Puts the tiles of these goods into this order."""
        for place, product_id in enumerate(product_ids, 1):
            self._connection.execute(
                "UPDATE product SET tile_order = ?1, row_version = row_version + 1"
                " WHERE id = ?2 AND tile_order IS NOT ?1",
                (place, product_id.bytes),
            )

    def put_photo(self, product_id: UUID, photo: Photo | None) -> None:
        """Gives a product its picture, in place of an earlier one; None takes it away."""
        owner = product_id.bytes
        self._connection.execute("DELETE FROM product_photo WHERE product_id = ?", (owner,))
        if photo is not None:
            self._connection.execute(
                "INSERT INTO product_photo (product_id, picture, tile) VALUES (?, ?, ?)",
                (owner, photo.picture, photo.tile),
            )

    # --- settings, people, work in progress

    def put_setting(self, key: str, value: str) -> None:
        """Sets a setting."""
        self._connection.execute(
            "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def put_person(self, person: Person) -> None:
        """Adds or renames somebody of the staff."""
        self._connection.execute(
            "INSERT INTO party (id, kind, name, folded, created_at) VALUES (?, 'staff', ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded,"
            " row_version = row_version + 1",
            (person.id.bytes, person.name, fold(person.name), milliseconds(self._clock.now())),
        )

    def put_customer(self, customer: Customer) -> Customer:
        """Adds a customer, who then has a code, or replaces one.

        Raises:
            Refused: ``phone_taken``.
        """
        other = self.customer_by_code(customer.phone) if customer.phone else None
        if other is not None and other.id != customer.id:
            raise Refused("phone_taken", phone=customer.phone, name=other.name or other.code)
        known = replace(customer, code=customer.code or customers.next_code(self._connection))
        customers.put(self._connection, known, milliseconds(self._clock.now()))
        return known

    def erase_customer(self, customer_id: UUID) -> None:
        """Name, phone, address and note are gone for ever; posted rows keep the id."""
        customers.erase(self._connection, customer_id.bytes)

    def put_buyer(self, buyer: InvoiceBuyer) -> None:
        """Adds whom an invoice is for."""
        customers.put_buyer(self._connection, buyer, milliseconds(self._clock.now()))

    def put_draft(self, draft: Draft) -> None:
        """Saves a bill being typed or held."""
        state = "held" if draft.held else "current"
        self._connection.execute(
            "INSERT INTO draft VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " state = excluded.state, content = excluded.content,"
            " updated_at = excluded.updated_at",
            (draft.id.bytes, draft.till, state, draft.content, milliseconds(draft.updated_at)),
        )

    def drop_draft(self, draft_id: UUID) -> None:
        """Forgets a bill that was finished or given up."""
        self._connection.execute("DELETE FROM draft WHERE id = ?", (draft_id.bytes,))

    def put_printer(self, printer: PrinterConfig) -> None:
        """Adds a printer or replaces it; jobs that have no printer wait for it from now on."""
        answers = None if printer.answers is None else int(printer.answers)
        self._connection.execute(
            "INSERT INTO printer (id, name, address, width_dots, has_drawer, has_cutter, answers)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
            " address = excluded.address, width_dots = excluded.width_dots,"
            " has_drawer = excluded.has_drawer, has_cutter = excluded.has_cutter,"
            " answers = excluded.answers",
            (
                printer.id.bytes,
                printer.name,
                printer.address,
                printer.width_dots,
                int(printer.has_drawer),
                int(printer.has_cutter),
                answers,
            ),
        )
        self._connection.execute(
            "UPDATE print_job SET printer_id = ? WHERE printer_id IS NULL AND state = 'waiting'",
            (printer.id.bytes,),
        )

    def drop_printer(self, printer_id: UUID) -> None:
        """Removes a printer; its waiting jobs wait for another."""
        self._connection.execute("DELETE FROM printer WHERE id = ?", (printer_id.bytes,))
        self._connection.execute(
            "UPDATE print_job SET printer_id ="
            " (SELECT id FROM printer ORDER BY position, id LIMIT 1)"
            " WHERE printer_id = ? AND state = 'waiting'",
            (printer_id.bytes,),
        )

    def queue_print(self, job: PrintJob) -> None:
        """Puts a job into the print queue."""
        driver.insert(self._connection, "print_job", [job_row(job)])

    # --- exchanges and orders

    def put_exchange(self, exchange: Exchange) -> None:
        """Adds an exchange or replaces it."""
        orders.put_exchange(self._connection, exchange)

    def drop_exchange(self, exchange_id: UUID) -> None:
        """Forgets an exchange and its listings; its orders stay."""
        orders.drop_exchange(self._connection, exchange_id)

    def put_order(self, order: Order, now: datetime, *, digest: str | None = None) -> None:
        """Adds an order or replaces it; its reservations and the open tasks follow."""
        known = self.order_digest(order.id) if digest is None else digest
        seen = digest is not None
        orders.put_order(self._connection, order, known, now, seen=seen)

    def put_order_buyer(self, order_id: UUID, buyer: OrderBuyer) -> None:
        """Says who gets the goods."""
        orders.put_buyer(self._connection, order_id, buyer)

    def release_expired(self, now: datetime) -> None:
        """Frees what is kept for unpaid orders that waited too long."""
        for order in self.expired_orders(now):
            orders.reserve(self._connection, order, now)

    def put_listing(self, listing: Listing) -> None:
        """Adds a listing or replaces it."""
        orders.put_listing(self._connection, listing)

    def put_sent(self, listing: Listing) -> None:
        """Keeps what an exchange has of a listing and nothing else of it."""
        orders.put_sent(self._connection, listing)

    def put_details(self, product_id: UUID, details: Details) -> None:
        """Says what an online buyer asks about a product."""
        orders.put_details(self._connection, product_id, details)

    def queue_push(self, queued: Queued) -> None:
        """Adds a push or says how far it is."""
        orders.queue_push(self._connection, queued, milliseconds(self._clock.now()))

    # --- leases

    def claim_lease(self, name: str, holder: str, lasting: timedelta) -> bool:
        """Takes a lease or keeps it for so long from now; False if another holds it."""
        return leases.claim(self._connection, name, holder, self._clock.now(), lasting)

    def release_lease(self, name: str, holder: str) -> None:
        """Gives up a lease; nothing where another holds it."""
        leases.release(self._connection, name, holder)


class SqlStore:
    """The shop's file: one writer connection, several read-only ones."""

    def __init__(
        self, folder: DataFolder, witness: Witness, key: bytes | None, clock: Clock, held: Lock
    ) -> None:
        self.folder = folder
        self._path = folder.database
        self._witness = witness
        self._key = key
        self._clock = clock
        self._held = held
        self._lock = threading.Lock()
        self._gone = False
        self._watch_lock = threading.Lock()
        self._connections = Connections(folder.database)

    @contextmanager
    def read(self) -> Iterator[SqlReader]:
        """One snapshot for reading."""
        with self.reading() as connection:
            yield SqlReader(connection)

    @contextmanager
    def write(self) -> Iterator[SqlWork]:
        """One transaction; durable and witnessed when the block ends without an error.

        Raises:
            Trouble: ``disk_gone`` where the disk went away while it was written, and from then
                on until the shop is opened anew: nobody can tell what it holds.
        """
        with self._lock:
            if self._gone:
                raise Trouble("disk_gone", path=str(self._path))
            with plain_words(self._path), writing(self._connections.writer) as connection:
                work = SqlWork(connection, self._key, self._clock)
                yield work
                numbers = work.last_numbers() if work.posted else {}
            if work.posted:
                self._remember(work.head, numbers)

    def _remember(self, head: journal.Head, numbers: Mapping[str, int]) -> None:
        """Writes the witness of a commit, which also shows that the disk is still there.

        A file system that is taken away (a pulled drive, ext4 after an error) refuses every new
        write, but a flush already under way may still be answered with success though nothing
        reached the disk. Only a write after the commit tells the two apart.
        """
        try:
            self._witness.write(head, numbers)
        except OSError as error:
            if error.errno in _GONE:
                self._gone = True
                raise Trouble("disk_gone", path=str(self._path)) from error
            # It is committed, and the disk is there: a witness that lags is brought forward at
            # the next opening; saying "refused" now would be a lie.

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only transaction, for the storage's own parts."""
        with (
            plain_words(self._path),
            self._connections.reader() as idle,
            reading(idle) as connection,
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction that posts nothing, for the storage's own parts."""
        with self._lock, plain_words(self._path), writing(self._connections.writer) as connection:
            yield connection

    def data_version(self) -> int:
        """Moves whenever anybody committed."""
        # SQLite counts for each connection by itself.
        with self._watch_lock, plain_words(self._path):
            return driver.number(self._connections.watch, "PRAGMA data_version")

    def rest(self) -> None:
        """In an idle moment: brings the witness to the disk and folds the WAL into the file.

        The WAL is emptied where no reader is in the way: a computer that is switched off in the
        evening without a word then leaves nothing to look after in the morning.
        """
        with self._lock:
            self._witness.sync()
            with plain_words(self._path):
                run = self._connections.writer.execute
                run("PRAGMA busy_timeout = 0")
                run("PRAGMA wal_checkpoint(TRUNCATE)")
                run(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    def close(self) -> None:
        """Ends all connections; what is being written ends first, and nothing is afterwards."""
        with self._lock:
            self._gone = True
        self._connections.close()
        self._witness.close()
        self._held.release()
