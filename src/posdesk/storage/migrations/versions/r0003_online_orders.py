"""Exchanges, listings and orders."""

from __future__ import annotations

from posdesk.storage.migrations.sql import run_beside

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds what selling online needs."""
    run_beside(__file__)
