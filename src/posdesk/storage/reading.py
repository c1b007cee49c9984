"""Reads of one snapshot: what the services and, through them, the screens ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, Table, select

from posdesk.domain.product import Item, Product, Unit
from posdesk.domain.returns import GivenBack, ReceiptReturns
from posdesk.domain.sale import Sale
from posdesk.domain.shift import Action, ActionKind, CashMovement, Shift, ShiftClosing
from posdesk.domain.text import sort_key
from posdesk.domain.transfer import TenderCorrection, Transfer, TransferEvent
from posdesk.runtime.clock import instant, local, milliseconds
from posdesk.services.ports.printing import PrinterConfig
from posdesk.services.ports.store import (
    Draft,
    Found,
    Person,
    SaleRow,
    Totals,
    TransferRow,
)
from posdesk.storage import journal, lists, mapping, totals
from posdesk.storage import tables as t
from posdesk.storage.mapping import AnyRow
from posdesk.storage.search import FOUND_COLUMNS, search

_ITEM = """
    SELECT p.id AS product_id, u.id AS unit_id, p.name, u.name AS unit, u.price, u.factor,
        p.tax_code, p.weighed, p.cost
    FROM {source} JOIN product p ON p.id = u.product_id WHERE {key} = ?
"""
_BY_BARCODE = _ITEM.format(source="barcode b JOIN product_unit u ON u.id = b.unit_id", key="b.code")
_BY_SKU = """
    SELECT p.id AS product_id, u.id AS unit_id, p.name, u.name AS unit, u.price, u.factor,
        p.tax_code, p.weighed, p.cost
    FROM product p JOIN product_unit u ON u.product_id = p.id AND u.position = 0 WHERE p.sku = ?
"""
_TILES = f"""
    SELECT {FOUND_COLUMNS}
    FROM product p JOIN product_unit u ON u.product_id = p.id AND u.position = 0
    WHERE p.archived = 0 AND {{scope}} ORDER BY {{order}} LIMIT ?
"""  # noqa: S608 - fixed text only
_GIVEN_BACK = """
    SELECT returns_line AS line, -sum(quantity) AS quantity, -sum(amount) AS amount,
        -sum(line_discount) AS line_discount, -sum(bill_share) AS bill_share,
        -sum(net) AS net, -sum(tax) AS tax
    FROM sale_line WHERE returns_sale_id = ? GROUP BY returns_line
"""
_RECEIPT_RETURNS = """
    SELECT s.total AS took, coalesce(sum(r.exact - r.cash_exact + r.cash_paid), 0) AS given_back,
        coalesce(sum(r.cash_exact), 0) AS cash_exact, coalesce(sum(r.cash_paid), 0) AS cash_paid
    FROM sale s LEFT JOIN refund r ON r.of_sale_id = s.id WHERE s.id = ? GROUP BY s.id
"""


class SqlReader:
    """One connection inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --- the shop

    def settings(self) -> Mapping[str, str]:
        """All settings that were set."""
        rows = self._connection.execute(select(t.setting.c.key, t.setting.c.value))
        return {row.key: row.value for row in rows}

    def shop_id(self) -> UUID:
        """The shop's own id."""
        return UUID(bytes=self._connection.execute(select(t.shop.c.id)).scalar_one())

    def person(self, person_id: UUID) -> Person:
        """Somebody of the staff."""
        query = select(t.party.c.name).where(t.party.c.id == person_id.bytes)
        return Person(person_id, self._connection.execute(query).scalar_one())

    def owner(self) -> Person:
        """The owner: the first of the staff."""
        query = (
            select(t.party.c.id, t.party.c.name)
            .where(t.party.c.kind == "staff")
            .order_by(t.party.c.created_at, t.party.c.id)
            .limit(1)
        )
        row = self._connection.execute(query).one()
        return Person(UUID(bytes=row.id), row.name)

    # --- goods

    def item(self, code: str) -> Item | None:
        """By barcode (the unit it belongs to) or SKU (the base unit)."""
        for query in (_BY_BARCODE, _BY_SKU):
            row = self._connection.exec_driver_sql(query, (code,)).first()
            if row:
                return _item_of(row, code)
        return None

    def product(self, product_id: UUID) -> Product | None:
        """A product with its units."""
        return self._product(t.product.c.id == product_id.bytes)

    def product_by_sku(self, sku: str) -> Product | None:
        """A product by its code."""
        return self._product(t.product.c.sku == sku)

    def _product(self, condition: object) -> Product | None:
        row = self._connection.execute(select(t.product).where(condition)).first()  # type: ignore[arg-type]  # a column expression
        return self._with_units(row) if row else None

    def _with_units(self, row: AnyRow) -> Product:
        units = self._connection.execute(
            select(t.product_unit)
            .where(t.product_unit.c.product_id == row.id)
            .order_by(t.product_unit.c.position)
        ).all()
        return Product(
            id=UUID(bytes=row.id),
            sku=row.sku,
            name=row.name,
            units=tuple(self._unit(unit) for unit in units),
            category=row.category,
            tax_code=row.tax_code,
            weighed=bool(row.weighed),
            cost=row.cost,
            min_stock=row.min_stock,
            maker=row.maker,
            description=row.description,
            favourite=bool(row.favourite),
            archived=bool(row.archived),
            row_version=row.row_version,
        )

    def _unit(self, row: AnyRow) -> Unit:
        codes = self._connection.execute(
            select(t.barcode.c.code).where(t.barcode.c.unit_id == row.id).order_by(t.barcode.c.code)
        ).scalars()
        return Unit(UUID(bytes=row.id), row.name, row.price, row.factor, tuple(codes))

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """The till's search, best first."""
        return tuple(_found(row) for row in search(self._connection, text, limit))

    def tiles(self, category: str | None, limit: int) -> tuple[Found, ...]:
        """Goods of a category, or the favourites first."""
        scope, order = ("?1 IS NULL", "p.favourite DESC, p.no")
        if category is not None:
            scope, order = ("p.category = ?1", "p.no")
        query = _TILES.format(scope=scope, order=order).replace("LIMIT ?", "LIMIT ?2")
        rows = self._connection.exec_driver_sql(query, (category, limit))
        return tuple(_found(row) for row in rows)

    def categories(self) -> tuple[str, ...]:
        """All groups in use, in Vietnamese order."""
        query = (
            select(t.product.c.category)
            .where(t.product.c.archived == 0, t.product.c.category != "")
            .distinct()
        )
        return tuple(sorted(self._connection.execute(query).scalars(), key=sort_key))

    def available(self, product_ids: Iterable[UUID]) -> Mapping[UUID, int]:
        """On hand less reserved."""
        query = (
            "SELECT coalesce((SELECT sum(quantity) FROM stock_balance WHERE product_id = ?1), 0)"
            " - coalesce((SELECT sum(quantity) FROM reservation WHERE product_id = ?1), 0)"
        )
        return {
            product_id: self._connection.exec_driver_sql(query, (product_id.bytes,)).scalar_one()
            for product_id in product_ids
        }

    # --- shifts

    def open_shift(self, till: str) -> Shift | None:
        """The shift that is open on the till."""
        row = self._connection.exec_driver_sql(
            "SELECT * FROM shift s WHERE till = ? AND number ="
            " (SELECT max(number) FROM shift WHERE till = s.till)"
            " AND NOT EXISTS (SELECT 1 FROM shift_closing c WHERE c.shift_id = s.id)",
            (till,),
        ).first()
        return mapping.shift_of(row) if row else None

    def shift(self, shift_id: UUID) -> Shift | None:
        """A shift."""
        row = self._one(t.shift, shift_id)
        return mapping.shift_of(row) if row else None

    def shifts(self, limit: int) -> tuple[Shift, ...]:
        """The newest shifts first."""
        query = select(t.shift).order_by(t.shift.c.id.desc()).limit(limit)
        return tuple(mapping.shift_of(row) for row in self._connection.execute(query))

    def closing(self, shift_id: UUID) -> ShiftClosing | None:
        """The close of a shift, None while it is open."""
        row = self._connection.execute(
            select(t.shift_closing).where(t.shift_closing.c.shift_id == shift_id.bytes)
        ).first()
        if row is None:
            return None
        notes = self._connection.execute(
            select(t.note_count).where(t.note_count.c.closing_id == row.id)
        )
        return mapping.closing_of(row, notes.all())

    def next_shift_number(self, till: str) -> int:
        """The number the till's next shift gets."""
        query = "SELECT coalesce(max(number), 0) + 1 FROM shift WHERE till = ?"
        return int(self._connection.exec_driver_sql(query, (till,)).scalar_one())

    def shift_totals(self, shift_id: UUID) -> Totals:
        """The sums of a shift."""
        return totals.shift_totals(self._connection, shift_id.bytes)

    def day_totals(self, day: date) -> Totals:
        """The sums of a business day over all its shifts."""
        return totals.day_totals(self._connection, day.isoformat())

    def day_floats(self, day: date) -> int:
        """The floats of the day's shifts together."""
        query = "SELECT coalesce(sum(float_amount), 0) FROM shift WHERE business_on = ?"
        return int(self._connection.exec_driver_sql(query, (day.isoformat(),)).scalar_one())

    def receipts_by_hour(self, day: date) -> Mapping[int, int]:
        """Receipts of a business day by the hour of the shop's clock, in the order they came."""
        query = select(t.sale.c.at).where(t.sale.c.business_on == day.isoformat())
        times = self._connection.execute(query.order_by(t.sale.c.at)).scalars()
        return Counter(local(instant(at)).hour for at in times)

    def cash_movements(self, shift_id: UUID) -> tuple[CashMovement, ...]:
        """Cash put in and taken out in a shift."""
        query = (
            select(t.cash_movement)
            .where(t.cash_movement.c.shift_id == shift_id.bytes)
            .order_by(t.cash_movement.c.id)
        )
        return tuple(mapping.cash_of(row) for row in self._connection.execute(query))

    def actions(self, kind: ActionKind, since: datetime) -> tuple[Action, ...]:
        """The actions of a kind, newest first."""
        query = (
            select(t.action)
            .where(t.action.c.kind == kind.value, t.action.c.at >= milliseconds(since))
            .order_by(t.action.c.at.desc(), t.action.c.id.desc())
        )
        return tuple(mapping.action_of(row) for row in self._connection.execute(query))

    # --- sales

    def sale(self, sale_id: UUID) -> Sale | None:
        """A posted sale."""
        return self._sale("id", sale_id.bytes)

    def sale_by_number(self, number: str) -> Sale | None:
        """A posted sale by its receipt number."""
        return self._sale("number", number)

    def sale_by_request(self, key: str) -> Sale | None:
        """The sale a request with this key made."""
        return self._sale("request_key", key)

    def last_sale(self, till: str) -> Sale | None:
        """The till's newest sale."""
        query = "SELECT id FROM sale WHERE till = ? ORDER BY id DESC LIMIT 1"
        found = self._connection.exec_driver_sql(query, (till,)).scalar()
        return self._sale("id", found) if found else None

    def _sale(self, column: str, value: bytes | str) -> Sale | None:
        row = self._connection.execute(select(t.sale).where(t.sale.c[column] == value)).first()
        if row is None:
            return None
        lines = self._connection.exec_driver_sql(
            "SELECT l.*, o.number AS returns_number FROM sale_line l"
            " LEFT JOIN sale o ON o.id = l.returns_sale_id WHERE l.sale_id = ? ORDER BY l.line",
            (row.id,),
        )
        tenders = self._connection.execute(
            select(t.tender).where(t.tender.c.sale_id == row.id).order_by(t.tender.c.line)
        )
        refunds = self._connection.execute(select(t.refund).where(t.refund.c.sale_id == row.id))
        return mapping.sale_of(row, lines.all(), tenders.all(), refunds.all())

    def voided(self, sale_id: UUID) -> bool:
        """Whether a later sale took this one back as a whole."""
        query = "SELECT EXISTS (SELECT 1 FROM sale WHERE voids = ?)"
        return bool(self._connection.exec_driver_sql(query, (sale_id.bytes,)).scalar())

    def find_sales(self, text: str, limit: int, before: UUID | None = None) -> tuple[SaleRow, ...]:
        """Receipts by number, phone, product, amount or payment code; newest first."""
        return lists.find_sales(self._connection, text, limit, before)

    def given_back(self, sale_id: UUID) -> Mapping[int, GivenBack]:
        """Per line (1-based), what earlier returns gave back."""
        rows = self._connection.exec_driver_sql(_GIVEN_BACK, (sale_id.bytes,))
        return {
            row.line: GivenBack(
                row.quantity, row.amount, row.line_discount, row.bill_share, row.net, row.tax
            )
            for row in rows
        }

    def receipt_returns(self, sale_id: UUID) -> ReceiptReturns:
        """What a receipt took and what its returns gave back so far."""
        row = self._connection.exec_driver_sql(_RECEIPT_RETURNS, (sale_id.bytes,)).one()
        return ReceiptReturns(row.took, row.given_back, row.cash_exact, row.cash_paid)

    def corrections(self, sale_id: UUID) -> tuple[TenderCorrection, ...]:
        """The tenders of a sale put right later."""
        query = (
            select(t.tender_correction)
            .where(t.tender_correction.c.sale_id == sale_id.bytes)
            .order_by(t.tender_correction.c.id)
        )
        return tuple(mapping.correction_of(row) for row in self._connection.execute(query))

    # --- transfers

    def transfer(self, transfer_id: UUID) -> Transfer | None:
        """A transfer that was asked for."""
        row = self._one(t.transfer, transfer_id)
        return mapping.transfer_of(row) if row else None

    def transfer_by_code(self, code: str) -> Transfer | None:
        """A transfer by its payment code."""
        row = self._connection.execute(select(t.transfer).where(t.transfer.c.code == code)).first()
        return mapping.transfer_of(row) if row else None

    def transfers_of_bill(self, bill_id: UUID) -> tuple[Transfer, ...]:
        """The transfers asked for while a bill was paid."""
        query = select(t.transfer).where(t.transfer.c.bill_id == bill_id.bytes)
        return tuple(mapping.transfer_of(row) for row in self._connection.execute(query))

    def transfer_events(self, transfer_id: UUID) -> tuple[TransferEvent, ...]:
        """What became of a transfer, oldest first."""
        query = (
            select(t.transfer_event)
            .where(t.transfer_event.c.transfer_id == transfer_id.bytes)
            .order_by(t.transfer_event.c.id)
        )
        return tuple(mapping.transfer_event_of(row) for row in self._connection.execute(query))

    def transfers(self, till: str, limit: int) -> tuple[TransferRow, ...]:
        """The till's newest transfers first, with the receipts their bills became."""
        return lists.transfers(self._connection, till, limit)

    # --- work in progress

    def drafts(self, till: str) -> tuple[Draft, ...]:
        """The bills being typed or held, oldest first."""
        query = select(t.draft).where(t.draft.c.till == till).order_by(t.draft.c.id)
        return tuple(
            Draft(
                UUID(bytes=row.id),
                row.till,
                row.state == "held",
                row.content,
                instant(row.updated_at),
            )
            for row in self._connection.execute(query)
        )

    def printers(self) -> tuple[PrinterConfig, ...]:
        """The printers of this till, the first is the usual one."""
        rows = self._connection.execute(
            select(t.printer).order_by(t.printer.c.position, t.printer.c.id)
        )
        return tuple(
            PrinterConfig(
                id=UUID(bytes=row.id),
                name=row.name,
                address=row.address,
                width_dots=row.width_dots,
                has_drawer=bool(row.has_drawer),
                has_cutter=bool(row.has_cutter),
                answers=None if row.answers is None else bool(row.answers),
            )
            for row in rows
        )

    def copies_printed(self, kind: str, ref: str) -> int:
        """How many jobs a document has had."""
        query = "SELECT coalesce(max(copy), 0) FROM print_job WHERE kind = ? AND ref = ?"
        return int(self._connection.exec_driver_sql(query, (kind, ref)).scalar_one())

    def receipt_code(self, document_id: UUID) -> str:
        """Eight characters of the journal's link of a document."""
        # From the end: what is printed was posted a moment ago.
        query = "SELECT hash FROM journal WHERE document_id = ? ORDER BY seq DESC LIMIT 1"
        found = self._connection.exec_driver_sql(query, (document_id.bytes,)).scalar()
        return journal.Head(0, found).short if found else ""

    def _one(self, table: Table, row_id: UUID) -> AnyRow | None:
        return self._connection.execute(select(table).where(table.c.id == row_id.bytes)).first()


def _item_of(row: AnyRow, code: str) -> Item:
    return Item(
        product_id=UUID(bytes=row.product_id),
        unit_id=UUID(bytes=row.unit_id),
        code=code,
        name=row.name,
        unit=row.unit,
        price=row.price,
        factor=row.factor,
        tax_code=row.tax_code,
        weighed=bool(row.weighed),
        cost=row.cost,
    )


def _found(row: AnyRow) -> Found:
    return Found(
        product_id=UUID(bytes=row.product_id),
        unit_id=UUID(bytes=row.unit_id),
        sku=row.sku,
        name=row.name,
        unit=row.unit,
        price=row.price,
        barcode=row.barcode,
        category=row.category,
        on_hand=row.on_hand,
        available=row.on_hand - row.reserved,
        min_stock=row.min_stock,
        weighed=bool(row.weighed),
        counted=bool(row.counted),
    )
