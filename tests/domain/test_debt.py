"""What customers owe and how old it is: payments settle the oldest first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.debt import SALE, DebtChange, OpenPart, age_days, open_parts, owed

DAY = date(2026, 11, 1)


def change(day: int, amount: int, cause: str = SALE) -> DebtChange:
    """A change ``day`` days after the first."""
    on = DAY + timedelta(days=day)
    return DebtChange(datetime(on.year, on.month, on.day, tzinfo=UTC), on, cause, amount)


CHANGES = st.lists(
    st.builds(
        change,
        st.integers(0, 60),
        st.integers(-500_000, 500_000).filter(bool),
        st.sampled_from([SALE, "opening", "correction"]),
    ),
    max_size=12,
).map(lambda changes: sorted(changes, key=lambda c: c.on))


def test_payments_settle_the_oldest_first() -> None:
    changes = [change(0, 100_000), change(5, 50_000), change(9, -120_000, "payment")]

    assert owed(changes) == 30_000
    assert open_parts(changes) == (OpenPart(DAY + timedelta(days=5), 30_000),)
    assert age_days(open_parts(changes), DAY + timedelta(days=12)) == 7


def test_a_payment_taken_back_leaves_the_debt_as_old_as_it_was() -> None:
    changes = [change(0, 100_000), change(9, -100_000, "payment"), change(10, 100_000, "payment")]

    assert open_parts(changes) == (OpenPart(DAY, 100_000),)


def test_what_was_paid_ahead_settles_what_comes_later() -> None:
    changes = [change(0, -80_000, "payment"), change(3, 100_000)]

    assert open_parts(changes) == (OpenPart(DAY + timedelta(days=3), 20_000),)


def test_nothing_owed_has_no_age() -> None:
    assert age_days((), DAY) == 0
    assert open_parts([change(0, 10), change(1, -30)]) == ()


@given(CHANGES)
def test_the_open_parts_are_what_is_owed(changes: list[DebtChange]) -> None:
    parts = open_parts(changes)

    assert sum(part.amount for part in parts) == max(0, owed(changes))
    assert all(part.amount > 0 for part in parts)
    assert [part.on for part in parts] == sorted(part.on for part in parts)


@given(CHANGES, st.integers(1, 1_000_000))
def test_a_payment_never_makes_a_debt_older(changes: list[DebtChange], amount: int) -> None:
    before, after = open_parts(changes), open_parts([*changes, change(61, -amount, "payment")])

    assert owed([*changes, change(61, -amount, "payment")]) == owed(changes) - amount
    if before and after:
        assert after[0].on >= before[0].on


@given(CHANGES, st.integers(1, 1_000_000))
def test_taking_a_payment_back_is_as_if_it_never_was(
    changes: list[DebtChange], amount: int
) -> None:
    both = [*changes, change(61, -amount, "payment"), change(62, amount, "payment")]

    assert open_parts(both) == open_parts(changes)
