"""What every read stands on."""

from __future__ import annotations

from uuid import UUID

from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.mapping.row import AnyRow


class Snapshot:
    """One connection inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _one(self, table: str, row_id: UUID) -> AnyRow | None:
        query = f"SELECT * FROM {table} WHERE id = ?"  # noqa: S608 - our own names
        return driver.first(self._connection, query, (row_id.bytes,))
