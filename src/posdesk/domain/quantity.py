"""Quantity is an int of thousandths: 1000 is one piece or one kilogram; no float."""

from __future__ import annotations

import re

from posdesk.domain.errors import Refused

ONE = 1000
"""One piece, one kilogram, in thousandths."""

LARGEST = 10**6 * ONE
"""No quantity may be over a million (CONTRACT, Sales as JSON lines)."""

_DECIMAL = re.compile(r"(\d+)(?:\.(\d{1,3}))?")
_TYPED = re.compile(r"(\d+)(?:,(\d{1,3}))?")


def parse_decimal(text: str) -> int:
    """Reads the machine form: digits, a dot and at most three decimals (``"0.35"``).

    Raises:
        Refused: ``bad_quantity``, or ``too_large`` over a million.
    """
    return _read(_DECIMAL, text)


def parse_typed(text: str) -> int:
    """Reads what a person types: a decimal comma (``0,5``); a dot only where it cannot mislead.

    Raises:
        Refused: ``ambiguous_quantity`` for a dot before exactly three digits (1.500 may mean
            1500 or 1,5: both are named), ``bad_quantity``, or ``too_large`` over a million.
    """
    body = text.strip()
    if re.fullmatch(r"\d+\.\d{3}", body):
        part = body.replace(".", ",").rstrip("0").rstrip(",")
        raise Refused("ambiguous_quantity", text=body, part=part, whole=body.replace(".", ""))
    return _read(_TYPED, body.replace(".", ",") if body.count(".") == 1 else body)


def _read(form: re.Pattern[str], text: str) -> int:
    found = form.fullmatch(text) if text.isascii() else None
    if found is None:
        raise Refused("bad_quantity", text=text[:40])
    whole = found[1].lstrip("0")
    if len(whole) > len(str(LARGEST)):
        raise Refused("too_large", text=text[:40])
    value = int(whole or "0") * ONE + int((found[2] or "").ljust(3, "0"))
    if value > LARGEST:
        raise Refused("too_large", text=text[:40])
    return value


def is_whole(quantity: int) -> bool:
    """Whether the quantity is a number of whole pieces."""
    return quantity % ONE == 0


def decimal(quantity: int) -> str:
    """The machine form with a dot and no needless zeros: ``350`` is ``0.35``."""
    whole, part = divmod(abs(quantity), ONE)
    tail = f".{part:03d}".rstrip("0") if part else ""
    return f"{'-' if quantity < 0 else ''}{whole}{tail}"


def format_quantity(quantity: int) -> str:
    """As it is shown: a decimal comma, dots between groups, ``0,35``, ``1.200``."""
    whole, part = divmod(abs(quantity), ONE)
    tail = f",{part:03d}".rstrip("0") if part else ""
    sign = "\u2212" if quantity < 0 else ""
    return sign + f"{whole:,}".replace(",", ".") + tail
