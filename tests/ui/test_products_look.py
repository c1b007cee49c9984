"""Goods and their cards: whole in each size and language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.product import Unit
from posdesk.domain.quantity import ONE
from posdesk.runtime import i18n
from posdesk.runtime.ids import new_id
from posdesk.services.inventory import Arrival
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter
from tests.ui import checks
from tests.ui.executors import Immediate
from tests.ui.products import Stockroom
from tests.ui.test_desk_look import complaints
from tests.ui.test_look import LANGUAGES, SIZES, settle

State = Callable[[Stockroom, Counter], None]


def known(room: Stockroom, counter: Counter) -> None:
    """A product with all that can be known of it."""
    product = counter.shop.catalogue.product(counter.goods["GOM-03"].id)
    assert product is not None
    box = Unit(new_id(), "thùng 24 cái", 12_500_000, 24, ("8934563138165", "8934563138172"))
    counter.shop.catalogue.change(
        counter.actor,
        replace(
            product, name="Bộ ấm trà tử sa Bát Tràng men rạn vẽ tay 350 ml, sáu chén, có khay gỗ",
            units=(product.base, box), category="Gốm Bát Tràng", tax_code="8", cost=21_000,
            min_stock=200 * ONE, maker="Hợp tác xã gốm sứ Bát Tràng", shelf="Kệ A3, tầng 2",
            description="Tráng men hai lớp, nung ở 1.200 độ, dùng được trong lò vi sóng.",
            favourite=True,
        ),
    )  # fmt: skip
    counter.shop.inventory.receive(
        counter.actor, Arrival(product.id, ONE, "thùng 24 cái", 500_000, "Lò Bát Tràng, phiếu 12")
    )
    counter.shop.inventory.adjust(counter.actor, product.id, -ONE, "Vỡ khi dọn hàng cuối tuần")
    counter.shop.inventory.count(counter.actor, product.id, 117 * ONE)
    counter.sell(counter.line("GOM-03", 3))
    room.at("GOM-03")


def listed(room: Stockroom, counter: Counter) -> None:
    known(room, counter)
    room.screen.model.clear()


def empty(room: Stockroom, _counter: Counter) -> None:
    room.screen.model.choose_show("archived")


def nothing_fits(room: Stockroom, _counter: Counter) -> None:
    room.at("zzz")


def letters(room: Stockroom, _counter: Counter) -> None:
    room.button(i18n._("Letters on the screen")).click()


def adding(room: Stockroom, _counter: Counter) -> None:
    room.screen.add()


def changing(room: Stockroom, counter: Counter) -> None:
    known(room, counter)
    room.screen.edit()


def wrong(room: Stockroom, counter: Counter) -> None:
    adding(room, counter)
    room.top._save()  # type: ignore[attr-defined]  # the card of a product


def writing(room: Stockroom, counter: Counter) -> None:
    adding(room, counter)
    room.button(i18n._("Letters on the screen")).click()


def receiving(room: Stockroom, counter: Counter) -> None:
    known(room, counter)
    room.screen.receive()


def correcting(room: Stockroom, counter: Counter) -> None:
    known(room, counter)
    room.screen.correct()
    room.screen.model.adjust(-1000 * ONE, "Vỡ")


def history(room: Stockroom, counter: Counter) -> None:
    known(room, counter)
    room.screen.history()


def importing(room: Stockroom, counter: Counter) -> None:
    """A file with wrong cells."""
    path = counter.folder.root.parent / "Bảng giá hàng gốm tháng mười một.csv"
    rows = "".join(f"H{n},Tranh Đông Hồ {n},bức,{'120k' if n % 2 else 'x'}\n" for n in range(30))
    path.write_text("mã hàng,tên hàng,đơn vị,giá bán\n" + rows)
    room.screen.import_from(path)


def imported(room: Stockroom, counter: Counter) -> None:
    importing(room, counter)
    room.top._model.take_in()  # type: ignore[attr-defined]  # the card of a file


STATES: tuple[State, ...] = (
    listed, known, empty, nothing_fits, letters, adding, changing, wrong, writing, receiving,
    correcting, history, importing, imported,
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_each_state_is_whole_in_each_size_and_language(
    qapp: QApplication,
    counter: Counter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    state: State,
    language: str,
) -> None:
    monkeypatch.setattr(i18n, "translator", lambda _language: LANGUAGES[language])
    found: list[str] = []
    room = Stockroom(qapp, counter, Tasks(Immediate(), Immediate()), tmp_path)
    state(room, counter)
    for size in SIZES:
        room.window.resize(*size)
        settle()
        settle()  # what wraps tells its height only once its width is known
        top = getattr(room.top, "sheet", room.top)
        found += [f"{size[0]}x{size[1]} {what}" for what in complaints(top, size == SIZES[0])]
        assert (room.window.width(), room.window.height()) == size
    room.close()
    assert found == []


@pytest.mark.parametrize("state", [known, adding, receiving, correcting, history, importing])
def test_the_focus_is_seen_wherever_it_is(
    qapp: QApplication, counter: Counter, tmp_path: Path, state: State
) -> None:
    room = Stockroom(qapp, counter, Tasks(Immediate(), Immediate()), tmp_path)
    state(room, counter)
    settle()
    complaints = checks.invisible_focus(getattr(room.top, "sheet", room.top))
    room.close()
    assert complaints == []
