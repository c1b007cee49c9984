"""Rows of transfers."""

from __future__ import annotations

from uuid import UUID

from posdesk.domain.transfer import Transfer, TransferEvent, TransferState
from posdesk.runtime.clock import instant
from posdesk.services.ports.store import TransferRow
from posdesk.storage.mapping.row import AnyRow, uuid_or_none


def transfer_of(row: AnyRow) -> Transfer:
    """A transfer that was asked for."""
    return Transfer(
        id=UUID(bytes=row.id),
        till=row.till,
        code=row.code,
        bill_id=UUID(bytes=row.bill_id),
        amount=row.amount,
        bank_bin=row.bank_bin,
        bank_account=row.bank_account,
        at=instant(row.at),
    )


def transfer_event_of(row: AnyRow) -> TransferEvent:
    """What became of a transfer."""
    return TransferEvent(
        id=UUID(bytes=row.id),
        transfer_id=UUID(bytes=row.transfer_id),
        till=row.till,
        shift_id=uuid_or_none(row.shift_id),
        state=TransferState(row.state),
        source=row.source,
        at=instant(row.at),
        actor_id=UUID(bytes=row.actor_id),
    )


def transfer_row_of(row: AnyRow, sale: AnyRow | None, debtor: str) -> TransferRow:
    """A transfer in a list, with the sale its bill became, or whose debt it paid."""
    return TransferRow(
        id=UUID(bytes=row.id),
        code=row.code,
        amount=row.amount,
        at=instant(row.at),
        state=TransferState(row.state),
        receipt=sale.number if sale else "",
        pays=bool(sale and sale.pays),
        debtor=debtor,
    )
