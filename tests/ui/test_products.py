"""The goods at the window: found, added, changed, received, corrected, put in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from posdesk.domain.product import Product
from posdesk.domain.quantity import ONE
from posdesk.domain.stock import BelowZero
from posdesk.services.goods_file import Wish
from posdesk.ui.screens.products_card import ProductCard
from posdesk.ui.screens.products_history import HistoryCard
from posdesk.ui.screens.products_import import ImportCard
from posdesk.ui.screens.products_stock import CorrectSheet, ReceiveSheet
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels import products
from tests.services.shops import Counter
from tests.ui.desks import ALT, CTRL, Key
from tests.ui.products import Stockroom


@pytest.fixture
def room(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Stockroom]:
    made = Stockroom(qapp, counter, tasks, tmp_path)
    yield made
    made.close()


def known(counter: Counter, sku: str) -> Product:
    """The product as it is in the shop's file now."""
    with counter.store.read() as reader:
        product = reader.product_by_sku(sku)
    assert product is not None
    return product


def test_a_scan_finds_the_goods(room: Stockroom, counter: Counter) -> None:
    assert len(room.listed) == len(counter.goods)
    room.scan("2000000000039")
    assert room.screen.model.state.product == known(counter, "GOM-03")


def test_goods_are_added_by_keys_alone(room: Stockroom, counter: Counter) -> None:
    room.press(Key.Key_N, modifier=CTRL)
    card = room.top
    assert isinstance(card, ProductCard)
    room.type("Tranh dong ho")
    room.press(Key.Key_Tab)
    room.press(Key.Key_Tab)
    room.type("120k")
    room.press(Key.Key_Tab)
    room.scan("8934563138165")
    room.enter()
    assert not card.isVisible()
    product = room.screen.model.state.product
    assert product is not None
    assert (product.name, product.base.price, product.base.barcodes) == (
        "Tranh dong ho", 120_000, ("8934563138165",),
    )  # fmt: skip
    assert product.sku == "8934563138165"


def test_what_is_missing_is_asked_for_at_its_field(room: Stockroom, counter: Counter) -> None:
    before = len(room.listed)
    room.press(Key.Key_N, modifier=CTRL)
    card = room.top
    assert isinstance(card, ProductCard)
    room.enter()
    assert card._said.text()
    assert card.name.hasFocus()
    room.type("Tranh")
    room.enter()
    assert card.isVisible()
    assert card.units._shown[0].price.hasFocus()
    assert card._said.text() == "A price is needed."
    card.close_card()
    room.screen.model.refresh()
    assert len(room.listed) == before


def test_all_that_is_kept_of_goods_can_be_changed(room: Stockroom, counter: Counter) -> None:
    room.at("GOM-03")
    room.press(Key.Key_E, modifier=CTRL)
    card = room.top
    assert isinstance(card, ProductCard)
    model = card._model
    card.units.more.click()
    model.change_unit(1, name="hộp", factor="6", price="200.000", barcodes="8934563138172")
    model.change(
        category="Ấm chén", tax="8", cost="21.000", maker="Lò Bát Tràng", shelf="A3",
        description="Tráng men hai lớp", min_stock="12", policy="refuse", favourite=True,
    )  # fmt: skip
    room.touch("Save the goods")
    product = known(counter, "GOM-03")
    box = product.units[1]
    assert (box.name, box.factor, box.price, box.barcodes) == (
        "hộp", 6, 200_000, ("8934563138172",),
    )  # fmt: skip
    assert (product.category, product.tax_code, product.cost) == ("Ấm chén", "8", 21_000)
    assert (product.maker, product.shelf, product.min_stock) == ("Lò Bát Tràng", "A3", 12 * ONE)
    assert (product.below_zero, product.favourite) == (BelowZero.REFUSE, True)
    assert product.description == "Tráng men hai lớp"
    assert product.base.id == counter.goods["GOM-03"].base.id


def test_what_was_changed_elsewhere_is_not_written_over(room: Stockroom, counter: Counter) -> None:
    room.at("GOM-03")
    room.press(Key.Key_E, modifier=CTRL)
    card = room.top
    assert isinstance(card, ProductCard)
    elsewhere = replace(known(counter, "GOM-03"), shelf="B1")
    counter.shop.catalogue.change(counter.actor, elsewhere)
    card._model.change(shelf="C9")
    room.touch("Save the goods")
    assert "changed elsewhere" in card._said.text()
    assert known(counter, "GOM-03").shelf == "B1"
    card.close_card()


def test_goods_that_came_in_by_keys(room: Stockroom, counter: Counter) -> None:
    before = counter.stock("GOM-03")
    room.at("GOM-03")
    room.press(Key.Key_F6)
    sheet = room.top
    assert isinstance(sheet, ReceiveSheet)
    assert "How many?" in [words.text() for words in sheet.findChildren(QLabel)]
    room.type("24")
    sheet.cost.setFocus()
    room.type("21000")
    room.enter()
    assert counter.stock("GOM-03") == before + 24 * ONE
    assert known(counter, "GOM-03").cost == 21_000
    assert not sheet.isVisible()


def test_a_count_by_touch(room: Stockroom, counter: Counter) -> None:
    room.at("GOM-03")
    room.touch("Correct stock")
    sheet = room.top
    assert isinstance(sheet, CorrectSheet)
    for digit in "117":
        room.touch(digit)
    room.touch("Broken")
    room.touch("Correct the stock")
    product_id = counter.goods["GOM-03"].id
    assert counter.stock("GOM-03") == 117 * ONE
    assert counter.shop.inventory.movements(product_id, 1)[0].reason == "Broken"


def test_a_sale_while_one_counts_is_told(room: Stockroom, counter: Counter) -> None:
    room.at("GOM-03")
    room.press(Key.Key_F7)
    sheet = room.top
    assert isinstance(sheet, CorrectSheet)
    counter.sell(counter.line("GOM-03"))
    left = counter.stock("GOM-03")
    room.type("117")
    room.enter()
    assert "moved while you counted" in sheet.problem.text()
    assert counter.stock("GOM-03") == left
    sheet.close_card()


def test_less_needs_a_reason(room: Stockroom, counter: Counter) -> None:
    before = counter.stock("GOM-03")
    room.at("GOM-03")
    room.press(Key.Key_F7)
    sheet = room.top
    assert isinstance(sheet, CorrectSheet)
    room.press(Key.Key_3, modifier=CTRL)
    sheet.quantity.setFocus()
    room.type("2")
    room.enter()
    assert sheet.problem.text() == "Say why, in a few words."
    room.press(Key.Key_1, modifier=ALT)
    room.enter()
    assert counter.stock("GOM-03") == before - 2 * ONE


def test_archived_goods_leave_the_list_and_come_back(room: Stockroom, counter: Counter) -> None:
    room.at("GOM-03")
    room.press(Key.Key_D, modifier=CTRL)
    assert room.listed == []
    assert counter.shop.catalogue.find("GOM-03", 5) == ()
    room.screen.model.choose_show("archived")
    room.touch("Bring back")
    assert not known(counter, "GOM-03").archived


def test_the_history_shows_stock_and_prices(room: Stockroom, counter: Counter) -> None:
    sale = counter.sell(counter.line("GOM-03", 2))
    dearer = replace(known(counter, "GOM-03"), cost=20_000)
    counter.shop.catalogue.change(counter.actor, dearer)
    room.at("GOM-03")
    room.press(Key.Key_F8)
    card = room.top
    assert isinstance(card, HistoryCard)
    assert card._model.state.records[0].title == f"Sold · {sale.number}"
    room.press(Key.Key_2, modifier=ALT)
    assert card._model.state.records[0].title == "Cost"
    card.close_card()


def test_tiles_stand_in_the_owners_order(room: Stockroom, counter: Counter) -> None:
    for sku in ("GOM-01", "GOM-03", "DS-03"):
        chosen = replace(known(counter, sku), favourite=True)
        counter.shop.catalogue.change(counter.actor, chosen)
    room.at("DS-03")
    room.press(Key.Key_Left, modifier=ALT)
    room.press(Key.Key_Left, modifier=ALT)
    tiles = counter.shop.catalogue.tiles(None, 3)
    assert [tile.sku for tile in tiles] == ["DS-03", "GOM-01", "GOM-03"]
    room.touch("Its tile one place later")
    tiles = counter.shop.catalogue.tiles(None, 3)
    assert [tile.sku for tile in tiles] == ["GOM-01", "DS-03", "GOM-03"]
    assert room.till.goods.state.tiles[1].name == known(counter, "DS-03").name


def test_filters_narrow_the_list(room: Stockroom, counter: Counter) -> None:
    counter.sell(counter.line("GOM-03", counter.stock("GOM-03") // ONE))
    room.touch("Sold out")
    assert room.listed == [known(counter, "GOM-03").name]
    room.press(Key.Key_Escape)
    assert len(room.listed) == len(counter.goods)


def test_pages_follow_one_another(room: Stockroom, counter: Counter) -> None:
    for number in range(130):
        counter.add(f"X{number:03}", 1_000, name=f"Zz {number:03}")
    room.screen.model.refresh()
    room.screen.model.more()
    room.screen.model.more()
    whole = room.listed
    assert len(whole) == len(set(whole)) == len(counter.goods)
    assert whole[-130:] == [f"Zz {number:03}" for number in range(130)]


@pytest.mark.parametrize("key", range(5))
def test_each_order_goes_on_page_by_page(
    room: Stockroom, counter: Counter, monkeypatch: pytest.MonkeyPatch, key: int
) -> None:
    monkeypatch.setattr(products, "PAGE", 2)
    for number in range(6):
        counter.add(f"X{number:03}", 5_000 + number % 2, stock=3 + number % 3)
    room.screen.model.refresh()
    room.press(Key.Key_R, modifier=CTRL)
    room.press(Key(Key.Key_1 + key), str(key + 1))
    for _page in range(len(counter.goods)):
        room.screen.model.more()
    rows = room.screen.model._rows
    assert len(rows) == len({row.id for row in rows}) == len(counter.goods)
    orders = (
        [(row.folded, row.no) for row in rows], [row.sku for row in rows],
        [(row.available, row.no) for row in rows], [(-row.price, row.no) for row in rows],
        [-row.no for row in rows],
    )  # fmt: skip
    assert orders[key] == sorted(orders[key])


def test_all_goods_go_into_a_file_and_come_back_equal(
    room: Stockroom, counter: Counter, tmp_path: Path
) -> None:
    path = tmp_path / "goods.xlsx"
    room.screen.model.export(path)
    outcome = counter.shop.goods_files.take_in(counter.actor, path, Wish(dry_run=True))
    assert (outcome.unchanged, outcome.changed, outcome.bad) == (len(counter.goods), 0, ())


def test_a_photo_is_seen_beside_the_list_and_on_the_tile(
    room: Stockroom, counter: Counter, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "chén.png"
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c03040"))
    assert picture.save(str(path))
    room.at("GOM-03")
    content = QMimeData()  # an event does not keep it alive
    content.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, content,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    room.screen.panel.photo.dropEvent(drop)
    assert room.screen.model.state.picture
    room.window.open_screen("till")
    grid = room.till.goods_panel.grid
    product = counter.goods["GOM-03"]
    key = (product.id, product.base.id)
    qtbot.waitUntil(lambda: grid.picture_of(key) is not None)
    seen = grid.picture_of(key)
    assert seen is not None
    assert seen.toImage().pixelColor(10, 10).red() > 150
    room.window.open_screen("products")
    room.touch("Take the photo away")
    assert room.screen.model.state.picture == b""
    assert counter.shop.photos.of(product.id) is None


def test_what_is_no_picture_is_told(room: Stockroom, counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(b"no picture")
    room.at("GOM-03")
    room.screen.model.put_photo(path)
    assert room.window.toast.words.startswith("This is not a picture")
    assert room.screen.model.state.picture == b""


def test_goods_from_a_file_are_looked_at_first(
    room: Stockroom, counter: Counter, tmp_path: Path
) -> None:
    path, before = tmp_path / "hàng.csv", len(room.listed)
    path.write_text("mã hàng,tên hàng,đơn vị,giá bán\nT1,Tranh,bức,120k\nT2,Chiếu,đôi,x\n")
    room.screen.import_from(path)
    card = room.top
    assert isinstance(card, ImportCard)
    assert len(card._model.state.bad) == 1
    assert len(counter.shop.catalogue.find("Tranh", 5)) == 0
    room.enter()
    assert card._model.state.outcome is not None
    assert card._model.state.outcome.written
    room.enter()
    assert not card.isVisible()
    assert len(room.listed) == before + 1
    assert known(counter, "T1").base.price == 120_000


def test_a_file_that_is_left_is_not_taken_in(
    room: Stockroom, counter: Counter, tmp_path: Path
) -> None:
    path, before = tmp_path / "hàng.csv", len(room.listed)
    path.write_text("mã hàng,tên hàng,đơn vị,giá bán\nT1,Tranh,bức,120k\n")
    room.screen.import_from(path)
    room.press(Key.Key_Escape)
    room.screen.model.refresh()
    assert len(room.listed) == before
