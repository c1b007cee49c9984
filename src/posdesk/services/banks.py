"""The list of banks that comes with the program."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from posdesk.domain.banks import Bank, parse_banks


@cache
def known_banks() -> tuple[Bank, ...]:
    """All banks that VietQR knows."""
    return parse_banks((files("posdesk") / "resources" / "banks.json").read_text("utf-8"))
