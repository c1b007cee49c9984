"""Banks that VietQR reaches, read from a list that an owner may replace."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from posdesk.domain.errors import Refused
from posdesk.domain.text import clean, fold, fold_ascii


@dataclass(frozen=True, slots=True)
class Bank:
    """One bank.

    Attributes:
        bin: six digits, in each VietQR code.
        code: the short code people may type instead, e.g. ``VCB``.
        transfer: its app can pay a VietQR code.
        receive: money can be sent to it by a VietQR code.
        deprecated: an old name; another row has the same BIN.
    """

    bin: str
    code: str
    short_name: str
    full_name: str
    transfer: bool
    receive: bool
    deprecated: bool


def parse_banks(json_text: str) -> tuple[Bank, ...]:
    """Reads the list: ``{"banks": [{"bin": .., "code": .., ..}]}``, exactly the fields of ``Bank``.

    Raises:
        Refused: ``bank_list`` with the row (1-based, 0 for the whole) that is not as it must be.
    """
    try:
        rows = json.loads(json_text)["banks"]
    except (ValueError, TypeError, KeyError) as error:
        raise Refused("bank_list", row=0) from error
    if not isinstance(rows, list):
        raise Refused("bank_list", row=0)
    return tuple(_bank(row, number) for number, row in enumerate(rows, start=1))


def _bank(row: object, number: int) -> Bank:
    try:
        bank = Bank(**row)  # type: ignore[arg-type]  # what it is, the next lines check
    except TypeError as error:
        raise Refused("bank_list", row=number) from error
    texts = (bank.bin, bank.code, bank.short_name, bank.full_name)
    flags = (bank.transfer, bank.receive, bank.deprecated)
    typed = all(isinstance(text, str) for text in texts) and {*map(type, flags)} == {bool}
    if not (typed and re.fullmatch("[0-9]{6}", bank.bin)):
        raise Refused("bank_list", row=number)
    return bank


def holder_name(text: str) -> str:
    """An account holder's name as banks write it: capitals without marks, ``NGUYEN VAN A``."""
    return fold_ascii(text).upper()


def account_number(text: str) -> str:
    """An account as banks write it, without spaces, empty for none.

    VietQR carries up to 19 letters and digits (NAPAS, tag 38-01-01). The shortest that VietQR
    services take has 6; a shorter nickname stands for an account with a full number.

    Raises:
        Refused: ``bank_account``.
    """
    account = "".join(text.split())
    if account and not re.fullmatch("[0-9A-Za-z]{6,19}", account):
        raise Refused("bank_account", account=clean(account)[:40])
    return account


def find_bank(banks: Iterable[Bank], text: str) -> Bank | None:
    """The bank with this BIN, code or short name, in any case; the present name of a BIN first."""
    wanted = text.strip().casefold()
    found = [
        bank
        for bank in banks
        if wanted in (bank.bin, bank.code.casefold(), bank.short_name.casefold())
    ]
    return min(found, key=lambda bank: bank.deprecated, default=None)


def search_banks(banks: Iterable[Bank], text: str, limit: int) -> tuple[Bank, ...]:
    """Banks that can be paid by VietQR and fit the text, best first; tone marks do not matter.

    Every word must be found. A code or a short name that starts so comes before a word in the
    full name.
    """
    words = fold(text).split()
    fitting = [
        (rank, bank)
        for bank in banks
        if bank.receive and not bank.deprecated and (rank := _rank(bank, words)) is not None
    ]
    fitting.sort(key=lambda found: (found[0], fold(found[1].short_name)))
    return tuple(bank for _rank, bank in fitting[:limit])


def _rank(bank: Bank, words: list[str]) -> int | None:
    """0 where the code or short name starts so, 1 where all words stand in the names."""
    short = fold(bank.short_name)
    joined = short.replace(" ", "")
    names = " ".join((bank.bin, fold(bank.code), short, joined, fold(bank.full_name)))
    if not all(word in names for word in words):
        return None
    starts = (bank.bin, fold(bank.code), short, joined)
    return 0 if any(start.startswith(" ".join(words)) for start in starts) else 1
