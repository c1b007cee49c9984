"""What the services need of people's files: tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from posdesk.domain.errors import Refused
from posdesk.domain.product import Photo

Written = str | int | Decimal | None
"""A cell to write: a text stays a text whatever it begins with, a number stays a number."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table as a person wrote it.

    Attributes:
        line: where it begins in the file, from 1.
        cells: texts, numbers in the person's way (``0,5``); what cannot be read as a text is
            its refusal.
    """

    line: int
    cells: tuple[str | Refused, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first row and those below it; rows without any text are left out."""

    header: Row
    rows: tuple[Row, ...]


class TableFiles(Protocol):
    """CSV and XLSX by the file's name."""

    def read(self, path: Path) -> Table:
        """Reads a table.

        Raises:
            Refused: with the plain reason; no part of a doubtful file is used.
        """
        ...

    def write(self, path: Path, header: Sequence[str], rows: Iterable[Sequence[Written]]) -> None:
        """Writes a table that reads back equal; whole, or what was there before.

        Raises:
            Refused: ``unknown_format``.
            Trouble: ``cannot_write``.
        """
        ...


class PictureFiles(Protocol):
    """Pictures of goods."""

    def beside(self, file: Path, name: str) -> bytes:
        """The content of the picture that ``name`` calls, in the folder of ``file`` or below.

        Raises:
            Refused: ``picture_outside``, ``picture_missing``, ``picture_too_large``.
        """
        ...

    def put_beside(self, file: Path, name: str, content: bytes) -> None:
        """Writes a picture where ``beside`` finds it; whole, or what was there before.

        Raises:
            Refused: ``picture_outside`` where a link stands in the way.
            Trouble: ``cannot_write``.
        """
        ...

    def read(self, path: Path) -> bytes:
        """The content of a picture that somebody chose.

        Raises:
            Refused: ``cannot_read``, ``picture_too_large``.
        """
        ...

    def in_folder(self, folder: Path, limit: int) -> tuple[Path, ...]:
        """The first pictures of a folder by their names; none where it cannot be read."""
        ...

    def photo(self, content: bytes) -> Photo:
        """The picture made anew, upright, small and without what a camera wrote into it.

        Raises:
            Refused: ``bad_picture``, ``picture_too_large``.
        """
        ...
