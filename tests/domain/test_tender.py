from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.rounding import CashRounding, RoundingMode
from posdesk.domain.sale import AT_THE_COUNTER, Settlement, Tender, TenderMethod
from posdesk.domain.tender import Offer, rounds_cash, settle
from tests.domain.shapes import refusal, roundings

modest = settings(max_examples=100, deadline=None)

CASH, TRANSFER, CARD, DEBT = AT_THE_COUNTER
NEAREST = CashRounding(1000)
EXACT = None


def offers(*pairs: tuple[TenderMethod, int | None]) -> list[Offer]:
    return [Offer(method, amount) for method, amount in pairs]


def pay(
    due: int, *pairs: tuple[TenderMethod, int | None], by: CashRounding = NEAREST
) -> Settlement:
    return settle(due, offers(*pairs), by.apply)


def figures(settled: Settlement) -> tuple[list[int], int, int, int]:
    amounts = [tender.amount for tender in settled.tenders]
    return amounts, settled.rounding, settled.total, settled.change


@pytest.mark.parametrize(
    ("due", "pairs", "expected"),
    [
        # cash that fits, with change, in two goes
        (12_400, [(CASH, 12_000)], ([12_000], -400, 12_000, 0)),
        (12_500, [(CASH, 20_000)], ([20_000], 500, 13_000, 7_000)),
        (12_500, [(CASH, 10_000), (CASH, 5_000)], ([10_000, 5_000], 500, 13_000, 2_000)),
        # exact cash is the rounded rest
        (12_400, [(CASH, EXACT)], ([12_000], -400, 12_000, 0)),
        (12_400, [(CASH, 10_000), (CASH, EXACT)], ([10_000, 2_000], -400, 12_000, 0)),
        (12_400, [(CASH, EXACT), (CASH, 15_000)], ([0, 15_000], -400, 12_000, 3_000)),
        # without cash nothing is rounded
        (12_345, [(TRANSFER, 12_345)], ([12_345], 0, 12_345, 0)),
        (12_345, [(CARD, EXACT)], ([12_345], 0, 12_345, 0)),
        (12_345, [(TRANSFER, 2_345), (CARD, 10_000)], ([2_345, 10_000], 0, 12_345, 0)),
        (12_345, [(DEBT, EXACT), (CARD, 2_345)], ([10_000, 2_345], 0, 12_345, 0)),
        # what remains for cash after the others is rounded
        (12_345, [(TRANSFER, 2_000), (CASH, EXACT)], ([2_000, 10_000], -345, 12_000, 0)),
        (12_345, [(CASH, 20_000), (TRANSFER, 2_000)], ([20_000, 2_000], -345, 12_000, 10_000)),
        (12_345, [(CARD, 12_000), (CASH, EXACT)], ([12_000, 0], -345, 12_000, 0)),
        # exact of another tender takes the due less all fixed ones
        (12_345, [(CASH, 10_000), (TRANSFER, EXACT)], ([10_000, 2_345], 0, 12_345, 0)),
        (12_345, [(TRANSFER, EXACT), (CASH, 12_345)], ([0, 12_345], 0, 12_345, 0)),
        # nothing due
        (0, [], ([], 0, 0, 0)),
        (0, [(CASH, 0)], ([0], 0, 0, 0)),
        (0, [(TRANSFER, 0), (CASH, EXACT)], ([0, 0], 0, 0, 0)),
        (0, [(CASH, 50_000)], ([50_000], 0, 0, 50_000)),
        # nothing left for a tender of 0
        (12_345, [(CARD, 0), (TRANSFER, 12_345)], ([0, 12_345], 0, 12_345, 0)),
        (400, [(CASH, 0)], ([0], -400, 0, 0)),
        # money back
        (-12_500, [(CASH, EXACT)], ([-13_000], -500, -13_000, 0)),
        (-12_500, [(CASH, 13_000)], ([-13_000], -500, -13_000, 0)),
        (-12_345, [(TRANSFER, 2_345), (CASH, EXACT)], ([-2_345, -10_000], 0, -12_345, 0)),
        (-12_345, [(TRANSFER, EXACT)], ([-12_345], 0, -12_345, 0)),
    ],
)
def test_bills_settled_by_hand(
    due: int,
    pairs: list[tuple[TenderMethod, int | None]],
    expected: tuple[list[int], int, int, int],
) -> None:
    assert figures(pay(due, *pairs)) == expected


@pytest.mark.parametrize(
    ("due", "pairs", "code", "params"),
    [
        (12_345, [], "tender_short", {"short": 12_345}),
        (12_345, [(CASH, 11_000)], "tender_short", {"short": 1_000}),
        (12_345, [(CARD, 12_344)], "tender_short", {"short": 1}),
        (12_345, [(CARD, 12_346)], "tender_over", {"over": 1}),
        (12_345, [(CARD, 12_000), (TRANSFER, 1_000)], "tender_over", {"over": 655}),
        (12_345, [(CARD, 13_000), (CASH, EXACT)], "tender_over", {"over": 655}),
        (12_345, [(CASH, 13_000), (CARD, EXACT)], "tender_over", {"over": 655}),
        (0, [(DEBT, 1)], "tender_over", {"over": 1}),
        (12_345, [(CASH, EXACT), (CARD, EXACT)], "two_exact", {}),
        (12_345, [(CASH, EXACT), (CASH, EXACT)], "two_exact", {}),
        (12_345, [(CASH, 0), (CARD, EXACT)], "zero_tender", {}),
        (12_345, [(CARD, 0), (CASH, EXACT)], "zero_tender", {}),
        (12_345, [(CASH, -1)], "bad_amount", {"text": "-1"}),
        (12_345, [(CASH, LARGEST + 1)], "too_large", {"text": str(LARGEST + 1)}),
        (-12_345, [(CASH, 13_000)], "tender_over", {"over": 1_000}),
        (-12_345, [(CASH, 11_000)], "tender_short", {"short": 1_000}),
        (-12_345, [(TRANSFER, 12_346)], "tender_over", {"over": 1}),
        (-12_345, [], "tender_short", {"short": 12_345}),
        (-12_345, [(CASH, 13_000), (TRANSFER, EXACT)], "tender_over", {"over": 655}),
    ],
)
def test_offers_that_do_not_settle(
    due: int,
    pairs: list[tuple[TenderMethod, int | None]],
    code: str,
    params: dict[str, object],
) -> None:
    with pytest.raises(Refused) as caught:
        pay(due, *pairs)
    assert refusal(caught) == (code, params)


@st.composite
def settlements(draw: st.DrawFn) -> tuple[int, list[Offer], CashRounding]:
    """A due with offers that settle it: others first, then cash or an exact one, shuffled."""
    due = draw(st.integers(-(10**9), 10**9))
    rounding = draw(roundings)
    left = abs(due)
    pairs: list[tuple[TenderMethod, int | None]] = []
    for method in draw(st.lists(st.sampled_from([TRANSFER, CARD, DEBT]), max_size=2)):
        part = draw(st.integers(1, max(1, left)))
        if part <= left:
            pairs.append((method, part))
            left -= part
    last = draw(st.sampled_from([CASH, TRANSFER, "handed"]))
    if last == "handed":
        over = 0 if due < 0 else draw(st.integers(0, 10**6))
        payable = rounding.apply(left)
        pairs.append((CASH, payable + over))
    else:
        pairs.append((TenderMethod(last), EXACT))
    return due, draw(st.permutations(offers(*pairs))), rounding


@modest
@given(settlements())
def test_every_settlement_adds_up(case: tuple[int, list[Offer], CashRounding]) -> None:
    """I1 and I5."""
    due, given_offers, rounding = case
    settled = settle(due, given_offers, rounding.apply)
    paid = sum(tender.amount for tender in settled.tenders)
    cash = sum(tender.amount for tender in settled.tenders if tender.method is CASH)
    others = paid - cash
    assert settled.total == due + settled.rounding == paid - settled.change
    assert 0 <= settled.change <= max(0, cash)
    assert abs(others) <= abs(due)
    assert others * due >= 0
    assert [tender.method for tender in settled.tenders] == [o.method for o in given_offers]
    if not any(offer.method is CASH for offer in given_offers):
        assert settled.rounding == 0


@modest
@given(settlements())
def test_the_order_of_tenders_does_not_matter(
    case: tuple[int, list[Offer], CashRounding],
) -> None:
    due, given_offers, rounding = case
    settled = settle(due, given_offers, rounding.apply)
    turned = settle(due, given_offers[::-1], rounding.apply)
    assert figures(turned)[1:] == figures(settled)[1:]
    assert turned.tenders == settled.tenders[::-1]


@modest
@given(
    st.integers(1, 10**9),
    roundings,
    st.integers(0, 10**9),
    st.lists(st.integers(0, 10**9), max_size=3),
)
def test_rounding_does_not_see_the_cash_handed_over(
    due: int, rounding: CashRounding, others: int, handed: Sequence[int]
) -> None:
    """I4: whatever note lies on the counter, the bill is the same."""
    others = others % (due + 1)
    payable = rounding.apply(due - others)
    assume(payable > 0)
    fixed = offers((CARD, others)) if others else []
    exact = settle(due, [*fixed, Offer(CASH, EXACT)], rounding.apply)
    for over in handed:
        by_note = settle(due, [*fixed, Offer(CASH, payable + over)], rounding.apply)
        assert (by_note.rounding, by_note.total) == (exact.rounding, exact.total)
        assert by_note.change == over


@modest
@given(settlements())
def test_giving_back_is_the_mirror_of_taking(
    case: tuple[int, list[Offer], CashRounding],
) -> None:
    due, given_offers, rounding = case
    taken = settle(abs(due), given_offers, rounding.apply)
    assume(taken.change == 0)
    given_back = settle(-abs(due), given_offers, rounding.apply)
    if due:
        assert given_back.total == -taken.total
        assert given_back.rounding == -taken.rounding
        mirrored = tuple(Tender(t.method, -t.amount) for t in taken.tenders)
        assert given_back.tenders == mirrored


def test_a_transfer_keeps_its_expected_payment() -> None:
    asked = UUID(int=5)
    settled = settle(9_000, [Offer(TRANSFER, EXACT, asked)], NEAREST.apply)
    assert settled.tenders == (Tender(TRANSFER, 9_000, asked),)


@pytest.mark.parametrize(
    ("pairs", "rounded"),
    [
        ([(CASH, EXACT)], True),
        ([(CARD, 5_000), (CASH, 7_000)], True),
        ([(CASH, 5_000), (CARD, EXACT)], False),
        ([(CARD, EXACT)], False),
        ([], False),
    ],
)
def test_cash_is_rounded_unless_another_tender_takes_the_rest(
    pairs: list[tuple[TenderMethod, int | None]], rounded: bool
) -> None:
    assert rounds_cash(offers(*pairs)) is rounded


@pytest.mark.parametrize("mode", RoundingMode)
def test_the_cash_part_alone_is_rounded(mode: RoundingMode) -> None:
    by = CashRounding(1000, mode)
    settled = pay(15_720, (TRANSFER, 680), (CASH, EXACT), by=by)
    assert settled.rounding == by.apply(15_040) - 15_040
