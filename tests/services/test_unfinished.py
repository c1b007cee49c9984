"""Money on bills that are not finished when the shift closes: told once, lost never."""

from __future__ import annotations

from uuid import UUID

import pytest

from posdesk.domain.cart import Cart, CartLine, ReturnedLine
from posdesk.domain.quantity import ONE
from posdesk.domain.shift import CashKind
from posdesk.domain.tender import Offer
from posdesk.domain.transfer import TransferState
from posdesk.runtime.ids import new_id
from posdesk.services.checkout import Bill
from posdesk.services.drafts import OpenBill
from posdesk.services.shifts import ShiftReport
from tests.services.shops import CARD, CASH, TRANSFER, Counter, cart_of


@pytest.fixture
def shop(counter: Counter) -> Counter:
    counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    counter.add("BINH", 500_000)
    counter.add("BAT", 30_000)
    return counter


def keep(shop: Counter, *goods: CartLine | ReturnedLine, offers: tuple[Offer, ...] = ()) -> UUID:
    """Puts a bill aside with what was paid of it."""
    return keep_as(shop, new_id(), cart_of(*goods), offers)


def keep_as(shop: Counter, bill_id: UUID, cart: Cart, offers: tuple[Offer, ...]) -> UUID:
    shop.shop.drafts.save(shop.actor, OpenBill(bill_id, cart, held=True, offers=offers))
    return bill_id


def half_by_transfer(shop: Counter) -> tuple[UUID, Offer]:
    """A bill of which 200.000 came by its code."""
    bill_id, cart = new_id(), cart_of(shop.line("BINH"))
    code = shop.shop.transfers.ask(shop.actor, bill_id, 200_000)
    offer = Offer(TRANSFER, 200_000, code.id)
    return keep_as(shop, bill_id, cart, (offer,)), offer


def state(shop: Counter, offer: Offer) -> TransferState:
    assert offer.transfer_id is not None
    shown = shop.shop.transfers.get(offer.transfer_id)
    assert shown is not None
    return shown.state


def close(shop: Counter) -> ShiftReport:
    return shop.shop.shifts.close(shop.actor, shop.cash_expected())


def waiting(report: ShiftReport) -> dict[str, int]:
    return {part.method: part.amount for part in report.unfinished}


def finish(shop: Counter, bill_id: UUID, *offers: Offer) -> None:
    [draft] = [bill for bill in shop.shop.drafts.load("T1") if bill.id == bill_id]
    bill = Bill(draft.cart, (*draft.offers, *offers), key=str(bill_id), draft_id=bill_id)
    shop.shop.checkout.post(shop.actor, bill)


def test_who_takes_a_part_by_transfer_says_that_it_came(shop: Counter) -> None:
    bill_id, offer = half_by_transfer(shop)
    assert state(shop, offer) is TransferState.RECEIVED
    assert shop.done() == {"transfer_received": 1}

    keep_as(shop, bill_id, cart_of(shop.line("BINH")), ())
    assert state(shop, offer) is TransferState.TAKEN_BACK


def test_a_bill_saved_again_tells_nothing_twice(shop: Counter) -> None:
    bill_id, offer = half_by_transfer(shop)
    keep_as(shop, bill_id, cart_of(shop.line("BINH"), shop.line("BAT")), (offer,))
    finish(shop, bill_id, Offer(CASH, None))
    assert shop.done() == {"transfer_received": 1}


def test_the_z_tells_what_came_and_is_not_sold_yet(shop: Counter) -> None:
    half_by_transfer(shop)
    keep(shop, shop.line("BINH"), offers=(Offer(CASH, 100_000), Offer(CARD, 50_000)))
    keep(shop, shop.line("BAT"))

    assert waiting(shop.report()) == {"cash": 100_000, "transfer": 200_000, "card": 50_000}
    z = close(shop)
    assert waiting(z) == {"cash": 100_000, "transfer": 200_000, "card": 50_000}
    assert (z.totals.total, z.totals.tenders) == (0, ())
    shop.set(receipt__language="en")
    text = shop.shop.renderer.text(shop.shop.documents.shift_report(z.shift), 576)
    assert "350.000" in next(line for line in text.splitlines() if "not sold yet" in line)


def test_cash_of_unfinished_bills_is_in_the_drawer_and_makes_no_difference(shop: Counter) -> None:
    bill_id = keep(shop, shop.line("BINH"), offers=(Offer(CASH, 100_000),))
    assert shop.cash_expected() == 300_000
    z = close(shop)
    assert z.closing is not None
    assert (z.closing.expected, z.closing.difference) == (300_000, 0)

    shop.shop.shifts.open(shop.actor, 300_000)
    assert shop.cash_expected() == 300_000
    finish(shop, bill_id, Offer(CASH, 400_000))
    assert shop.cash_expected() == 700_000
    assert shop.by_method() == {"cash": 500_000}
    assert [(m.kind, m.amount) for m in shop.report().movements] == [(CashKind.OUT, 100_000)]
    assert waiting(close(shop)) == {}


def test_cash_given_back_in_the_next_shift_makes_no_difference_either(shop: Counter) -> None:
    bill_id = keep(shop, shop.line("BINH"), offers=(Offer(CASH, 100_000),))
    close(shop)
    shop.shop.shifts.open(shop.actor, 300_000)
    keep_as(shop, bill_id, cart_of(), ())
    assert shop.cash_expected() == 200_000


def test_a_z_stays_as_it_was_when_its_bills_are_finished_later(shop: Counter) -> None:
    bill_id, _offer = half_by_transfer(shop)
    z = close(shop)
    shop.shop.shifts.open(shop.actor, 0)
    finish(shop, bill_id, Offer(CASH, None))

    assert shop.shop.shifts.report(z.shift) == z
    assert shop.by_method() == {"cash": 300_000, "transfer": 200_000}


def test_a_transfer_seen_later_counts_for_the_bill_that_was_put_aside(shop: Counter) -> None:
    bill_id = keep(shop, shop.line("BINH"))
    code = shop.shop.transfers.ask(shop.actor, bill_id, 500_000)
    assert waiting(shop.report()) == {}
    shop.shop.transfers.receive(shop.actor, code.id)
    assert waiting(shop.report()) == {"transfer": 500_000}


def test_money_given_for_goods_that_come_back_is_gone_from_the_drawer(shop: Counter) -> None:
    sale = shop.sell(shop.line("BINH"))
    keep(shop, ReturnedLine(sale.number, 1, ONE), offers=(Offer(CASH, 150_000),))
    assert waiting(shop.report()) == {"cash": -150_000}
    assert shop.cash_expected() == 550_000
    assert [m.kind for m in close(shop).movements] == [CashKind.OUT]


def test_bills_with_money_come_first(shop: Counter) -> None:
    plain = keep(shop, shop.line("BAT"))
    paid = keep(shop, shop.line("BINH"), offers=(Offer(CARD, 50_000),))
    bills = shop.shop.shifts.unfinished("T1")
    assert [(bill.id, bill.due, bill.money) for bill in bills] == [
        (paid, 500_000, 50_000),
        (plain, 30_000, 0),
    ]


def test_a_bill_that_cannot_be_sold_any_more_does_not_stop_the_close(shop: Counter) -> None:
    sale = shop.sell(shop.line("BINH"))
    keep(shop, ReturnedLine(sale.number, 1, ONE))
    shop.give_back(sale, (1, ONE))
    [bill] = shop.shop.shifts.unfinished("T1")
    assert bill.due is None
    assert close(shop).closing is not None


def test_the_day_expects_the_same_cash_as_its_shift(shop: Counter) -> None:
    keep(shop, shop.line("BINH"), offers=(Offer(CASH, 100_000),))
    today = shop.clock.today()
    assert shop.shop.shifts.day(today)[1] == shop.cash_expected()
    close(shop)
    assert shop.shop.shifts.day(today)[1] == shop.cash_expected() == 300_000
