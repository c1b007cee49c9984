"""The sample shop: goods and customers of an invented craft village."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import groupby

from posdesk.domain.customer import Customer
from posdesk.domain.product import Photo, Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.runtime.ids import new_id

_NAMES = (
    "Chị Sen Hồng", "Anh Tre Xanh", "Cô Lúa Vàng", "Bác Mây Trắng", "Chú Núi Cao",
    "Chị Sông Dài", "Anh Đá Cuội", "Cô Nắng Mai", "Bác Gió Nồm", "Chị Mưa Rào",
    "Anh Trăng Rằm", "Cô Sao Khuê", "Chú Biển Rộng", "Bà Quế Thơm", "Ông Trầm Hương",
    "Chị Cúc Áo", "Anh Bưởi Bòng", "Cô Mận Chín", "Bác Gốm Nung", "Chị Lụa Mềm",
)  # fmt: skip
_FOLDER = files("posdesk") / "resources" / "village"


@dataclass(frozen=True, slots=True)
class Good:
    """A product of the village.

    Attributes:
        stock: its opening stock, thousandths of the base unit.
    """

    product: Product
    stock: int

    def photo(self) -> Photo:
        """Its drawing."""
        picture = (_FOLDER / f"{self.product.sku}.jpg").read_bytes()
        return Photo(picture, picture)


def goods() -> Iterator[Good]:
    """All of them, what sells best first; each call gives them ids of their own."""
    lines = (_FOLDER / "goods.csv").read_text("utf-8").splitlines()
    for sku, rows in groupby(csv.DictReader(lines), lambda row: row["sku"]):
        base, *packs = rows
        yield Good(_product(sku, base, packs), int(base["stock"]) * ONE)


def customers(today: date) -> Iterator[Customer]:
    """Twenty people who are not there, with numbers of a network that was switched off in 2012."""
    for number, name in enumerate(_NAMES, 1):
        yield Customer(
            id=new_id(),
            name=name,
            phone=f"09500000{number:02}",
            address=f"Xóm {number % 5 + 1}, làng Mẫu",
            note="Khách mẫu",
            debt_limit=None if number % 3 else 500_000,
            consent_on=today,
        )


def _product(sku: str, base: Mapping[str, str], packs: list[dict[str, str]]) -> Product:
    return Product(
        id=new_id(),
        sku=sku,
        name=base["name"],
        units=tuple(map(_unit, (base, *packs))),
        category=base["category"],
        tax_code=base["vat"],
        weighed=bool(base["weighed"]),
        cost=int(base["cost"]),
        min_stock=int(base["min_stock"]) * ONE if base["min_stock"] else None,
        maker=base["maker"],
        favourite=bool(base["favourite"]),
    )


def _unit(row: Mapping[str, str]) -> Unit:
    barcodes = (row["barcode"],) if row["barcode"] else ()
    return Unit(new_id(), row["unit"], int(row["price"]), int(row["factor"]), barcodes)
