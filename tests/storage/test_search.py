"""The till's search: what a cashier types finds the goods, best first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from posdesk import bootstrap
from posdesk.domain.product import Product, Unit
from posdesk.runtime.ids import new_id
from posdesk.services.shop import Shop

NAMES = (
    "Trà hoa cúc Hòa Bình",
    "Chè cốm mộc",
    "Cốm chè khô",
    "Bánh hoa",
    "Khăn thêu hoa",
    'Trà "đặc_biệt" 100% (búp)',
)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    program = bootstrap.Posdesk()
    program.create(str(tmp_path / "shop"), "Gốm", sample=False)
    with program.open(str(tmp_path / "shop")) as shop:
        for number, name in enumerate(NAMES, 1):
            _add(shop, f"A-{number}", name, f"200000000{number:04}")
        yield shop


def _add(shop: Shop, sku: str, name: str, barcode: str = "") -> None:
    unit = Unit(new_id(), "cái", 1_000, 1, (barcode,) if barcode else ())
    shop.catalogue.add(shop.actor, Product(new_id(), sku, name, (unit,)))


def _names(shop: Shop, text: str) -> list[str]:
    return [found.name for found in shop.catalogue.find(text, 10)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mộc chè", ["Chè cốm mộc"]),
        ("che moc com", ["Chè cốm mộc"]),
        ("ccm", ["Chè cốm mộc"]),
        ("thêu kh", ["Khăn thêu hoa"]),
        ("A-4", ["Bánh hoa"]),
        ("2000000000004", ["Bánh hoa"]),
        ("không có", []),
        ("   ", []),
    ],
)
def test_what_is_typed_finds_the_goods(shop: Shop, typed: str, found: list[str]) -> None:
    assert _names(shop, typed) == found


@pytest.mark.parametrize("typed", ["hoà", "hòa", "HÒA"])
def test_exact_tones_come_first_in_either_spelling(shop: Shop, typed: str) -> None:
    names = _names(shop, typed)
    assert names[0] == "Trà hoa cúc Hòa Bình"
    assert set(names[1:]) == {"Bánh hoa", "Khăn thêu hoa"}


def test_words_side_by_side_come_first(shop: Shop) -> None:
    assert _names(shop, "chè cốm") == ["Chè cốm mộc", "Cốm chè khô"]
    assert _names(shop, "cốm chè") == ["Cốm chè khô", "Chè cốm mộc"]


@pytest.mark.parametrize(
    "typed", ["%", "_", '"', "*", "trà OR", "NEAR(", "-", "^trà", "a:b", "\x00"]
)
def test_no_character_is_special(shop: Shop, typed: str) -> None:
    assert len(_names(shop, typed)) <= len(NAMES)


def test_letters_that_other_searches_take_as_signs(shop: Shop) -> None:
    assert _names(shop, '"đặc_biệt" 100%') == [NAMES[-1]]


def test_a_wide_match_keeps_the_code_and_what_starts_so(shop: Shop) -> None:
    for number in range(450):
        _add(shop, f"B-{number}", f"Lọ hoa số {number}")
    _add(shop, "hoa", "Sổ tay")
    _add(shop, "C-1", "Hoa khô")
    assert _names(shop, "hoa")[0] == "Sổ tay"
    assert "Hoa khô" in _names(shop, "hoa")
