"""A customer of the shop: who it is, how to reach them, how much they may owe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.text import clean, mask_phone, normal_phone

NAME_LIMIT, ADDRESS_LIMIT, NOTE_LIMIT = 100, 200, 300
PHONE_LIMIT = 40

_TAX_CODE = re.compile(r"(\d{10})(?:-?(\d{3}))?", re.ASCII)
_PERSONAL = re.compile(r"\d{12}", re.ASCII)
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who buys here.

    Attributes:
        code: given by the shop, e.g. ``KH001``; it stays when the person is erased.
        phone: ``0`` and its digits, empty where it is not known.
        debt_limit: the most they may owe, đồng; None is no limit, 0 nothing at all.
        consent_on: the day they agreed that the shop keeps their data (Luật 91/2025/QH15);
            None if nobody asked.
    """

    id: UUID
    code: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""
    debt_limit: int | None = None
    consent_on: date | None = None
    archived: bool = False
    row_version: int = 1

    @property
    def erased(self) -> bool:
        """Whether the person was taken out: only the code is left."""
        return not self.name and not self.phone

    @property
    def masked(self) -> str:
        """Name and phone for the eyes of others; the code where neither is there."""
        parts = (self.name, mask_phone(self.phone) if self.phone else "")
        return " · ".join(part for part in parts if part) or self.code


@dataclass(frozen=True, slots=True)
class InvoiceBuyer:
    """Whom a tax invoice is for, as the buyer said it when the sale was made."""

    id: UUID
    tax_code: str
    name: str
    address: str = ""
    email: str = ""
    customer_id: UUID | None = None


def phone_of(text: str) -> str:
    """A phone as it is kept: ``+84 912 345 678`` is ``0912345678``; empty stays empty.

    Raises:
        Refused: ``bad_phone``.
    """
    if not clean(text):
        return ""
    phone = normal_phone(text) if len(text) <= PHONE_LIMIT else None
    if phone is None:
        raise Refused("bad_phone", text=clean(text)[:PHONE_LIMIT])
    return phone


def limit_of(amount: int | None) -> int | None:
    """A debt limit that can be.

    Raises:
        Refused: ``bad_amount``, ``too_large``.
    """
    if amount is not None and amount < 0:
        raise Refused("bad_amount", text=str(amount))
    if amount is not None and amount > LARGEST:
        raise Refused("too_large", text=str(amount))
    return amount


def text_of(text: str, limit: int) -> str:
    """A text of a person, cleaned.

    Raises:
        Refused: ``text_too_long``.
    """
    cleaned = clean(text)
    if len(cleaned) > limit:
        raise Refused("text_too_long", limit=limit)
    return cleaned


def tax_code_of(text: str) -> str:
    """A buyer's tax code: 10 digits with their check digit, or these, a dash and 3 of a branch.

    A person has the 12 digits of the identity number instead, which carry no check digit.
    The check digit is 10 less the weighted sum of the first nine (31 29 23 19 17 13 7 5 3)
    modulo 11, as the tax office gives the codes out.

    Raises:
        Refused: ``bad_tax_code``.
    """
    bare = re.sub(r"[\s.]", "", text)
    if _PERSONAL.fullmatch(bare):
        return bare
    found = _TAX_CODE.fullmatch(bare)
    if found is None or not _checks(found[1]):
        raise Refused("bad_tax_code", text=clean(text)[:20])
    return found[1] + (f"-{found[2]}" if found[2] else "")


def _checks(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return 10 - total % 11 == int(digits[9])


def email_of(text: str) -> str:
    """An e-mail address, empty where none is given.

    Raises:
        Refused: ``bad_email``.
    """
    address = clean(text)
    if address and (len(address) > 100 or not _EMAIL.fullmatch(address)):
        raise Refused("bad_email", text=address[:60])
    return address
