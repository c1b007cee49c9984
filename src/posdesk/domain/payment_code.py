"""The code that names one payment: alone in the purpose of a VietQR, found again in bank texts."""

from __future__ import annotations

import re

from posdesk.domain.text import fold

PREFIX = "PD"
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without 0 O 1 I, which people mix up: 32 characters, so six of them are 30 bits."""

_LENGTH = 6
_CODE = re.compile(f"{PREFIX}[{ALPHABET}]{{{_LENGTH}}}")


def make(random_number: int) -> str:
    """The code of the lowest 30 bits of ``random_number``: ``PD7K3M9Q``."""
    letters = (ALPHABET[random_number >> 5 * place & 31] for place in range(_LENGTH))
    return PREFIX + "".join(letters)


def is_code(text: str) -> bool:
    """Whether ``text`` is a payment code and nothing else."""
    return _CODE.fullmatch(text) is not None


def find(text: str) -> tuple[str, ...]:
    """All that may be payment codes in a bank's transfer text, those between spaces first.

    Banks change case, drop or add spaces and punctuation and glue their own reference to the
    text, so only letters and digits count, and any place may start a code. Which of the finds
    is one of ours, the open payments tell.
    """
    words = re.split(r"[^0-9A-Z]+", fold(text).upper())
    alone = [word for word in words if is_code(word)]
    joined = "".join(words)
    inside = (_CODE.match(joined, at) for at in range(len(joined)))
    return tuple(dict.fromkeys([*alone, *(found[0] for found in inside if found)]))
