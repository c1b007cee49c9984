"""All reads of one snapshot together, with those of the shop and of its work in progress."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from posdesk.services.ports.printing import PrinterConfig
from posdesk.services.ports.store import Draft, Person
from posdesk.storage import driver
from posdesk.storage import tables as t
from posdesk.storage.mapping import work as mapping
from posdesk.storage.reading.customers import CustomerReader
from posdesk.storage.reading.goods import GoodsReader
from posdesk.storage.reading.goods_file import GoodsFileReader
from posdesk.storage.reading.orders import OrderReader
from posdesk.storage.reading.sales import SaleReader
from posdesk.storage.reading.shifts import ShiftReader
from posdesk.storage.reading.transfers import TransferReader
from posdesk.storage.reports import ReportReader


class SqlReader(
    CustomerReader,
    GoodsReader,
    GoodsFileReader,
    OrderReader,
    SaleReader,
    ShiftReader,
    TransferReader,
    ReportReader,
):
    """What the services may ask of one moment of the shop."""

    def settings(self) -> Mapping[str, str]:
        """All settings that were set."""
        rows = driver.rows(self._connection, "SELECT key, value FROM setting")
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

    def drafts(self, till: str) -> tuple[Draft, ...]:
        """The bills being typed or held, oldest first."""
        query = select(t.draft).where(t.draft.c.till == till).order_by(t.draft.c.id)
        return tuple(map(mapping.draft_of, self._connection.execute(query)))

    def printers(self) -> tuple[PrinterConfig, ...]:
        """The printers of this till, the first is the usual one."""
        query = "SELECT * FROM printer ORDER BY position, id"
        return tuple(map(mapping.printer_of, driver.rows(self._connection, query)))

    def copies_printed(self, kind: str, ref: str) -> int:
        """How many jobs a document has had."""
        query = "SELECT coalesce(max(copy), 0) FROM print_job WHERE kind = ? AND ref = ?"
        return int(self._connection.exec_driver_sql(query, (kind, ref)).scalar_one())
