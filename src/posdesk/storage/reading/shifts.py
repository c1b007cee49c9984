"""Shifts, days, their sums, and what was done in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from posdesk.domain.shift import Action, ActionKind, CashMovement, Shift, ShiftClosing
from posdesk.runtime.clock import instant, local, milliseconds
from posdesk.services.ports.store import Totals
from posdesk.storage import driver, totals
from posdesk.storage.mapping import shifts as mapping
from posdesk.storage.reading.snapshot import Snapshot

_OPEN_SHIFT = """
    SELECT * FROM shift s
    WHERE till = ? AND number = (SELECT max(number) FROM shift WHERE till = s.till)
        AND NOT EXISTS (SELECT 1 FROM shift_closing c WHERE c.shift_id = s.id)
"""
_CLOSING = "SELECT * FROM shift_closing WHERE shift_id = ?"
_NOTES = "SELECT * FROM note_count WHERE closing_id = ?"


class ShiftReader(Snapshot):
    """Shifts and days."""

    def open_shift(self, till: str) -> Shift | None:
        """The shift that is open on the till."""
        row = driver.first(self._connection, _OPEN_SHIFT, (till,))
        return mapping.shift_of(row) if row else None

    def shift(self, shift_id: UUID) -> Shift | None:
        """A shift."""
        row = self._one("shift", shift_id)
        return mapping.shift_of(row) if row else None

    def shifts(self, limit: int) -> tuple[Shift, ...]:
        """The newest shifts first."""
        query = "SELECT * FROM shift ORDER BY id DESC LIMIT ?"
        return tuple(map(mapping.shift_of, driver.rows(self._connection, query, (limit,))))

    def closing(self, shift_id: UUID) -> ShiftClosing | None:
        """The close of a shift, None while it is open."""
        row = driver.first(self._connection, _CLOSING, (shift_id.bytes,))
        if row is None:
            return None
        return mapping.closing_of(row, driver.rows(self._connection, _NOTES, (row.id,)))

    def next_shift_number(self, till: str) -> int:
        """The number the till's next shift gets."""
        query = "SELECT coalesce(max(number), 0) + 1 FROM shift WHERE till = ?"
        return driver.number(self._connection, query, (till,))

    def shift_totals(self, shift_id: UUID) -> Totals:
        """The sums of a shift."""
        return totals.shift_totals(self._connection, shift_id.bytes)

    def day_totals(self, day: date) -> Totals:
        """The sums of a business day over all its shifts."""
        return totals.day_totals(self._connection, day.isoformat())

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        """The shifts of a business day, in their order."""
        query = "SELECT * FROM shift WHERE business_on = ? ORDER BY id"
        rows = driver.rows(self._connection, query, (day.isoformat(),))
        return tuple(map(mapping.shift_of, rows))

    def sales_by_hour(self, day: date) -> Mapping[int, int]:
        """Sales of a business day by the hour of the shop's clock, in the order they came."""
        times = totals.when_sold(self._connection, day.isoformat())
        return Counter(local(instant(at)).hour for at in times)

    def cash_movements(self, shift_id: UUID) -> tuple[CashMovement, ...]:
        """Cash put in and taken out in a shift."""
        query = "SELECT * FROM cash_movement WHERE shift_id = ? ORDER BY id"
        return tuple(map(mapping.cash_of, driver.rows(self._connection, query, (shift_id.bytes,))))

    def actions(self, kind: ActionKind, since: datetime) -> tuple[Action, ...]:
        """The actions of a kind, newest first."""
        query = "SELECT * FROM action WHERE kind = ? AND at >= ? ORDER BY at DESC, id DESC"
        rows = driver.rows(self._connection, query, (kind.value, milliseconds(since)))
        return tuple(map(mapping.action_of, rows))
