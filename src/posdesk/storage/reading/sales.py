"""Posted sales, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from posdesk.domain.returns import GivenBack, ReceiptReturns
from posdesk.domain.sale import Sale
from posdesk.domain.transfer import TenderCorrection
from posdesk.services.ports.store import SaleRow
from posdesk.storage import driver, journal, receipts
from posdesk.storage.mapping import sales as mapping
from posdesk.storage.reading.snapshot import Snapshot

_SALE = "SELECT * FROM sale WHERE {column} = ?"
_LINES = """
    SELECT l.*, o.number AS returns_number FROM sale_line l
    LEFT JOIN sale o ON o.id = l.returns_sale_id WHERE l.sale_id = ? ORDER BY l.line
"""
_TENDERS = "SELECT * FROM tender WHERE sale_id = ? ORDER BY line"
_REFUNDS = "SELECT * FROM refund WHERE sale_id = ?"
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


class SaleReader(Snapshot):
    """Sales."""

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
        """The newest sale at the till's counter."""
        query = (
            "SELECT id FROM sale WHERE till = ? AND channel = 'counter' ORDER BY id DESC LIMIT 1"
        )
        found = driver.value(self._connection, query, (till,))
        return self._sale("id", found) if found else None

    def voided(self, sale_id: UUID) -> bool:
        """Whether a later sale took this one back as a whole."""
        query = "SELECT EXISTS (SELECT 1 FROM sale WHERE voids = ?)"
        return bool(driver.value(self._connection, query, (sale_id.bytes,)))

    def find_sales(self, text: str, limit: int, before: UUID | None = None) -> tuple[SaleRow, ...]:
        """Receipts by number, phone, product, amount or payment code; newest first."""
        return receipts.find_sales(self._connection, text, limit, before)

    def given_back(self, sale_id: UUID) -> Mapping[int, GivenBack]:
        """Per line (1-based), what earlier returns gave back."""
        rows = driver.rows(self._connection, _GIVEN_BACK, (sale_id.bytes,))
        return {row.line: mapping.given_back_of(row) for row in rows}

    def receipt_returns(self, sale_id: UUID) -> ReceiptReturns:
        """What a receipt took and what its returns gave back so far."""
        [row] = driver.rows(self._connection, _RECEIPT_RETURNS, (sale_id.bytes,))
        return ReceiptReturns(row.took, row.given_back, row.cash_exact, row.cash_paid)

    def corrections(self, sale_id: UUID) -> tuple[TenderCorrection, ...]:
        """The tenders of a sale put right later."""
        query = "SELECT * FROM tender_correction WHERE sale_id = ? ORDER BY id"
        return tuple(
            map(mapping.correction_of, driver.rows(self._connection, query, (sale_id.bytes,)))
        )

    def receipt_code(self, document_id: UUID) -> str:
        """Eight characters of the journal's link of a document."""
        # From the end: what is printed was posted a moment ago.
        query = "SELECT hash FROM journal WHERE document_id = ? ORDER BY seq DESC LIMIT 1"
        found = driver.value(self._connection, query, (document_id.bytes,))
        return journal.Head(0, found).short if found else ""

    def _sale(self, column: str, value: bytes | str) -> Sale | None:
        row = driver.first(self._connection, _SALE.format(column=column), (value,))
        if row is None:
            return None
        lines, tenders, refunds = (
            driver.rows(self._connection, query, (row.id,))
            for query in (_LINES, _TENDERS, _REFUNDS)
        )
        return mapping.sale_of(row, lines, tenders, refunds)
