"""The arithmetic of a receipt in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

MOST_MONEY = 10**12
MOST_QUANTITY = 10**6


def nearest(value: Fraction) -> int:
    """The nearest whole number, a half away from zero."""
    size = floor(abs(value) + Fraction(1, 2))
    return size if value >= 0 else -size


def percent_of(base: int, percent: Fraction) -> int:
    return nearest(base * percent / 100)


def spread(amount: int, over: Sequence[int]) -> list[int]:
    """``amount`` in proportion to ``over``: each its floor, then one by one where most is lost."""
    total = sum(over)
    if not total:
        return [0] * len(over)
    fair = [Fraction(amount * part, total) for part in over]
    given = [floor(share) for share in fair]
    while sum(given) < amount:
        lost = [share - got for share, got in zip(fair, given, strict=True)]
        given[lost.index(max(lost))] += 1
    return given


def tax_inside(net: int, rate: Fraction) -> int:
    return nearest(net * rate / (100 + rate))


def tax_on_top(net: int, rate: Fraction) -> int:
    return nearest(net * rate / 100)


def cash_payable(amount: int, step: int, mode: str) -> int:
    """What is paid in cash for ``amount`` >= 0."""
    if step < 2:
        return amount
    steps = Fraction(amount, step)
    if mode == "half_up":
        return step * nearest(steps)
    return step * (floor(steps) if mode == "down" else -floor(-steps))
