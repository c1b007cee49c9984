"""Lays the till's answers beside the judge's verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from tests.judge.book import Verdict
from tests.judge.receipt import Line, Receipt

_FIGURES = {"subtotal", "discount", "rounding", "total", "taxes", "tenders", "change"}
COMMITTED = _FIGURES | {"status", "receipt", "id", "lines"}
LINE = {"line", "code", "name", "quantity", "amount", "discount", "net", "tax"}


def differences(verdict: Verdict, answer: object) -> Iterator[str]:
    """What is wrong with the answer, in words; nothing if it is right."""
    if not isinstance(answer, dict):
        yield f"no object: {answer!r}"
    elif verdict.receipt is None:
        yield from _of_refusal(verdict, answer)
    elif answer.get("status") != "committed":
        yield f"refused with {answer.get('code')}: {answer.get('message')}"
    else:
        yield from _of_receipt(verdict.receipt, answer, replayed=verdict.replayed)


def _of_refusal(verdict: Verdict, answer: Mapping[str, object]) -> Iterator[str]:
    if answer.get("status") != "refused":
        yield f"committed as {answer.get('receipt')}, must be refused"
        return
    code, message = answer.get("code"), answer.get("message")
    if not (isinstance(code, str) and code and isinstance(message, str) and message):
        yield f"a refusal without code and message: {answer}"
    if verdict.code and code != verdict.code:
        yield f"code {code}, expected {verdict.code}"
    if verdict.line and answer.get("line") != verdict.line:
        yield f"line {answer.get('line')}, expected {verdict.line}"


def _of_receipt(receipt: Receipt, answer: Mapping[str, object], *, replayed: bool) -> Iterator[str]:
    expected: dict[str, object] = {
        "receipt": receipt.number,
        "subtotal": sum(line.amount for line in receipt.lines),
        "discount": sum(line.discount for line in receipt.lines),
        "rounding": receipt.paid.rounding,
        "total": receipt.paid.total,
        "change": receipt.paid.change,
        "tenders": [{"method": m, "amount": a} for m, a in receipt.paid.tenders],
    }
    if replayed:
        expected["replayed"] = True
    fields = COMMITTED | ({"replayed"} if replayed else set())
    if set(answer) != fields:
        yield f"fields {sorted(set(answer) ^ fields)} missing or too many"
    yield from _unlike(expected, answer, "")
    yield from _of_taxes(receipt, answer.get("taxes"))
    lines = answer.get("lines")
    if not isinstance(lines, list) or len(lines) != len(receipt.lines):
        yield f"lines {lines!r}"
        return
    for number, (line, got) in enumerate(zip(receipt.lines, lines, strict=True), 1):
        yield from _of_line(number, line, got)


def _of_taxes(receipt: Receipt, got: object) -> Iterator[str]:
    expected = [{"rate": r, "base": b, "tax": t} for r, (b, t) in receipt.taxes().items()]
    if got != expected:
        yield f"taxes {got}, expected {expected}"


def _of_line(number: int, line: Line, got: object) -> Iterator[str]:
    if not isinstance(got, dict) or set(got) != LINE:
        yield f"line {number}: {got!r}"
        return
    expected = {
        "line": number,
        "name": line.thing.good.name,
        "amount": line.amount,
        "discount": line.discount,
        "net": line.net,
        "tax": line.tax,
    }
    yield from _unlike(expected, got, f"line {number}: ")
    if _decimal(got["quantity"]) != line.quantity:
        yield f"line {number}: quantity {got['quantity']!r}, expected {line.quantity}"
    if got["code"] not in {line.thing.good.sku, *line.thing.pack.barcodes}:
        yield f"line {number}: code {got['code']!r} is not of {line.thing.good.sku}"


def _decimal(text: object) -> Decimal | None:
    try:
        return Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None


def _unlike(expected: Mapping[str, object], got: Mapping[str, object], where: str) -> Iterator[str]:
    for name, value in expected.items():
        there = got.get(name)
        if there != value or type(there) is not type(value):
            yield f"{where}{name} {there!r}, expected {value!r}"
