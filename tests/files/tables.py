"""Short words for reading and writing tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk.domain.errors import Refused
from posdesk.files.tables import PeoplesTables


def texts(path: Path) -> list[list[str | Refused]]:
    """All rows, the first too."""
    table = PeoplesTables().read(path)
    return [list(row.cells) for row in (table.header, *table.rows)]


def refusal(path: Path) -> tuple[str, dict[str, object]]:
    """Why a file as a whole is refused."""
    with pytest.raises(Refused) as refused:
        PeoplesTables().read(path)
    return refused.value.code, refused.value.params
