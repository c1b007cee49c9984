"""Invented goods of a big shop: many, various, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from math import prod
from random import Random

from posdesk.domain.barcode import check_digit
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.runtime.ids import new_id
from posdesk.services.samples_words import FAMILIES, Family

_COUNTRY = "893"
"""GS1's prefix of Vietnam."""
_FAVOURITES = 24


def _lists(family: Family) -> tuple[tuple[str, ...], ...]:
    return family.kinds, family.makers, family.sorts, family.sizes


_NAMES = tuple(prod(map(len, _lists(family))) for family in FAMILIES)
_STARTS = (0, *accumulate(_NAMES))
DIFFERENT = _STARTS[-1]
"""So many names the words give; after them names repeat with a number behind."""


def invent(count: int, chance: Random) -> Iterator[Product]:
    """``count`` products; weighed goods without a barcode, packs with a price of their own."""
    places = chance.sample(range(DIFFERENT), min(count, DIFFERENT))
    bodies = _bodies(count, chance)
    for number in range(count):
        again, place = divmod(number, len(places))
        yield _product(number, places[place], again, chance, bodies)


def _bodies(count: int, chance: Random) -> Iterator[str]:
    """Different numbers for barcodes, two for each product, without their check digits."""
    return (f"{_COUNTRY}{body:09}" for body in chance.sample(range(10**9), 2 * count))


def _product(number: int, place: int, again: int, chance: Random, bodies: Iterator[str]) -> Product:
    group = next(i for i, start in enumerate(_STARTS[1:]) if place < start)
    family, name = FAMILIES[group], _name(FAMILIES[group], place - _STARTS[group])
    weighed = family.unit == "kg"
    price = _price(family, chance)
    units = [Unit(new_id(), family.unit, price, 1, () if weighed else (_ean13(next(bodies)),))]
    if family.pack and chance.random() < 0.3:
        units.append(_pack(family.pack, price, next(bodies)))
    return Product(
        id=new_id(),
        sku=f"{family.code}-{number + 1:05}",
        name=f"{name} ({again + 1})" if again else name,
        units=tuple(units),
        category=family.group,
        tax_code=family.tax,
        weighed=weighed,
        cost=price * chance.randint(55, 80) // 100,
        min_stock=chance.choice((None, 3 * ONE, 10 * ONE)),
        favourite=number < _FAVOURITES,
    )


def _name(family: Family, place: int) -> str:
    words = []
    for choices in reversed(_lists(family)):
        place, chosen = divmod(place, len(choices))
        words.append(choices[chosen])
    return " ".join(reversed(words))


def _price(family: Family, chance: Random) -> int:
    """More cheap goods than dear ones, at prices that people write."""
    low, high = family.prices
    price = low + int((high - low) * chance.random() ** 3)
    step = 500 if price < 50_000 else 5_000
    return max(step, price // step * step)


def _pack(pack: tuple[str, int], price: int, body: str) -> Unit:
    name, factor = pack
    cheaper = price * factor * 95 // 100 // 1_000 * 1_000
    return Unit(new_id(), name, cheaper, factor, (_ean13(body),))


def _ean13(body: str) -> str:
    return body + check_digit(body)
