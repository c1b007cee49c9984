"""A small shop with every kind of goods the judge wants to see sold."""

from __future__ import annotations

from random import Random

from tests.judge.goods import Catalogue, Good, Pack, check_digit

_THINGS = ("Nước mắm", "Bánh đậu xanh", "Chè Thái Nguyên", "Nón lá", "Lụa Hà Đông", "Gốm Bát Tràng")
_KINDS = ("loại 1", "loại 2", "nhỏ", "to", "đặc biệt", "quà biếu")
_TAXES = ("", "8", "10", "5", "0", "7.5", "KCT", "KKKNT")
_PRICES = (1, 333, 999, 5_000, 12_250, 12_500, 27_777, 99_999, 120_000, 1_234_567)
_BY_WEIGHT = (("10001", "Tỏi Lý Sơn"), ("10002", "Mực khô"), ("00042", "Cà phê hạt"))


def make_shop(seed: int) -> Catalogue:
    """Bottles in packs and cases, goods by weight, exempt goods, a gift and a motorbike."""
    dice = Random(seed)  # noqa: S311 - a repeatable shop, nothing secret
    goods = [_good(dice, number) for number in range(36)]
    goods += [_weighed(dice, sku, name) for sku, name in _BY_WEIGHT]
    goods.append(Good("QUA", "Túi giấy tặng", (Pack("cái", 1, 0),), stock=5_000))
    goods.append(Good("XE", "Xe máy điện", (Pack("chiếc", 1, 750_000_000),), "10", stock=9_000))
    return Catalogue(goods)


def _good(dice: Random, number: int) -> Good:
    price = dice.choice(_PRICES) + dice.choice((0, 0, dice.randrange(500)))
    packs = [Pack("chai", 1, price, _barcodes(dice, number, 0))]
    if number % 3 == 0:
        packs.append(Pack("lốc", 6, price * 6 - price // 3, _barcodes(dice, number, 1)))
    if number % 6 == 0:
        packs.append(Pack("thùng", 24, price * 22, _barcodes(dice, number, 2)))
    stock = 40 if number % 4 == 3 else 100_000
    name = f"{_THINGS[number % 6]} {_KINDS[number // 6]}"
    return Good(f"SP{number:03d}", name, tuple(packs), _TAXES[number % 8], stock=stock)


def _weighed(dice: Random, sku: str, name: str) -> Good:
    price = dice.randrange(30_000, 900_000)
    return Good(sku, name, (Pack("kg", 1, price),), dice.choice(_TAXES), weighed=True, stock=50_000)


def _barcodes(dice: Random, number: int, pack: int) -> tuple[str, ...]:
    """One barcode a pack; now and then a second, as when the maker changes the label."""
    codes = (f"893{number:05d}{pack}{again:03d}" for again in range(dice.choice((1, 1, 2))))
    return tuple(body + check_digit(body) for body in codes)
