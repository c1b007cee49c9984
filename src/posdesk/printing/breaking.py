"""Where lines break and what is cut: the same rules for dots on paper and for columns of text.

``measure`` tells the width of a text in whatever unit ``width`` has (dots or columns).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from posdesk.domain.text import clean

ROW_LINES = 2
PARAGRAPH_LINES = 20
"""A longer paragraph is no receipt text any more, it is a mistake that eats paper."""

_NO_BREAK = "\u00a0"

Measure = Callable[[str], int]


def printable(text: str) -> str:
    """One cleaned line; unlike names from outside it keeps the no-break spaces of amounts."""
    return _NO_BREAK.join(clean(piece) for piece in text.split(_NO_BREAK))


def wrap(text: str, width: int, measure: Measure) -> list[str]:
    """Breaks at spaces (never at a no-break space) and inside words that are wider than a line."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if measure(longer) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, width, measure)
    return [line for line in lines if line] or [""]


def fit(text: str, width: int, lines: int, measure: Measure) -> list[str]:
    """Wraps into at most ``lines``; what is too long loses its middle to an ellipsis."""
    if len(text) < 2 or (len(text) <= width and measure(text) <= width):
        return [text]
    if len(text) <= width * lines and len(whole := wrap(text, width, measure)) <= lines:
        return whole
    # How much would fit without a cut bounds the search: no ten thousand letters are wrapped.
    most = _most(lambda n: len(wrap(text[:n], width, measure)) <= lines, len(text) - 1)
    kept = _most(lambda n: len(wrap(_middle_cut(text, n), width, measure)) <= lines, most)
    return wrap(_middle_cut(text, kept), width, measure)[:lines]


def paragraphs(text: str, width: int, measure: Measure) -> list[str]:
    """The lines of a text that may hold line breaks of its own."""
    lines: list[str] = []
    for paragraph in text.splitlines()[:PARAGRAPH_LINES]:
        lines += fit(printable(paragraph), width, PARAGRAPH_LINES, measure)
    return lines[:PARAGRAPH_LINES]


def beside(left: str, right: str, width: int, gap: int, measure: Measure) -> list[tuple[str, str]]:
    """Lines of a label with its figure; a figure that leaves no room goes below its label."""
    room = width - measure(right) - gap
    if measure(left[:width]) > room and room * 5 < width * 2:
        above = [(line, "") for line in fit(left, width, ROW_LINES, measure)]
        return above + [("", line) for line in fit(right, width, ROW_LINES, measure)]
    return list(zip_longest(fit(left, room, ROW_LINES, measure), [right], fillvalue=""))


def _pieces(word: str, width: int, measure: Measure) -> list[str]:
    pieces = []
    while word:
        end = _most(lambda n: measure(word[:n]) <= width, len(word))  # noqa: B023 - used at once
        pieces.append(word[:end])
        word = word[end:]
    return pieces


def _middle_cut(text: str, kept: int) -> str:
    """About ``kept`` letters from both ends; whole words where there are some."""
    head_end, tail_start = kept - kept // 2, len(text) - kept // 2
    head, tail = text[:head_end], text[tail_start:]
    if text[head_end] != " ":
        head = head.rpartition(" ")[0] or head
    if text[tail_start - 1] != " ":
        tail = tail.partition(" ")[2] or tail
    # The space lets the line break behind the ellipsis.
    return f"{head.rstrip()}… {tail.lstrip()}"


def _most(fits: Callable[[int], bool], limit: int) -> int:
    """The largest number up to ``limit`` that fits, at least 1, found by doubling and halving."""
    high = 1
    while high < limit and fits(high):
        high *= 2
    low, high = high // 2, min(high, limit) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return max(low, 1)
