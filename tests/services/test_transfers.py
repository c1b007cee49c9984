"""Transfers: asked for with a code of their own, confirmed, and taken back by linked records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posdesk.domain import payment_code, vietqr
from posdesk.domain.access import Right
from posdesk.domain.errors import Refused
from posdesk.domain.transfer import TransferState
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import Bill
from posdesk.services.transfers import ShownTransfer
from tests.services.shops import CASH, TRANSFER, Counter, cart_of, offers_of

EXPECTED, RECEIVED, TAKEN_BACK = (
    TransferState.EXPECTED,
    TransferState.RECEIVED,
    TransferState.TAKEN_BACK,
)


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """A shop with a bank account."""
    counter.set(
        shop__bank_bin="970436", shop__bank_account="0123456789", shop__bank_holder="NGUYEN THI A"
    )
    counter.add("BAT", 35_000)
    return counter


def asked(counter: Counter, amount: int = 35_000) -> ShownTransfer:
    """A transfer for a bill of its own."""
    return counter.shop.transfers.ask(counter.actor, new_id(), amount)


def state(counter: Counter, transfer: ShownTransfer) -> TransferState:
    """The last thing known of a transfer."""
    now = counter.shop.transfers.get(transfer.id)
    assert now is not None
    return now.state


def sold_by(counter: Counter, transfer: ShownTransfer) -> None:
    """Finishes a bill with the transfer."""
    offers = (replace(offers_of("transfer 35000")[0], transfer_id=transfer.id),)
    counter.shop.checkout.post(counter.actor, Bill(cart_of(counter.line("BAT")), offers))


def test_the_code_pays_the_right_account_the_right_amount(shop: Counter) -> None:
    transfer = asked(shop, 1_234_567)
    read = vietqr.read(transfer.payload)

    assert (read.bin, read.account, read.amount) == ("970436", "0123456789", 1_234_567)
    assert read.purpose == transfer.code
    assert payment_code.is_code(transfer.code)


def test_a_bill_keeps_its_code_while_the_amount_is_the_same(shop: Counter) -> None:
    bill_id = new_id()
    first, again, other = (
        shop.shop.transfers.ask(shop.actor, bill_id, amount) for amount in (35_000, 35_000, 36_000)
    )

    assert first == again
    assert other.code != first.code
    assert [row.amount for row in shop.shop.transfers.latest(shop.actor, 10)] == [36_000, 35_000]


def test_a_code_that_pays_a_part_already_is_not_shown_again(shop: Counter) -> None:
    bill_id = new_id()
    first = shop.shop.transfers.ask(shop.actor, bill_id, 35_000)
    second = shop.shop.transfers.ask(shop.actor, bill_id, 35_000, taken=[first.id])

    assert second.code != first.code
    assert shop.shop.transfers.ask(shop.actor, bill_id, 35_000, taken=[first.id]) == second


def test_a_new_account_is_a_new_code(shop: Counter) -> None:
    bill_id = new_id()
    first = shop.shop.transfers.ask(shop.actor, bill_id, 35_000)
    shop.set(shop__bank_account="999999")
    second = shop.shop.transfers.ask(shop.actor, bill_id, 35_000)

    assert vietqr.read(second.payload).account == "999999"
    kept = shop.shop.transfers.get(first.id)
    assert kept is not None
    assert vietqr.read(kept.payload).account == "0123456789"


@pytest.mark.parametrize(("amount", "code"), [(0, "bad_amount"), (-1, "bad_amount")])
def test_an_amount_is_needed(shop: Counter, amount: int, code: str) -> None:
    with pytest.raises(Refused, match=code):
        asked(shop, amount)


def test_an_account_is_needed(counter: Counter) -> None:
    with pytest.raises(Refused, match="no_bank_account"):
        asked(counter)
    assert counter.shop.transfers.latest(counter.actor, 10) == ()


def test_received_too_early_is_taken_back_and_the_sale_stays(shop: Counter) -> None:
    transfer = asked(shop)
    sold_by(shop, transfer)
    assert state(shop, transfer) is RECEIVED
    shop.shop.transfers.take_back(shop.actor, transfer.id)

    assert state(shop, transfer) is TAKEN_BACK
    assert shop.by_method() == {"transfer": 35_000}
    assert shop.done() == {"transfer_received": 1, "transfer_taken_back": 1}

    shop.shop.transfers.receive(shop.actor, transfer.id)
    assert state(shop, transfer) is RECEIVED
    assert shop.done() == {"transfer_received": 2, "transfer_taken_back": 1}


def test_each_step_only_from_where_it_makes_sense(shop: Counter) -> None:
    transfer = asked(shop)
    with pytest.raises(Refused, match="not_received"):
        shop.shop.transfers.take_back(shop.actor, transfer.id)
    shop.shop.transfers.receive(shop.actor, transfer.id)
    with pytest.raises(Refused, match="already_received"):
        shop.shop.transfers.receive(shop.actor, transfer.id)
    for step in (shop.shop.transfers.receive, shop.shop.transfers.take_back):
        with pytest.raises(Refused, match="unknown_transfer"):
            step(shop.actor, new_id())
    assert shop.done() == {"transfer_received": 1}


def test_saying_that_money_came_needs_its_right(shop: Counter) -> None:
    transfer = asked(shop)
    clerk = replace(shop.actor, rights=shop.actor.rights - {Right.CONFIRM_TRANSFER})
    with pytest.raises(Refused, match="not_allowed"):
        shop.shop.transfers.receive(clerk, transfer.id)
    with pytest.raises(Refused, match="not_allowed"):
        shop.shop.transfers.take_back(clerk, transfer.id)
    assert state(shop, transfer) is EXPECTED


def test_a_transfer_received_before_is_not_confirmed_twice_by_the_sale(shop: Counter) -> None:
    transfer = asked(shop)
    shop.shop.transfers.receive(shop.actor, transfer.id)
    sold_by(shop, transfer)

    assert shop.done() == {"transfer_received": 1}


def test_money_that_never_came_moves_to_cash(shop: Counter) -> None:
    transfer = asked(shop)
    sold_by(shop, transfer)
    shop.shop.transfers.take_back(shop.actor, transfer.id)
    (row,) = shop.shop.receipts.find("", 1)
    shop.shop.corrections.correct_tender(shop.actor, row.id, TRANSFER, CASH)

    assert shop.by_method() == {"cash": 35_000, "transfer": 0}


def test_the_list_tells_which_receipt_a_code_paid(shop: Counter) -> None:
    waiting, unused, used = (asked(shop) for _ in range(3))
    bill_ids = {}
    with shop.store.read() as reader:
        for transfer in (unused, used):
            kept = reader.transfer(transfer.id)
            assert kept is not None
            bill_ids[transfer.id] = str(kept.bill_id)
    by_cash = Bill(cart_of(shop.line("BAT")), offers_of("cash"), key=bill_ids[unused.id])
    shop.shop.checkout.post(shop.actor, by_cash)
    offers = (replace(offers_of("transfer")[0], transfer_id=used.id),)
    by_code = Bill(cart_of(shop.line("BAT")), offers, key=bill_ids[used.id])
    shop.shop.checkout.post(shop.actor, by_code)

    rows = shop.shop.transfers.latest(shop.actor, 10)
    assert [(row.id, row.state, row.receipt, row.pays) for row in rows] == [
        (used.id, RECEIVED, "T1-000002", True),
        (unused.id, EXPECTED, "T1-000001", False),
        (waiting.id, EXPECTED, "", False),
    ]
    assert len(shop.shop.transfers.latest(shop.actor, 2)) == 2
