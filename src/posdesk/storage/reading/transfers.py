"""Transfers that were asked for, and what became of them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from posdesk.domain.transfer import Transfer, TransferEvent
from posdesk.services.ports.store import TransferRow
from posdesk.storage import lists
from posdesk.storage import tables as t
from posdesk.storage.mapping import transfers as mapping
from posdesk.storage.reading.snapshot import Snapshot


class TransferReader(Snapshot):
    """Transfers."""

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
