"""What the services need of the shop's data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from posdesk.domain.debt import DebtEntry
from posdesk.domain.order import OrderEvent, OrderMoney
from posdesk.domain.product import Item, PriceChange, Product
from posdesk.domain.returns import GivenBack, ReceiptReturns
from posdesk.domain.sale import Sale
from posdesk.domain.shift import Action, ActionKind, CashMovement, Shift, ShiftClosing
from posdesk.domain.stock import StockDocument
from posdesk.domain.transfer import (
    TenderCorrection,
    Transfer,
    TransferEvent,
    TransferState,
)
from posdesk.services.ports.customers import CustomerReader, CustomerWork
from posdesk.services.ports.orders import OrderReader, OrderWork
from posdesk.services.ports.printing import PrinterConfig, PrintJob
from posdesk.services.ports.reports import ReportReader

Posted = (
    Sale
    | StockDocument
    | Shift
    | ShiftClosing
    | CashMovement
    | Action
    | Transfer
    | TransferEvent
    | TenderCorrection
    | DebtEntry
    | PriceChange
    | OrderEvent
    | OrderMoney
)
"""The records that are written once and never change."""


@dataclass(frozen=True, slots=True)
class Found:
    """A selling unit of a product as lists, tiles and the search show it.

    Attributes:
        on_hand: thousandths of the base unit.
        available: on hand less reserved.
        counted: somebody once said how much there is: by an opening, a receipt, a count. Before
            that the figures are what was sold, and nobody knows what is left.
    """

    product_id: UUID
    unit_id: UUID
    sku: str
    name: str
    unit: str
    price: int
    barcode: str
    category: str
    on_hand: int
    available: int
    min_stock: int | None
    weighed: bool
    counted: bool

    @property
    def low(self) -> bool:
        """Whether it is at or under the stock the owner watches for, or none is left."""
        return self.available <= (self.min_stock or 0)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in the shop."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A bill being typed (``current``) or put aside (``held``); content is the drafts' JSON."""

    id: UUID
    till: str
    held: bool
    content: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class SaleRow:
    """A receipt in a list.

    Attributes:
        sells: it has goods sold.
        takes_back: it has goods of earlier receipts.
        has_returns: some of its goods came back later.
        cancelled: it was taken back as a whole.
        cancels: it takes an earlier one back as a whole.
    """

    id: UUID
    number: str
    at: datetime
    business_on: date
    total: int
    first_line: str
    line_count: int
    sells: bool
    takes_back: bool
    has_returns: bool
    cancelled: bool
    cancels: bool


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A transfer in a list.

    Attributes:
        receipt: the number its bill got, empty while the bill is not posted.
        pays: whether it is one of that receipt's tenders.
        debtor: the code of the customer whose debt it paid, empty for a bill.
    """

    id: UUID
    code: str
    amount: int
    at: datetime
    state: TransferState
    receipt: str
    pays: bool
    debtor: str = ""


@dataclass(frozen=True, slots=True)
class TenderSum:
    """Money of one method over many sales, đồng, change taken off."""

    method: str
    amount: int


@dataclass(frozen=True, slots=True)
class TaxSum:
    """Tax of one rate over many sales."""

    code: str
    base: int
    tax: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over the documents of a shift or of a day, đồng.

    Attributes:
        receipts: all documents that got a number; the four counts below are told by
            ``services.counts`` in the same words everywhere.
        sales: receipts with goods sold, exchanges too, that none of the others takes back as a
            whole; a receipt that comes back in parts stays a sale.
        sales_total: sum of their totals.
        returns: receipts with goods taken back, exchanges too, cancellations not.
        cancelled: receipts that take an earlier one back as a whole.
        sold: sum of the totals of documents that took money or nothing.
        given_back: sum of the totals of documents that gave money back, negative.
        discount: all discounts given (positive lowers the takings).
        tenders: by method, corrections applied.
        paid_in, paid_out: cash put in and taken out beside sales.
        actions: how often each kind of action was done.
        debts: what customers paid of their debts, by method; not part of the takings.
        orders: deposits on orders and what courier or exchange paid out, by method; not part of
            the takings.
    """

    receipts: int
    sales: int
    sales_total: int
    returns: int
    cancelled: int
    sold: int
    given_back: int
    discount: int
    rounding: int
    tenders: tuple[TenderSum, ...]
    taxes: tuple[TaxSum, ...]
    paid_in: int
    paid_out: int
    actions: tuple[tuple[str, int], ...]
    debts: tuple[TenderSum, ...] = ()
    orders: tuple[TenderSum, ...] = ()

    @property
    def total(self) -> int:
        """What was taken, returns off."""
        return self.sold + self.given_back

    @property
    def cash(self) -> int:
        """Cash sales less change and cash refunds."""
        return sum(t.amount for t in self.tenders if t.method == "cash")

    @property
    def on_debt(self) -> int:
        """What was sold on debt, less what came back off it."""
        return sum(t.amount for t in self.tenders if t.method == "debt")

    @property
    def debts_collected(self) -> int:
        """What customers paid of their debts, in whatever way."""
        return sum(t.amount for t in self.debts)

    @property
    def debt_cash(self) -> int:
        """Debts paid in cash, less those payments taken back."""
        return sum(t.amount for t in self.debts if t.method == "cash")

    @property
    def order_cash(self) -> int:
        """Deposits on orders and money collected by couriers, in cash."""
        return sum(t.amount for t in self.orders if t.method == "cash")


class Reader(CustomerReader, OrderReader, ReportReader, Protocol):
    """One consistent look at the shop's data."""

    def settings(self) -> Mapping[str, str]:
        """All settings that were set, as texts."""
        ...

    def shop_id(self) -> UUID:
        """The shop's own id."""
        ...

    def person(self, person_id: UUID) -> Person:
        """Somebody of the staff."""
        ...

    def owner(self) -> Person:
        """The owner, the first of the staff."""
        ...

    def item(self, code: str) -> Item | None:
        """By barcode (the unit it belongs to) or SKU (the base unit), archived goods too."""
        ...

    def product(self, product_id: UUID) -> Product | None:
        """A product with its units."""
        ...

    def product_by_sku(self, sku: str) -> Product | None:
        """A product by its code."""
        ...

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """The till's search, best first."""
        ...

    def tiles(self, category: str | None, limit: int) -> tuple[Found, ...]:
        """Goods for the till's tiles: of a category, or the favourites and often sold."""
        ...

    def favourites(self) -> tuple[UUID, ...]:
        """The favourites in the order of their tiles."""
        ...

    def tile_picture(self, product_id: UUID) -> bytes:
        """The small picture of a product, empty where it has none."""
        ...

    def categories(self) -> tuple[str, ...]:
        """All groups in use, in Vietnamese order."""
        ...

    def on_hand(self, product_id: UUID) -> int:
        """What lies in the shop, thousandths of the base unit."""
        ...

    def available(self, product_ids: Iterable[UUID]) -> Mapping[UUID, int]:
        """On hand less reserved, thousandths of the base unit."""
        ...

    def open_shift(self, till: str) -> Shift | None:
        """The shift that is open on the till."""
        ...

    def shift(self, shift_id: UUID) -> Shift | None:
        """A shift."""
        ...

    def shifts(self, limit: int) -> tuple[Shift, ...]:
        """The newest shifts first."""
        ...

    def closing(self, shift_id: UUID) -> ShiftClosing | None:
        """The close of a shift, None while it is open."""
        ...

    def next_shift_number(self, till: str) -> int:
        """The number the till's next shift gets."""
        ...

    def shift_totals(self, shift_id: UUID) -> Totals:
        """The sums of a shift."""
        ...

    def day_totals(self, day: date) -> Totals:
        """The sums of a business day over all its shifts."""
        ...

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        """The shifts of a business day, in their order."""
        ...

    def sales_by_hour(self, day: date) -> Mapping[int, int]:
        """Sales of a business day by the hour of the shop's clock, in the order they came."""
        ...

    def cash_movements(self, shift_id: UUID) -> tuple[CashMovement, ...]:
        """Cash put in and taken out in a shift."""
        ...

    def actions(self, kind: ActionKind, since: datetime) -> tuple[Action, ...]:
        """The actions of a kind, newest first."""
        ...

    def sale(self, sale_id: UUID) -> Sale | None:
        """A posted sale."""
        ...

    def sale_by_number(self, number: str) -> Sale | None:
        """A posted sale by its receipt number."""
        ...

    def sale_by_request(self, key: str) -> Sale | None:
        """The sale a request with this key made."""
        ...

    def last_sale(self, till: str) -> Sale | None:
        """The newest sale at the till's counter."""
        ...

    def voided(self, sale_id: UUID) -> bool:
        """Whether a later sale took this one back as a whole."""
        ...

    def find_sales(self, text: str, limit: int, before: UUID | None = None) -> tuple[SaleRow, ...]:
        """Receipts by number, phone, product, amount or payment code; newest first.

        ``before`` is the last one of the page before.
        """
        ...

    def given_back(self, sale_id: UUID) -> Mapping[int, GivenBack]:
        """Per line (1-based), what earlier returns gave back."""
        ...

    def receipt_returns(self, sale_id: UUID) -> ReceiptReturns:
        """What a receipt took and what its returns gave back so far."""
        ...

    def corrections(self, sale_id: UUID) -> tuple[TenderCorrection, ...]:
        """The tenders of a sale put right later."""
        ...

    def transfer(self, transfer_id: UUID) -> Transfer | None:
        """A transfer that was asked for."""
        ...

    def transfer_by_code(self, code: str) -> Transfer | None:
        """A transfer by its payment code."""
        ...

    def transfers_of_bill(self, bill_id: UUID) -> tuple[Transfer, ...]:
        """The transfers asked for while a bill was paid."""
        ...

    def transfer_events(self, transfer_id: UUID) -> tuple[TransferEvent, ...]:
        """What became of a transfer, oldest first."""
        ...

    def transfers(self, till: str, limit: int) -> tuple[TransferRow, ...]:
        """The till's newest transfers first. A bill is posted with its id as the key."""
        ...

    def drafts(self, till: str) -> tuple[Draft, ...]:
        """The bills being typed or held, oldest first."""
        ...

    def printers(self) -> tuple[PrinterConfig, ...]:
        """The printers of this till, the first is the usual one."""
        ...

    def receipt_code(self, document_id: UUID) -> str:
        """Eight characters of the journal's link of a document, as receipts print them."""
        ...


class Work(Reader, CustomerWork, OrderWork, Protocol):
    """A transaction: all of it is written, or nothing."""

    def post(self, record: Posted) -> None:
        """Writes a record with its journal link; stock balances move with it."""
        ...

    def post_all(self, records: Sequence[Posted]) -> None:
        """Writes records of one kind in this order, as ``post`` does one."""
        ...

    def next_number(self, series: str) -> str:
        """The next receipt number of a series, e.g. ``T1-000001``: gapless, never reused."""
        ...

    def put_product(self, product: Product) -> None:
        """Adds a product or replaces it, and its place in the search."""
        ...

    def order_tiles(self, product_ids: Iterable[UUID]) -> None:
        """Puts the tiles of these goods into this order."""
        ...

    def put_setting(self, key: str, value: str) -> None:
        """Sets a setting."""
        ...

    def put_person(self, person: Person) -> None:
        """Adds or renames somebody of the staff."""
        ...

    def put_draft(self, draft: Draft) -> None:
        """Saves a bill being typed or held."""
        ...

    def drop_draft(self, draft_id: UUID) -> None:
        """Forgets a bill that was finished or given up."""
        ...

    def put_printer(self, printer: PrinterConfig) -> None:
        """Adds a printer or replaces it."""
        ...

    def drop_printer(self, printer_id: UUID) -> None:
        """Removes a printer; its waiting jobs wait for another."""
        ...

    def queue_print(self, job: PrintJob) -> None:
        """Puts a job into the print queue."""
        ...

    def copies_printed(self, kind: str, ref: str) -> int:
        """How many jobs a document has had."""
        ...

    def claim_lease(self, name: str, holder: str, lasting: timedelta) -> bool:
        """Takes a lease or keeps it for so long from now; False if another holds it."""
        ...

    def release_lease(self, name: str, holder: str) -> None:
        """Gives up a lease; nothing where another holds it."""
        ...


class Store(Protocol):
    """The shop's file."""

    def read(self) -> AbstractContextManager[Reader]:
        """One snapshot for reading.

        Raises:
            Trouble: the file or the disk fails.
        """
        ...

    def write(self) -> AbstractContextManager[Work]:
        """One transaction; committed, and durable, when the block ends without an error.

        Raises:
            Trouble: the file or the disk fails; nothing was written.
        """
        ...

    def data_version(self) -> int:
        """Moves whenever anybody committed; for refreshing what is shown."""
        ...
