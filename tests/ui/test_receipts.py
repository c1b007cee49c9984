"""Past sales at the window: found, seen as they print, printed again, saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.services.ports.printing import JobKind
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter
from tests.ui.executors import Held, Immediate
from tests.ui.past import CTRL, Key, Past


@pytest.fixture
def past(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Past]:
    """Three receipts: a vase, six bowls by card, honey."""
    counter.sell(counter.line("GOM-01"), offers="cash 500000")
    counter.sell(counter.line("GOM-03", 6), offers="card")
    counter.sell(counter.line("10001", quantity=350), counter.line("DS-03"))
    made = Past(qapp, counter, tasks, tmp_path / "papers")
    made.go()
    yield made
    made.close()


def test_the_newest_is_first_and_seen_as_it_prints(past: Past) -> None:
    state = past.screen.model.state

    assert past.listed == ["T1-000003", "T1-000002", "T1-000001"]
    assert state.number == "T1-000003"
    assert state.png.startswith(b"\x89PNG")
    assert "Mật ong rừng" in past.screen.paper.view.accessibleDescription()


def test_search_at_each_letter_without_marks(past: Past) -> None:
    past.type("chen t")
    assert past.listed == ["T1-000002"]
    assert past.screen.model.state.number == "T1-000002"
    past.type("x")
    assert past.listed == []
    assert past.reads("No receipt fits “chen tx”")
    past.escape()
    assert len(past.listed) == 3


def test_arrows_go_through_the_list_while_one_types(past: Past) -> None:
    past.press(Key.Key_Down)
    past.press(Key.Key_Down)
    past.press(Key.Key_Down)
    assert past.screen.model.state.number == "T1-000001"
    past.press(Key.Key_Up)
    assert past.screen.model.state.number == "T1-000002"


def test_pages_by_keys_while_one_types_through_all_there_are(past: Past, counter: Counter) -> None:
    for _ in range(60):
        counter.sell(counter.line("GOM-03"))
    past.screen.model.search.refresh()
    for _ in range(12):
        past.press(Key.Key_PageDown)
        past.settle()
    assert past.screen.model.state.number == "T1-000001"
    past.press(Key.Key_PageUp)
    assert past.screen.model.state.number == "T1-000008"


def test_what_is_not_found_says_what_else_to_try(past: Past) -> None:
    past.type("30/02")
    assert past.reads("No receipt fits “30/02”")
    assert past.reads("or the day as 23/11. Esc shows all receipts again.")
    past.escape()
    assert len(past.listed) == 3


def test_a_touched_receipt_is_seen(past: Past) -> None:
    past.touch_row(3)

    assert past.screen.model.state.number == "T1-000001"
    assert "500.000" in past.screen.model.state.words


def test_letters_by_touch(past: Past) -> None:
    past.touch("Letters on the screen")
    for letter in "que":
        past.touch(letter)

    assert past.listed == ["T1-000003"]


@pytest.mark.parametrize("code", ["T1-000002", "2000000000039"])
def test_a_scan_finds_a_receipt_by_its_number_or_its_goods(past: Past, code: str) -> None:
    past.scan(code)

    assert past.listed == ["T1-000002"]


def test_the_chosen_receipt_prints_again_and_is_counted(past: Past, counter: Counter) -> None:
    counter.printer()
    counter.sell(counter.line("GOM-01"))
    past.touch_row(2)
    past.press(Key.Key_P, modifier=CTRL)
    assert past.said == "T1-000002 prints."
    past.touch("Print again")
    assert past.said == "T1-000002 prints.", "the second press of a hand"
    counter.clock.go_on(seconds=2)
    past.touch("Print again")
    assert past.said == "T1-000002 prints again."

    assert counter.jobs()[1:] == [
        (JobKind.RECEIPT, "T1-000002", 1),
        (JobKind.RECEIPT, "T1-000002", 2),
    ]
    assert counter.done() == {"reprint": 1}


def test_without_a_printer_it_says_so(past: Past) -> None:
    past.press(Key.Key_P, modifier=CTRL)

    assert past.said == "No printer is set up yet."
    assert past.screen.model.state.busy is False


def test_a_receipt_is_saved_as_pdf(past: Past, tmp_path: Path) -> None:
    past.press(Key.Key_S, modifier=CTRL)
    path = tmp_path / "papers" / "T1-000003.pdf"

    assert path.read_bytes().startswith(b"%PDF")
    assert past.said == f"Saved as {path}"


def test_a_folder_that_cannot_be_written_is_said(past: Past, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("in the way")
    past.press(Key.Key_S, modifier=CTRL)

    assert past.said.startswith(str(tmp_path / "papers" / "T1-000003.pdf"))
    assert past.screen.model.state.busy is False


def test_a_new_sale_comes_on_top_while_one_stays_where_one_is(past: Past, counter: Counter) -> None:
    past.touch_row(2)
    past.window.sold.emit(counter.sell(counter.line("GOM-01")))

    assert past.listed[0] == "T1-000004"
    assert past.screen.model.search.number == "T1-000002"


def test_coming_back_after_a_sale_one_is_at_the_newest(past: Past, counter: Counter) -> None:
    past.touch_row(2)
    past.touch("Sell")
    past.window.sold.emit(counter.sell(counter.line("GOM-01")))
    past.go()

    assert past.screen.model.search.number == "T1-000004"

    past.touch_row(3)
    past.touch("Sell")
    past.go()

    assert past.screen.model.search.number == "T1-000002"


def test_further_pages_come_as_one_goes_on(past: Past, counter: Counter) -> None:
    for _ in range(42):
        counter.sell(counter.line("GOM-03"))
    past.screen.model.search.refresh()
    assert len(past.listed) == 40
    past.press(Key.Key_Tab)
    past.screen.found.list.setFocus()
    past.press(Key.Key_End)
    past.settle()

    assert len(past.listed) == 45
    assert past.listed[-1] == "T1-000001"
    assert len(set(past.listed)) == 45


def test_a_shop_without_sales_says_what_comes(
    qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path
) -> None:
    made = Past(qapp, counter, tasks, tmp_path)
    made.go()

    assert made.reads("No receipts yet")
    assert not made.button("Print again").isEnabled()
    made.press(Key.Key_P, modifier=CTRL)
    assert made.said == ""
    made.close()


# --- while the data are slow


@pytest.fixture
def slow(qapp: QApplication, counter: Counter, tmp_path: Path) -> Iterator[tuple[Past, Held]]:
    """The window on two receipts; what is read comes when it is released."""
    counter.sell(counter.line("GOM-01"))
    counter.sell(counter.line("GOM-03", 6))
    readers = Held()
    made = Past(qapp, counter, Tasks(Immediate(), readers), tmp_path)
    made.go()
    readers.release()
    yield made, readers
    readers.release()
    made.close()


def test_of_many_letters_only_the_last_answer_counts(slow: tuple[Past, Held]) -> None:
    past, readers = slow
    past.type("chen tra")
    asked = len(readers.jobs)
    readers.release()

    assert asked == 1
    assert past.listed == ["T1-000002"]


def test_what_is_done_is_done_to_the_receipt_one_went_to(
    slow: tuple[Past, Held], counter: Counter
) -> None:
    past, readers = slow
    counter.printer()
    past.press(Key.Key_Down)
    past.press(Key.Key_P, modifier=CTRL)
    readers.release()

    assert [job[1] for job in counter.jobs()] == ["T1-000001"]
    assert "Bình gốm" in past.screen.model.state.words


def test_two_presses_print_once(qapp: QApplication, counter: Counter, tmp_path: Path) -> None:
    counter.printer()
    counter.sell(counter.line("GOM-01"))
    writer = Held()
    past = Past(qapp, counter, Tasks(writer, Immediate()), tmp_path)
    past.go()
    past.press(Key.Key_P, modifier=CTRL)
    past.press(Key.Key_P, modifier=CTRL)
    writer.release()

    assert [job[2] for job in counter.jobs()] == [1, 2]
    past.close()
