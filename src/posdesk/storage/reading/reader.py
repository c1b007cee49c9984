"""All reads of one snapshot together, with those of the shop and of its work in progress."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from posdesk.services.ports.printing import PrinterConfig
from posdesk.services.ports.store import Draft, Person
from posdesk.storage import driver
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
        return UUID(bytes=driver.value(self._connection, "SELECT id FROM shop"))

    def person(self, person_id: UUID) -> Person:
        """Somebody of the staff."""
        query = "SELECT name FROM party WHERE id = ?"
        [name] = driver.column(self._connection, query, (person_id.bytes,))
        return Person(person_id, name)

    def owner(self) -> Person:
        """The owner: the first of the staff."""
        query = "SELECT id, name FROM party WHERE kind = 'staff' ORDER BY created_at, id LIMIT 1"
        [row] = driver.rows(self._connection, query)
        return Person(UUID(bytes=row.id), row.name)

    def drafts(self, till: str) -> tuple[Draft, ...]:
        """The bills being typed or held, oldest first."""
        query = "SELECT * FROM draft WHERE till = ? ORDER BY id"
        return tuple(map(mapping.draft_of, driver.rows(self._connection, query, (till,))))

    def printers(self) -> tuple[PrinterConfig, ...]:
        """The printers of this till, the first is the usual one."""
        query = "SELECT * FROM printer ORDER BY position, id"
        return tuple(map(mapping.printer_of, driver.rows(self._connection, query)))

    def copies_printed(self, kind: str, ref: str) -> int:
        """How many jobs a document has had."""
        query = "SELECT coalesce(max(copy), 0) FROM print_job WHERE kind = ? AND ref = ?"
        return driver.number(self._connection, query, (kind, ref))
