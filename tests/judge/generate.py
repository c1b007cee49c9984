"""Writes requests: good ones of every shape, repeats, and ones that must be refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.judge.book import Book, OpenBill, Verdict
from tests.judge.goods import Good, scale_label
from tests.judge.reading import Refusal, read_request
from tests.judge.receipt import Receipt
from tests.judge.spoil import SPOILERS

Fields = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A line of input, what it is a case of, and what the till must answer."""

    text: str
    kind: str
    verdict: Verdict


class Writer:
    """Writes requests that make sense in the shop as it stands after the ones before."""

    def __init__(self, seed: int, book: Book) -> None:
        self._dice = Random(seed)  # noqa: S311 - repeatable requests, nothing secret
        self._book = book
        self._sent: list[Fields] = []
        self._keys = 0

    def write(self, count: int) -> Iterator[Case]:
        kinds: list[tuple[int, str, Callable[[], Fields]]] = [
            (52, "sale", self._sale),
            (14, "return", self._return),
            (8, "exchange", self._exchange),
            (5, "repeat", self._repeat),
            (3, "key again", self._other_content),
            (18, "spoiled", self._spoiled),
        ]
        weights = [weight for weight, _, _ in kinds]
        for _ in range(count):
            _, kind, make = self._dice.choices(kinds, weights)[0]
            fields = make()
            kind = fields.pop("_kind", kind)
            text = fields.pop("_text", None) or json.dumps(fields, ensure_ascii=False)
            verdict = self._book.judge(text)
            if verdict.receipt and not verdict.replayed and "key" in fields:
                self._sent.append(fields)
            yield Case(text, kind, verdict)

    # --- sales

    def _sale(self) -> Fields:
        lines = self._dice.choice((1, 1, 1, 2, 3, 4, 6, 12))
        fields: Fields = {"lines": [self._line() for _ in range(lines)]}
        if self._dice.random() < 0.25:
            fields["discount"] = self._discount(self._nets(fields))
        return self._paid(self._with_extras(fields))

    def _line(self) -> Fields:
        good = self._dice.choice(self._book.catalogue.goods)
        if good.weighed and self._dice.random() < 0.4:
            return {"code": scale_label(good.sku, self._grams())}
        line: Fields = {"code": self._code(good), "quantity": self._quantity(good)}
        if self._dice.random() < 0.08:
            line["price"] = self._dice.choice((1, 500, 12_250, 45_500, 99_999))
        if self._dice.random() < 0.2:
            line["discount"] = self._discount(self._nets({"lines": [line]}))
        return line

    def _code(self, good: Good) -> str:
        return self._dice.choice([good.sku, *(c for pack in good.packs for c in pack.barcodes)])

    def _grams(self) -> int:
        return self._dice.choice((1_000, 5, 500, self._dice.randrange(1, 30_000)))

    def _quantity(self, good: Good) -> int | str:
        if good.weighed and self._dice.random() < 0.8:
            return self._decimal(self._grams())
        whole = self._dice.choice((1, 1, 1, 2, 2, 3, 4, 7, 30))
        return self._dice.choice((whole, str(whole)))

    def _decimal(self, thousandths: int) -> str:
        text = f"{thousandths // 1000}.{thousandths % 1000:03d}"
        return self._dice.choice((text, text.rstrip("0").rstrip(".")))

    def _discount(self, base: int) -> Fields:
        if base and self._dice.random() < 0.5:
            return {"amount": self._dice.choice((1, base, self._dice.randint(1, base)))}
        return {"percent": self._dice.choice(("10", "5", "12.5", "33.333", "100", "0", "0.5"))}

    def _nets(self, fields: Fields) -> int:
        """What a discount of these lines may take at most."""
        bill = self._open({**fields, "tenders": []})
        return sum(line.net for line in bill.lines)

    # --- what comes back

    def _return(self) -> Fields:
        returns = self._parts(self._dice.choice((1, 1, 1, 2)))
        if not returns:
            return self._sale()
        return self._paid(self._with_extras({"lines": [], "returns": returns}))

    def _exchange(self) -> Fields:
        sale = self._sale()
        returns = self._parts(1)
        return self._paid({**sale, "returns": returns}) if returns else sale

    def _parts(self, receipts: int) -> list[Fields]:
        """Parts of receipts; often what is left of a line, to its end."""
        open_ones = [
            receipt
            for receipt in list(self._book.receipts.values())[-200:]
            if any(_open_lines(receipt))
        ]
        picked = self._dice.sample(open_ones, min(receipts, len(open_ones)))
        return [part for receipt in picked for part in self._parts_of(receipt)]

    def _parts_of(self, receipt: Receipt) -> Iterator[Fields]:
        there = list(_open_lines(receipt))
        for line in self._dice.sample(there, self._dice.randint(1, min(3, len(there)))):
            left = receipt.left(line)
            whole = int(left * 1000)
            unit = 1 if receipt.lines[line - 1].thing.good.weighed else 1000
            half = max(1, whole // unit // 2) * unit
            part = self._dice.choice((whole, half, self._dice.randint(1, whole // unit) * unit))
            yield {"receipt": receipt.number, "line": line, "quantity": self._decimal(part)}
            if part < whole and self._dice.random() < 0.15:
                rest = self._decimal(whole - part)
                yield {"receipt": receipt.number, "line": line, "quantity": rest}

    # --- paying

    def _paid(self, fields: Fields) -> Fields:
        try:
            tenders = self._tenders(self._open({**fields, "tenders": []}))
        except Refusal:  # goods of receipts under different rules
            tenders = [("cash", "exact")]
        self._dice.shuffle(tenders)
        return {**fields, "tenders": [{"method": m, "amount": a} for m, a in tenders]}

    def _tenders(self, bill: OpenBill) -> list[tuple[str, int | str]]:
        due, dice = abs(bill.due), self._dice
        other = dice.choice(("transfer", "card"))
        if due == 0:
            nothing: list[list[tuple[str, int | str]]] = [[], [("cash", 0)], [(other, "exact")]]
            return dice.choice(nothing)
        part = dice.randint(1, due)
        left = bill.payable(due - part)
        over = 0 if bill.due < 0 else dice.choice((0, 500, 13_000, 200_000))
        whole: list[tuple[str, int | str]] = [("cash", bill.payable(due) + over)]
        mixed: list[tuple[str, int | str]] = [(other, part), ("cash", left + over)]
        plans: list[list[tuple[str, int | str]]] = [
            whole,
            mixed,
            [("cash", "exact")],
            [(other, "exact")],
            [(other, due)],
            [(other, part), ("cash", "exact")],
            [("cash", part), (other, "exact")],
            [("transfer", part), ("card", "exact")],
        ]
        if left > 1_000 and bill.due > 0:
            plans.append([(other, part), ("cash", 1_000), ("cash", "exact")])
        return dice.choice(plans)

    def _open(self, fields: Fields) -> OpenBill:
        return self._book.open_bill(read_request(json.dumps(fields)))

    # --- keys, and what must be refused

    def _with_extras(self, fields: Fields) -> Fields:
        if self._dice.random() < 0.25:
            self._keys += 1
            fields["key"] = f"don-{self._keys}" + "x" * self._dice.choice((0, 0, 30))
        if self._dice.random() < 0.05:
            fields["note"] = "Giao trước 17h, gọi 0912"
        return fields

    def _repeat(self) -> Fields:
        """The same content again; the order of its fields is no content."""
        if not self._sent:
            return self._sale()
        names = list((first := self._dice.choice(self._sent)).items())
        self._dice.shuffle(names)
        spacing = self._dice.choice((None, (",", ":")))
        return {**first, "_text": json.dumps(dict(names), separators=spacing)}

    def _other_content(self) -> Fields:
        if not self._sent:
            return {**self._sale(), "_kind": "sale"}
        return {**self._sale(), "key": self._dice.choice(self._sent)["key"]}

    def _spoiled(self) -> Fields:
        name, spoil = self._dice.choice(SPOILERS)
        fields = spoil(self._sale(), self._book, self._dice)
        return {**fields, "_kind": name}


def _open_lines(receipt: Receipt) -> Iterator[int]:
    return (number for number in range(1, len(receipt.lines) + 1) if receipt.left(number) > 0)
