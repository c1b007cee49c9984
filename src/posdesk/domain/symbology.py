"""Barcodes as bars: the widths a code is drawn with, for EAN-13, EAN-8 and Code 128.

EAN after GS1 General Specifications 5.2, Code 128 after ISO/IEC 15417.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from posdesk.domain.barcode import is_valid

_DIGITS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
"""A digit's four widths in set A; set B is the same from behind, set C the same in black."""
_FIRST = (
    "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB",
    "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
)  # fmt: skip
"""The first digit of an EAN-13 has no bars: the sets of the next six tell it."""
_GUARD, _MIDDLE = "111", "11111"

_TABLE = """
    212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212
    112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131
    311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
    112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
    313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
    314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
    122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
    124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
    114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
"""
_CODE_128 = tuple(_TABLE.split())
"""The widths of each value, from 0 to the stop."""
_TO_C, _TO_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106
_PAIRS = re.compile(r"(^(?:\d\d)+$|^(?:\d\d){2,}|(?:\d\d){3,}|(?:\d\d){2,}$)", re.ASCII)
"""Digits worth writing as pairs (set C): where it spares more than the way there costs."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A barcode as it is drawn.

    Attributes:
        widths: of bar, space, bar, ... in modules; the first and the last are bars.
        quiet: white modules wanted on either side.
    """

    widths: tuple[int, ...]
    quiet: int

    @property
    def modules(self) -> int:
        """Its whole width with both quiet zones."""
        return sum(self.widths) + 2 * self.quiet

    def bars(self) -> Iterator[tuple[int, int]]:
        """Start and width of each bar in modules, the left quiet zone counted."""
        at = self.quiet
        for place, width in enumerate(self.widths):
            if place % 2 == 0:
                yield at, width
            at += width


def symbol_of(code: str) -> Symbol | None:
    """EAN-13 or EAN-8 where the code is one, else Code 128; None if it has no bars.

    Code 128 takes printable ASCII. A UPC-A is written in Code 128 too: as an EAN-13 a scanner
    would send one zero more than the shop's lists have.
    """
    if is_valid(code) and len(code) == 13:
        return Symbol(_widths(_ean13(code)), 11)
    if is_valid(code) and len(code) == 8:
        return Symbol(_widths(_ean8(code)), 10)
    if code and code.isascii() and code.isprintable():
        return Symbol(_widths(_CODE_128[value] for value in code_128_values(code)), 10)
    return None


def code_128_values(code: str) -> list[int]:
    """The values of a text in Code 128, from the start to the check value and the stop."""
    values: list[int] = []
    for part in filter(None, _PAIRS.split(code)):
        pairs = _PAIRS.fullmatch(part) is not None and len(part) % 2 == 0
        way = (_START_C if pairs else _START_B) if not values else (_TO_C if pairs else _TO_B)
        values += [way, *(_in_pairs(part) if pairs else (ord(char) - 32 for char in part))]
    check = values[0] + sum(place * value for place, value in enumerate(values))
    return [*values, check % 103, _STOP]


def _in_pairs(digits: str) -> list[int]:
    return [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]


def _ean13(code: str) -> Iterator[str]:
    yield _GUARD
    for digit, which in zip(code[1:7], _FIRST[int(code[0])], strict=True):
        widths = _DIGITS[int(digit)]
        yield widths if which == "A" else widths[::-1]
    yield _MIDDLE
    yield from (_DIGITS[int(digit)] for digit in code[7:])
    yield _GUARD


def _ean8(code: str) -> Iterator[str]:
    yield _GUARD
    yield from (_DIGITS[int(digit)] for digit in code[:4])
    yield _MIDDLE
    yield from (_DIGITS[int(digit)] for digit in code[4:])
    yield _GUARD


def _widths(parts: Iterable[str]) -> tuple[int, ...]:
    return tuple(int(width) for part in parts for width in part)
