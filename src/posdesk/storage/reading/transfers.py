"""Transfers that were asked for, and what became of them."""

from __future__ import annotations

from uuid import UUID

from posdesk.domain.transfer import Transfer, TransferEvent
from posdesk.services.ports.store import TransferRow
from posdesk.storage import driver, lists
from posdesk.storage.mapping import transfers as mapping
from posdesk.storage.reading.snapshot import Snapshot


class TransferReader(Snapshot):
    """Transfers."""

    def transfer(self, transfer_id: UUID) -> Transfer | None:
        """A transfer that was asked for."""
        row = self._one("transfer", transfer_id)
        return mapping.transfer_of(row) if row else None

    def transfer_by_code(self, code: str) -> Transfer | None:
        """A transfer by its payment code."""
        row = driver.first(self._connection, "SELECT * FROM transfer WHERE code = ?", (code,))
        return mapping.transfer_of(row) if row else None

    def transfers_of_bill(self, bill_id: UUID) -> tuple[Transfer, ...]:
        """The transfers asked for while a bill was paid."""
        query = "SELECT * FROM transfer WHERE bill_id = ?"
        rows = driver.rows(self._connection, query, (bill_id.bytes,))
        return tuple(map(mapping.transfer_of, rows))

    def transfer_events(self, transfer_id: UUID) -> tuple[TransferEvent, ...]:
        """What became of a transfer, oldest first."""
        query = "SELECT * FROM transfer_event WHERE transfer_id = ? ORDER BY id"
        rows = driver.rows(self._connection, query, (transfer_id.bytes,))
        return tuple(map(mapping.transfer_event_of, rows))

    def transfers(self, till: str, limit: int) -> tuple[TransferRow, ...]:
        """The till's newest transfers first, with the receipts their bills became."""
        return lists.transfers(self._connection, till, limit)
