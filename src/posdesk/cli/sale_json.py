"""Sales as JSON lines: requests read strictly, results written as the contract says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from posdesk.domain.cart import ReturnedLine
from posdesk.domain.discount import Discount, percent
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import LARGEST
from posdesk.domain.quantity import LARGEST as LARGEST_QUANTITY
from posdesk.domain.quantity import ONE, decimal, parse_decimal
from posdesk.domain.sale import AT_THE_COUNTER, PricedLine, Sale
from posdesk.domain.tender import Offer
from posdesk.domain.text import clean
from posdesk.runtime.i18n import _
from posdesk.services.checkout import Posted
from posdesk.services.sell import RequestedLine, SaleRequest

T = TypeVar("T")

LINE_LIMIT = 1_000_000
"""Characters of one request; more is no sale."""
KEY_LIMIT = 64
NOTE_LIMIT = 500
ITEMS_LIMIT = 1000

_AT_THE_COUNTER = {method.value: method for method in AT_THE_COUNTER}


def parse_request(text: str) -> SaleRequest:
    """One line of input as a request.

    Raises:
        Refused: ``bad_json``, ``unknown_field``, ``missing_field``, ``bad_amount``,
            ``bad_quantity``, ``bad_discount``, ``bad_field``, ``too_large``, with ``line``
            where one line is the reason.
    """
    body = _object(_load(text), "request")
    _only(body, "key", "lines", "returns", "discount", "customer", "note", "tenders")
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False)
    return SaleRequest(
        lines=_each(body, "lines", _line),
        offers=_each(body, "tenders", _offer, numbered=False),
        digest=hashlib.sha256(canonical.encode("utf-8", "replace")).digest(),
        key=_key(body),
        returns=_each(body, "returns", _returned, needed=False, numbered=False),
        discount=_discount(body),
        customer=_text(body, "customer", 64),
        note=clean(_text(body, "note", NOTE_LIMIT)),
    )


def _load(text: str) -> object:
    if len(text) > LINE_LIMIT:
        raise _bad(_("it is too long"))
    try:
        return json.loads(
            text, parse_float=_NotWhole, parse_constant=_NotWhole, object_pairs_hook=_unique
        )
    except json.JSONDecodeError as error:
        words = _("JSON is broken at character {column}").format(column=error.pos + 1)
        raise _bad(words) from error
    except ValueError as error:
        raise _bad(_("a number is too long")) from error
    except RecursionError as error:
        raise _bad(_("it is nested too deeply")) from error


def _bad(problem: str) -> Refused:
    return Refused("bad_json", problem=problem)


class _NotWhole(str):
    """A number with a point or an exponent: no field takes one, each says so in its place."""

    __slots__ = ()


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _bad(_("a field is there twice"))
    return found


def _object(value: object, field: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused("bad_field", field=field)
    return value


def _only(body: Mapping[str, object], *known: str) -> None:
    for name in body:
        if name not in known:
            raise Refused("unknown_field", field=clean(name)[:40])


def _each(
    body: Mapping[str, Any],
    field: str,
    read: Callable[[object], T],
    *,
    needed: bool = True,
    numbered: bool = True,
) -> tuple[T, ...]:
    """The entries of a list; a refusal names the entry by its number in ``line``."""
    if field not in body and not needed:
        return ()
    if field not in body:
        raise Refused("missing_field", field=field)
    values = body[field]
    if not isinstance(values, list) or len(values) > ITEMS_LIMIT:
        raise Refused("bad_field", field=field)
    found: list[T] = []
    for number, value in enumerate(values, 1):
        try:
            found.append(read(value))
        except Refused as refusal:
            where = {"line": number} if numbered else {}
            raise Refused(refusal.code, **{**refusal.params, **where}) from refusal
    return tuple(found)


def _line(value: object) -> RequestedLine:
    line = _object(value, "lines")
    _only(line, "code", "quantity", "price", "discount")
    code = _text(line, "code", LINE_LIMIT)
    if not code:
        raise Refused("missing_field", field="code")
    return RequestedLine(
        code=code,
        quantity=_quantity(line["quantity"]) if "quantity" in line else None,
        price=_amount(line["price"], least=1) if "price" in line else None,
        discount=_discount(line),
    )


def _returned(value: object) -> ReturnedLine:
    part = _object(value, "returns")
    _only(part, "receipt", "line", "quantity")
    for field in ("receipt", "line", "quantity"):
        if field not in part:
            raise Refused("missing_field", field=field)
    line = part["line"]
    if not isinstance(line, int) or isinstance(line, bool) or not 1 <= line <= ITEMS_LIMIT:
        raise Refused("bad_field", field="line")
    return ReturnedLine(_text(part, "receipt", 40), line, _quantity(part["quantity"]))


def _offer(value: object) -> Offer:
    tender = _object(value, "tenders")
    _only(tender, "method", "amount")
    if "amount" not in tender:
        raise Refused("missing_field", field="amount")
    try:
        method = _AT_THE_COUNTER[_text(tender, "method", 20)]
    except KeyError:
        raise Refused("unknown_tender", method=clean(str(tender.get("method")))[:20]) from None
    exact = tender["amount"] == "exact"
    return Offer(method, None if exact else _amount(tender["amount"]))


def _discount(body: Mapping[str, Any]) -> Discount | None:
    if "discount" not in body:
        return None
    form = _object(body["discount"], "discount")
    _only(form, "percent", "amount")
    if len(form) != 1:
        raise Refused("bad_discount", text=",".join(form))
    if "amount" in form:
        return Discount(amount=_amount(form["amount"], least=1))
    return percent(_text(form, "percent", 20))


def _key(body: Mapping[str, Any]) -> str | None:
    if "key" not in body:
        return None
    key = _text(body, "key", KEY_LIMIT)
    if not key or clean(key) != key:
        raise Refused("bad_field", field="key")
    return key


def _text(body: Mapping[str, Any], field: str, limit: int) -> str:
    value = body.get(field, "")
    if not isinstance(value, str) or isinstance(value, _NotWhole) or len(value) > limit:
        raise Refused("bad_field", field=field)
    if any("\ud800" <= char <= "\udfff" for char in value):
        # Half a character: it has no place in any text.
        raise Refused("bad_field", field=field)
    return value


def _amount(value: object, least: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused("not_an_integer", text=_shown(value))
    if value < least:
        raise Refused("bad_amount", text=str(value)[:40])
    if value > LARGEST:
        raise Refused("too_large", text=str(value)[:40])
    return value


def _quantity(value: object) -> int:
    if isinstance(value, _NotWhole):
        raise Refused("not_an_integer", text=value[:40])
    if isinstance(value, str):
        quantity = parse_decimal(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        quantity = value * ONE
    else:
        raise Refused("bad_quantity", text=_shown(value))
    if quantity <= 0:
        raise Refused("bad_quantity", text=str(value)[:40])
    if quantity > LARGEST_QUANTITY:
        raise Refused("too_large", text=str(value)[:40])
    return quantity


def _shown(value: object) -> str:
    """A value as its sender wrote it, cut to what a sentence can hold."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return clean(text)[:40]


# --- results


def result_of(posted: Posted) -> dict[str, object]:
    """The result of a committed request."""
    sale = posted.sale
    result: dict[str, object] = {
        "status": "committed",
        "receipt": sale.number,
        "id": str(sale.id),
        "subtotal": sale.priced.subtotal,
        "discount": sale.priced.discount,
        "rounding": sale.settlement.rounding,
        "total": sale.settlement.total,
        "taxes": [
            {"rate": tax.code, "base": tax.base, "tax": tax.tax} for tax in sale.priced.taxes
        ],
        "tenders": [
            {"method": tender.method.value, "amount": tender.amount}
            for tender in sale.settlement.tenders
        ],
        "change": sale.settlement.change,
        "lines": [_result_line(number, line) for number, line in _numbered(sale)],
    }
    if posted.replayed:
        result["replayed"] = True
    return result


def _numbered(sale: Sale) -> Sequence[tuple[int, PricedLine]]:
    return list(enumerate(sale.priced.lines, 1))


def _result_line(number: int, line: PricedLine) -> dict[str, object]:
    return {
        "line": number,
        "code": line.item.code,
        "name": line.item.name,
        "quantity": decimal(line.quantity),
        "amount": line.amount,
        "discount": line.discount,
        "net": line.net,
        "tax": line.tax,
    }


def refusal_of(refusal: Refused | Trouble, message: str) -> dict[str, object]:
    """The result of a refused request."""
    result: dict[str, object] = {"status": "refused", "code": refusal.code, "message": message}
    if "line" in refusal.params:
        result["line"] = refusal.params["line"]
    return result
