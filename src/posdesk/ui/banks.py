"""The name of a bank, from the list that comes with the program."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from posdesk.domain.banks import Bank, find_bank, parse_banks


def bank_name(bank_bin: str) -> str:
    """What people call the bank with this BIN; empty if the list does not know it."""
    bank = find_bank(_banks(), bank_bin)
    return bank.short_name if bank else ""


@cache
def _banks() -> tuple[Bank, ...]:
    return parse_banks((files("posdesk") / "resources" / "banks.json").read_text("utf-8"))
