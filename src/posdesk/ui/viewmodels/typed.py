"""What people mean by the amounts they type."""

from __future__ import annotations

_SMALLEST = 1_000


def thousands_meant(amount: int) -> int | None:
    """The thousands somebody means who typed so few đồng; None where the amount can be right.

    People say "two hundred" for 200.000 ₫, and nothing in a shop costs less than 1.000 ₫.
    """
    return amount * 1_000 if 0 < amount < _SMALLEST else None
