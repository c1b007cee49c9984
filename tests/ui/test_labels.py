"""Labels from the goods' screen: chosen, counted, seen, printed, by keys, touch and scanner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posdesk.domain.label import LabelKind
from posdesk.domain.quantity import ONE
from posdesk.runtime import i18n
from posdesk.services.inventory import Arrival
from posdesk.services.job_titles import title
from posdesk.ui.screens.labels_card import LabelsCard
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter
from tests.ui import checks
from tests.ui.desks import CTRL, Key
from tests.ui.executors import Immediate
from tests.ui.products import Stockroom
from tests.ui.test_desk_look import complaints
from tests.ui.test_look import LANGUAGES, SIZES, settle
from tests.ui.tills import BARCODES


@pytest.fixture
def room(qapp: QApplication, counter: Counter, tmp_path: Path) -> Iterator[Stockroom]:
    made = Stockroom(qapp, counter, Tasks(Immediate(), Immediate()), tmp_path / "reports")
    yield made
    made.close()


def opened(room: Stockroom, sku: str = "GOM-03") -> LabelsCard:
    room.at(sku)
    room.press(Key.Key_P, modifier=CTRL)
    card = room.top
    assert isinstance(card, LabelsCard)
    return card


def waiting(counter: Counter) -> list[str]:
    return [title(job).partition(": ")[2] for job in counter.shop.papers.jobs()]


def test_by_keys_as_many_labels_as_are_typed(room: Stockroom, counter: Counter) -> None:
    counter.printer()
    opened(room)
    room.type("24")
    room.enter()
    assert waiting(counter) == ["24 × Chén trà men rạn"]
    assert not isinstance(room.over(), LabelsCard)


def test_by_touch_with_the_pad(room: Stockroom, counter: Counter) -> None:
    counter.printer()
    room.at("GOM-03")
    room.touch("Labels")
    for key in ("1", "2"):
        room.touch(key)
    room.touch("Kind of label: Shelf label")
    room.touch("Print")
    assert waiting(counter) == ["12 × Chén trà men rạn"]
    (job,) = counter.shop.papers.jobs()
    assert counter.shop.documents.labels(job).label.kind is LabelKind.SHELF


def test_as_many_as_came_in_unless_something_happened_since(
    room: Stockroom, counter: Counter
) -> None:
    product = counter.goods["GOM-03"]
    counter.shop.inventory.receive(counter.actor, Arrival(product.id, 36 * ONE))
    card = opened(room)
    assert card.model.state.total == 36
    card.close_card()
    counter.sell(counter.line("GOM-03"))
    assert opened(room).model.state.total == 1


def test_scans_and_words_add_goods(room: Stockroom, counter: Counter) -> None:
    counter.printer()
    card = opened(room)
    room.scan(BARCODES[0])
    room.scan(BARCODES[0])
    card.goods.setFocus()
    room.type("que tra")
    room.enter()
    assert [(line.product.sku, line.count) for line in card.model.state.lines] == [
        ("GOM-03", 1), ("GOM-01", 2), ("DS-03", 1)
    ]  # fmt: skip
    room.enter()
    assert len(waiting(counter)) == 3


def test_goods_are_added_without_a_keyboard(room: Stockroom) -> None:
    card = opened(room)
    card.goods.setFocus()
    room.touch("Letters on the screen")
    for letter in "que":
        room.touch(letter)
    room.touch("Add the goods")
    assert [line.product.sku for line in card.model.state.lines] == ["GOM-03", "DS-03"]


def test_a_code_nobody_knows_is_said(room: Stockroom) -> None:
    card = opened(room)
    room.scan("8934563138165")
    assert "8934563138165" in card.model.state.problem
    assert card.model.state.total == 1


def test_up_and_down_go_to_the_line_whose_count_is_typed(room: Stockroom) -> None:
    card = opened(room)
    room.scan(BARCODES[0])
    card.count.setFocus()
    room.press(Key.Key_Up)
    room.type("7")
    room.press(Key.Key_Down)
    room.type("5")
    assert [line.count for line in card.model.state.lines] == [7, 5]


def test_no_labels_no_paper(room: Stockroom, counter: Counter) -> None:
    counter.printer()
    card = opened(room)
    room.type("0")
    room.enter()
    assert not card.main.isEnabled()
    assert waiting(counter) == []


def test_the_preview_follows_the_kind_and_the_paper(room: Stockroom, counter: Counter) -> None:
    counter.printer()
    model = opened(room).model
    seen = {model.state.png}
    changes: tuple[Callable[[], None], ...] = (
        lambda: model.set_kind("shelf"),
        lambda: model.set_place("3x8"),
        lambda: model.set_first(5),
        lambda: model.set_count(9),
    )
    for change in changes:
        change()
        assert model.state.png not in seen
        seen.add(model.state.png)


def test_without_a_printer_sheets_are_saved_beside_each_other(
    room: Stockroom, counter: Counter, tmp_path: Path
) -> None:
    tasks, cup = Tasks(Immediate(), Immediate()), counter.goods["GOM-03"].id
    for _time in range(2):
        card = LabelsCard(
            counter.shop, tasks, room.window, [cup], {cup: 3}, papers=tmp_path / "papers"
        )
        room.window.open_card(card.layer(), card.first_field())
        room.enter()
    found = sorted((tmp_path / "papers").iterdir())
    assert [path.name for path in found] == ["labels-2026-11-22-1.pdf", "labels-2026-11-22-2.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in found)


def test_a_sheet_has_no_such_place(room: Stockroom, counter: Counter) -> None:
    card = opened(room)
    card.first.setFocus()
    card.first.selectAll()
    room.type("99")
    room.enter()
    assert "24" in card.model.state.problem
    assert card.isVisible()


def test_goods_without_a_code_are_told_of_and_get_one(room: Stockroom, counter: Counter) -> None:
    counter.printer()
    counter.add("MO-01", 90_000, name="Nón lá")
    card = opened(room, "MO-01")
    assert "barcode" in card.model.state.notes
    room.enter()
    product = counter.shop.catalogue.product(counter.goods["MO-01"].id)
    assert product is not None
    assert len(product.base.barcodes) == 1


def test_a_code_too_long_for_the_paper_is_told_of(room: Stockroom, counter: Counter) -> None:
    counter.add("MO-01", 90_000, name="Nón lá", barcode="NON-LA-HUE-2026-XANH")
    model = opened(room, "MO-01").model
    model.set_place("5x13")
    assert "NON-LA-HUE-2026-XANH" in model.state.notes


State = Callable[[Stockroom, Counter], None]


def nothing(room: Stockroom, counter: Counter) -> None:
    room.at("zzz")
    room.screen.labels()


def printing(room: Stockroom, counter: Counter) -> None:
    counter.printer()
    long = "Bộ ấm trà tử sa Bát Tràng men rạn vẽ tay 350 ml, sáu chén, có khay gỗ"
    counter.add("MO-01", 12_500_000, name=long)
    room.at("MO-01")
    room.screen.labels()
    for code in BARCODES:
        room.scan(code)


def sheet(room: Stockroom, counter: Counter) -> None:
    printing(room, counter)
    card = room.top
    assert isinstance(card, LabelsCard)
    card.model.set_place("3x8")
    card.model.set_first(30)


def letters(room: Stockroom, counter: Counter) -> None:
    nothing(room, counter)
    room.button(i18n._("Letters on the screen")).click()


STATES: tuple[State, ...] = (nothing, printing, sheet, letters)


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window in a language."""
    words = LANGUAGES[request.param]
    monkeypatch.setattr(i18n, "translator", lambda _language: words)


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_the_card_is_whole_in_each_size_and_language(
    qapp: QApplication, counter: Counter, tmp_path: Path, state: State
) -> None:
    found: list[str] = []
    room = Stockroom(qapp, counter, Tasks(Immediate(), Immediate()), tmp_path / "reports")
    state(room, counter)
    for size in SIZES:
        room.window.resize(*size)
        settle()
        settle()  # what wraps tells its height only once its width is known
        top = getattr(room.top, "sheet", room.top)
        found += [f"{size[0]}x{size[1]} {what}" for what in complaints(top, size == SIZES[0])]
    room.close()
    assert found == []


def test_the_focus_is_seen_wherever_it_is(room: Stockroom, counter: Counter) -> None:
    sheet(room, counter)
    settle()
    assert checks.invisible_focus(getattr(room.top, "sheet", room.top)) == []


def test_a_finger_on_a_line_goes_to_it(room: Stockroom) -> None:
    card = opened(room)
    room.scan(BARCODES[0])
    settle()
    at = card.lines.visualRect(card.lines.records.index(0)).center()
    QTest.mouseClick(card.lines.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert card.model.state.current == 0
