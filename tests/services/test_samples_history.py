"""An invented history: large, believable, the same for the same seed, and right."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from posdesk import bootstrap
from posdesk.domain.barcode import is_valid_ean13
from posdesk.domain.errors import Refused
from posdesk.runtime.lock import hold
from posdesk.runtime.paths import DataFolder
from posdesk.services import samples_goods
from posdesk.services.shop import SampleSize
from tests.storage.till import Till

SIZE = SampleSize(products=60, sales=1_200, days=5, seed=7)
WHAT_WAS_SOLD = """
    SELECT s.number, s.at, s.business_on, s.total, s.change, hex(s.id), l.line, l.name, l.quantity,
        l.net, hex(l.product_id), t.method
    FROM sale s JOIN sale_line l ON l.sale_id = s.id JOIN tender t ON t.sale_id = s.id
    ORDER BY s.id, l.line
"""


@pytest.fixture(autouse=True)
def _own_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def _made(root: Path, size: SampleSize = SIZE) -> Till:
    told: list[int] = []
    bootstrap.Posdesk().sample(str(root), size, lambda done, _total: told.append(done))
    assert told == sorted(told)
    assert told[-1] == size.products + size.sales
    return Till(DataFolder(root))


def test_it_is_right_and_like_a_shop(tmp_path: Path) -> None:
    till = _made(tmp_path / "shop")
    assert till.verify() == {}
    with till.sql() as connection:

        def one(query: str) -> int:
            return int(connection.execute(query).fetchone()[0])

        assert one("SELECT count(*) FROM sale") == SIZE.sales
        assert one("SELECT count(DISTINCT business_on) FROM sale") == SIZE.days
        assert one("SELECT count(*) FROM shift_closing") == SIZE.days
        assert one("SELECT min(quantity) FROM stock_balance") >= 0
        assert one("SELECT count(*) FROM refund") > 0
        assert one("SELECT count(*) FROM sale WHERE bill_discount > 0") > 0
        assert one("SELECT count(*) FROM sale WHERE rounding <> 0") > 0
        assert one("SELECT count(DISTINCT method) FROM tender") == 3
        assert one("SELECT max(business_on) >= date('now', 'localtime') FROM sale") == 0


def test_the_same_seed_gives_the_same_history(tmp_path: Path) -> None:
    rows = []
    for name in ("one", "two"):
        with _made(tmp_path / name).sql() as connection:
            rows.append(connection.execute(WHAT_WAS_SOLD).fetchall())
    assert rows[0] == rows[1]


def test_another_seed_gives_another(tmp_path: Path) -> None:
    small = SampleSize(products=20, sales=20, days=2, seed=1)
    other = SampleSize(products=20, sales=20, days=2, seed=2)
    rows = []
    for number, size in enumerate((small, other)):
        with _made(tmp_path / str(number), size).sql() as connection:
            rows.append(connection.execute(WHAT_WAS_SOLD).fetchall())
    assert rows[0] != rows[1]


def test_a_shop_that_has_goods_is_left_alone(tmp_path: Path) -> None:
    _made(tmp_path / "shop", SampleSize(5, 5, 1, 1))
    with pytest.raises(Refused, match="shop_not_new"):
        _made(tmp_path / "shop")


def test_a_window_never_sees_a_past_being_made(tmp_path: Path) -> None:
    """It would take each of its shifts for the one that is open."""
    root = tmp_path / "shop"
    bootstrap.Posdesk().create(str(root), "", sample=False)
    with hold(DataFolder(root).lock), pytest.raises(Refused, match="shop_in_use"):
        bootstrap.Posdesk().sample(str(root), SampleSize(5, 5, 1, 1), lambda _done, _of: None)
    assert Till(DataFolder(root)).verify() == {}


def test_many_goods_have_different_names_and_true_barcodes() -> None:
    goods = list(samples_goods.invent(20_000, Random(1)))  # noqa: S311 - nothing secret
    codes = [code for product in goods for unit in product.units for code in unit.barcodes]
    assert len({product.name for product in goods}) == len(goods)
    assert len(set(codes)) == len(codes)
    assert all(map(is_valid_ean13, codes))
    assert len({product.category for product in goods}) > 10
    assert {unit.factor for product in goods for unit in product.units} > {1, 6, 24}
