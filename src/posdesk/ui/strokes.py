"""Telling by time: which characters a scanner sent, and which a person typed. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from posdesk.domain import barcode

GAP_MS = 35
"""Keys further apart are typing."""

LEAST, FAST_MS = 3, 18
"""So many characters at this mean distance or nearer are a scanner's: no hand is as fast."""

SURE, PAIR_MS = 4, 8
"""So many, or two so near, are a scanner's whatever follows, and a pause is the computer's."""

SURE_GAP_MS = 300
"""The longest such pause."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A printable character and when its key went down, ms."""

    character: str
    at: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scanner sent.

    Attributes:
        start: which stroke it begins with; those before it were typed.
        at: when that key went down, ms.
    """

    text: str
    start: int
    at: int


@dataclass(slots=True)
class Strokes:
    """Characters that follow each other closely.

    Attributes:
        sure: they have long been too fast for a hand.
    """

    strokes: list[Stroke] = field(default_factory=list)
    sure: bool = False

    def __bool__(self) -> bool:
        return bool(self.strokes)

    def add(self, character: str, at: int) -> None:
        """Takes one more."""
        self.strokes.append(Stroke(character, at))
        self.sure = self.sure or (len(self.strokes) >= SURE and _fast(self.strokes))

    @property
    def gap(self) -> int:
        """How long the next one may take, ms."""
        paired = min(_gaps(self.strokes), default=GAP_MS) <= PAIR_MS
        return SURE_GAP_MS if self.sure or paired else GAP_MS

    def typed_before(self, character: str, at: int) -> bool:
        """Whether all so far is typing, now that this character came."""
        steps = [*_gaps(self.strokes), *(at - stroke.at for stroke in self.strokes[-1:])]
        digits = (_text(self.strokes) + character).isdigit()
        return not self.sure and bool(steps) and min(steps) > FAST_MS and not digits

    def scan(self) -> Scan | None:
        """The scan, if Enter ends one now."""
        start = self._typed()
        rest = self.strokes[start:]
        text = _text(rest)
        if self.sure or (len(rest) >= LEAST and _fast(rest)) or barcode.is_valid(text):
            return Scan(text, start, rest[0].at)
        return None

    def _typed(self) -> int:
        """How many characters at the front a person typed just before the scanner."""
        steps = _gaps(self.strokes)
        slow = next((n for n, step in enumerate(steps) if step <= FAST_MS), len(steps))
        if not slow or barcode.is_valid(_text(self.strokes)):
            return 0
        whole = barcode.is_valid(_text(self.strokes[slow:]))
        return slow if slow > 1 or whole or self.strokes[slow - 1].character == "*" else 0


def _text(strokes: Sequence[Stroke]) -> str:
    return "".join(stroke.character for stroke in strokes)


def _gaps(strokes: Sequence[Stroke]) -> list[int]:
    return [after.at - before.at for before, after in pairwise(strokes)]


def _fast(strokes: Sequence[Stroke]) -> bool:
    """Whether no hand could have done it."""
    return strokes[-1].at - strokes[0].at <= FAST_MS * (len(strokes) - 1)
