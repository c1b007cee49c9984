"""Slips put right at the window: by keys alone and by touch alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from posdesk.domain.transfer import TransferState
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import Bill
from posdesk.ui.screens.correcting import TenderSheet, TransfersCard, VoidSheet
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter, cart_of, offers_of
from tests.ui.executors import Held, Immediate
from tests.ui.past import ALT, CTRL, Key, Past


@pytest.fixture
def past(qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path) -> Iterator[Past]:
    """A vase paid in cash, then six bowls by card and cash."""
    counter.sell(counter.line("GOM-01"), offers="cash 500000")
    counter.sell(counter.line("GOM-03", 6), offers="card 200000, cash")
    made = Past(qapp, counter, tasks, tmp_path / "papers")
    made.go()
    yield made
    made.close()


# --- a wrong tender


def test_a_wrong_tender_by_keys_alone(past: Past, counter: Counter) -> None:
    past.press(Key.Key_Down)
    past.press(Key.Key_E, modifier=CTRL)
    assert past.reads("320.000\u00a0₫ of receipt T1-000001 moves from Cash to Transfer.")
    past.press(Key.Key_3, modifier=ALT)
    past.enter()

    assert counter.by_method() == {"cash": 10_000, "card": 520_000}
    assert past.said == "Put right: 320.000\u00a0₫ now counts as Card."
    assert past.top is past.window


def test_a_wrong_tender_by_touch_alone(past: Past, counter: Counter) -> None:
    past.touch("Fix payment")
    past.touch("Card · 200.000")
    past.touch("Transfer")
    past.touch("Record it")

    assert counter.by_method() == {"cash": 330_000, "transfer": 200_000, "card": 0}


def test_a_wrong_tender_is_put_right_twice(past: Past, counter: Counter) -> None:
    past.touch("Fix payment")
    past.touch("Card · 200.000")
    past.touch("Transfer")
    past.enter()
    past.press(Key.Key_E, modifier=CTRL)
    past.touch("Transfer · 200.000")
    past.press(Key.Key_1, modifier=ALT)
    past.enter()

    assert past.said == "Put right: 200.000\u00a0₫ now counts as Cash."
    assert counter.by_method() == {"cash": 530_000, "transfer": 0, "card": 0}
    past.press(Key.Key_E, modifier=CTRL)
    assert past.reads("210.000\u00a0₫ of receipt T1-000002 moves from Cash to Transfer.")


def test_the_same_way_again_is_nothing_to_record(past: Past, counter: Counter) -> None:
    past.touch("Fix payment")
    past.press(Key.Key_1, modifier=ALT)
    assert past.reads("It is recorded so already.")
    assert not past.button("Record it").isEnabled()
    past.enter()

    assert counter.done() == {}
    past.escape()
    assert past.top is past.window


def test_a_payment_of_an_earlier_shift_stays(past: Past, counter: Counter) -> None:
    counter.shop.shifts.close(counter.actor, counter.cash_expected())
    past.touch_row(2)
    past.touch("Fix payment")

    assert past.said == (
        "The shift of receipt T1-000001 is closed and counted; its payment stays. Tell the owner."
    )
    assert past.top is past.window


def test_what_is_refused_at_last_is_said_on_the_card(past: Past, counter: Counter) -> None:
    past.touch("Fix payment")
    counter.shop.shifts.close(counter.actor, counter.cash_expected())
    past.enter()

    assert isinstance(past.top, TenderSheet)
    assert past.reads("The shift of receipt T1-000002 is closed and counted")


# --- the sale just made


def test_the_sale_just_made_is_cancelled_by_keys_alone(past: Past, counter: Counter) -> None:
    past.press(Key.Key_D, modifier=CTRL)
    assert past.reads("Give back: Card 200.000\u00a0₫ + Cash 10.000\u00a0₫.")
    past.press(Key.Key_2, modifier=ALT)
    past.enter()

    assert past.said == "T1-000002 is cancelled. Receipt T1-000003 says so."
    badges = [record.badge for record in past.screen.model.search.state.records]
    assert badges == ["Cancels a sale", "Cancelled", ""]
    assert counter.by_method() == {"cash": 320_000, "card": 0}
    assert past.sales()[-1].reason == "The customer changed their mind"


def test_the_sale_just_made_is_cancelled_by_touch_alone(past: Past, counter: Counter) -> None:
    past.touch("Cancel sale")
    past.touch("Pressed by mistake")
    past.touch("Cancel the sale")

    assert counter.totals().total == 320_000
    assert counter.stock("GOM-03") == 120_000


def test_a_reason_is_asked_for(past: Past, counter: Counter) -> None:
    past.press(Key.Key_D, modifier=CTRL)
    past.enter()
    assert past.reads("Say why, in a few words.")
    assert counter.totals().receipts == 2

    past.type("sai gia")
    past.enter()
    assert past.sales()[-1].reason == "sai gia"


def test_an_older_sale_says_what_to_do_instead(past: Past, counter: Counter) -> None:
    past.press(Key.Key_Down)
    past.press(Key.Key_D, modifier=CTRL)

    assert past.said == (
        "Only the newest sale can be cancelled, and T1-000001 is older."
        " Press F8 to take its goods back."
    )
    assert counter.totals().receipts == 2


def test_another_sale_is_never_cancelled_in_its_place(past: Past, counter: Counter) -> None:
    past.press(Key.Key_D, modifier=CTRL)
    counter.sell(counter.line("DS-03"))
    past.press(Key.Key_1, modifier=ALT)
    past.enter()

    assert isinstance(past.top, VoidSheet)
    assert past.reads("Only the newest sale can be cancelled, and T1-000002 is older.")
    assert counter.totals().receipts == 3


def test_two_presses_cancel_once(qapp: QApplication, counter: Counter, tmp_path: Path) -> None:
    counter.sell(counter.line("GOM-01"))
    writer = Held()
    past = Past(qapp, counter, Tasks(writer, Immediate()), tmp_path)
    past.go()
    past.press(Key.Key_D, modifier=CTRL)
    past.press(Key.Key_1, modifier=ALT)
    past.enter()
    past.enter()
    writer.release()

    assert counter.totals().receipts == 2
    assert past.top is past.window
    past.close()


# --- transfers


@pytest.fixture
def paid_by_code(past: Past, counter: Counter) -> Past:
    """One transfer finished a bill, a newer one is awaited."""
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    bill_id = new_id()
    asked = counter.shop.transfers.ask(counter.actor, bill_id, 38_000)
    offers = (replace(offers_of("transfer")[0], transfer_id=asked.id),)
    bill = Bill(cart_of(counter.line("DS-03")), offers, key=str(bill_id))
    counter.shop.checkout.post(counter.actor, bill)
    counter.shop.transfers.ask(counter.actor, new_id(), 90_000)
    return past


def states(counter: Counter) -> list[TransferState]:
    """Of the transfers, the newest first."""
    return [row.state for row in counter.shop.transfers.latest(counter.actor, 10)]


def test_received_too_early_is_taken_back_by_keys_alone(
    paid_by_code: Past, counter: Counter
) -> None:
    past = paid_by_code
    past.press(Key.Key_T, modifier=CTRL)
    past.press(Key.Key_Down)
    assert past.reads("Pressed too early?")
    past.press(Key.Key_Return, "\r", modifier=CTRL)
    assert states(counter) == [TransferState.EXPECTED, TransferState.TAKEN_BACK]
    assert past.reads("put the payment of the receipt right")

    past.press(Key.Key_Return, "\r", modifier=CTRL)
    assert states(counter) == [TransferState.EXPECTED, TransferState.RECEIVED]
    assert counter.done()["transfer_taken_back"] == 1
    past.escape()
    assert past.top is past.window


def test_money_that_came_after_all_by_touch_alone(paid_by_code: Past, counter: Counter) -> None:
    past = paid_by_code
    past.touch("Transfers")
    past.touch_row(1)
    past.touch("The money came")

    assert states(counter) == [TransferState.RECEIVED, TransferState.RECEIVED]
    card = past.top
    assert isinstance(card, TransfersCard)
    shown = [(record.detail, record.badge) for record in card.model.state.records]
    assert shown == [
        ("The bill is not finished", "Received"),
        ("Receipt T1-000003", "Received"),
    ]
    past.touch("Close")
    assert past.top is past.window


def test_a_plain_enter_says_nothing_about_money(paid_by_code: Past, counter: Counter) -> None:
    paid_by_code.touch("Transfers")
    paid_by_code.enter()

    assert states(counter) == [TransferState.EXPECTED, TransferState.RECEIVED]


def test_without_transfers_it_says_what_would_stand_there(past: Past) -> None:
    past.touch("Transfers")

    assert past.reads("No transfers yet")
