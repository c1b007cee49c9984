"""What every read stands on."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, Table, select

from posdesk.storage.mapping.row import AnyRow


class Snapshot:
    """One connection inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _one(self, table: Table, row_id: UUID) -> AnyRow | None:
        return self._connection.execute(select(table).where(table.c.id == row_id.bytes)).first()
