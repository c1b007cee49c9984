"""The end of the day: counted blind, closed whatever is there, its Z printed and saved once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posdesk.domain.errors import Trouble
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import TenderMethod
from posdesk.domain.shift import ShiftClosing
from posdesk.domain.tender import Offer
from posdesk.runtime.ids import new_id
from posdesk.services.drafts import OpenBill
from posdesk.services.ports.printing import JobKind, JobState
from posdesk.services.ports.store import TenderSum, Totals
from posdesk.ui.screens.day_parts import DifferenceSheet
from posdesk.ui.screens.paper import PaperCard
from posdesk.ui.shown import Bar
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.day import DayModel
from posdesk.ui.viewmodels.day_papers import progress_of
from posdesk.ui.viewmodels.day_state import AskReason, Phase, StepState
from posdesk.ui.viewmodels.day_words import bars_of, figures_of
from posdesk.ui.viewmodels.drawer_count import ROWS, DrawerCount
from posdesk.ui.viewmodels.effects import Say
from posdesk.ui.viewmodels.syncing import SyncModel
from posdesk.ui.widgets.key_button import KeyButton
from tests.services.shops import Counter, cart_of
from tests.ui.desks import CTRL, Desk, Key
from tests.ui.executors import Held, Immediate
from tests.ui.tills import BARCODES

NBSP = "\u00a0"
PRINTED, SAVED = "Print the Z report", "Save it as PDF"
SUNDAY = date(2026, 11, 22)
EMPTY = Totals(
    receipts=0, sales=0, sales_total=0, returns=0, cancelled=0, sold=0, given_back=0, discount=0,
    rounding=0, tenders=(), taxes=(), paid_in=0, paid_out=0, actions=(),
)  # fmt: skip


class Day:
    """The view-model with what it asked for."""

    def __init__(self, counter: Counter, tasks: Tasks, reports: Path) -> None:
        self.sync = SyncModel(counter.shop, tasks, counter.clock)
        self.sync.refresh()
        self.model = DayModel(counter.shop, tasks, self.sync, reports)
        self.asked: list[object] = []
        self.model.effect.connect(self.asked.append)
        self.model.refresh()

    def count(self, amount: int) -> None:
        """Types the whole amount as small notes."""
        self.model.set_small(amount)

    def steps(self) -> dict[str, StepState]:
        return {step.title: step.state for step in self.model.state.steps}

    def detail(self, title: str) -> str:
        return next(step.detail for step in self.model.state.steps if step.title == title)

    def phase(self) -> Phase:
        return self.model.state.phase


@pytest.fixture
def day(counter: Counter, tasks: Tasks, tmp_path: Path) -> Day:
    counter.sell(counter.line("GOM-01"), offers="cash")
    counter.sell(counter.line("GOM-03", 2), offers="transfer")
    return Day(counter, tasks, tmp_path / "reports")


@pytest.fixture
def desk(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, counter, tasks, tmp_path / "reports")
    made.window.open_screen("day")
    yield made
    made.close()


def closing(counter: Counter) -> ShiftClosing:
    found = counter.report().closing
    assert found is not None
    return found


def test_nothing_tells_the_expected_cash_before_the_count(day: Day, counter: Counter) -> None:
    assert counter.cash_expected() == 520_000
    assert day.model.state.expected is None
    assert "520.000" not in repr(day.model.state)


def test_who_does_not_count_blind_sees_it(day: Day, counter: Counter) -> None:
    counter.set(shift__blind_count="false")
    day.model.refresh()
    assert day.model.state.expected == 520_000


def test_a_right_count_closes_at_once_and_saves_the_z(day: Day, tmp_path: Path) -> None:
    day.count(520_000)
    day.model.go_on()
    state = day.model.state
    assert state.phase is Phase.CLOSED
    assert state.outcome is not None
    assert (state.outcome.verdict, state.outcome.reason) == ("Right to the đồng", "")
    assert state.paper.startswith(b"\x89PNG")
    [pdf] = (tmp_path / "reports").iterdir()
    assert pdf.match("Z-T1-1-2026-11-22-??????.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("counted", "verdict"),
    [(500_000, f"Short by 20.000{NBSP}₫"), (521_000, f"Over by 1.000{NBSP}₫")],
)
def test_over_or_short_wants_a_reason_that_the_z_keeps(
    day: Day, counter: Counter, counted: int, verdict: str
) -> None:
    day.count(counted)
    day.model.go_on()
    [asked] = day.asked
    assert isinstance(asked, AskReason)
    assert (asked.difference, counter.report().closing) == (counted - 520_000, None)
    day.model.close_because("Thối nhầm")
    assert day.model.state.outcome is not None
    assert day.model.state.outcome.verdict == verdict
    assert closing(counter).reason == "Thối nhầm"
    z = counter.shop.documents.shift_report(counter.report().shift)
    assert "Thối nhầm" in counter.shop.renderer.text(z, 576)


def test_a_drawer_is_counted_first_also_an_empty_one(day: Day, counter: Counter) -> None:
    day.model.go_on()
    [said] = day.asked
    assert isinstance(said, Say)
    assert "520.000" not in said.words
    day.count(0)
    day.model.go_on()
    assert isinstance(day.asked[-1], AskReason)
    day.model.close_because("Không đếm")
    assert (closing(counter).counted, closing(counter).difference) == (0, -520_000)


def test_the_count_goes_to_the_z_note_by_note(day: Day, counter: Counter) -> None:
    for row, count in enumerate((1, None, 0, None, 1)):
        day.model.set_count(row, count)
    day.model.go_on()
    assert closing(counter).counted == 520_000
    assert closing(counter).notes == ((20_000, 1), (500_000, 1))


def test_without_a_printer_it_closes_and_prints_once_there_is_one(
    day: Day, counter: Counter
) -> None:
    day.count(520_000)
    day.model.go_on()
    assert day.steps() == {
        "The shift is closed": StepState.DONE,
        "Backup": StepState.DONE,
        PRINTED: StepState.FAILED,
        SAVED: StepState.DONE,
    }
    assert day.detail(PRINTED) == "No printer is set up yet."
    assert len(counter.shop.backups.all()) == 1
    counter.printer()
    for _press in range(3):
        day.model.go_on()
    assert [job[0] for job in counter.jobs()] == [JobKind.Z_REPORT]
    assert day.steps()[PRINTED] is StepState.RUNNING
    assert len(counter.shop.backups.all()) == 1
    assert day.asked[-1] == Say("The shift is closed. Nothing is left to do.")


def test_a_z_that_failed_is_printed_again_by_pressing_again(day: Day, counter: Counter) -> None:
    counter.printer()
    day.count(520_000)
    day.model.go_on()
    [job] = counter.shop.papers.jobs()
    counter.shop.papers.cancel(job.id)
    day.model.refresh()
    assert day.steps()[PRINTED] is StepState.FAILED
    day.model.go_on()
    assert [job.state for job in counter.shop.papers.jobs()] == [JobState.FAILED, JobState.WAITING]


@pytest.mark.parametrize(
    ("state", "cause", "shown"),
    [
        (JobState.WAITING, "paper_out", StepState.RUNNING),
        (JobState.SENDING, None, StepState.RUNNING),
        (JobState.CONFIRMED, None, StepState.DONE),
        (JobState.UNCONFIRMED, "cannot_answer", StepState.DONE),
        (JobState.UNCONFIRMED, "spooled", StepState.DONE),
        (JobState.UNCONFIRMED, "stalled", StepState.FAILED),
        (JobState.UNCONFIRMED, "link_lost", StepState.FAILED),
        (JobState.FAILED, "cancelled", StepState.FAILED),
    ],
)
def test_a_z_that_perhaps_did_not_come_out_wants_somebody_to_look(
    counter: Counter, state: JobState, cause: str | None, shown: StepState
) -> None:
    counter.printer()
    job = counter.shop.papers.print_shift(counter.actor, counter.report().shift.id)
    assert progress_of(replace(job, state=state, cause=cause)) is shown


def test_a_z_that_waited_too_long_wants_a_yes(counter: Counter) -> None:
    counter.printer()
    job = counter.shop.papers.print_shift(counter.actor, counter.report().shift.id)
    assert progress_of(replace(job, held=True)) is StepState.FAILED


def test_a_pdf_that_cannot_be_written_is_told_and_tried_again(
    counter: Counter, tasks: Tasks, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "reports"
    in_the_way.write_text("a file, no folder")
    day = Day(counter, tasks, in_the_way)
    day.count(200_000)
    day.model.go_on()
    assert day.steps()[SAVED] is StepState.FAILED
    assert str(in_the_way) in day.detail(SAVED)
    in_the_way.unlink()
    day.model.go_on()
    assert day.steps()[SAVED] is StepState.DONE


def unfinished(counter: Counter, *, paid: int = 0) -> UUID:
    """A bill that was put aside, with a part paid in cash."""
    offers = (Offer(TenderMethod.CASH, paid),) if paid else ()
    bill = OpenBill(new_id(), cart_of(counter.line("GOM-01")), held=True, offers=offers)
    counter.shop.drafts.save(counter.actor, bill)
    return bill.id


def test_unfinished_bills_are_told_before_the_close_those_with_money_first(
    day: Day, counter: Counter
) -> None:
    plain, paid = unfinished(counter), unfinished(counter, paid=100_000)
    day.model.refresh()
    state = day.model.state
    assert [row.key for row in state.bills] == [str(paid), str(plain)]
    assert [row.paid for row in state.bills] == [f"Paid: Cash{NBSP}100.000", ""]
    assert state.bills_words == f"Unfinished bills: 2. 100.000{NBSP}₫ was paid on them already."


def test_unfinished_bills_never_stop_the_close_and_their_cash_is_counted_with_it(
    day: Day, counter: Counter
) -> None:
    unfinished(counter, paid=100_000)
    day.count(620_000)
    day.model.go_on()
    assert (day.phase(), closing(counter).difference) == (Phase.CLOSED, 0)
    assert day.model.state.bills == ()


def test_pressing_while_it_closes_closes_once(counter: Counter, tmp_path: Path) -> None:
    writer = Held()
    day = Day(counter, Tasks(writer, Immediate()), tmp_path)
    day.count(200_000)
    for _press in range(3):
        day.model.go_on()
    assert len(writer.jobs) == 1
    writer.release()
    assert day.phase() is Phase.CLOSED
    assert not any("shift" in str(asked).lower() for asked in day.asked)


def test_a_shift_closed_elsewhere_meanwhile_is_shown_as_closed(day: Day, counter: Counter) -> None:
    day.count(520_000)
    counter.shop.shifts.close(counter.actor, 520_000)
    day.model.go_on()
    day.model.close_because("muộn rồi")
    assert day.phase() is Phase.CLOSED
    assert closing(counter).reason == ""
    assert day.asked == [Say("This shift was closed at another place.")]


def test_a_shift_closed_and_followed_elsewhere_takes_the_count_with_it_and_says_so(
    day: Day, counter: Counter
) -> None:
    day.count(520_000)
    counter.shop.shifts.close(counter.actor, 520_000)
    counter.shop.shifts.open(counter.actor, 0)
    day.model.refresh()
    assert (day.phase(), day.model.state.count) == (Phase.COUNTING, DrawerCount())
    assert day.asked == [Say("This shift was closed at another place.")]


def test_a_close_of_ones_own_says_nothing_of_other_places(day: Day) -> None:
    day.count(520_000)
    day.model.go_on()
    day.model.refresh()
    assert Say("This shift was closed at another place.") not in day.asked


def test_a_shift_of_yesterday_is_closed_as_yesterdays(day: Day, counter: Counter) -> None:
    counter.clock.go_on(days=1)
    day.model.refresh()
    assert day.model.state.title == "End of day · Sunday 22/11/2026"
    day.count(520_000)
    day.model.go_on()
    assert day.phase() is Phase.CLOSED
    assert day.model.state.next == "That day is done. Open today's shift to go on selling."
    counter.shop.shifts.open(counter.actor, 0)
    day.model.refresh()
    assert day.phase() is Phase.COUNTING
    assert day.model.state.title == "End of day · Monday 23/11/2026"
    assert day.model.state.count == DrawerCount()


def test_the_day_before_yesterday_leaves_a_new_day_without_a_shift(
    counter: Counter, tasks: Tasks, tmp_path: Path
) -> None:
    counter.shop.shifts.close(counter.actor, 200_000)
    counter.clock.go_on(days=2)
    day = Day(counter, tasks, tmp_path)
    assert (day.model.state.phase, day.model.state.action) == (Phase.NO_SHIFT, "Open the shift")


def test_the_figures_are_those_of_the_report(day: Day) -> None:
    taken, receipts, share, average = day.model.state.figures
    assert taken.value == f"390.000{NBSP}₫"
    assert receipts.value == "2"
    assert share.value == f"18{NBSP}%"
    assert average.value == f"195.000{NBSP}₫"


def test_a_cancelled_sale_is_no_sale_and_lowers_no_average(counter: Counter, day: Day) -> None:
    wrong = counter.sell(counter.line("GOM-01"))
    counter.shop.corrections.void_last(counter.actor, "nhầm", seen=wrong.id)
    counter.give_back(counter.sell(counter.line("GOM-03", 2)), (1, ONE))
    day.model.refresh()
    taken, sales, _share, average = day.model.state.figures
    assert taken.value == f"425.000{NBSP}₫"
    assert (sales.value, sales.detail) == ("3", "1 cancelled, 1 with returns")
    assert average.value == f"153.333{NBSP}₫"


def test_sales_are_counted_by_the_hour_of_the_shops_clock(counter: Counter) -> None:
    by_hour = counter.shop.shifts.by_hour
    assert by_hour(SUNDAY) == {}
    counter.sell(counter.line("GOM-03"))
    counter.clock.go_on(hours=2)
    counter.sell(counter.line("GOM-03"))
    counter.sell(counter.line("GOM-03"))
    first = counter.report().shift.opened_at.astimezone().hour
    assert by_hour(SUNDAY) == {first: 1, first + 2: 2}
    counter.sell(counter.line("GOM-03"))
    counter.shop.corrections.void_last(counter.actor, "nhầm")
    assert by_hour(SUNDAY) == {first: 1, first + 2: 2}
    assert by_hour(date(2026, 11, 21)) == {}


def test_hours_without_a_receipt_have_their_place_also_over_midnight() -> None:
    assert bars_of({9: 2, 11: 1}) == (Bar("9h", 2), Bar("10h", 0), Bar("11h", 1))
    assert [bar.label for bar in bars_of({22: 1, 1: 3})] == ["22h", "23h", "0h", "1h"]
    assert bars_of({}) == ()


@pytest.mark.parametrize(
    ("week_ago", "words"),
    [
        (0, ""),
        (100_000, f"+50{NBSP}% against last Sunday"),
        (300_000, f"\u221250{NBSP}% against last Sunday"),
        (150_000, f"±0{NBSP}% against last Sunday"),
    ],
)
def test_the_day_is_held_against_the_same_day_last_week(week_ago: int, words: str) -> None:
    totals = replace(EMPTY, receipts=1, sold=150_000)
    assert figures_of(totals, week_ago, SUNDAY)[0].detail == words


def test_debts_are_no_money_in_the_share_without_cash() -> None:
    tenders = (TenderSum("cash", 50), TenderSum("transfer", 50), TenderSum("debt", 900))
    assert figures_of(replace(EMPTY, tenders=tenders), 0, SUNDAY)[2].value == f"50{NBSP}%"


def test_a_count_adds_up() -> None:
    count = DrawerCount(counts=(6, 9, 8, 7, 11), small=70_000)
    assert ROWS == (500_000, 200_000, 100_000, 50_000, 20_000)
    assert count.total == 6_240_000
    assert count.with_count(0, None).notes == {200_000: 9, 100_000: 8, 50_000: 7, 20_000: 11}


def test_the_usual_reasons_fit_what_was_counted(desk: Desk) -> None:
    for difference, fitting in ((1, "put in"), (-1, "taken out")):
        sheet = DifferenceSheet(desk.window, AskReason("", difference))
        [usual] = [b.label for b in sheet.findChildren(KeyButton) if "written down" in b.label]
        assert fitting in usual


def test_a_whole_close_by_keys_alone(desk: Desk, counter: Counter) -> None:
    desk.enter()
    desk.type("1")
    for _row in range(4):
        desk.press(Key.Key_Down)
    desk.type("1500")
    desk.press(Key.Key_Return, "\r", modifier=CTRL)
    sheet = desk.top
    assert isinstance(sheet, DifferenceSheet)
    desk.enter()
    assert sheet.problem.text() == "Say why, in a few words."
    desk.type("le")
    desk.enter()
    assert closing(counter).counted == 201_500
    assert closing(counter).reason == "le"
    desk.press(Key.Key_Return, "\r", modifier=CTRL)
    assert counter.shop.shifts.current("T1") is None


def test_small_notes_typed_in_thousands_are_asked_about_before_the_close(
    desk: Desk, counter: Counter
) -> None:
    desk.touch_field("Smaller notes")
    desk.type("200")
    for _press in range(2):
        desk.press(Key.Key_Return, "\r", modifier=CTRL)
        assert counter.shop.shifts.current("T1") is not None
    assert desk.day.model.state.count.small == 200_000
    desk.press(Key.Key_Return, "\r", modifier=CTRL)
    assert closing(counter).counted == 200_000


def test_a_touch_leads_from_the_close_to_an_unfinished_bill(desk: Desk, counter: Counter) -> None:
    desk.window.open_screen("till")
    desk.hands.scan(BARCODES[0])
    desk.press(Key.Key_F6)
    desk.hands.scan(BARCODES[1])
    desk.window.open_screen("day")
    for name in "Bình", "Chén":
        [row] = [row for row in desk.day.model.state.bills if name in row.words]
        desk.touch(f"Go to it: {row.words}")
        assert desk.till.isVisible()
        assert name in desk.till.bill.state.rows[0].name
        desk.window.open_screen("day")


def test_the_folder_of_the_z_is_shown_and_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)
    desk.day.model.set_small(200_000)
    desk.touch("Close the day")
    step = desk.day.model.state.steps[-1]
    [pdf] = (tmp_path / "reports").iterdir()
    assert step.detail == str(pdf)
    desk.touch("Open the folder")
    assert [Path(url.toLocalFile()) for url in asked] == [tmp_path / "reports"]


def test_a_whole_close_by_touch_alone(desk: Desk, counter: Counter) -> None:
    desk.touch_field("Notes of 200.000")
    desk.touch("1")
    desk.touch("Next note")
    desk.touch("2")
    desk.touch("Erase")
    desk.touch("Hide the number pad")
    desk.touch("Close the day")
    assert closing(counter).notes == ((200_000, 1),)
    desk.touch("Open the next shift")
    desk.touch("Empty drawer")
    assert counter.shop.shifts.current("T1") is not None
    assert desk.day.model.state.phase is Phase.COUNTING


def test_a_count_that_cannot_be_is_told_at_once_and_can_be_counted_again(
    desk: Desk, counter: Counter
) -> None:
    for text in "99999", "99999", "99999", "99999", "99999", "999999999999":
        desk.type(text)
        desk.enter()
    desk.press(Key.Key_Return, "\r", modifier=CTRL)
    assert desk.top is desk.window
    assert desk.window.toast.words == f"“1.086.999.129.999{NBSP}₫” is too large."
    for _digit in range(12):
        desk.press(Key.Key_Backspace)
    assert desk.day.model.state.count.small is None


def test_after_a_close_that_failed_one_goes_on_typing_where_one_was(
    desk: Desk, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise Trouble("disk_full")

    desk.type("1")
    with monkeypatch.context() as broken:
        broken.setattr(type(counter.shop.shifts), "close", full)
        desk.day.model.close_because("không đếm hết")
    assert desk.day.model.state.phase is Phase.COUNTING
    desk.type("2")
    assert desk.day.model.state.count.counts[0] == 12


def test_a_close_elsewhere_is_shown_in_the_bar_too(desk: Desk, counter: Counter) -> None:
    told: list[object] = []
    desk.window.shift_changed.connect(told.append)
    counter.shop.shifts.close(counter.actor, 200_000)
    desk.day.model.refresh()
    assert told == [None]
    assert desk.day.count.paper.hasFocus()


def test_the_x_is_seen_and_printed(desk: Desk, counter: Counter) -> None:
    counter.printer()
    desk.press(Key.Key_P, modifier=CTRL)
    card = desk.top
    assert isinstance(card, PaperCard)
    desk.enter()
    assert [job[0] for job in counter.jobs()] == [JobKind.X_REPORT]
    desk.press(Key.Key_Escape)
    assert desk.top is desk.window
    assert desk.day.model.state.phase is Phase.COUNTING


def test_the_z_takes_the_place_of_the_count(desk: Desk, counter: Counter) -> None:
    desk.day.model.set_small(200_000)
    desk.touch("Close the day")
    paper = desk.day.count.paper
    assert paper.isVisible()
    assert paper.verticalScrollBar().maximum() > 0
    QTest.keyClick(paper, Qt.Key.Key_Down)
    assert paper.verticalScrollBar().value() > 0
