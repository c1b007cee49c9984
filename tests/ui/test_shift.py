"""The shift at the real window: opened with a float, cash in and out, the drawer, notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.shift import CashKind, CashMovement
from posdesk.services.ports.printing import JobKind
from posdesk.ui.screens.open_shift import CashSheet, DrawerSheet, FloatSheet
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.shift import ShiftModel
from tests.services.shops import Counter
from tests.ui.desks import ALT, CTRL, Desk, Key
from tests.ui.executors import Held, Immediate
from tests.ui.tills import BARCODES


@pytest.fixture
def desk(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qapp, counter, tasks, tmp_path / "reports")
    yield made
    made.close()


@pytest.fixture
def closed(counter: Counter) -> Counter:
    """A shop whose shift is closed."""
    counter.shop.shifts.close(counter.actor, 0)
    return counter


def float_of(counter: Counter) -> int:
    shift = counter.shop.shifts.current("T1")
    assert shift is not None
    return shift.float_amount


def notice_leads(model: ShiftModel) -> str:
    """Where the notice leads, empty without one."""
    return model.state.notice.opens if model.state.notice else ""


def moved(counter: Counter) -> tuple[CashMovement, ...]:
    return counter.report().movements


def notice(desk: Desk) -> str:
    """What the till says above its goods, empty if nothing."""
    banner = desk.till.notice
    return banner.accessibleName() if banner.isVisible() else ""


def test_without_a_shift_the_till_says_so_and_opens_one(closed: Counter, desk: Desk) -> None:
    assert notice(desk).startswith("No shift is open yet")
    desk.touch("Open the shift")
    desk.type("500k")
    desk.enter()
    assert float_of(closed) == 500_000
    assert notice(desk) == ""


def test_enter_however_often_opens_no_shift_while_nobody_said_what_is_in_the_drawer(
    closed: Counter, desk: Desk
) -> None:
    desk.touch("Open the shift")
    sheet = desk.top
    assert isinstance(sheet, FloatSheet)
    for _press in range(3):
        desk.enter()
    assert closed.shop.shifts.current("T1") is None
    assert sheet.problem.text() == "How much is in the drawer? If there is nothing, type 0."
    desk.type("0")
    desk.enter()
    assert float_of(closed) == 0


def test_an_empty_drawer_is_said_by_one_touch(closed: Counter, desk: Desk) -> None:
    desk.touch("Open the shift")
    desk.touch("Empty drawer, open with 0")
    assert float_of(closed) == 0


def test_a_float_typed_in_thousands_is_asked_about_first(closed: Counter, desk: Desk) -> None:
    desk.touch("Open the shift")
    desk.type("200")
    desk.enter()
    desk.enter()
    assert closed.shop.shifts.current("T1") is None
    desk.enter()
    assert float_of(closed) == 200_000


def test_a_float_that_small_can_be_kept(closed: Counter, desk: Desk) -> None:
    desk.touch("Open the shift")
    desk.type("500")
    desk.enter()
    desk.touch("Keep 500")
    desk.enter()
    assert float_of(closed) == 500


def test_enter_goes_from_note_to_note_and_opens_at_the_last(closed: Counter, desk: Desk) -> None:
    desk.touch("Open the shift")
    desk.touch("Count the notes")
    for count in "2", "", "3", "", "", "1500":
        desk.type(count)
        assert closed.shop.shifts.current("T1") is None
        desk.enter()
    assert float_of(closed) == 2 * 500_000 + 3 * 100_000 + 1_500


def test_a_count_that_nobody_began_opens_nothing(closed: Counter, desk: Desk) -> None:
    desk.touch("Open the shift")
    desk.touch("Count the notes")
    for _press in range(8):
        desk.enter()
    assert closed.shop.shifts.current("T1") is None


def test_what_is_scanned_over_the_float_lands_on_the_bill(closed: Counter, desk: Desk) -> None:
    desk.touch("Open the shift")
    desk.hands.scan(BARCODES[0])
    assert desk.till.bill.state.empty
    desk.type("0")
    desk.enter()
    assert len(desk.till.bill.state.rows) == 1


def test_what_is_scanned_over_the_float_is_not_lost_by_going_back(
    closed: Counter, desk: Desk
) -> None:
    desk.touch("Open the shift")
    desk.hands.scan(BARCODES[0])
    desk.press(Key.Key_Escape)
    assert closed.shop.shifts.current("T1") is None
    assert len(desk.till.bill.state.rows) == 1


def test_the_float_may_be_counted_by_notes_with_a_finger(closed: Counter, desk: Desk) -> None:
    desk.touch("Open the shift")
    desk.touch("Count the notes")
    desk.touch_field("Notes of 100.000")
    desk.touch("7")
    desk.touch_field("Smaller notes")
    desk.touch("5")
    desk.touch("000")
    desk.touch("Open the shift")
    assert float_of(closed) == 705_000


def test_the_float_may_be_that_of_last_time(closed: Counter, desk: Desk) -> None:
    desk.touch("Open the shift")
    desk.touch("As last time: 200.000")
    desk.enter()
    assert float_of(closed) == 200_000


def test_yesterdays_shift_is_offered_for_closing_and_stops_nobody(
    counter: Counter, desk: Desk
) -> None:
    counter.clock.go_on(days=1)
    desk.window.open_screen("day")
    desk.window.open_screen("till")
    desk.window.shift_changed.emit(counter.shop.shifts.current("T1"))
    assert "22/11/2026" in notice(desk)
    assert counter.sell(counter.line("GOM-01")).business_on.day == 22
    desk.touch("Close it")
    assert desk.day.isVisible()


def test_a_notice_that_was_waved_away_stays_away(closed: Counter, desk: Desk) -> None:
    desk.till.notice.dismissed.emit()
    desk.window.shift_changed.emit(None)
    assert notice(desk) == ""


def test_a_change_of_the_bank_account_is_told_for_a_day(counter: Counter, tasks: Tasks) -> None:
    model = ShiftModel(counter.shop, tasks)
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    model.refresh()
    assert notice_leads(model) == "", "the first account is no change"
    counter.clock.go_on(minutes=1)
    counter.set(shop__bank_account="9876543210")
    model.refresh()
    assert notice_leads(model) == "bank"
    counter.shop.shifts.close(counter.actor, 200_000)
    counter.clock.go_on(days=1, minutes=1)
    counter.shop.shifts.open(counter.actor, 0)
    model.refresh()
    assert notice_leads(model) == ""


def test_the_notice_of_the_bank_leads_to_its_settings(counter: Counter, desk: Desk) -> None:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    counter.clock.go_on(minutes=1)
    counter.set(shop__bank_account="9876543210")
    desk.window.shift_changed.emit(counter.shop.shifts.current("T1"))
    desk.touch("Look at it")
    assert desk.settings.isVisible()
    assert desk.settings.model.state.section == "bank"


def test_what_a_customer_transferred_too_much_goes_out_in_cash_by_keys_alone(
    counter: Counter, desk: Desk
) -> None:
    desk.press(Key.Key_O, modifier=CTRL)
    desk.type("30k")
    desk.press(Key.Key_1, "1", modifier=ALT)
    desk.enter()
    [movement] = moved(counter)
    assert (movement.kind, movement.amount) == (CashKind.OUT, 30_000)
    assert movement.reason == "The customer transferred too much"
    assert counter.cash_expected() == 170_000


def test_cash_goes_in_by_touch_alone(counter: Counter, desk: Desk) -> None:
    desk.window.open_screen("day")
    desk.touch("Cash in")
    for key in ("5", "0", "000"):
        desk.touch(key)
    desk.touch("Small change")
    desk.touch("Put cash in")
    [movement] = moved(counter)
    assert (movement.kind, movement.amount) == (CashKind.IN, 50_000)


def test_without_a_reason_no_cash_moves_and_the_card_says_why(counter: Counter, desk: Desk) -> None:
    desk.press(Key.Key_I, modifier=CTRL)
    desk.type("1000")
    desk.enter()
    sheet = desk.top
    assert isinstance(sheet, CashSheet)
    assert sheet.problem.text() == "Say why, in a few words."
    assert moved(counter) == ()


def test_cash_typed_in_thousands_is_asked_about_first(counter: Counter, desk: Desk) -> None:
    desk.press(Key.Key_O, modifier=CTRL)
    desk.enter()
    sheet = desk.top
    assert isinstance(sheet, CashSheet)
    assert sheet.problem.text() == "How much? Type the amount."
    desk.type("30")
    desk.press(Key.Key_1, "1", modifier=ALT)
    for _press in range(2):
        desk.enter()
        assert moved(counter) == ()
    desk.enter()
    assert [movement.amount for movement in moved(counter)] == [30_000]


def test_a_second_enter_moves_no_second_cash(
    qapp: QApplication, counter: Counter, tmp_path: Path
) -> None:
    writer = Held()
    desk = Desk(qapp, counter, Tasks(writer, Immediate()), tmp_path)
    desk.press(Key.Key_O, modifier=CTRL)
    desk.type("1000")
    desk.press(Key.Key_1, "1", modifier=ALT)
    desk.enter()
    desk.enter()
    writer.release()
    desk.enter()
    writer.release()
    assert [movement.amount for movement in moved(counter)] == [1_000]
    desk.close()


def test_the_drawer_opens_with_a_reason_and_is_counted(counter: Counter, desk: Desk) -> None:
    desk.press(Key.Key_F12)
    desk.touch("Change for a customer")
    desk.enter()
    sheet = desk.top
    assert isinstance(sheet, DrawerSheet)
    assert sheet.problem.text() == "No printer with a cash drawer is set up."
    counter.printer(drawer=True)
    desk.enter()
    assert [kind for kind, _ref, _copy in counter.jobs()] == [JobKind.DRAWER]
    assert counter.done() == {"open_drawer": 1}


def test_scans_while_a_card_is_open_reach_no_bill(desk: Desk) -> None:
    desk.press(Key.Key_O, modifier=CTRL)
    desk.hands.scan(BARCODES[0])
    assert desk.till.bill.state.empty


def test_a_wish_asked_twice_is_written_once(counter: Counter) -> None:
    writer = Held()
    model = ShiftModel(counter.shop, Tasks(writer, Immediate()))
    for _press in range(2):
        model.move_cash(CashKind.OUT, 1_000, "mua nước")
    writer.release()
    assert len(moved(counter)) == 1
