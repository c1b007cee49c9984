"""Money is an int of đồng (ISO 4217 exponent 0); nothing here knows a float."""

from __future__ import annotations

import re
from collections.abc import Sequence

from posdesk.domain.errors import Refused

LARGEST = 10**12
"""No price, amount or total may be over this (CONTRACT, Sales as JSON lines)."""

NBSP = "\u00a0"
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def half_up(numerator: int, denominator: int) -> int:
    """Divides and rounds to the nearest integer, halves away from zero.

    Working on the magnitude makes a return the mirror of its sale.
    """
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    top, bottom = abs(numerator), abs(denominator)
    return sign * ((2 * top + bottom) // (2 * bottom))


def share_out(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Splits ``amount`` (>= 0) in proportion to ``weights`` (>= 0), exactly.

    Largest remainder; on a tie the first gets more. With all weights zero nothing can be split.

    Raises:
        ValueError: the amount is not zero and all weights are.
    """
    if amount == 0:
        return (0,) * len(weights)
    whole = sum(weights)
    if whole == 0:
        raise ValueError(amount)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % whole), i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


def format_amount(dong: int) -> str:
    """``1234567`` as ``1.234.567``; a minus sign (U+2212) before a negative amount."""
    return ("\u2212" if dong < 0 else "") + f"{abs(dong):,}".replace(",", ".")


def format_dong(dong: int) -> str:
    """``1234567`` as ``1.234.567 ₫`` with a no-break space."""
    return f"{format_amount(dong)}{NBSP}₫"


def parse_dong(text: str, largest: int = LARGEST) -> int:
    """Reads an amount as people write it: ``120000``, ``120.000``, ``120.000đ``, ``120k``.

    A dot or comma only ever separates groups of exactly three (CONTRACT, Product file).

    Raises:
        Refused: ``bad_amount`` if it is anything else, ``too_large`` over ``largest``.
    """
    body = "".join(text.split()).lower().removesuffix("đ").removesuffix("₫").removesuffix("vnd")
    thousands = body.endswith("k")
    body = body.removesuffix("k")
    if _GROUPED.fullmatch(body) and len({c for c in body if c in ".,"}) == 1:
        body = body.replace(".", "").replace(",", "")
    if not (body.isascii() and body.isdigit()):
        raise Refused("bad_amount", text=text[:40])
    if len(body.lstrip("0")) > len(str(largest)):
        raise Refused("too_large", text=text[:40])
    amount = int(body) * (1000 if thousands else 1)
    if amount > largest:
        raise Refused("too_large", text=text[:40])
    return amount
