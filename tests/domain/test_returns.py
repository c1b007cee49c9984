from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.cart import Cart
from posdesk.domain.discount import Discount
from posdesk.domain.errors import Refused
from posdesk.domain.pricing import price_cart
from posdesk.domain.quantity import ONE
from posdesk.domain.returns import GivenBack, ReceiptReturns, cash_parts, returned_line
from posdesk.domain.rounding import CashRounding, RoundingMode
from posdesk.domain.sale import PricedLine, TenderMethod
from posdesk.domain.tender import Offer, settle
from tests.domain.shapes import (
    DEDUCTION,
    FIRST_LINE,
    NO_TAX,
    carts_of_lines,
    line,
    policies,
    refusal,
    roundings,
    weighed,
)

modest = settings(max_examples=80, deadline=None)


def give_back(sold: PricedLine, parts: list[int]) -> tuple[list[PricedLine], GivenBack]:
    so_far, lines = GivenBack(), []
    for part in parts:
        lines.append(returned_line(sold, FIRST_LINE, part, so_far))
        so_far = so_far.plus(lines[-1])
    return lines, so_far


@st.composite
def splits(draw: st.DrawFn, whole: int) -> list[int]:
    """Parts > 0 that add up to ``whole``."""
    cuts = draw(st.sets(st.integers(1, whole - 1), max_size=5)) if whole > 1 else set()
    edges = [0, *sorted(cuts), whole]
    return [high - low for low, high in pairwise(edges)]


@st.composite
def sold_lines(draw: st.DrawFn) -> PricedLine:
    lines = tuple(draw(carts_of_lines))
    bill = Discount(percent=draw(st.integers(0, 100_000)))
    priced = price_cart(Cart(lines, discount=bill), draw(policies))
    return draw(st.sampled_from(priced.lines))


@modest
@given(sold_lines(), st.data())
def test_all_parts_give_back_exactly_what_the_line_cost(
    sold: PricedLine, data: st.DataObject
) -> None:
    """I3: to the đồng, however it is cut, in every figure of the line."""
    unit = 1 if sold.item.weighed else ONE
    parts = [part * unit for part in data.draw(splits(sold.quantity // unit))]
    lines, total = give_back(sold, parts)
    assert total == GivenBack(
        sold.quantity, sold.amount, sold.line_discount, sold.bill_share, sold.net, sold.tax
    )
    for back, part in zip(lines, parts, strict=True):
        assert back.quantity == -part
        assert back.net == back.amount - back.discount
        assert (back.item, back.price) == (sold.item, sold.price)
        assert -sold.net <= back.net <= 0
        assert -sold.tax <= back.tax <= 0


@modest
@given(sold_lines(), st.data())
def test_at_every_moment_the_fair_share_has_been_given_back(
    sold: PricedLine, data: st.DataObject
) -> None:
    """Half-up(net x returned / sold), tax alike."""
    unit = 1 if sold.item.weighed else ONE
    parts = [part * unit for part in data.draw(splits(sold.quantity // unit))]
    lines, _ = give_back(sold, parts)
    for count in range(1, len(parts) + 1):
        share = Fraction(sum(parts[:count]), sold.quantity)
        for figure, given_back in (
            (sold.net, -sum(back.net for back in lines[:count])),
            (sold.tax, -sum(back.tax for back in lines[:count])),
        ):
            assert -1 < 2 * (given_back - figure * share) <= 1


def test_three_pieces_for_a_hundred_come_back_one_by_one() -> None:
    bought = price_cart(Cart((line(100, 3),), discount=Discount(amount=200)), NO_TAX).lines[0]
    lines, _ = give_back(bought, [ONE, ONE, ONE])
    assert [back.net for back in lines] == [-33, -34, -33]
    assert [back.amount for back in lines] == [-100, -100, -100]
    assert lines[0].returns == FIRST_LINE


def test_tax_comes_back_with_its_line() -> None:
    bought = price_cart(Cart((line(99_999, 3, tax="8"),)), DEDUCTION).lines[0]
    assert bought.tax == 22_222
    lines, _ = give_back(bought, [2 * ONE, ONE])
    assert [back.tax for back in lines] == [-14_815, -7_407]
    both = price_cart(Cart(), DEDUCTION, lines)
    assert (both.due, both.taxes[0].base, both.taxes[0].tax) == (-299_997, -277_775, -22_222)


BOUGHT = price_cart(Cart((line(10_000, 3),)), NO_TAX).lines[0]
BY_WEIGHT = price_cart(Cart((weighed(90_000, 350),)), NO_TAX).lines[0]


@pytest.mark.parametrize(
    ("bought", "quantity", "so_far", "code", "left"),
    [
        (BOUGHT, 0, GivenBack(), "bad_quantity", None),
        (BOUGHT, -ONE, GivenBack(), "bad_quantity", None),
        (BOUGHT, 500, GivenBack(), "fraction_not_weighed", None),
        (BOUGHT, 4 * ONE, GivenBack(), "return_too_much", "3"),
        (BOUGHT, 2 * ONE, GivenBack(quantity=2 * ONE, net=20_000), "return_too_much", "1"),
        (BOUGHT, ONE, GivenBack(quantity=3 * ONE, net=30_000), "return_too_much", "0"),
        (BY_WEIGHT, 351, GivenBack(), "return_too_much", "0,35"),
        (replace(BOUGHT, returns=FIRST_LINE), ONE, GivenBack(), "not_returnable", None),
        (give_back(BOUGHT, [ONE])[0][0], ONE, GivenBack(), "not_returnable", None),
    ],
)
def test_what_cannot_come_back(
    bought: PricedLine, quantity: int, so_far: GivenBack, code: str, left: str | None
) -> None:
    with pytest.raises(Refused) as caught:
        returned_line(bought, FIRST_LINE, quantity, so_far)
    assert refusal(caught)[0] == code
    assert caught.value.params.get("left") == left


class Receipt:
    """A receipt whose returns are paid as the till pays them, one after the other."""

    def __init__(self, exact: int, transfer: int, rounding: CashRounding) -> None:
        self.rounding = rounding
        pays = [Offer(TenderMethod.CASH, None)]
        if transfer:
            pays.insert(0, Offer(TenderMethod.TRANSFER, transfer))
        self.took = settle(exact, pays, rounding.apply).total
        self.books = ReceiptReturns(took=self.took)

    def give_back(self, exact: int, transfer: int = 0, *, in_cash: bool = True) -> int:
        """Gives back ``exact``, of it ``transfer`` by transfer; returns the cash paid out."""
        for_cash = exact - transfer if in_cash else 0
        others = exact - for_cash
        cash = self.books.cash_for(for_cash, self.rounding, by_others=others) if in_cash else 0
        self.books = replace(
            self.books,
            given_back=self.books.given_back + cash + others,
            cash_exact=self.books.cash_exact + for_cash,
            cash_paid=self.books.cash_paid + cash,
        )
        return cash


@modest
@given(st.integers(1, 10**7), roundings, st.data())
def test_cash_parts_together_mirror_a_cash_sale(
    exact: int, rounding: CashRounding, data: st.DataObject
) -> None:
    """I4: bought for cash and brought back in any parts, the customer has the same cash again."""
    receipt = Receipt(exact, 0, rounding)
    paid = [receipt.give_back(part) for part in data.draw(splits(exact))]
    assert sum(paid) == receipt.took
    assert all(cash >= 0 for cash in paid)


@modest
@given(st.integers(2, 10**7), roundings, st.data())
def test_a_mixed_sale_is_mirrored_too(
    exact: int, rounding: CashRounding, data: st.DataObject
) -> None:
    by_transfer = data.draw(st.integers(1, exact - 1))
    receipt = Receipt(exact, by_transfer, rounding)
    parts = [(part, True) for part in data.draw(splits(exact - by_transfer))]
    parts += [(part, False) for part in data.draw(splits(by_transfer))]
    cash = sum(
        receipt.give_back(part, in_cash=in_cash)
        for part, in_cash in data.draw(st.permutations(parts))
    )
    assert cash + by_transfer == receipt.took


@modest
@given(st.integers(1, 10**6), roundings, st.data())
def test_a_cash_return_never_gives_more_than_the_receipt_took(
    exact: int, rounding: CashRounding, data: st.DataObject
) -> None:
    receipt = Receipt(exact, data.draw(st.integers(0, exact)), rounding)
    for part in data.draw(splits(exact)):
        by_transfer = data.draw(st.integers(0, part))
        in_cash = data.draw(st.booleans())
        cash = receipt.give_back(part, by_transfer, in_cash=in_cash)
        assert cash >= 0
        assert cash == 0 or receipt.books.given_back <= receipt.took
        assert cash % max(rounding.step, 1) == 0


@pytest.mark.parametrize(
    ("books", "exact", "mode", "cash"),
    [
        # bought for 1.400 with 1.000 in cash, back in halves: 1.000 and then nothing
        (ReceiptReturns(took=1_000), 700, RoundingMode.HALF_UP, 1_000),
        (ReceiptReturns(1_000, 1_000, 700, 1_000), 700, RoundingMode.HALF_UP, 0),
        # paid 1.600 by transfer: 2.000 would be more than the receipt took
        (ReceiptReturns(took=1_600), 1_600, RoundingMode.HALF_UP, 1_000),
        (ReceiptReturns(took=2_000), 1_600, RoundingMode.HALF_UP, 2_000),
        (ReceiptReturns(took=1_600), 1_600, RoundingMode.UP, 1_000),
        (ReceiptReturns(took=1_600), 1_600, RoundingMode.DOWN, 1_000),
        # 1.200 of 3.000 went back by transfer already
        (ReceiptReturns(3_000, 1_200, 0, 0), 1_800, RoundingMode.UP, 1_000),
        # earlier parts already paid more than all of it rounds to
        (ReceiptReturns(1_600, 1_000, 800, 1_000), 400, RoundingMode.HALF_UP, 0),
    ],
)
def test_cash_for_a_part_by_hand(
    books: ReceiptReturns, exact: int, mode: RoundingMode, cash: int
) -> None:
    assert books.cash_for(exact, CashRounding(1000, mode), by_others=0) == cash


@pytest.mark.parametrize(
    ("worths", "rest", "parts"),
    [
        ([5_000, 3_000], 8_000, (5_000, 3_000)),
        ([5_000, 3_000], 6_000, (3_000, 3_000)),
        ([5_000, 3_000], 2_000, (0, 2_000)),
        ([5_000, 0, 3_000], 0, (0, 0, 0)),
        ([], 0, ()),
    ],
)
def test_other_tenders_give_the_first_receipts_back_first(
    worths: list[int], rest: int, parts: tuple[int, ...]
) -> None:
    assert cash_parts(worths, rest) == parts


def test_what_a_transfer_gives_back_beside_it_counts_too() -> None:
    """2.000 taken for 1.600: 100 by transfer and 2.000 in cash would be more."""
    books = ReceiptReturns(took=2_000)
    assert books.cash_for(1_500, CashRounding(1000), by_others=100) == 1_000
