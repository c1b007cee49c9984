"""Value added tax as a till needs it: a rate per line, in or on top of the price."""

from __future__ import annotations

import re
from enum import StrEnum

from posdesk.domain.errors import Refused
from posdesk.domain.money import half_up


class TaxMethod(StrEnum):
    """How the shop pays tax; only ``VAT_DEDUCTION`` puts tax on a receipt."""

    NONE = "none"
    HOUSEHOLD_PERCENT = "household_percent"
    VAT_DEDUCTION = "vat_deduction"


EXEMPT = ("KCT", "KKKNT")
"""Not subject to VAT; not declared and not paid: shown under their name with tax 0."""

_RATE = re.compile(r"(\d{1,3})(?:[.,](\d{1,3}))?")


def tax_code(text: str) -> str:
    """The tax of a product as the product file writes it: ``8``, ``10``, ``KCT``; empty if none.

    Raises:
        Refused: ``bad_tax`` unless it is a percent from 0 to 100 or an exemption.
    """
    code = text.strip().upper().removesuffix("%").strip()
    if code in EXEMPT or not code:
        return code
    thousandths = _thousandths(code)
    if thousandths is None or thousandths > 100_000:
        raise Refused("bad_tax", text=text[:40])
    whole, part = divmod(thousandths, 1000)
    return f"{whole}" + (f".{part:03d}".rstrip("0") if part else "")


def tax_typed(text: str) -> str:
    """The tax of a product as people write it: 0.08 is what a sheet makes of 8 %.

    Raises:
        Refused: ``bad_tax``; ``tax_fraction`` for less than one percent without its sign.
    """
    code = tax_code(text)
    if code.startswith("0.") and "%" not in text:
        raise Refused("tax_fraction", text=text[:40])
    return code


def tax_written(code: str) -> str:
    """A tax as ``tax_typed`` reads it back."""
    return f"{code}%" if code.startswith("0.") else code


def _thousandths(rate: str) -> int | None:
    found = _RATE.fullmatch(rate)
    return int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0")) if found else None


def tax_of(net: int, code: str, *, prices_include: bool) -> int:
    """The tax of a line in đồng: ``net`` x rate / (100 + rate), or / 100 on top of the price.

    An exempt or unknown code gives 0.
    """
    rate = _thousandths(code) or 0
    return half_up(net * rate, 100_000 + rate if prices_include else 100_000)
