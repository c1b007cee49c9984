"""What every row is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row

AnyRow = Row[*tuple[Any, ...]]


def uuid_or_none(value: bytes | None) -> UUID | None:
    """An id column that may be NULL."""
    return UUID(bytes=value) if value else None
