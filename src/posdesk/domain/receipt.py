"""What a receipt says, without a word about printers: a tuple of blocks from top to bottom.

Services build a document; the printing adapter turns one and the same document into dots on
paper, a picture on the screen, a PDF page or plain text. Texts are taken as they are: the
adapter cleans them before it draws, so a product's name can never carry a printer command.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

QR_MAX_BYTES = 500
"""More does not fit 48 mm of paper with modules of half a millimetre (QR version 17, level M)."""


class Align(StrEnum):
    """Where a text stands between the edges of the paper."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Size(StrEnum):
    """How large a text is; the dots of each depend on the paper's width."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"
    HUGE = "huge"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; it wraps between words and keeps its line breaks."""

    text: str
    align: Align = Align.LEFT
    size: Size = Size.NORMAL
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A label and a figure on one line: the left text wraps beside the right column.

    The left text takes two lines at most and is then cut in its middle, because size and colour
    stand at the end of a product's name.
    """

    left: str
    right: str
    bold: bool = False
    size: Size = Size.NORMAL


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Empty paper; ``height`` in millimetres."""

    height: int = 2


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code in the middle of the paper, a caption in small letters below it."""

    payload: str
    caption: str = ""

    def __post_init__(self) -> None:
        if not 0 < len(self.payload.encode()) <= QR_MAX_BYTES:
            raise ValueError(f"a QR payload has 1 to {QR_MAX_BYTES} bytes")


@dataclass(frozen=True, slots=True)
class Picture:
    """The shop's logo as a PNG, black on white; what cannot be read as one is left out."""

    png: bytes


@dataclass(frozen=True, slots=True)
class Ruler:
    """A scale over the whole printable width, for the test page: a missing end is a wrong width."""


Block = Text | Row | Rule | Space | Qr | Picture | Ruler


@dataclass(frozen=True, slots=True)
class ReceiptDocument:
    """Blocks from top to bottom.

    Attributes:
        title: names the document in a PDF and in a print queue.
        language: the language of its texts, ``vi`` or ``en``; apart from the screen's.
        blocks: what stands on it.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
