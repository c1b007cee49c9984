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
    meant, named = _day(text, today)
    if meant is None or named or meant <= today:
        return meant
    return _in_year(meant, today.year - 1)


def day_to_come(text: str, today: date) -> date | None:
    """As ``day_meant``, but without a year it is the next one that comes, today included."""
    meant, named = _day(text, today)
    if meant is None or named or meant >= today:
        return meant
    return _in_year(meant, today.year + 1)


def _day(text: str, today: date) -> tuple[date | None, bool]:
    """The day in the year typed, else in this one; and whether a year was typed."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](?:20)?(\d\d))?", text.strip(), re.ASCII)
    if found is None:
        return None, False
    day, month, year = found.groups()
    try:
        return date(2000 + int(year) if year else today.year, int(month), int(day)), bool(year)
    except ValueError:
        return None, False


def _in_year(day: date, year: int) -> date | None:
    """The same day of another year; None for 29/02 where it has none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None
