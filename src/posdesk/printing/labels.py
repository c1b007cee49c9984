"""Labels placed on paper: one on a piece of roll, many on sheets of A4.

Units are dots of 203 dpi (8 a millimetre), as in ``layout``. A code whose bars would be too fine
or would lack white at their sides stands in figures only: bars no scanner reads help nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from posdesk.domain.label import A4_MM, Label, LabelKind, LabelRun, LabelSheet
from posdesk.domain.money import NBSP, format_dong
from posdesk.domain.receipt import Align
from posdesk.domain.symbology import Symbol, symbol_of
from posdesk.printing.breaking import fit, printable
from posdesk.printing.layout import DOTS_PER_MM, Bar, Glyphs, Item, Layout, Measure, Style

_LEAST_MODULE, _LARGEST_MODULE = 2, 4
"""Dots of the finest bar: a quarter of a millimetre is the least that heat paper shows clean."""
_NAME_LINES = 2
_GAP, _EDGE = 6, 8
Placed = tuple[tuple[int, int, int], Layout]
"""A label with its sheet and its corner in tenths of a millimetre."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Heights on a label, dots: of the letters, and of the bars at least and at most."""

    name: int
    price: int
    small: int
    least_bars: int
    bars: int


_ROLL = {
    (384, LabelKind.BARCODE): _Look(26, 36, 20, 80, 80),
    (384, LabelKind.SHELF): _Look(28, 84, 20, 48, 48),
    (512, LabelKind.BARCODE): _Look(30, 44, 22, 96, 96),
    (512, LabelKind.SHELF): _Look(34, 110, 24, 56, 56),
    (576, LabelKind.BARCODE): _Look(32, 46, 22, 96, 96),
    (576, LabelKind.SHELF): _Look(36, 120, 24, 56, 56),
}
_SHEET = {
    ("3x8", LabelKind.BARCODE): _Look(24, 32, 18, 40, 90),
    ("3x8", LabelKind.SHELF): _Look(24, 64, 18, 24, 48),
    ("5x13", LabelKind.BARCODE): _Look(18, 24, 16, 28, 60),
    ("5x13", LabelKind.SHELF): _Look(18, 40, 16, 24, 40),
}


def on_roll(label: Label, width: int, measure: Measure) -> Layout:
    """One label across a roll of ``width`` printable dots, as long as it needs to be."""
    made = _Writing(width - 2 * _EDGE, measure)
    made.write(label, _ROLL[width, label.kind], None)
    items = _moved([(_EDGE, 0, made.items)])
    return Layout(width, made.y + _GAP, tuple(items))


def on_sheets(
    runs: Iterable[LabelRun], sheet: LabelSheet, first: int, measure: Measure
) -> tuple[Layout, ...]:
    """Sheets of A4, the first one begun at its place ``first`` (from 1).

    Raises:
        Refused: ``label_place``.
    """
    cells = [cell for run in runs for cell in [in_cell(run.label, sheet, measure)] * run.count]
    places = list(zip(sheet.places(len(cells), first), cells, strict=True))
    return tuple(
        Layout(*_page_size(), tuple(_moved(_placed(page))))
        for _number, page in groupby(places, lambda placed: placed[0][0])
    )


def barred(layout: Layout) -> bool:
    """Whether there are bars on it."""
    return any(isinstance(item, Bar) for item in layout.items)


def in_cell(label: Label, sheet: LabelSheet, measure: Measure) -> Layout:
    """One label of a sheet by itself, in the room it has there."""
    width, height = _free(sheet)
    made = _Writing(width, measure)
    made.write(label, _SHEET[sheet.key, label.kind], height)
    return Layout(width, height, tuple(made.items))


def _page_size() -> tuple[int, int]:
    return A4_MM[0] * DOTS_PER_MM, A4_MM[1] * DOTS_PER_MM


def _free(sheet: LabelSheet) -> tuple[int, int]:
    """The room on one label of a sheet, dots."""
    wide, high = sheet.width - 2 * sheet.pad_x, sheet.height - 2 * sheet.pad_y
    return _dots(wide), _dots(high)


def _dots(tenths: int) -> int:
    return tenths * DOTS_PER_MM // 10


def _placed(page: Iterable[Placed]) -> Iterator[tuple[int, int, Iterable[Item]]]:
    for (_number, x, y), cell in page:
        yield _dots(x), _dots(y), cell.items


def _moved(parts: Iterable[tuple[int, int, Iterable[Item]]]) -> Iterator[Item]:
    for right, down, items in parts:
        for item in items:
            if isinstance(item, Glyphs):
                yield replace(item, x=item.x + right, baseline=item.baseline + down)
            else:
                yield replace(item, x=item.x + right, y=item.y + down)


def _module(symbol: Symbol, room: int) -> int:
    """Dots of the finest bar, 0 where it would be too fine."""
    module = min(room // symbol.modules, _LARGEST_MODULE)
    return module if module >= _LEAST_MODULE else 0


@dataclass(slots=True)
class _Writing:
    """A label while it fills from the top; ``y`` is the first free row."""

    width: int
    measure: Measure
    y: int = 0
    items: list[Item] = field(default_factory=list)

    def write(self, label: Label, look: _Look, height: int | None) -> None:
        """Name and price come first; code, shelf and maker as far as there is room."""
        name = Style(look.name, bold=True)
        for line in self._fit(label.name, name, _NAME_LINES):
            self._line(name, (line, Align.CENTER))
        self._price(label, look)
        small = Style(look.small)
        foot = small.line if label.maker or self._shelf_below(label) else 0
        end = height if height is not None else self.y + _GAP + look.bars + small.line + foot
        self._code(label, look, end, foot)
        if self.y + foot <= end:
            self._beside(small, label.maker, self._shelf_below(label))

    def _price(self, label: Label, look: _Look) -> None:
        dong, unit = format_dong(label.price), f"/{NBSP}{printable(label.unit)}"
        together = f"{dong} {unit}"
        fits = self.measure(together, Style(look.small, bold=True)) <= self.width
        if label.kind is LabelKind.BARCODE and fits:
            self._large(together, look)
        else:
            self._large(dong, look)
            shelf = label.shelf if label.kind is LabelKind.SHELF else ""
            self._beside(Style(look.small), unit, shelf)

    def _large(self, text: str, look: _Look) -> None:
        """One line in letters as large as fit; a price is short enough for some."""
        styles = [Style(px, bold=True) for px in range(look.price, look.small - 1, -2)]
        fitting = (style for style in styles if self.measure(text, style) <= self.width)
        self._line(next(fitting, styles[-1]), (text, Align.CENTER))

    def _code(self, label: Label, look: _Look, end: int, foot: int) -> None:
        """Bars with their figures, or the figures alone, above the row ``end``."""
        small = Style(look.small)
        symbol = symbol_of(label.barcode)
        module = _module(symbol, self.width) if symbol else 0
        room = end - self.y - small.line - _GAP
        high = min(look.bars, room - foot if room - foot >= look.least_bars else room)
        if symbol and module and high >= look.least_bars:
            self._bars(symbol, module, high)
        if self.y + small.line <= end:
            text = label.barcode or label.sku
            self._line(small, (self._fit(text, small, 1)[0], Align.CENTER))

    def _shelf_below(self, label: Label) -> str:
        """On the shelf its name stands beside the unit, on the goods at the foot."""
        return label.shelf if label.kind is LabelKind.BARCODE else ""

    def _bars(self, symbol: Symbol, module: int, high: int) -> None:
        left = (self.width - symbol.modules * module) // 2
        top = self.y + _GAP
        self.items += [
            Bar(left + at * module, top, wide * module, high) for at, wide in symbol.bars()
        ]
        self.y = top + high

    def _beside(self, style: Style, left: str, right: str) -> None:
        """Two short texts at the edges of one line; the right one may take half of it."""
        if not (left or right):
            return
        ends = self._fit(right, style, 1, self.width // 2)[0]
        room = self.width - self.measure(ends, style) - (style.px if ends else 0)
        self._line(style, (self._fit(left, style, 1, room)[0], Align.LEFT), (ends, Align.RIGHT))

    def _fit(self, text: str, style: Style, lines: int, width: int = 0) -> list[str]:
        room = width or self.width
        return fit(printable(text), room, lines, lambda part: self.measure(part, style))[:lines]

    def _line(self, style: Style, *texts: tuple[str, Align]) -> None:
        baseline = self.y + style.ascent
        self.items += [
            Glyphs(0, baseline, self.width, text, style, align) for text, align in texts if text
        ]
        self.y += style.line
