"""Cash counted note by note, as people count it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from posdesk.domain.shift import NOTES

ROWS = tuple(value for value in NOTES if value >= 20_000)
"""Notes counted by their number; all smaller ones are typed as one amount."""


@dataclass(frozen=True, slots=True)
class DrawerCount:
    """A count while it is made.

    Attributes:
        counts: how many of each note of ``ROWS``, None where nothing is typed.
        small: the smaller notes together, đồng, None where nothing is typed.
    """

    counts: tuple[int | None, ...] = (None,) * len(ROWS)
    small: int | None = None

    def with_count(self, row: int, count: int | None) -> DrawerCount:
        """With another number of one note."""
        return replace(self, counts=(*self.counts[:row], count, *self.counts[row + 1 :]))

    def with_small(self, dong: int | None) -> DrawerCount:
        """With another amount of small notes."""
        return replace(self, small=dong)

    def amount(self, row: int) -> int:
        """What the notes of a row come to, đồng."""
        return ROWS[row] * (self.counts[row] or 0)

    @property
    def begun(self) -> bool:
        """Whether anything is typed yet, and be it a 0."""
        return self != DrawerCount()

    @property
    def total(self) -> int:
        """All of it, đồng."""
        return sum(map(self.amount, range(len(ROWS)))) + (self.small or 0)

    @property
    def notes(self) -> Mapping[int, int]:
        """How many of each note there are, for the Z report."""
        return {value: count for value, count in zip(ROWS, self.counts, strict=True) if count}
