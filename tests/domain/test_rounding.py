from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.rounding import CashRounding, RoundingMode
from tests.domain.shapes import roundings

modest = settings(max_examples=80, deadline=None)
amounts = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("step", "mode", "due", "payable"),
    [
        (1000, RoundingMode.HALF_UP, 12_499, 12_000),
        (1000, RoundingMode.HALF_UP, 12_500, 13_000),
        (1000, RoundingMode.DOWN, 12_999, 12_000),
        (1000, RoundingMode.UP, 12_001, 13_000),
        (500, RoundingMode.HALF_UP, 12_249, 12_000),
        (500, RoundingMode.HALF_UP, 12_250, 12_500),
        (500, RoundingMode.UP, 12_500, 12_500),
        (0, RoundingMode.UP, 12_345, 12_345),
        (1, RoundingMode.DOWN, 12_345, 12_345),
        (1000, RoundingMode.HALF_UP, 499, 0),
        (7, RoundingMode.HALF_UP, 11, 14),
    ],
)
def test_by_hand(step: int, mode: RoundingMode, due: int, payable: int) -> None:
    assert CashRounding(step, mode).apply(due) == payable


@modest
@given(roundings, amounts)
def test_giving_back_mirrors_taking(rounding: CashRounding, due: int) -> None:
    assert rounding.apply(-due) == -rounding.apply(due)


@modest
@given(roundings, amounts)
def test_it_moves_by_less_than_a_step_the_right_way(rounding: CashRounding, due: int) -> None:
    payable = rounding.apply(due)
    step = max(rounding.step, 1)
    moved = (payable - due) * (-1 if due < 0 else 1)
    assert payable % step == 0
    match rounding.mode:
        case RoundingMode.HALF_UP:
            assert -step < 2 * moved <= step
        case RoundingMode.DOWN:
            assert -step < moved <= 0
        case RoundingMode.UP:
            assert 0 <= moved < step


@modest
@given(roundings, st.integers(0, 10**12))
def test_down_never_gives_more(rounding: CashRounding, due: int) -> None:
    payable = rounding.down(due)
    assert 0 <= due - payable < max(rounding.step, 1)
    assert rounding.apply(payable) == payable
