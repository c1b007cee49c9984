"""What people mean by the amounts and days they type."""

from __future__ import annotations

import re
from datetime import date

_SMALLEST = 1_000


def thousands_meant(amount: int) -> int | None:
    """The thousands somebody means who typed so few đồng; None where the amount can be right.

    People say "two hundred" for 200.000 ₫, and nothing in a shop costs less than 1.000 ₫.
    """
    return amount * 1_000 if 0 < amount < _SMALLEST else None


def day_meant(text: str, today: date) -> date | None:
    """The day of ``23/11``, ``23/11/26`` or ``23/11/2026``; None where it is none.

    Without a year it is the last one that has come.
    """
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](?:20)?(\d\d))?", text.strip(), re.ASCII)
    if found is None:
        return None
    day, month, year = found.groups()
    try:
        meant = date(2000 + int(year) if year else today.year, int(month), int(day))
        return meant if year or meant <= today else meant.replace(year=today.year - 1)
    except ValueError:
        return None
