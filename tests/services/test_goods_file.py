"""Goods from and to people's tables."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from posdesk.domain.access import Right
from posdesk.domain.errors import Refused
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.text import clean
from posdesk.files.tables import PeoplesTables
from posdesk.runtime.ids import new_id
from posdesk.services.catalogue import add_product
from posdesk.services.goods_file import Outcome, Wish
from posdesk.services.ports.goods_file import Stocked
from posdesk.storage import driver
from tests.services.shops import Counter, open_counter

VIETNAMESE = "Giá bán;MÃ HÀNG;ten hang;đơn vị;quy đổi;mã vạch;tồn;cân;thuế\n"
WATER = "5.000đ;NUOC;Nước suối;chai;;8930000000011;240;;8\n115k;NUOC;;thùng;24;8930000000028;;;\n"


def taken(counter: Counter, text: str | Path, **wish: bool) -> Outcome:
    """Takes in a text as a CSV file, or a file."""
    path = text
    if isinstance(path, str):
        path = counter.folder.root.parent / "goods.csv"
        path.write_text(str(text), "utf-8")
    return counter.shop.goods_files.take_in(counter.actor, path, Wish(**wish))


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.new, outcome.changed, outcome.unchanged, outcome.skipped


def wrong(outcome: Outcome) -> list[tuple[int, str, str]]:
    return [(bad.line, bad.column, bad.code) for bad in outcome.bad]


def noted(outcome: Outcome) -> list[tuple[int, str, str, int]]:
    return [(note.line, note.column, note.code, note.times) for note in outcome.notes]


def goods(counter: Counter) -> dict[str, Stocked]:
    with counter.store.read() as reader:
        return {each.product.sku: each for each in reader.stocked()}


def everything(counter: Counter) -> list[str]:
    """All goods without the ids that each shop makes by itself."""
    nobody = UUID(int=0)

    def bare(each: Stocked) -> Stocked:
        units = tuple(replace(unit, id=nobody) for unit in each.product.units)
        return replace(each, product=replace(each.product, id=nobody, units=units, row_version=1))

    return sorted(map(repr, map(bare, goods(counter).values())))


def journal_length(counter: Counter) -> int:
    with counter.store.reading() as connection:
        return driver.number(connection, "SELECT count(*) FROM journal")


def test_two_rows_of_one_code_are_two_units(counter: Counter) -> None:
    outcome = taken(counter, VIETNAMESE + WATER)
    assert (counts(outcome), outcome.bad, outcome.notes) == ((1, 0, 0, 0), (), ())
    water = goods(counter)["NUOC"]
    assert [(u.name, u.factor, u.price, u.barcodes) for u in water.product.units] == [
        ("chai", 1, 5_000, ("8930000000011",)),
        ("thùng", 24, 115_000, ("8930000000028",)),
    ]
    assert (water.on_hand, water.counted, water.product.tax_code) == (240 * ONE, True, "8")


def test_a_second_time_changes_nothing(counter: Counter) -> None:
    taken(counter, VIETNAMESE + WATER)
    before, length = goods(counter), journal_length(counter)
    assert counts(taken(counter, VIETNAMESE + WATER)) == (0, 0, 1, 0)
    assert counts(taken(counter, VIETNAMESE + WATER, set_stock=True)) == (0, 0, 1, 0)
    assert (goods(counter), journal_length(counter)) == (before, length)


def test_an_empty_cell_says_nothing_and_other_units_stay(counter: Counter) -> None:
    taken(counter, VIETNAMESE + WATER)
    before = goods(counter)["NUOC"].product
    outcome = taken(counter, "sku,name,price,vat,barcode\nNUOC,,6000,,\n")
    after = goods(counter)["NUOC"].product
    assert counts(outcome) == (0, 1, 0, 0)
    assert after.units == (replace(before.base, price=6_000), before.units[1])
    assert (after.name, after.tax_code) == (before.name, before.tax_code)
    prices = counter.shop.inventory.prices(after.id, 9)
    assert [(step.unit, step.before, step.after) for step in prices] == [("chai", 5_000, 6_000)]


def test_stock_of_known_goods_stays_unless_it_is_wished(counter: Counter) -> None:
    counter.add("A", 1_000, stock=7)
    outcome = taken(counter, "sku,stock\nA,10\n")
    assert counts(outcome) == (0, 0, 1, 0)
    assert noted(outcome) == [(2, "stock", "stock_ignored", 1)]
    assert counter.stock("A") == 7 * ONE
    outcome = taken(counter, "sku,stock\nA,10\n", set_stock=True)
    assert (counts(outcome), outcome.notes) == ((0, 1, 0, 0), ())
    assert counter.stock("A") == 10 * ONE
    moved = counter.shop.inventory.movements(goods(counter)["A"].product.id, 1)[0]
    assert (moved.quantity, moved.expected) == (3 * ONE, 7 * ONE)


def test_no_stock_is_not_the_same_as_nobody_knows(counter: Counter) -> None:
    taken(counter, "sku,name,price,stock\nA,Một,1000,0\nB,Hai,1000,\n")
    assert goods(counter)["A"].counted
    assert not goods(counter)["B"].counted


BAD = """sku,name,unit,factor,price,cost,vat,barcode,stock,min_stock,weighed
A,Một,cái,1,1.5,x,101,,0.500,,maybe
,Hai,cái,1,1000,,,,,,
C,Ba,cái,0,1000,,,,"1,5",,
D,,cái,1,1000,,,,,,
E,Năm,cái,1,,,,,,,
F,Sáu,thùng,24,1000,,,,,,
G,Bảy,cái,1,1000,,,9,,,
H,Tám,cái,1,1000,,,9,,,
K,Chín,cái,1,1000,,,,-3,,
L,Mười,cái,1,1000,,8,,,,
L,Khác,hộp,2,1000,,5,,,,
M,Được,cái,1,"1,500",1.500,KCT,,"5",,
"""
WRONG = [
    (2, "price", "bad_amount"),
    (2, "cost", "bad_amount"),
    (2, "vat", "bad_tax"),
    (2, "stock", "ambiguous_quantity"),
    (2, "weighed", "bad_yes_no"),
    (3, "sku", "cell_missing"),
    (4, "factor", "bad_factor"),
    (5, "name", "cell_missing"),
    (6, "price", "cell_missing"),
    (7, "factor", "no_base_unit"),
    (9, "barcode", "barcode_taken"),
    (10, "stock", "stock_below_zero"),
    (12, "name", "cell_differs"),
]


def test_every_bad_cell_is_named_and_nothing_is_written(counter: Counter) -> None:
    for dry_run in (True, False):
        outcome = taken(counter, BAD, dry_run=dry_run)
        assert wrong(outcome) == WRONG
        assert (counts(outcome), outcome.written) == ((2, 0, 0, 9), False)
    assert goods(counter) == {}


def test_bad_goods_can_be_left_out(counter: Counter) -> None:
    outcome = taken(counter, BAD, skip_bad=True)
    assert (wrong(outcome), outcome.written) == (WRONG, True)
    assert sorted(goods(counter)) == ["G", "M"]
    added = goods(counter)["M"].product
    assert (added.base.price, added.cost, added.tax_code) == (1_500, 1_500, "KCT")


def test_a_dry_run_writes_nothing(counter: Counter) -> None:
    length = journal_length(counter)
    outcome = taken(counter, VIETNAMESE + WATER, dry_run=True)
    assert (counts(outcome), outcome.written) == ((1, 0, 0, 0), False)
    assert (goods(counter), journal_length(counter)) == ({}, length)


def test_whoever_stops_it_half_way_has_nothing(counter: Counter) -> None:
    seen = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    path = counter.folder.root.parent / "goods.csv"
    path.write_text("sku,name,price\nA,Một,1\nB,Hai,2\nC,Ba,3\n", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        counter.shop.goods_files.take_in(counter.actor, path, progress=stop)
    assert (seen, goods(counter)) == ([(1, 3), (2, 3)], {})


def test_the_till_sells_on_while_a_file_is_looked_through(counter: Counter) -> None:
    """Nothing is locked meanwhile, and what was changed elsewhere is not overwritten."""
    tea = counter.add("A", 1_000, stock=5)
    path = counter.folder.root.parent / "goods.csv"
    path.write_text(
        "sku,name,price,stock,barcode\nA,,2000,9,\nB,Hai,3000,1,8930000000011\n", "utf-8"
    )
    looks: list[int] = []

    def meanwhile(done: int, _total: int) -> None:
        if not looks:
            counter.sell(counter.line("A"))
            counter.shop.catalogue.change(counter.actor, replace(tea, category="Trà"))
        looks.append(done)

    outcome = counter.shop.goods_files.take_in(
        counter.actor, path, Wish(set_stock=True), progress=meanwhile
    )
    assert (counts(outcome), outcome.written, len(looks)) == ((1, 1, 0, 0), True, 4)
    tea_now = goods(counter)["A"]
    assert (tea_now.product.category, tea_now.product.base.price) == ("Trà", 2_000)
    assert (tea_now.on_hand, counter.totals().sales) == (9 * ONE, 1)


@pytest.mark.parametrize(
    ("header", "code"),
    [("name,price", "column_missing"), ("sku,price,giá bán", "column_twice")],
)
def test_the_columns_must_be_known(counter: Counter, header: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        taken(counter, header + "\nA,1,2\n")


def test_what_is_let_pass_is_noted(counter: Counter) -> None:
    outcome = taken(counter, "sku,name,price,ghi chú\nA,M\x07ột,1,x\nB,H\x1bai,2,y\n")
    assert noted(outcome) == [
        (1, "ghi chú", "column_unknown", 1),
        (2, "name", "controls_dropped", 2),
    ]
    assert [each.product.name for each in goods(counter).values()] == ["Một", "Hai"]


def test_a_code_that_excel_rounded_is_not_taken(counter: Counter) -> None:
    outcome = taken(counter, "sku,name,price,barcode\nA,Một,1,8.93E+12\n")
    assert wrong(outcome) == [(2, "barcode", "bad_number")]


def test_one_without_the_right_may_not(counter: Counter) -> None:
    path = counter.folder.root.parent / "goods.csv"
    path.write_text("sku\nA\n", "utf-8")
    clerk = replace(counter.actor, rights=frozenset(Right) - {Right.STOCK})
    with pytest.raises(Refused, match="not_allowed"):
        counter.shop.goods_files.take_in(clerk, path, Wish(set_stock=True))
    clerk = replace(counter.actor, rights=frozenset())
    with pytest.raises(Refused, match="not_allowed"):
        counter.shop.goods_files.take_in(clerk, path)
    with pytest.raises(Refused, match="not_allowed"):
        counter.shop.goods_files.export(clerk, path)


def test_pictures_come_with_the_goods(counter: Counter, tmp_path: Path) -> None:
    Image.new("RGB", (900, 600), "teal").save(tmp_path / "a.png")
    text = "sku,name,price,photo\nA,Một,1000,a.png\nB,Hai,2000,../a.png\n"
    assert wrong(taken(counter, text)) == [(3, "photo", "picture_outside")]
    text = text.replace("../a.png", "a.png")
    assert counts(taken(counter, text)) == (2, 0, 0, 0)
    photo = counter.shop.photos.of(goods(counter)["A"].product.id)
    assert photo is not None
    assert photo.picture.startswith(b"\xff\xd8")
    assert counts(taken(counter, text)) == (0, 0, 2, 0)


def test_pictures_go_round(counter: Counter, elsewhere: Counter, tmp_path: Path) -> None:
    """An export has them in a folder beside it; they come back, at home as what is there."""
    Image.new("RGB", (90, 60), "teal").save(tmp_path / "a.png")
    assert counts(taken(counter, "sku,name,price,photo\nẤm/1,Ấm,1000,a.png\nB,Hai,2,\n"))[0] == 2
    file = tmp_path / "Hàng: cũ.xlsx"
    counter.shop.goods_files.export(counter.actor, file)
    assert [each.name[:5] for each in (tmp_path / "Hang-cu-photos").iterdir()] == ["Am-1-"]

    assert counts(taken(counter, file, set_stock=True)) == (0, 0, 2, 0)
    for expected in ((2, 0, 0, 0), (0, 0, 2, 0)):
        assert counts(taken(elsewhere, file)) == expected
    photos = [elsewhere.shop.photos.of(each.product.id) for each in goods(elsewhere).values()]
    assert [photo is not None for photo in photos] == [True, False]


def test_an_export_changes_nothing(counter: Counter, tmp_path: Path) -> None:
    taken(counter, VIETNAMESE + WATER)
    counter.add("=1+1", 900, name="-Gói", stock=3, barcode="+84")
    counter.add("CAN", 90_000, name="@Táo", weighed=True)
    for name, language in (("a.csv", "en"), ("a.xlsx", "vi")):
        assert counter.shop.goods_files.export(counter.actor, tmp_path / name, language) == 3
        outcome = taken(counter, tmp_path / name, set_stock=True)
        assert (counts(outcome), outcome.bad, outcome.notes) == ((0, 0, 3, 0), (), ())


def test_below_zero_is_exported_as_it_is(counter: Counter, tmp_path: Path) -> None:
    counter.add("A", 1_000, stock=1)
    counter.set(stock__below_zero="allow")
    counter.sell(counter.line("A", 4))
    counter.shop.goods_files.export(counter.actor, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as source:
        assert [row["stock"] for row in csv.DictReader(source)] == ["-3"]
    outcome = taken(counter, tmp_path / "a.csv")
    assert (counts(outcome), outcome.bad, outcome.notes) == ((0, 0, 1, 0), (), ())


letters = st.characters(exclude_categories=["C", "Z"])
words = st.text(letters, min_size=1, max_size=12).map(clean).filter(bool)
amounts = st.integers(0, 10**12)
serial = itertools.count()


@st.composite
def products(draw: st.DrawFn) -> tuple[Product, int]:
    """Goods of any kind with a code of their own, and their stock."""
    number = next(serial)
    units = tuple(
        Unit(
            id=new_id(),
            name=name,
            price=draw(amounts),
            factor=draw(st.integers(1, 10**6)) if place else 1,
            barcodes=tuple(f"{number}-{place}-{n}" for n in range(draw(st.integers(0, 2)))),
        )
        for place, name in enumerate(draw(st.lists(words, min_size=1, max_size=3, unique=True)))
    )
    weighed = draw(st.booleans())
    product = Product(
        id=new_id(),
        sku=f"{draw(words)}{number}",
        name=draw(words),
        units=units,
        category=draw(words | st.just("")),
        tax_code=draw(st.sampled_from(["", "0", "5", "8.5", "KCT"])),
        weighed=weighed,
        cost=draw(st.none() | amounts),
        min_stock=draw(st.none() | st.integers(0, 10**9)),
        maker=draw(words | st.just("")),
        description=draw(words | st.just("") | st.just("=a\n-b")),
    )
    return product, draw(st.integers(0, 10**6)) * (1 if weighed else ONE)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Counter]:
    """Another shop."""
    made = open_counter(tmp_path / "elsewhere")
    yield made
    assert made.broken() == []
    made.store.close()


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(products(), min_size=1, max_size=4), st.sampled_from(["a.csv", "a.xlsx"]))
def test_goods_go_round(
    counter: Counter, elsewhere: Counter, made: list[tuple[Product, int]], name: str
) -> None:
    """An export of any goods gives another shop the same, and changes nothing at home."""
    with counter.store.write() as work:
        for product, stock in made:
            add_product(work, counter.actor, product, stock, counter.clock)
    folder = counter.folder.root.parent
    count = counter.shop.goods_files.export(counter.actor, folder / name)
    assert counts(taken(counter, folder / name, set_stock=True)) == (0, 0, count, 0)
    outcome = taken(elsewhere, folder / name)
    assert (counts(outcome), outcome.bad) == ((len(made), 0, count - len(made), 0), ())
    assert everything(elsewhere) == everything(counter)
    elsewhere.shop.goods_files.export(elsewhere.actor, folder / f"again-{name}")
    again = PeoplesTables().read(folder / f"again-{name}")
    assert sorted(again.rows, key=repr) == sorted(
        PeoplesTables().read(folder / name).rows, key=repr
    )
