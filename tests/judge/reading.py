"""Reads a request as strictly as the contract says, or refuses it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn

from tests.judge.figures import MOST_MONEY, MOST_QUANTITY

METHODS = ("cash", "transfer", "card", "debt")
LONGEST_KEY = 64


class Refusal(Exception):  # noqa: N818 - the till refuses, it does not fail
    """The request must be refused; with this code, where the contract names one, and its line."""

    def __init__(self, code: str | None = None, line: int | None = None) -> None:
        super().__init__(code, line)
        self.code = code
        self.line = line


@dataclass(frozen=True)
class Discount:
    """One of the two forms."""

    percent: Fraction | None = None
    amount: int | None = None


@dataclass(frozen=True)
class WantedLine:
    code: str
    quantity: Decimal | None
    price: int | None
    discount: Discount | None


@dataclass(frozen=True)
class WantedReturn:
    receipt: str
    line: int
    quantity: Decimal


@dataclass(frozen=True)
class WantedTender:
    """``amount`` is None for "exact"."""

    method: str
    amount: int | None


@dataclass(frozen=True)
class Request:
    key: str | None
    lines: tuple[WantedLine, ...]
    returns: tuple[WantedReturn, ...]
    discount: Discount | None
    customer: str | None
    tenders: tuple[WantedTender, ...]
    content: str


def read_request(text: str) -> Request:
    """Reads one line.

    Raises:
        Refusal: it is not what the contract describes.
    """
    found = _object(_json(text), "key lines returns discount customer note tenders")
    content = json.dumps({name: found[name] for name in sorted(found)}, sort_keys=True)
    _text(found.get("note", ""))
    customer = found.get("customer")
    return Request(
        key=_key(found["key"]) if "key" in found else None,
        lines=tuple(_line(entry) for entry in _list(found.get("lines"))),
        returns=tuple(_returned(entry) for entry in _list(found.get("returns", []))),
        discount=_discount(found["discount"]) if "discount" in found else None,
        customer=None if customer is None else _text(customer),
        tenders=tuple(_tender(entry) for entry in _list(found.get("tenders"))),
        content=content,
    )


def _json(text: str) -> object:
    def no_number(_: str) -> NoReturn:
        raise Refusal

    try:
        found: object = json.loads(text, parse_constant=no_number)
    except (ValueError, RecursionError):
        raise Refusal from None
    return found


def _object(value: object, names: str) -> dict[str, object]:
    if not isinstance(value, dict) or not set(value) <= set(names.split()):
        raise Refusal
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Refusal
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Refusal
    return value


def _key(value: object) -> str:
    key = _text(value)
    if not 0 < len(key) <= LONGEST_KEY:
        raise Refusal
    return key


def _integer(value: object, least: int) -> int:
    if type(value) is not int or value < least:
        raise Refusal
    return value


def _money(value: object, least: int) -> int:
    amount = _integer(value, least)
    if amount > MOST_MONEY:
        raise Refusal("too_large")
    return amount


def _quantity(value: object) -> Decimal:
    if type(value) is not int and not (
        isinstance(value, str) and re.fullmatch(r"[0-9]+(\.[0-9]{1,3})?", value)
    ):
        raise Refusal
    quantity = Decimal(value)
    if quantity <= 0:
        raise Refusal
    if quantity > MOST_QUANTITY:
        raise Refusal("too_large")
    return quantity


def _discount(value: object) -> Discount:
    found = _object(value, "percent amount")
    if len(found) != 1:
        raise Refusal
    if "amount" in found:
        return Discount(amount=_money(found["amount"], 1))
    written = _text(found["percent"])
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", written) or Fraction(written) > 100:
        raise Refusal
    return Discount(percent=Fraction(written))


def _line(value: object) -> WantedLine:
    found = _object(value, "code quantity price discount")
    return WantedLine(
        code=_text(found.get("code")),
        quantity=_quantity(found["quantity"]) if "quantity" in found else None,
        price=_money(found["price"], 1) if "price" in found else None,
        discount=_discount(found["discount"]) if "discount" in found else None,
    )


def _returned(value: object) -> WantedReturn:
    found = _object(value, "receipt line quantity")
    return WantedReturn(
        receipt=_text(found.get("receipt")),
        line=_integer(found.get("line"), 1),
        quantity=_quantity(found.get("quantity")),
    )


def _tender(value: object) -> WantedTender:
    found = _object(value, "method amount")
    if found.get("method") not in METHODS:
        raise Refusal
    amount = found.get("amount")
    return WantedTender(
        method=_text(found["method"]), amount=None if amount == "exact" else _money(amount, 0)
    )
