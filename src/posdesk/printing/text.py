"""A document as plain text in columns, for a terminal or a log; lines break as on paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from posdesk.domain.receipt import (
    Align,
    Block,
    Picture,
    Qr,
    ReceiptDocument,
    Row,
    Rule,
    Ruler,
    Space,
    Text,
)
from posdesk.printing.breaking import beside, paragraphs, printable

COLUMNS = {384: 32, 512: 42, 576: 48}
"""Letters of a printer's own font across the paper, by its printable dots."""


def plain(document: ReceiptDocument, width: int) -> str:
    """The document in as many columns as a paper of ``width`` dots (384, 512, 576) has letters.

    Sizes and weights are lost; a QR code is its payload, a picture nothing.
    """
    columns = COLUMNS[width]
    lines = [line.rstrip() for block in document.blocks for line in _lines(block, columns)]
    return "\n".join(lines) + "\n"


def cells(text: str) -> int:
    """The columns a text takes in a terminal: two for East Asian letters, none for marks."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def _lines(block: Block, columns: int) -> Iterator[str]:
    match block:
        case Text():
            yield from _aligned(block.text, block.align, columns)
        case Row():
            yield from _columns(block, columns)
        case Rule():
            yield ("- " if block.dashed else "--") * (columns // 2)
        case Space():
            yield ""
        case Qr():
            yield from _code(block, columns)
        case Ruler():
            yield "".join(f"{column:<10}" for column in range(0, columns, 10))[:columns]
        case Picture():
            pass


def _aligned(text: str, align: Align, columns: int) -> list[str]:
    lines = paragraphs(text, columns, cells)
    share = {Align.LEFT: 0, Align.CENTER: 1, Align.RIGHT: 2}[align]
    return [" " * ((columns - cells(line)) * share // 2) + line for line in lines]


def _columns(row: Row, columns: int) -> list[str]:
    pairs = beside(printable(row.left), printable(row.right), columns, 1, cells)
    return [left + " " * (columns - cells(left) - cells(right)) + right for left, right in pairs]


def _code(block: Qr, columns: int) -> list[str]:
    payload = [block.payload[at : at + columns] for at in range(0, len(block.payload), columns)]
    return [*payload, *_aligned(block.caption, Align.CENTER, columns)]
