"""The customers' screen: who owes, collected in cash or by a code, put right, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.services.ports.printing import JobKind
from posdesk.ui.screens.customers_collect import CollectCard
from posdesk.ui.screens.customers_history import HistoryCard
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.typed import day_meant
from tests.services.shops import Counter
from tests.ui.desks import ALT, CTRL, Key
from tests.ui.regulars import Regulars, debtors


@pytest.fixture
def regulars(
    qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path
) -> Iterator[Regulars]:
    debtors(counter)
    made = Regulars(qapp, counter, tasks, tmp_path)
    yield made
    made.close()


def collecting(regulars: Regulars, typed: str = "") -> CollectCard:
    """F9, and an amount."""
    regulars.press(Key.Key_F9)
    card = regulars.top
    assert isinstance(card, CollectCard)
    regulars.type(typed)
    return card


def test_debtors_stand_with_their_age_and_all_they_owe(regulars: Regulars) -> None:
    assert regulars.listed == ["Bác Bảy xe ôm", "Nguyễn Thị Lan"]
    regulars.touch("Who owes")
    state = regulars.screen.model.state
    assert [(r.title, r.figure, r.badge) for r in state.records] == [
        ("Bác Bảy xe ôm", "400.000\u00a0₫", "Over the limit · 52 days"),
        ("Nguyễn Thị Lan", "70.000\u00a0₫", "since today"),
    ]
    assert "470.000" in state.owed
    assert "0912345678" not in "".join(record.spoken for record in state.records)


def test_a_part_in_cash_with_change_for_more_and_a_slip(regulars: Regulars) -> None:
    regulars.counter.printer()
    regulars.at("lan")
    collecting(regulars, "30000")
    regulars.enter()
    assert regulars.owes() == 40_000
    collecting(regulars, "50000")
    regulars.enter()
    assert "10.000" in regulars.window.toast.words
    assert regulars.owes() == 0
    assert regulars.counter.cash_expected() == 270_000
    slips = [job for job in regulars.counter.jobs() if job[0] is JobKind.DEBT_SLIP]
    assert len(slips) == 2
    assert not regulars.screen.panel.collect.isEnabled()
    regulars.window.open_screen("day")
    told = [figure.detail for figure in regulars.day.model.state.figures]
    assert any("70.000" in words and "collected" in words for words in told)


def test_a_code_of_its_own_pays_once_however_often_enter_comes(regulars: Regulars) -> None:
    counter = regulars.counter
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    regulars.at("lan")
    card = collecting(regulars, "50000")
    regulars.press(Key.Key_2, "2", ALT)
    shown = card.model.state.transfer
    assert shown is not None
    assert (shown.amount, shown.code[:2]) == (50_000, "PD")
    regulars.enter()  # the code came up only just now: nobody has looked at the phone yet
    assert regulars.owes() == 70_000
    counter.clock.go_on(seconds=5)
    regulars.enter()
    card.model.go_on()
    assert regulars.owes() == 20_000
    [row] = counter.shop.transfers.latest(counter.actor, 5)
    assert (row.debtor, row.receipt) == ("KH001", "")
    with counter.store.read() as reader:
        assert [event.state.value for event in reader.transfer_events(shown.id)] == ["received"]


def test_without_an_account_the_cashier_says_that_it_was_transferred(regulars: Regulars) -> None:
    regulars.at("lan")
    collecting(regulars, "50000")
    regulars.press(Key.Key_2, "2", ALT)
    regulars.touch("The customer has transferred")
    assert regulars.owes() == 20_000
    assert regulars.counter.cash_expected() == 200_000


def test_more_than_is_owed_is_not_taken_by_card(regulars: Regulars) -> None:
    regulars.at("lan")
    card = collecting(regulars, "90000")
    regulars.press(Key.Key_3, "3", ALT)
    regulars.enter()
    assert "70.000" in card.problem.text()
    assert regulars.owes() == 70_000


def test_cash_with_an_impossible_change_is_looked_at_once_more(regulars: Regulars) -> None:
    regulars.at("lan")
    card = collecting(regulars, "9999999999")
    regulars.enter()
    assert "9.999.929.999" in card.problem.text()
    assert regulars.owes() == 70_000


def test_a_payment_opens_the_shift_it_needs(regulars: Regulars) -> None:
    regulars.counter.shop.shifts.close(regulars.counter.actor, 200_000)
    regulars.at("lan")
    collecting(regulars)
    regulars.enter()
    regulars.type("100000")
    regulars.enter()
    assert regulars.owes() == 0


def test_a_payment_entered_wrongly_is_taken_back_from_the_history(regulars: Regulars) -> None:
    regulars.at("lan")
    collecting(regulars)
    regulars.enter()
    regulars.press(Key.Key_F8)
    card = regulars.top
    assert isinstance(card, HistoryCard)
    regulars.press(Key.Key_D, modifier=CTRL)
    regulars.press(Key.Key_1, "1", ALT)
    regulars.enter()
    assert regulars.owes() == 70_000
    assert regulars.top is card
    assert card.records.records.rowCount() == 3


def test_the_paper_book_is_written_down_with_its_day(regulars: Regulars) -> None:
    regulars.at("lan")
    regulars.press(Key.Key_F7)
    regulars.type("200000")
    sheet = regulars.top
    sheet.since.setText("1/10/2026")  # type: ignore[attr-defined]  # the card of a debt
    regulars.enter()
    account = regulars.screen.model.state.account
    assert account is not None
    assert (account.owes, account.parts[0].on) == (270_000, date(2026, 10, 1))


def test_somebody_is_added_and_changed_with_all_that_is_kept(regulars: Regulars) -> None:
    regulars.press(Key.Key_N, modifier=CTRL)
    regulars.type("Co Tu")
    regulars.press(Key.Key_Tab)
    regulars.type("0353111222")
    regulars.press(Key.Key_Tab)
    regulars.type("500k")
    regulars.touch("Agrees")
    regulars.enter()
    customer = regulars.screen.customer
    assert customer is not None
    assert (customer.name, customer.phone, customer.debt_limit) == ("Co Tu", "0353111222", 500_000)
    assert customer.consent_on == regulars.counter.shop.today()

    regulars.press(Key.Key_E, modifier=CTRL)
    regulars.press(Key.Key_Tab)
    regulars.type("9")
    regulars.enter()
    assert regulars.top.phone.hasFocus()  # type: ignore[attr-defined]


def test_who_owes_is_not_erased_who_paid_is(regulars: Regulars) -> None:
    regulars.at("lan")
    regulars.press(Key.Key_Delete, modifier=CTRL)
    regulars.enter()
    assert "70.000" in regulars.top.problem.text()  # type: ignore[attr-defined]
    regulars.press(Key.Key_Escape)
    collecting(regulars)
    regulars.enter()
    regulars.press(Key.Key_Delete, modifier=CTRL)
    regulars.enter()
    assert regulars.counter.shop.customers.get("KH001").erased
    assert regulars.listed == []


def test_the_statement_is_printed_and_saved(regulars: Regulars, tmp_path: Path) -> None:
    regulars.counter.printer()
    regulars.at("lan")
    regulars.press(Key.Key_P, modifier=CTRL)
    regulars.press(Key.Key_S, modifier=CTRL)
    assert next(tmp_path.glob("KH001-*.pdf")).read_bytes().startswith(b"%PDF")
    regulars.press(Key.Key_P, modifier=CTRL)
    regulars.enter()
    assert [job[0] for job in regulars.counter.jobs()] == [JobKind.STATEMENT]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1/10", date(2026, 10, 1)),
        ("31/12", date(2025, 12, 31)),
        ("1-2-24", date(2024, 2, 1)),
        ("29/2", None),
        ("hôm qua", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: date | None) -> None:
    assert day_meant(typed, date(2026, 11, 22)) == day
