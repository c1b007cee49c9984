"""The first schema."""

from __future__ import annotations

from posdesk.storage.migrations.sql import run_beside

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables."""
    run_beside(__file__)
