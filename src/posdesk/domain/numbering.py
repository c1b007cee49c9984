"""Receipt numbers: a series and a running number, e.g. ``T1-000042``; gapless, never reused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from posdesk.domain.errors import Refused

ONLINE_SERIES = "O1"
"""Of orders handed over."""

_NUMBER = re.compile(r"([A-Z][A-Z0-9]*)-([0-9]{6,12})")


def receipt_number(series: str, number: int) -> str:
    """The number as papers show it."""
    return f"{series}-{number:06d}"


def parse_receipt_number(text: str) -> tuple[str, int]:
    """The series and the running number.

    Raises:
        Refused: ``bad_receipt_number``.
    """
    found = _NUMBER.fullmatch(text.strip().upper())
    if found is None:
        raise Refused("bad_receipt_number", text=text[:40])
    return found[1], int(found[2])


@dataclass(frozen=True, slots=True)
class Numbers:
    """A run of numbers of one series, both ends included."""

    series: str
    first: int
    last: int

    def __str__(self) -> str:
        """As people read it."""
        ends = dict.fromkeys((self.first, self.last))
        return " – ".join(receipt_number(self.series, number) for number in ends)


def beyond(here: Mapping[str, int], known: Mapping[str, int]) -> tuple[Numbers, ...]:
    """The numbers given out up to ``known`` that are later than the last ones ``here``."""
    return tuple(
        Numbers(series, here.get(series, 0) + 1, last)
        for series, last in sorted(known.items())
        if last > here.get(series, 0)
    )


def furthest(*counts: Mapping[str, int]) -> dict[str, int]:
    """Of each series the largest number."""
    found: dict[str, int] = {}
    for count in counts:
        for series, last in count.items():
            found[series] = max(last, found.get(series, 0))
    return found
