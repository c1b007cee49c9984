"""Shifts, days, their sums, and what was done in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from posdesk.domain.shift import Action, ActionKind, CashMovement, Shift, ShiftClosing
from posdesk.runtime.clock import instant, local, milliseconds
from posdesk.services.ports.store import Totals
from posdesk.storage import driver, totals
from posdesk.storage import tables as t
from posdesk.storage.mapping import shifts as mapping
from posdesk.storage.reading.snapshot import Snapshot

_OPEN_SHIFT = """
    SELECT * FROM shift s
    WHERE till = ? AND number = (SELECT max(number) FROM shift WHERE till = s.till)
        AND NOT EXISTS (SELECT 1 FROM shift_closing c WHERE c.shift_id = s.id)
"""


class ShiftReader(Snapshot):
    """Shifts and days."""

    def open_shift(self, till: str) -> Shift | None:
        """The shift that is open on the till."""
        row = driver.first(self._connection, _OPEN_SHIFT, (till,))
        return mapping.shift_of(row) if row else None

    def shift(self, shift_id: UUID) -> Shift | None:
        """A shift."""
        row = self._one(t.shift, shift_id)
        return mapping.shift_of(row) if row else None

    def shifts(self, limit: int) -> tuple[Shift, ...]:
        """The newest shifts first."""
        query = select(t.shift).order_by(t.shift.c.id.desc()).limit(limit)
        return tuple(mapping.shift_of(row) for row in self._connection.execute(query))

    def closing(self, shift_id: UUID) -> ShiftClosing | None:
        """The close of a shift, None while it is open."""
        row = self._connection.execute(
            select(t.shift_closing).where(t.shift_closing.c.shift_id == shift_id.bytes)
        ).first()
        if row is None:
            return None
        notes = self._connection.execute(
            select(t.note_count).where(t.note_count.c.closing_id == row.id)
        )
        return mapping.closing_of(row, notes.all())

    def next_shift_number(self, till: str) -> int:
        """The number the till's next shift gets."""
        query = "SELECT coalesce(max(number), 0) + 1 FROM shift WHERE till = ?"
        return int(self._connection.exec_driver_sql(query, (till,)).scalar_one())

    def shift_totals(self, shift_id: UUID) -> Totals:
        """The sums of a shift."""
        return totals.shift_totals(self._connection, shift_id.bytes)

    def day_totals(self, day: date) -> Totals:
        """The sums of a business day over all its shifts."""
        return totals.day_totals(self._connection, day.isoformat())

    def shifts_on(self, day: date) -> tuple[Shift, ...]:
        """The shifts of a business day, in their order."""
        query = select(t.shift).where(t.shift.c.business_on == day.isoformat())
        rows = self._connection.execute(query.order_by(t.shift.c.id))
        return tuple(mapping.shift_of(row) for row in rows)

    def sales_by_hour(self, day: date) -> Mapping[int, int]:
        """Sales of a business day by the hour of the shop's clock, in the order they came."""
        times = totals.when_sold(self._connection, day.isoformat())
        return Counter(local(instant(at)).hour for at in times)

    def cash_movements(self, shift_id: UUID) -> tuple[CashMovement, ...]:
        """Cash put in and taken out in a shift."""
        query = (
            select(t.cash_movement)
            .where(t.cash_movement.c.shift_id == shift_id.bytes)
            .order_by(t.cash_movement.c.id)
        )
        return tuple(mapping.cash_of(row) for row in self._connection.execute(query))

    def actions(self, kind: ActionKind, since: datetime) -> tuple[Action, ...]:
        """The actions of a kind, newest first."""
        query = (
            select(t.action)
            .where(t.action.c.kind == kind.value, t.action.c.at >= milliseconds(since))
            .order_by(t.action.c.at.desc(), t.action.c.id.desc())
        )
        return tuple(mapping.action_of(row) for row in self._connection.execute(query))
