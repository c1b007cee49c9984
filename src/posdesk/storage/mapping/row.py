"""What every row is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol
from uuid import UUID


class AnyRow(Protocol):
    """A row of a query: its columns are attributes, in their order."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as it was stored
        """A column by its name."""

    def __iter__(self) -> Iterator[Any]:
        """The columns in their order."""
        ...


def uuid_or_none(value: bytes | None) -> UUID | None:
    """An id column that may be NULL."""
    return UUID(bytes=value) if value else None
