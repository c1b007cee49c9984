"""The shop that is judged: its goods, its people and its rules, as the judge knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

LABEL_HEAD = "26"


@dataclass(frozen=True)
class Pack:
    """A selling unit: the barcodes on it, the base units in it, the price of one in đồng."""

    name: str
    factor: int
    price: int
    barcodes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Good:
    """A product; the first pack is the base unit. ``stock`` is in base units at the start."""

    sku: str
    name: str
    packs: tuple[Pack, ...]
    tax: str = ""
    weighed: bool = False
    stock: int = 0

    @property
    def rate(self) -> Fraction:
        """Percent; exempt goods and goods without a tax have none."""
        return Fraction(self.tax) if self.tax[:1].isdigit() else Fraction(0)


@dataclass(frozen=True)
class Scanned:
    """What a code stands for; ``grams`` is on the label of a scale only."""

    good: Good
    pack: Pack
    grams: int | None = None


@dataclass(frozen=True)
class Rules:
    """The settings that decide a bill, as the contract names them."""

    tax_method: str = "none"
    prices_include: bool = True
    step: int = 0
    mode: str = "half_up"
    below_zero: str = "allow"

    @property
    def taxed(self) -> bool:
        return self.tax_method == "vat_deduction"

    @property
    def on_top(self) -> bool:
        return self.taxed and not self.prices_include

    @property
    def of_tax(self) -> tuple[str, bool]:
        return self.tax_method, self.prices_include

    @property
    def of_money(self) -> tuple[str, bool, int, str]:
        return *self.of_tax, self.step, self.mode

    def settings(self) -> Mapping[str, str]:
        return {
            "tax.method": self.tax_method,
            "tax.prices_include": "true" if self.prices_include else "false",
            "cash.rounding_step": str(self.step),
            "cash.rounding_mode": self.mode,
            "stock.below_zero": self.below_zero,
        }


def check_digit(digits: str) -> str:
    """EAN-13's: every second digit from the left, the second first, counts three times."""
    return str((10 - (sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))) % 10) % 10)


def scale_label(item: str, grams: int) -> str:
    body = f"{LABEL_HEAD}{item}{grams:05d}"
    return body + check_digit(body)


class Catalogue:
    """Finds goods by what a scanner or a request says."""

    def __init__(self, goods: Iterable[Good]) -> None:
        self.goods = tuple(goods)
        self._by_code: dict[str, Scanned] = {}
        for good in self.goods:
            self._by_code[good.sku] = Scanned(good, good.packs[0])
            for pack in good.packs:
                for barcode in pack.barcodes:
                    self._by_code[barcode] = Scanned(good, pack)

    def scan(self, code: str) -> Scanned | None:
        return self._by_code.get(code) or self._label(code)

    def _label(self, code: str) -> Scanned | None:
        digits = len(code) == 13 and code.isascii() and code.isdigit()
        if not digits or not code.startswith(LABEL_HEAD) or check_digit(code[:12]) != code[12]:
            return None
        found = self._by_code.get(code[2:7]) or self._by_code.get(code[2:7].lstrip("0"))
        return found and Scanned(found.good, found.pack, int(code[7:12]))
