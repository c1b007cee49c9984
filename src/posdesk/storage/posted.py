"""The tables whose rows never change once they are posted, and what keeps them still."""

from __future__ import annotations

from collections.abc import Iterator

from posdesk.storage.postings import CONTENT

POSTED = (*dict.fromkeys(table for parts in CONTENT.values() for table, _ in parts), "journal")
"""Append-only: triggers refuse UPDATE and DELETE."""


def triggers() -> Iterator[str]:
    """What keeps posted rows still."""
    for table in POSTED:
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'posted rows of {table} never change'); END"
            )
