"""Alembic revisions, forward only; the package carries them."""
