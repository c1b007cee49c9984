"""Leases: which process runs the print and the sync workers. A holder that dies loses it in time.

A holder claims again well before the end; one that was suspended past it finds out at its next
claim whether another took over. The first part of each statement is the whole race: SQLite lets
one writer in at a time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from posdesk.runtime.clock import milliseconds
from posdesk.storage.driver import Connection

_CLAIM = """
    INSERT INTO lease (name, holder, expires_at) VALUES (:name, :holder, :until)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
    WHERE lease.holder = excluded.holder OR lease.expires_at <= :now OR lease.expires_at > :far
    RETURNING holder
"""


def claim(
    connection: Connection, name: str, holder: str, now: datetime, lasting: timedelta
) -> bool:
    """Takes a lease or keeps it until ``now + lasting``; False if another holds it.

    All holders of a lease give it the same length: an end more than two lengths off was written
    before the clock was set back, and counts as over.
    """
    values = {
        "name": name,
        "holder": holder,
        "now": milliseconds(now),
        "until": milliseconds(now + lasting),
        "far": milliseconds(now + 2 * lasting),
    }
    return connection.execute(_CLAIM, values).fetchone() is not None


def release(connection: Connection, name: str, holder: str) -> None:
    """Gives up a lease; nothing where another holds it."""
    connection.execute("DELETE FROM lease WHERE name = ? AND holder = ?", (name, holder))
