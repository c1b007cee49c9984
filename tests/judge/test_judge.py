"""The judge itself: it knows nothing of the program, and a few receipts worked out by hand."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.judge.book import Book, Verdict, totals
from tests.judge.compare import differences
from tests.judge.generate import Writer
from tests.judge.goods import Catalogue, Good, Pack, Rules, scale_label
from tests.judge.shop import make_shop
from tests.judge.spoil import SPOILERS

HERE = Path(__file__).parent
OURS = [path for path in HERE.rglob("*.py") if path.parent.name != "till"]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module or ""
        elif isinstance(node, ast.Name):
            assert node.id not in ("__import__", "exec", "eval")


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_the_judge_shares_no_code_with_the_program(path: Path) -> None:
    known = {*sys.stdlib_module_names, "pytest"} - {"importlib", "runpy"}
    for name in _imports(path):
        in_judge = name.startswith("tests.judge.") and not name.startswith("tests.judge.till")
        assert in_judge or name.partition(".")[0] in known


GOODS = Catalogue(
    [
        Good(
            "BIA",
            "Bia",
            (Pack("lon", 1, 12_000), Pack("thùng", 24, 270_000, ("893",))),
            "10",
            stock=100,
        ),
        Good("TOI", "Tỏi", (Pack("kg", 1, 99_990),), "8", stock=10),
        Good("10001", "Mực", (Pack("kg", 1, 333_333),), "KCT", weighed=True, stock=10),
    ]
)


def ask(book: Book, **fields: Any) -> Verdict:  # noqa: ANN401 - JSON
    return book.judge(json.dumps({"lines": [], "tenders": [], **fields}))


def tender(method: str, amount: int | str) -> dict[str, object]:
    return {"method": method, "amount": amount}


def test_a_receipt_by_hand() -> None:
    """A case of beer and two kilos of garlic less 5.000, 10 % off it all, 500.000 handed over."""
    book = Book(GOODS, Rules("vat_deduction", True, 1000, "half_up"))
    verdict = ask(
        book,
        lines=[
            {"code": "893", "quantity": 1},
            {"code": "TOI", "quantity": "2", "discount": {"amount": 5_000}},
        ],
        discount={"percent": "10"},
        tenders=[tender("cash", 500_000)],
    )
    receipt = verdict.receipt
    assert receipt is not None
    # 270.000 and 199.980 - 5.000 = 194.980; 10 % of 464.980 is 46.498: 27.000 and 19.498
    assert [line.net for line in receipt.lines] == [243_000, 175_482]
    # 243.000 x 10/110 = 22.090,9; 175.482 x 8/108 = 12.998,67
    assert [line.tax for line in receipt.lines] == [22_091, 12_999]
    assert receipt.taxes() == {"10": (220_909, 22_091), "8": (162_483, 12_999)}
    assert (receipt.paid.total, receipt.paid.rounding, receipt.paid.change) == (
        418_000,
        -482,
        82_000,
    )
    assert book.stock["BIA"] == 76_000


def test_a_label_and_a_return_in_parts_by_hand() -> None:
    book = Book(GOODS, Rules("vat_deduction", False, 1000, "down"))
    line = {"code": scale_label("10001", 1_250), "discount": {"percent": "33.333"}}
    exact = [tender("cash", "exact")]
    sold = ask(book, lines=[line], tenders=exact).receipt
    assert sold is not None
    # 416.666,25; a third off is 138.887,3; 277.779 without tax, 277.000 in cash
    assert (sold.lines[0].amount, sold.lines[0].net) == (416_666, 277_779)
    assert (sold.paid.total, sold.taxes()) == (277_000, {"KCT": (277_779, 0)})

    def back(quantity: str) -> Verdict:
        part = {"receipt": "T1-000001", "line": 1, "quantity": quantity}
        return ask(book, returns=[part], tenders=exact)

    nets, totals_back = [], []
    for quantity in ("0.5", "0.5", "0.25"):
        returned = back(quantity).receipt
        assert returned is not None
        nets.append(returned.lines[0].net)
        totals_back.append(returned.paid.total)
    # 111.111,6 then 222.223,2 then all; cash of the sums is 111.000, 222.000, 277.000
    assert nets == [-111_112, -111_111, -55_556]
    assert totals_back == [-111_000, -111_000, -55_000]
    assert back("0.001").receipt is None
    assert totals(list(book.receipts.values()))["cash_expected"] == 0


def test_a_key_is_answered_once() -> None:
    book = Book(GOODS, Rules())
    one = {"lines": [{"code": "TOI", "quantity": 1}], "tenders": [tender("card", "exact")]}
    first = ask(book, key="a", **one)
    again = ask(book, tenders=one["tenders"], lines=one["lines"], key="a")
    assert (again.receipt, again.replayed) == (first.receipt, True)
    other = ask(book, key="a", note="khác", **one)
    assert (other.receipt, other.code) == (None, "key_conflict")
    assert len(book.receipts) == 1


def _answer(verdict: Verdict) -> dict[str, Any]:
    receipt = verdict.receipt
    assert receipt is not None
    return {
        "status": "committed",
        "receipt": receipt.number,
        "id": "x",
        "subtotal": sum(line.amount for line in receipt.lines),
        "discount": sum(line.discount for line in receipt.lines),
        "rounding": receipt.paid.rounding,
        "total": receipt.paid.total,
        "taxes": [{"rate": r, "base": b, "tax": t} for r, (b, t) in receipt.taxes().items()],
        "tenders": [tender(method, amount) for method, amount in receipt.paid.tenders],
        "change": receipt.paid.change,
        "lines": [
            {
                "line": number,
                "code": line.thing.good.sku,
                "name": line.thing.good.name,
                "quantity": str(line.quantity),
                "amount": line.amount,
                "discount": line.discount,
                "net": line.net,
                "tax": line.tax,
            }
            for number, line in enumerate(receipt.lines, 1)
        ],
    }


def test_every_field_of_an_answer_is_looked_at() -> None:
    book = Book(GOODS, Rules("vat_deduction"))
    verdict = ask(book, lines=[{"code": "BIA", "quantity": 1}], tenders=[tender("cash", 20_000)])
    right = _answer(verdict)
    assert list(differences(verdict, right)) == []
    for field in set(right) - {"id"}:
        assert list(differences(verdict, {**right, field: 7})), field
        assert list(differences(verdict, {name: right[name] for name in right if name != field}))
    for field in right["lines"][0]:
        line = {**right["lines"][0], field: "7"}
        assert list(differences(verdict, {**right, "lines": [line]})), field
    assert list(differences(verdict, {**right, "total": float(right["total"])}))
    assert list(differences(verdict, {"status": "refused", "code": "x", "message": "y"}))
    refused = ask(book, lines=[{"code": "?", "quantity": 1}])
    said = {"status": "refused", "code": "unknown_barcode", "message": "?", "line": 1}
    assert list(differences(refused, said)) == []
    for field in said:
        assert list(differences(refused, {**said, field: 0})), field
    assert list(differences(refused, right))


def test_requests_repeat_and_cover_every_kind() -> None:
    def write(seed: int) -> list[tuple[str, str]]:
        book = Book(make_shop(3), Rules("vat_deduction", True, 1000))
        return [(case.kind, case.text) for case in Writer(seed, book).write(700)]

    first = write(3)
    assert write(3) == first
    assert write(4) != first
    kinds = {"sale", "return", "exchange", "repeat", "key again"}
    assert {kind for kind, _ in first} == kinds | {name for name, _ in SPOILERS}
    assert len(SPOILERS) >= 20


@pytest.mark.parametrize("seed", range(3))
def test_what_is_spoiled_is_refused_and_the_rest_is_not(seed: int) -> None:
    book = Book(make_shop(seed), Rules("vat_deduction", False, 500, "up"))
    good = {"sale", "return", "exchange", "repeat"}
    cases = list(Writer(seed, book).write(400))
    assert [c.text for c in cases if (c.verdict.receipt is None) == (c.kind in good)] == []
