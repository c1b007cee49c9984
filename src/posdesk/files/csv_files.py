"""CSV as people's programs write it: UTF-8 or UTF-16, separated by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from posdesk.domain.errors import Refused
from posdesk.files.limits import CELL_LETTERS, limited
from posdesk.services.ports.files import Row, Written

SEPARATORS = ",;\t"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would calculate or a person's quote before it; one more quote stops it."""
_QUOTED = re.compile(r"'+[=+\-@\t\r]")
_MARK = re.compile(r"sep=([,;\t])\r?\n?", re.IGNORECASE)
"""The first line by which Excel tells the separator."""


def read(content: bytes) -> Iterator[Row]:
    """The rows of a file.

    Raises:
        Refused: ``not_utf8`` in another encoding, ``mixed_encodings`` with the first line that
            is not as the rest, ``not_a_table`` for what is no text, ``csv_broken``,
            ``too_many_rows``, ``too_many_columns``.
    """
    text = _text(content)
    first, mark = 1, _MARK.match(text)
    if mark:
        text, first = text[mark.end() :], 2
    return limited(_rows(text, mark[1] if mark else _separator(text), first))


def write(rows: Iterable[Sequence[Written]]) -> bytes:
    """UTF-8 with a mark at its beginning, as Excel wants it; quantities with a decimal comma."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerows(map(_written, row) for row in rows)
    return codecs.BOM_UTF8 + target.getvalue().encode()


def _written(cell: Written) -> str:
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if _FORMULA.match(cell) else cell
        case Decimal():
            return f"{cell.normalize():f}".replace(".", ",")
        case _:
            return str(cell)


def _rows(text: str, separator: str, first: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = first
    csv.field_size_limit(CELL_LETTERS)
    try:
        for cells in reader:
            yield Row(line, tuple(map(_read, cells)))
            line = first + reader.line_num
    except csv.Error:
        raise Refused("csv_broken", line=line) from None


def _read(cell: str) -> str:
    return cell[1:] if _QUOTED.match(cell) else cell


def _separator(text: str) -> str:
    """The one that stands most often in the first line with any text, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=bare.count)


# --- encodings


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(content)
    if b"\0" in content:
        raise Refused("not_a_table")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _other_encoding(content) from None


def _utf16(content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError:
        raise Refused("not_a_table") from None


def _other_encoding(content: bytes) -> Refused:
    """Which other encoding it is, or where one ends and another begins."""
    lines = content.removeprefix(codecs.BOM_UTF8).split(b"\n")
    legacy = [number for number, line in enumerate(lines, 1) if not _is_utf8(line)]
    if any(_is_utf8(line) and not line.isascii() for line in lines):
        return Refused("mixed_encodings", line=legacy[0])
    return Refused("not_utf8", encoding=_legacy(content), line=legacy[0])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _legacy(content: bytes) -> str:
    """Vietnamese Windows writes tones as marks of their own; Western Windows has none."""
    text = content.decode("cp1258", "replace")
    toned = re.search("[a-zA-ZăâêôơưĂÂÊÔƠƯ][\u0300\u0301\u0303\u0309\u0323]", text)
    vietnamese = toned or any(unicodedata.normalize("NFC", c) in "ăđơưĂĐƠƯ₫" for c in text)
    return "Windows-1258" if vietnamese else "Windows-1252"
