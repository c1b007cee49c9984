"""A discount is a percent or an amount, of a line or of the bill."""

from __future__ import annotations

import re
from dataclasses import dataclass

from posdesk.domain.errors import Refused
from posdesk.domain.money import half_up

_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Discount:
    """Either ``percent`` in thousandths of a percent (10 % is 10000) or ``amount`` in đồng."""

    percent: int | None = None
    amount: int | None = None

    def of(self, base: int) -> int:
        """The discount on ``base`` (>= 0) in đồng, half-up.

        Raises:
            Refused: ``discount_too_large`` if it is more than the base.
        """
        if self.percent is not None:
            return half_up(base * self.percent, 100_000)
        value = self.amount or 0
        if value > base:
            raise Refused("discount_too_large", discount=value, amount=base)
        return value


def percent(text: str) -> Discount:
    """Reads a decimal string from 0 to 100 with a dot and at most three decimals.

    Raises:
        Refused: ``bad_discount``.
    """
    found = _PERCENT.fullmatch(text) if text.isascii() else None
    value = int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0")) if found else -1
    if not 0 <= value <= 100_000:
        raise Refused("bad_discount", text=text[:40])
    return Discount(percent=value)
