"""Tables of people by the name of their file: CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from posdesk.domain.errors import Refused, Trouble
from posdesk.files import csv_files, workbooks
from posdesk.files.limits import FILE_LIMIT
from posdesk.runtime.reasons import reason
from posdesk.services.ports.files import Table, Written

TEXTS = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx",)


class PeoplesTables:
    """The ``TableFiles`` of the program."""

    def read(self, path: Path) -> Table:
        """Reads a table.

        Raises:
            Refused: ``unknown_format``, ``cannot_read``, ``file_too_large``, ``table_empty``, or
                as the reader of the format.
        """
        read = _of(path, csv_files.read, workbooks.read)
        rows = tuple(read(_content(path)))
        if not rows:
            raise Refused("table_empty", path=path.name)
        return Table(rows[0], rows[1:])

    def write(self, path: Path, header: Sequence[str], rows: Iterable[Sequence[Written]]) -> None:
        """Writes a table that reads back equal; whole, or what was there before.

        Raises:
            Refused: ``unknown_format``.
            Trouble: ``cannot_write``.
        """
        write = _of(path, csv_files.write, workbooks.write)
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_bytes(write([header, *rows]))
            part.replace(path)
        except OSError as error:
            raise Trouble("cannot_write", path=str(path), reason=reason(error)) from error
        finally:
            part.unlink(missing_ok=True)


T = TypeVar("T")


def _of(path: Path, text: T, workbook: T) -> T:
    ending = path.suffix.lower()
    if ending in TEXTS:
        return text
    if ending in WORKBOOKS:
        return workbook
    raise Refused("unknown_format", path=path.name)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            content = source.read(FILE_LIMIT + 1)
    except OSError as error:
        raise Refused("cannot_read", path=str(path), reason=reason(error)) from error
    if len(content) > FILE_LIMIT:
        raise Refused("file_too_large", path=path.name, limit=FILE_LIMIT // 2**20)
    return content
