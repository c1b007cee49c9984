"""The figures of a day and a month at the window: read, stepped through, saved, whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from posdesk.domain.money import format_dong
from posdesk.runtime import i18n
from posdesk.ui.screens.reports import ReportScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.reports import Form
from tests.services.shops import Counter
from tests.ui import checks
from tests.ui.desks import ALT, CTRL, Desk, Key, found, settle
from tests.ui.executors import Held, Immediate
from tests.ui.test_look import LANGUAGES, SIZES


@pytest.fixture
def tasks() -> Tasks:
    return Tasks(Immediate(), Immediate())


@pytest.fixture
def desk(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Desk]:
    """The window of a shop that sold on Sunday a week ago and sells today."""
    two_sundays(counter)
    made = Desk(qapp, counter, tasks, tmp_path / "files")
    made.window.open_screen("reports")
    yield made
    made.close()


def two_sundays(counter: Counter) -> None:
    for sku, category, cost in (("GOM-01", "Gốm", 200_000), ("GOM-03", "Gốm", None)):
        product = replace(counter.goods[sku], category=category, cost=cost)
        counter.goods[sku] = counter.shop.catalogue.change(counter.actor, product)
    counter.sell(counter.line("GOM-03", 2))
    counter.shop.shifts.close(counter.actor, counter.cash_expected())
    counter.clock.go_on(days=7)
    counter.shop.shifts.open(counter.actor, 0)
    counter.sell(counter.line("GOM-01"), counter.line("GOM-03"))
    counter.sell(counter.line("DS-03"), offers="card")


def screen(desk: Desk) -> ReportScreen:
    return found(desk.window, "reports", ReportScreen)


def reads(desk: Desk) -> list[str]:
    """All words that are seen."""
    settle()
    return [label.text() for label in screen(desk).findChildren(QLabel) if label.isVisible()]


def test_today_is_told_against_the_week_before(desk: Desk) -> None:
    seen = reads(desk)

    assert "Sunday 29/11/2026" in seen
    assert "393.000\u00a0₫" in seen
    assert "461\u00a0% more than Sunday last week" in seen
    assert "costs known for 81\u00a0% of the takings" in seen
    assert "Gốm: 355.000\u00a0₫" in screen(desk).body.groups.accessibleName()
    assert "Card: 38.000\u00a0₫" in screen(desk).body.tenders.accessibleName()


def test_keys_step_to_other_days_and_back(desk: Desk) -> None:
    desk.press(Key.Key_PageUp)
    assert "Saturday 28/11/2026" in reads(desk)
    assert "Nothing was sold on this day" in reads(desk)
    desk.press(Key.Key_PageDown)
    desk.press(Key.Key_PageDown)
    assert "Sunday 29/11/2026" in reads(desk)
    for _ in range(7):
        desk.press(Key.Key_PageUp)
    assert {"Sunday 22/11/2026", "70.000\u00a0₫"} <= set(reads(desk))
    desk.press(Key.Key_Home)
    assert "Sunday 29/11/2026" in reads(desk)


def test_touch_goes_to_the_month_and_the_one_before(desk: Desk) -> None:
    desk.touch("Month")
    assert {"Month 11/2026", "463.000\u00a0₫"} <= set(reads(desk))
    assert "29: 393.000\u00a0₫" in screen(desk).body.days.accessibleName()
    desk.touch("Earlier")
    assert {"Month 10/2026", "Nothing was sold in this month"} <= set(reads(desk))
    assert not screen(desk).forms[next(iter(screen(desk).forms))].isEnabled()
    desk.touch("Today")
    desk.press(Key.Key_1, modifier=ALT)
    assert "Sunday 29/11/2026" in reads(desk)


@pytest.mark.parametrize(
    ("button", "name", "start"),
    [
        ("CSV", "2026-11-29.csv", b"\xef\xbb\xbfpart,name,amount"),
        ("Excel", "2026-11-29.xlsx", b"PK"),
        ("Save as PDF", "2026-11-29.pdf", b"%PDF"),
    ],
)
def test_a_button_writes_the_file_and_says_where(
    desk: Desk, tmp_path: Path, button: str, name: str, start: bytes
) -> None:
    desk.touch(button)
    path = tmp_path / "files" / name

    assert path.read_bytes().startswith(start)
    assert f"Saved as {path}" in [text.replace("\u200b", "") for text in reads(desk)]
    assert desk.button("Open the folder").isVisible()


def test_a_file_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    desk.press(Key.Key_S, modifier=CTRL)

    assert "cannot be written" in desk.window.toast.words
    assert screen(desk).model.state.busy is False


def test_a_sale_shows_at_once(desk: Desk, counter: Counter) -> None:
    sale = counter.sell(counter.line("GOM-03"))
    desk.window.sold.emit(sale)

    assert "428.000\u00a0₫" in reads(desk)


def test_quick_steps_read_only_where_one_stops(
    qapp: QApplication, counter: Counter, tmp_path: Path
) -> None:
    two_sundays(counter)
    readers = Held()
    desk = Desk(qapp, counter, Tasks(Immediate(), readers), tmp_path / "files")
    desk.window.open_screen("reports")
    readers.release()
    for _ in range(30):
        desk.press(Key.Key_PageUp)
    waiting = len(readers.jobs)
    readers.release()

    assert waiting == 1
    assert "Friday 30/10/2026" in reads(desk)
    desk.close()


def test_the_stock_is_told_at_its_worth_of_now(
    desk: Desk, counter: Counter, tmp_path: Path
) -> None:
    """Of what is short nothing; the file says what the page says."""
    for sku, cost, pieces in (("A", 1_000, 5), ("B", 7, 3)):
        product = counter.add(sku, 2_000, stock=pieces)
        changed = counter.shop.catalogue.change(counter.actor, replace(product, cost=cost))
        counter.goods[sku] = changed
    counter.sell(counter.line("A", 2), offers="card")
    desk.press(Key.Key_3, modifier=ALT)
    worth = counter.shop.reports.stock()
    assert worth.at_cost == 7 * 200_000 + 3 * 1_000 + 3 * 7
    assert {"Stock now", format_dong(worth.at_cost), format_dong(worth.at_price)} <= set(
        reads(desk)
    )
    desk.press(Key.Key_PageUp)
    assert "Stock now" in reads(desk)
    screen(desk).forms[Form.CSV].click()
    saved = screen(desk).model.state.saved
    assert saved is not None
    assert str(worth.at_cost) in saved.read_text("utf-8-sig")


def full_day(desk: Desk, counter: Counter) -> None:
    counter.set(tax__method="vat_deduction")
    for number in range(14):
        name = f"Tượng gốm Apsara cao 1,2 m men tro vẽ tay màu xanh số {number}"
        product = counter.add(f"T{number}", 62_500_000 - number, name=name, tax="8")
        changed = replace(product, category=f"Đồ thờ và tượng trang trí sân vườn {number}", cost=1)
        counter.goods[f"T{number}"] = counter.shop.catalogue.change(counter.actor, changed)
        counter.sell(counter.line(f"T{number}", 2))
        counter.clock.go_on(hours=1)
    desk.window.open_screen("reports")


def full_month(desk: Desk, counter: Counter) -> None:
    full_day(desk, counter)
    desk.press(Key.Key_2, modifier=ALT)


def saved(desk: Desk, counter: Counter) -> None:
    full_day(desk, counter)
    desk.press(Key.Key_S, modifier=CTRL)


def empty_day(desk: Desk, _counter: Counter) -> None:
    desk.press(Key.Key_PageUp)


def trouble(desk: Desk, counter: Counter) -> None:
    full_month(desk, counter)
    screen(desk).model._folder = Path("/proc/nowhere")
    desk.press(Key.Key_S, modifier=CTRL)


def stock(desk: Desk, counter: Counter) -> None:
    full_day(desk, counter)
    desk.press(Key.Key_3, modifier=ALT)


STATES = (full_day, full_month, saved, empty_day, trouble, stock)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_each_state_is_whole_in_each_size_and_language(
    qapp: QApplication,
    counter: Counter,
    monkeypatch: pytest.MonkeyPatch,
    tasks: Tasks,
    tmp_path: Path,
    state: Callable[[Desk, Counter], None],
    language: str,
) -> None:
    monkeypatch.setattr(i18n, "translator", lambda _language: LANGUAGES[language])
    two_sundays(counter)
    desk = Desk(qapp, counter, tasks, tmp_path / "files")
    desk.window.open_screen("reports")
    state(desk, counter)
    complaints: list[str] = []
    for size in SIZES:
        desk.window.resize(*size)
        settle()
        settle()
        complaints += [f"{size[0]}x{size[1]} {what}" for what in checks.complaints(desk.window)]
        assert (desk.window.width(), desk.window.height()) == size
    desk.close()
    assert complaints == []


def test_the_focus_is_seen_wherever_it_is(desk: Desk) -> None:
    settle()
    assert checks.invisible_focus(screen(desk)) == []


def test_all_can_be_reached_by_tab(desk: Desk) -> None:
    for button in (screen(desk).earlier, *screen(desk).forms.values()):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
