"""Barcodes of goods: GS1's check digit, numbers for inside the shop, what a scanner sends."""

from __future__ import annotations

from posdesk.domain.errors import Refused
from posdesk.domain.text import clean, drop_unseen

LONGEST = 64
"""Characters of a code; Code 128 labels are far shorter."""

IN_STORE_PREFIXES = range(20, 30)
"""GS1 leaves them to each shop; such a number never goes to a marketplace as a GTIN."""

_LENGTHS = {8, 12, 13}


def check_digit(body: str) -> str:
    """The last digit for ``body`` (digits without it): weights 3, 1, 3, ... from the right.

    GS1 General Specifications 7.9; the same for EAN-8, UPC-A and EAN-13.
    """
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def is_valid(code: str) -> bool:
    """Whether ``code`` is an EAN-8, UPC-A or EAN-13 with the right check digit."""
    digits = code.isascii() and code.isdigit()
    return digits and len(code) in _LENGTHS and check_digit(code[:-1]) == code[-1]


def is_valid_ean13(code: str) -> bool:
    """Whether ``code`` is an EAN-13 with the right check digit."""
    return len(code) == 13 and is_valid(code)


def in_store_ean13(number: int, prefix: int = 20) -> str:
    """The shop's own EAN-13 for ``number`` (0 to 10^10 - 1).

    Raises:
        ValueError: the number does not fit or the prefix is not one of ``IN_STORE_PREFIXES``.
    """
    if prefix not in IN_STORE_PREFIXES or not 0 <= number < 10**10:
        raise ValueError(prefix, number)
    body = f"{prefix}{number:010}"
    return body + check_digit(body)


def normal_code(text: str) -> str:
    """A code as it is stored and looked up: no control characters, no spaces around it.

    A scanner may send group separators and line ends with the digits; they join nothing and
    part nothing. Empty if nothing is left.

    Raises:
        Refused: ``code_too_long`` over ``LONGEST``.
    """
    if text.isascii() and text.isalnum() and len(text) <= LONGEST:
        return text  # what nearly every scan is
    code = clean(drop_unseen(text))
    if len(code) > LONGEST:
        raise Refused("code_too_long", limit=LONGEST)
    return code
