"""Customers and debts, photos and price history, sums by day."""

from __future__ import annotations

from posdesk.storage.migrations.sql import run_beside

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds what the daily use of the counter needs."""
    run_beside(__file__)
