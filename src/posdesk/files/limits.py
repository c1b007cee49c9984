"""How much of a file of people is taken: far more than any shop has, far less than does harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from posdesk.domain.errors import Refused
from posdesk.services.ports.files import Row

FILE_LIMIT = 64 * 2**20
"""Bytes."""

ROWS = 200_000
COLUMNS = 100
CELL_LETTERS = 32_767
"""As many as a cell of a workbook holds."""


def limited(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with any text, while there are not too many and none is too wide.

    Raises:
        Refused: ``too_many_rows``, ``too_many_columns``.
    """
    filled = (row for row in rows if any(isinstance(c, Refused) or c.strip() for c in row.cells))
    for count, row in enumerate(filled):
        if count > ROWS:
            raise Refused("too_many_rows", limit=ROWS)
        if len(row.cells) > COLUMNS:
            raise Refused("too_many_columns", line=row.line, limit=COLUMNS)
        yield row
