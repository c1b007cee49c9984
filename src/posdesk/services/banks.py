"""The banks that come with the program, and the changes of the shop's own account."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

from posdesk.domain.banks import Bank, find_bank, parse_banks
from posdesk.domain.errors import Refused
from posdesk.domain.shift import Action
from posdesk.domain.text import clean

BANK_KEYS = ("shop.bank_bin", "shop.bank_account")
"""The settings that say where customers' transfers go."""


@dataclass(frozen=True, slots=True)
class AccountChange:
    """Transfers went to another account from then on; bank and number, empty for none."""

    at: datetime
    before: str
    after: str


@cache
def known_banks() -> tuple[Bank, ...]:
    """All banks that VietQR knows."""
    return parse_banks((files("posdesk") / "resources" / "banks.json").read_text("utf-8"))


def bank_name(bank_bin: str) -> str:
    """What people call the bank with this BIN; empty if the list does not know it."""
    bank = find_bank(known_banks(), bank_bin)
    return bank.short_name if bank else ""


def bank_bin(text: str) -> str:
    """The BIN of a bank: six digits as they are, for the list may be older than the bank.

    Raises:
        Refused: ``unknown_bank``.
    """
    if re.fullmatch(r"[0-9]{6}", text):
        return text
    bank = find_bank(known_banks(), text)
    if bank is None:
        raise Refused("unknown_bank", bank=clean(text)[:40])
    return bank.bin


def account_changes(now: tuple[str, str], actions: Iterable[Action]) -> list[AccountChange]:
    """What the bank account was before each change of it, the newest change first.

    ``now`` has the values of ``BANK_KEYS``, ``actions`` the settings changed, newest first. A
    bank without a number and a number without a bank are no account yet, and the first account
    is no change.
    """
    values = dict(zip(BANK_KEYS, now, strict=True))
    changes = [action for action in actions if action.ref in BANK_KEYS]
    accounts, times = [_account(values)], []
    for at, saved in groupby(changes, key=lambda action: action.at):
        values |= {action.ref: action.detail.partition(" -> ")[0] for action in saved}
        accounts.append(_account(values))
        times.append(at)
    found: list[AccountChange] = []
    for at, (after, before) in zip(times, pairwise(accounts), strict=True):
        if before != after:
            found.append(AccountChange(at, before, after))
    return found[:-1] if found and not found[-1].before else found


def _account(values: dict[str, str]) -> str:
    bank, number = (values[key] for key in BANK_KEYS)
    return f"{bank_name(bank) or bank} {number}" if bank and number else ""
