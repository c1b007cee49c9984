"""The newest transfers, for a list."""

from __future__ import annotations

from uuid import UUID

from posdesk.services.ports.store import TransferRow
from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.mapping.row import AnyRow
from posdesk.storage.mapping.transfers import transfer_row_of

_TRANSFERS = """
    SELECT t.id, t.code, t.amount, t.at, t.bill_id,
        coalesce((SELECT e.state FROM transfer_event e WHERE e.transfer_id = t.id
            ORDER BY e.id DESC LIMIT 1), 'expected') AS state
    FROM transfer t WHERE t.till = ? ORDER BY t.id DESC LIMIT ?
"""
_OF_BILL = """
    SELECT s.number, EXISTS (SELECT 1 FROM tender tn
        WHERE tn.sale_id = s.id AND tn.transfer_id = ?) AS pays
    FROM sale s WHERE s.request_key = ?
"""
_OF_DEBT = """
    SELECT p.code FROM debt_entry e JOIN party p ON p.id = e.customer_id WHERE e.id = ?
"""


def transfers(connection: Connection, till: str, limit: int) -> tuple[TransferRow, ...]:
    """The till's newest transfers first, each with the receipt its bill became."""
    rows = driver.rows(connection, _TRANSFERS, (till, limit))
    return tuple(_transfer_row(connection, row) for row in rows)


def _transfer_row(connection: Connection, row: AnyRow) -> TransferRow:
    key = str(UUID(bytes=row.bill_id))
    sale = driver.first(connection, _OF_BILL, (row.id, key))
    debtor = driver.value(connection, _OF_DEBT, (row.bill_id,)) if sale is None else ""
    return transfer_row_of(row, sale, debtor or "")
