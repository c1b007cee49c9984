"""Slips at the counter are put right by linked records, and the drawer still adds up (I8)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posdesk.domain.access import Right
from posdesk.domain.cart import Cart
from posdesk.domain.discount import Discount, percent
from posdesk.domain.errors import Refused
from posdesk.domain.quantity import ONE
from posdesk.domain.sale import Sale, TenderMethod
from posdesk.runtime.ids import new_id
from tests.services.shops import CARD, CASH, TRANSFER, Counter, back, paid, refused


@pytest.fixture
def shop(counter: Counter) -> Counter:
    """Goods whose prices do not fit the notes in use."""
    counter.add("BAT", 35_100)
    counter.add("LO", 99_300)
    return counter


def void(counter: Counter, reason: str = "khách đổi ý") -> Sale:
    """Cancels the sale just made."""
    return counter.shop.corrections.void_last(counter.actor, reason).sale


def not_void(counter: Counter) -> Refused:
    """Why the newest sale is not cancelled."""
    with pytest.raises(Refused) as caught:
        void(counter)
    return caught.value


# --- a wrong tender


def test_the_amount_moves_to_the_other_method_and_the_drawer_follows(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"), offers="cash 50000")
    assert shop.cash_expected() == 235_100
    made = shop.shop.corrections.correct_tender(shop.actor, sale.id, CASH, TRANSFER)

    assert made.amount == 35_100
    assert shop.by_method() == {"cash": 0, "transfer": 35_100}
    assert shop.cash_expected() == 200_000
    assert shop.totals().total == 35_100
    assert shop.done() == {"tender_corrected": 1}


def test_the_receipt_itself_stays_and_shows_both(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    before = shop.shop.receipts.show(shop.actor, sale.number)
    shop.shop.corrections.correct_tender(shop.actor, sale.id, CASH, CARD)
    after = shop.shop.receipts.show(shop.actor, sale.number)

    assert after.sale == before.sale
    assert (dict(before.paid), dict(after.paid)) == ({CASH: 35_100}, {CASH: 0, CARD: 35_100})


def test_a_correction_can_itself_be_put_right(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"), offers="card 20000, cash")
    shop.shop.corrections.correct_tender(shop.actor, sale.id, CARD, CASH)
    assert shop.by_method() == {"cash": 35_100, "card": 0}

    shop.shop.corrections.correct_tender(shop.actor, sale.id, CASH, TRANSFER)
    assert shop.by_method() == {"cash": 0, "transfer": 35_100, "card": 0}


@pytest.mark.parametrize(("old", "new"), [(CARD, CASH), (CASH, CASH), (CASH, TenderMethod.DEBT)])
def test_only_what_was_paid_can_move(shop: Counter, old: TenderMethod, new: TenderMethod) -> None:
    sale = shop.sell(shop.line("BAT"))
    with pytest.raises(Refused) as caught:
        shop.shop.corrections.correct_tender(shop.actor, sale.id, old, new)

    assert caught.value.code == "no_such_tender"
    assert shop.by_method() == {"cash": 35_100}


def test_a_tender_is_put_right_in_its_own_shift_only(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    shop.shop.shifts.close(shop.actor, 0)
    shop.shop.shifts.open(shop.actor, 0)
    with pytest.raises(Refused) as caught:
        shop.shop.corrections.correct_tender(shop.actor, sale.id, CASH, CARD)

    assert caught.value.code == "other_shift"
    shown = shop.shop.receipts.show(shop.actor, sale.number).correct_refusal
    assert shown is not None
    assert refused(shown) == refused(caught.value)


def test_putting_a_tender_right_needs_its_right_and_a_receipt(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    clerk = replace(shop.actor, rights=shop.actor.rights - {Right.CORRECT_TENDER})
    with pytest.raises(Refused, match="not_allowed"):
        shop.shop.corrections.correct_tender(clerk, sale.id, CASH, CARD)
    with pytest.raises(Refused, match="unknown_receipt"):
        shop.shop.corrections.correct_tender(shop.actor, new_id(), CASH, CARD)


def test_the_close_of_the_shift_counts_on_the_correction(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    shop.shop.corrections.correct_tender(shop.actor, sale.id, CASH, CARD)
    report = shop.shop.shifts.close(shop.actor, 200_000)

    assert report.closing is not None
    assert (report.closing.expected, report.closing.difference) == (200_000, 0)


# --- the sale just made is cancelled


def test_a_cancelled_sale_leaves_nothing_but_two_receipts(shop: Counter) -> None:
    shop.set(tax__method="vat_deduction")
    sale = shop.sell(Cart((shop.line("BAT", 3), shop.line("LO")), discount=percent("3")))
    made = void(shop)

    assert (made.voids, made.reason) == (sale.id, "khách đổi ý")
    assert made.settlement.total == -sale.settlement.total
    totals = shop.totals()
    assert (totals.receipts, totals.total, totals.cash, totals.discount) == (2, 0, 0, 0)
    assert (shop.stock("BAT"), shop.stock("LO")) == (100 * ONE, 100 * ONE)
    assert shop.shop.receipts.show(shop.actor, sale.number).cancelled


@pytest.mark.parametrize("mode", ["half_up", "down", "up"])
def test_the_same_tenders_go_back_rounded_as_they_were(shop: Counter, mode: str) -> None:
    shop.set(cash__rounding_step=1000, cash__rounding_mode=mode)
    ways = (
        "cash",
        "cash 500000",
        "transfer",
        "card 50000, cash",
        "card 50000, cash 100000",
        "cash 20300, transfer",
        "card 30000, cash 20300, transfer",
        "card 134400, cash 0",
    )
    for offers in ways:
        shop.sell(shop.line("BAT"), shop.line("LO"), offers=offers)
        void(shop)
        _leaves_nothing(shop, offers)


def test_what_was_rounded_down_to_nothing_goes_back_as_nothing(shop: Counter) -> None:
    shop.set(cash__rounding_step=1000)
    shop.sell(shop.line("BAT"), shop.line("LO"), offers="card 134000, cash 0")
    made = void(shop)

    assert (paid(made), made.settlement.rounding) == ([("card", -134_000), ("cash", 0)], 400)
    _leaves_nothing(shop, "a tender of 0")


@pytest.mark.parametrize("mode", ["half_up", "down", "up"])
def test_a_cancelled_sale_takes_its_corrections_along(shop: Counter, mode: str) -> None:
    shop.set(cash__rounding_step=1000, cash__rounding_mode=mode)
    slips = (
        ("cash", CASH, TRANSFER),
        ("card 50300, cash", CASH, TRANSFER),
        ("card 50300, cash", CARD, CASH),
        ("transfer", TRANSFER, CASH),
    )
    for offers, old, new in slips:
        sale = shop.sell(shop.line("BAT"), shop.line("LO"), offers=offers)
        shop.shop.corrections.correct_tender(shop.actor, sale.id, old, new)
        void(shop)
        _leaves_nothing(shop, f"{offers}: {old} to {new}")


def _leaves_nothing(counter: Counter, what: str) -> None:
    assert (counter.totals().total, counter.totals().rounding) == (0, 0), what
    assert set(counter.by_method().values()) == {0}, what
    assert counter.cash_expected() == 200_000, what


def test_a_sale_is_cancelled_once(shop: Counter) -> None:
    shop.sell(shop.line("BAT"))
    void(shop)

    assert not_void(shop).code == "void_return"
    assert shop.totals().receipts == 2


def test_nothing_is_cancelled_before_the_first_sale(shop: Counter) -> None:
    assert not_void(shop).code == "nothing_to_void"


def test_nothing_moves_on_a_cancelled_sale(shop: Counter) -> None:
    sale = shop.sell(shop.line("BAT"))
    void(shop)
    with pytest.raises(Refused) as caught:
        shop.shop.corrections.correct_tender(shop.actor, sale.id, CASH, CARD)
    assert caught.value.code == "sale_cancelled"
    with pytest.raises(Refused, match="return_too_much"):
        shop.give_back(sale, (1, ONE))


def test_only_the_sale_that_was_seen_is_cancelled(shop: Counter) -> None:
    seen, newer = shop.sell(shop.line("BAT")), shop.sell(shop.line("LO"))
    with pytest.raises(Refused) as caught:
        shop.shop.corrections.void_last(shop.actor, "nhầm", seen=seen.id)

    assert refused(caught.value) == ("newer_receipt", {"receipt": seen.number})
    assert shop.shop.corrections.void_last(shop.actor, "nhầm", seen=newer.id).sale.voids == newer.id


def not_void_of(counter: Counter, seen: Sale) -> tuple[str, object]:
    """Why this sale is not cancelled, the same at the screen and at the till."""
    with pytest.raises(Refused) as caught:
        counter.shop.corrections.void_last(counter.actor, "nhầm", seen=seen.id)
    shown = counter.shop.receipts.show(counter.actor, seen.number)
    assert shown.void_refusal is not None
    assert refused(shown.void_refusal) == refused(caught.value)
    return caught.value.code, caught.value.params["receipt"]


def test_why_a_sale_is_not_cancelled(shop: Counter) -> None:
    older, sale = shop.sell(shop.line("BAT")), shop.sell(shop.line("BAT", 2))
    assert not_void_of(shop, older) == ("newer_receipt", "T1-000001")
    returned = shop.give_back(sale, (1, ONE))
    assert not_void_of(shop, returned) == ("void_return", "T1-000003")
    assert not_void_of(shop, sale) == ("void_returned", "T1-000002")
    exchange = shop.sell(shop.line("LO"), back(sale, 1, ONE))
    assert not_void_of(shop, exchange) == ("void_exchange", "T1-000004")
    assert not_void_of(shop, sale) == ("all_came_back", "T1-000002")
    newest = shop.sell(shop.line("LO"))
    shop.shop.shifts.close(shop.actor, 0)
    shop.shop.shifts.open(shop.actor, 0)
    assert not_void_of(shop, newest) == ("void_other_shift", "T1-000005")


def test_a_reason_and_the_right_are_needed(shop: Counter) -> None:
    shop.sell(shop.line("BAT"))
    with pytest.raises(Refused, match="reason_needed"):
        void(shop, " \n ")
    clerk = replace(shop.actor, rights=shop.actor.rights - {Right.RETURN})
    with pytest.raises(Refused, match="not_allowed"):
        shop.shop.corrections.void_last(clerk, "nhầm")
    assert shop.totals().receipts == 1


def test_goods_that_cost_nothing_can_be_cancelled(shop: Counter) -> None:
    shop.sell(Cart((shop.line("BAT"),), discount=Discount(amount=35_100)), offers="")
    void(shop)

    assert shop.stock("BAT") == 100 * ONE
