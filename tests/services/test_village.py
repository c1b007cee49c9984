"""The sample shop is a shop that one could open tomorrow."""

from __future__ import annotations

import io

from PIL import Image

from posdesk.domain.barcode import is_valid_ean13
from posdesk.services import village

FIRST_TEN = {
    "GOM-01": "2000000000015", "GOM-02": "2000000000022", "GOM-03": "2000000000039",
    "DS-01": "2000000000046", "DS-02": "2000000000053", "DS-03": "2000000000060",
    "MT-01": "2000000000077", "MT-02": "2000000000084", "LUA-01": "2000000000091", "10001": "",
}  # fmt: skip
"""Documents and practice sheets name them."""


def test_there_are_goods_of_every_craft() -> None:
    goods = list(village.goods())
    assert len(goods) >= 60
    assert len({good.product.sku for good in goods}) == len(goods)
    groups = [good.product.category for good in goods]
    assert min(map(groups.count, set(groups))) >= 4
    assert sum(good.product.weighed for good in goods) >= 3
    assert sum(len(good.product.units) > 1 for good in goods) >= 5


def test_each_has_what_a_shop_knows_of_its_goods() -> None:
    for good in village.goods():
        product = good.product
        assert product.cost is not None
        assert product.cost < product.base.price, product.sku
        assert product.maker
        assert good.stock > 0
        for unit in product.units[1:]:
            assert unit.price < product.base.price * unit.factor, product.sku


def test_barcodes_are_right_and_stand_for_one_unit() -> None:
    units = [unit for good in village.goods() for unit in good.product.units]
    codes = [code for unit in units for code in unit.barcodes]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not is_valid_ean13(code)] == []


def test_the_first_ten_keep_their_codes() -> None:
    codes = {good.product.sku: "".join(good.product.base.barcodes) for good in village.goods()}
    assert {sku: codes[sku] for sku in FIRST_TEN} == FIRST_TEN


def test_each_has_a_drawing_as_small_as_a_tile() -> None:
    for good in village.goods():
        picture = Image.open(io.BytesIO(good.photo().tile))
        assert (picture.format, picture.size) == ("JPEG", (320, 160)), good.product.sku
