"""Ways to make a good request one that must be refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from tests.judge.book import Book

Fields = dict[str, Any]
Spoiler = Callable[[Fields, Book, Random], Fields]
SPOILERS: list[tuple[str, Spoiler]] = []


def spoiler(make: Spoiler) -> Spoiler:
    SPOILERS.append((make.__name__.replace("_", " "), make))
    return make


def _first_line(fields: Fields, **changes: object) -> Fields:
    """The first line changed, paid with "exact" cash so that nothing but the line is wrong."""
    first, *rest = fields["lines"]
    line = {name: value for name, value in {**first, **changes}.items() if value is not ...}
    return {**fields, "lines": [line, *rest], "tenders": [{"method": "cash", "amount": "exact"}]}


def _one(fields: Fields, **line: object) -> Fields:
    exact = [{"method": "cash", "amount": "exact"}]
    return {**fields, "lines": [line], "tenders": exact, "discount": {"percent": "0"}}


@spoiler
def unknown_code(fields: Fields, book: Book, dice: Random) -> Fields:
    label_with_wrong_check_digit = "2610001005004"
    unknown = ("8930000000000", "khong-co", "0", label_with_wrong_check_digit, "2699999005006")
    good = _first_line(fields)
    wrong = {"code": dice.choice(unknown), "quantity": 1}
    return {**good, "lines": [*good["lines"], wrong, *good["lines"][:1]]}


@spoiler
def no_code(fields: Fields, book: Book, dice: Random) -> Fields:
    return _first_line(fields, code=dice.choice((..., 12, None, ["SP001"])))


@spoiler
def quantity_that_is_none(fields: Fields, book: Book, dice: Random) -> Fields:
    wrong = (0, -1, "0", "0.000", "-1", True, None, 1.5, 1.0, 1e3, "", "1,5", "0.0005", "1e2")
    more = (" 1", "1.", ".5", "abc", "١", [1], {"n": 1}, "NaN")
    return _one(fields, code="10001", quantity=dice.choice(wrong + more))


@spoiler
def no_quantity(fields: Fields, book: Book, dice: Random) -> Fields:
    return _one(fields, code="SP001")


@spoiler
def not_a_number(fields: Fields, book: Book, dice: Random) -> Fields:
    """NaN and Infinity are no JSON, though many programs write them."""
    value = dice.choice((float("nan"), float("inf"), float("-inf")))
    where = dice.choice(({"quantity": value}, {"quantity": 1, "price": value}))
    return _one(fields, code="SP001", **where)


@spoiler
def fraction_of_a_piece(fields: Fields, book: Book, dice: Random) -> Fields:
    return _one(
        fields, code=dice.choice(("SP000", "SP001")), quantity=dice.choice(("0.5", "1.001"))
    )


@spoiler
def too_much(fields: Fields, book: Book, dice: Random) -> Fields:
    return dice.choice(
        (
            _one(fields, code="SP001", quantity=dice.choice((1_000_001, "1000000.001", 10**30))),
            _one(fields, code="SP001", quantity="9" * 20),
            _one(fields, code="SP001", quantity=1, price=dice.choice((10**12 + 1, 10**40))),
            _one(fields, code="XE", quantity=1_334),
            _one(fields, code="10001", quantity="2.5", price=10**12),
            {**fields, "tenders": [{"method": "cash", "amount": 10**12 + 1}]},
            {
                **_one(fields, code="XE", quantity=1),
                "lines": [{"code": "XE", "quantity": 1_000}] * 2,
            },
        )
    )


@spoiler
def price_that_is_none(fields: Fields, book: Book, dice: Random) -> Fields:
    wrong = (0, -1, True, "5000", 5000.0, None, "5.000")
    return _one(fields, code="SP001", quantity=1, price=dice.choice(wrong))


@spoiler
def unknown_field(fields: Fields, book: Book, dice: Random) -> Fields:
    where = dice.choice(("request", "line", "tender", "discount"))
    if where == "request":
        return {**fields, dice.choice(("tender", "Lines", "total", "")): 1}
    if where == "line":
        return _first_line(fields, weight=1)
    if where == "tender":
        return {**fields, "tenders": [{"method": "cash", "amount": "exact", "currency": "VND"}]}
    return {**fields, "discount": {"percent": "1", "reason": "quen"}}


@spoiler
def discount_that_is_none(fields: Fields, book: Book, dice: Random) -> Fields:
    wrong: tuple[object, ...] = (
        {"percent": 10},
        {"percent": "101"},
        {"percent": "100.001"},
        {"percent": "-5"},
        {"percent": "10%"},
        {"percent": "1,5"},
        {"percent": "0.0001"},
        {"percent": ""},
        {"percent": None},
        {"amount": -1},
        {"amount": 0},
        {"amount": "5000"},
        {"amount": 10.0},
        {"amount": True},
        {"percent": "10", "amount": 5000},
        {},
        "10",
        10,
    )
    discount = dice.choice(wrong)
    if dice.random() < 0.5:
        return _one(fields, code="SP001", quantity=1, discount=discount)
    return {**_one(fields, code="SP001", quantity=1), "discount": discount}


@spoiler
def discount_over_the_amount(fields: Fields, book: Book, dice: Random) -> Fields:
    line = {"code": "SP001", "quantity": 1, "price": 9_000}
    if dice.random() < 0.5:
        return _one(fields, **line, discount={"amount": 9_001})
    half_off = {**line, "discount": {"percent": "50"}}
    return {**_one(fields, **half_off), "discount": {"amount": 4_501}}


def _nine_thousand(fields: Fields, *tenders: tuple[object, object]) -> Fields:
    """One line of 9.000 đ with these tenders; tax on top only makes it dearer."""
    one = _one(fields, code="QUA", quantity=1, price=9_000)
    return {**one, "tenders": [{"method": method, "amount": amount} for method, amount in tenders]}


@spoiler
def paid_too_little(fields: Fields, book: Book, dice: Random) -> Fields:
    return dice.choice(
        (
            _nine_thousand(fields, ("cash", 5_000)),
            _nine_thousand(fields, ("transfer", 8_999)),
            _nine_thousand(fields, ("card", 3_000), ("cash", 4_000)),
            _nine_thousand(fields),
        )
    )


@spoiler
def paid_too_much_without_cash(fields: Fields, book: Book, dice: Random) -> Fields:
    return dice.choice(
        (
            _nine_thousand(fields, ("transfer", 9_001)),
            _nine_thousand(fields, ("card", 5_000), ("transfer", 4_001)),
            _nine_thousand(fields, ("card", 9_500), ("cash", 1_000)),
            _nine_thousand(fields, ("cash", 10_000), ("transfer", "exact")),
        )
    )


@spoiler
def tender_that_is_none(fields: Fields, book: Book, dice: Random) -> Fields:
    return dice.choice(
        (
            _nine_thousand(fields, ("cash", "exact"), ("card", "exact")),
            _nine_thousand(fields, ("cash", 0), ("card", "exact")),
            _nine_thousand(fields, ("card", 0), ("cash", 9_000)),
            _nine_thousand(fields, ("cash", -9_000)),
            _nine_thousand(fields, ("cash", "9000")),
            _nine_thousand(fields, ("cash", 9_000.0)),
            _nine_thousand(fields, ("cash", True)),
            _nine_thousand(fields, ("cash", None)),
            _nine_thousand(fields, ("cash", "Exact")),
            _nine_thousand(fields, ("voucher", 9_000)),
            _nine_thousand(fields, ("Cash", "exact")),
            _nine_thousand(fields, (None, 9_000)),
            {**fields, "tenders": [{"method": "cash"}]},
            {**fields, "tenders": {"method": "cash", "amount": "exact"}},
            {**fields, "tenders": ["cash"]},
        )
    )


@spoiler
def debt_of_nobody(fields: Fields, book: Book, dice: Random) -> Fields:
    return {**fields, "tenders": [{"method": "debt", "amount": "exact"}]}


@spoiler
def a_customer_nobody_knows(fields: Fields, book: Book, dice: Random) -> Fields:
    return {**fields, "customer": dice.choice(("0900000000", "KH-404"))}


@spoiler
def key_that_is_none(fields: Fields, book: Book, dice: Random) -> Fields:
    return {**fields, "key": dice.choice(("k" * 65, 7, None, ["k"], True))}


@spoiler
def not_a_request(fields: Fields, book: Book, dice: Random) -> Fields:
    whole = json.dumps(fields)
    texts = [whole[:-1], whole + "}", "[]", "null", "7", '"bán"', "{", "bán 2 chai", f"[{whole}]"]
    texts += ['{"note": "\udcff\udcfe"}', "[" * 50_000, "\x00", '{"lines": [], "tenders": []']
    return {"_text": dice.choice(texts)}


@spoiler
def nothing_at_all(fields: Fields, book: Book, dice: Random) -> Fields:
    return dice.choice(({"lines": [], "tenders": []}, {"lines": []}, {"tenders": []}, {}))


@spoiler
def lines_that_are_none(fields: Fields, book: Book, dice: Random) -> Fields:
    return {**fields, "lines": dice.choice((None, {}, "SP001", ["SP001"], [None], [[]]))}


def _returning(fields: Fields, *parts: Fields) -> Fields:
    exact = [{"method": "cash", "amount": "exact"}]
    return {"lines": [], "returns": list(parts), "tenders": exact}


def _some_part(book: Book, dice: Random) -> Fields | None:
    """The whole of a line of pieces that can still come back and was not for free."""
    for receipt in list(book.receipts.values())[-50:]:
        for number, line in enumerate(receipt.lines, 1):
            pieces = line.net and not line.thing.good.weighed
            if pieces and receipt.left(number) > 0:
                left = int(receipt.left(number))
                return {"receipt": receipt.number, "line": number, "quantity": left}
    return None


@spoiler
def return_of_too_much(fields: Fields, book: Book, dice: Random) -> Fields:
    part = _some_part(book, dice)
    if part is None:
        return _returning(fields, {"receipt": "T1-000001", "line": 1, "quantity": 9_999})
    if dice.random() < 0.5:
        return _returning(fields, part, {**part, "quantity": 1})
    return _returning(fields, {**part, "quantity": part["quantity"] + 1})


@spoiler
def return_of_nothing_known(fields: Fields, book: Book, dice: Random) -> Fields:
    part = _some_part(book, dice) or {"receipt": "T1-000001", "line": 1, "quantity": 1}
    changes = ({"receipt": "T9-000001"}, {"receipt": "T1-999999"}, {"line": 99}, {"line": 0})
    more = ({"line": "1"}, {"line": True}, {"receipt": 1}, {"line": -1}, {"quantity": 0})
    return _returning(fields, {**part, **dice.choice(changes + more)})


@spoiler
def return_of_a_fraction(fields: Fields, book: Book, dice: Random) -> Fields:
    part = _some_part(book, dice) or {"receipt": "T1-000001", "line": 1}
    return _returning(fields, {**part, "quantity": "0.5"})


@spoiler
def return_of_a_return(fields: Fields, book: Book, dice: Random) -> Fields:
    for receipt in reversed(book.receipts.values()):
        for number, line in enumerate(receipt.lines, 1):
            if line.gives_back:
                part = {"receipt": receipt.number, "line": number, "quantity": "1"}
                return _returning(fields, part)
    return _returning(fields, {"receipt": "T1-999999", "line": 1, "quantity": 1})


@spoiler
def change_out_of_a_return(fields: Fields, book: Book, dice: Random) -> Fields:
    part = _some_part(book, dice)
    if part is None:
        return nothing_at_all(fields, book, dice)
    more = [{"method": "cash", "amount": 10**11}]
    return {**_returning(fields, part), "tenders": more}
