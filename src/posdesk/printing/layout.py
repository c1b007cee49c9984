"""A document placed on paper: the one layout behind the printer, the screen, PNG and PDF.

Units are dots of 203 dpi (8 a millimetre); x grows to the right, y downwards, both from 0.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field

import segno

from posdesk.domain.receipt import (
    Align,
    Block,
    Picture,
    Qr,
    ReceiptDocument,
    Row,
    Rule,
    Ruler,
    Size,
    Space,
    Text,
)
from posdesk.printing.breaking import beside, paragraphs, printable

DOTS_PER_MM = 8
PAPER_MM = {384: 58, 512: 80, 576: 80}
"""Width of the paper roll by its printable dots."""

_SIZES = {
    384: {Size.SMALL: 18, Size.NORMAL: 22, Size.LARGE: 28, Size.HUGE: 38},
    512: {Size.SMALL: 20, Size.NORMAL: 24, Size.LARGE: 30, Size.HUGE: 44},
    576: {Size.SMALL: 20, Size.NORMAL: 25, Size.LARGE: 32, Size.HUGE: 46},
}
_QR_MODULE = {384: 5, 512: 6, 576: 6}
"""Dots of a QR module: real heat paper wants 4 or more (0.5 mm)."""
_QR_QUIET = 4
_LOGO_HEIGHT = 160
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Style:
    """A face of Inter: its height in dots and whether it is the heavier one."""

    px: int
    bold: bool = False

    @property
    def ascent(self) -> int:
        """Rows above the letters' feet: room for two marks on a capital (Ế: 1.11)."""
        return self.px * 112 // 100 + 2

    @property
    def line(self) -> int:
        """From line to line: room for the dot below, too (Ộ: 0.24)."""
        return self.px * 135 // 100 + 2


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One line of text inside a box that starts at ``x``."""

    x: int
    baseline: int
    width: int
    text: str
    style: Style
    align: Align


@dataclass(frozen=True, slots=True)
class Bar:
    """A black rectangle."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code without its quiet zone; ``modules`` has a row of 0 and 1 for each line of it."""

    x: int
    y: int
    module: int
    modules: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture scaled into a box."""

    x: int
    y: int
    width: int
    height: int
    png: bytes


Item = Glyphs | Bar | Code | Image
Measure = Callable[[str, Style], int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Items on a paper of ``width`` times ``height`` dots."""

    width: int
    height: int
    items: tuple[Item, ...]


def lay_out(document: ReceiptDocument, width: int, measure: Measure) -> Layout:
    """Places a document on paper.

    Args:
        document: what to print.
        width: printable dots, one of ``PAPER_MM``.
        measure: the advance of a text in a style, in dots.
    """
    sheet = _Sheet(width, measure)
    for block in document.blocks:
        sheet.place(block)
    return Layout(width, max(sheet.y, 1), tuple(sheet.items))


@dataclass(slots=True)
class _Sheet:
    """The paper while it fills; ``y`` is the first free row."""

    width: int
    measure: Measure
    y: int = 0
    items: list[Item] = field(default_factory=list)

    def place(self, block: Block) -> None:
        match block:
            case Text():
                self._text(block)
            case Row():
                self._row(block)
            case Rule():
                self._rule(block.dashed)
            case Space():
                self.y += block.height * DOTS_PER_MM
            case Qr():
                self._qr(block)
            case Picture():
                self._picture(block.png)
            case Ruler():
                self._ruler()

    def _style(self, size: Size, *, bold: bool) -> Style:
        return Style(_SIZES[self.width][size], bold)

    def _text(self, block: Text) -> None:
        style = self._style(block.size, bold=block.bold)
        for line in paragraphs(block.text, self.width, lambda text: self.measure(text, style)):
            self._line(style, (line, block.align))

    def _row(self, block: Row) -> None:
        style = self._style(block.size, bold=block.bold)
        lines = beside(
            printable(block.left),
            printable(block.right),
            self.width,
            style.px,
            lambda text: self.measure(text, style),
        )
        for left, right in lines:
            self._line(style, (left, Align.LEFT), (right, Align.RIGHT))

    def _line(self, style: Style, *texts: tuple[str, Align]) -> None:
        baseline = self.y + style.ascent
        self.items += [
            Glyphs(0, baseline, self.width, text, style, align) for text, align in texts if text
        ]
        self.y += style.line

    def _rule(self, dashed: bool) -> None:
        y = self.y + 8
        step, dash = (12, 6) if dashed else (self.width, self.width)
        self.items += [Bar(x, y, dash, 2) for x in range(0, self.width, step)]
        self.y += 18

    def _qr(self, block: Qr) -> None:
        code = segno.make(block.payload, error="m", micro=False, boost_error=False)
        modules = tuple(bytes(row) for row in code.matrix)
        side = len(modules) + 2 * _QR_QUIET
        module = min(_QR_MODULE[self.width], self.width // side)
        left = (self.width - len(modules) * module) // 2
        self.items.append(Code(left, self.y + _QR_QUIET * module, module, modules))
        self.y += side * module
        if block.caption:
            self._text(Text(block.caption, Align.CENTER, Size.SMALL))

    def _picture(self, png: bytes) -> None:
        width, height = _png_size(png)
        if not (width and height):
            return
        shown_height = min(_LOGO_HEIGHT, height, height * self.width // width)
        shown_width = max(1, width * shown_height // height)
        left = (self.width - shown_width) // 2
        self.items.append(Image(left, self.y, shown_width, shown_height, png))
        self.y += shown_height + DOTS_PER_MM

    def _ruler(self) -> None:
        style = self._style(Size.SMALL, bold=False)
        self.y += DOTS_PER_MM
        for mm in range(self.width // DOTS_PER_MM):
            height = 24 if mm % 10 == 0 else 16 if mm % 5 == 0 else 8
            self.items.append(Bar(mm * DOTS_PER_MM, self.y, 1, height))
            if mm % 10 == 0 and mm + 5 < self.width // DOTS_PER_MM:
                box = (mm * DOTS_PER_MM + 3, self.y + 22 + style.px, 5 * DOTS_PER_MM)
                self.items.append(Glyphs(*box, str(mm), style, Align.LEFT))
        self.items.append(Bar(self.width - 2, self.y, 2, 40))
        self.items.append(Bar(0, self.y, 2, 40))
        self.y += 24 + style.line


def _png_size(png: bytes) -> tuple[int, int]:
    """Width and height out of the header; 0, 0 if it is no PNG."""
    if len(png) < 24 or not png.startswith(_PNG_HEAD):
        return 0, 0
    width, height = struct.unpack(">II", png[16:24])
    return width, height
