"""How a bill is settled, worked out from the contract's sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.judge.reading import Refusal, WantedTender


@dataclass(frozen=True)
class Paid:
    """With the signs of a result: negative amounts were given back.

    ``for_cash`` is the size of the part that cash pays for, before it is rounded; it is not
    rounded where an "exact" of another tender takes what cash leaves.
    """

    tenders: tuple[tuple[str, int], ...]
    rounding: int
    total: int
    change: int
    for_cash: int
    rounded: bool


@dataclass(frozen=True)
class _Plan:
    """Sizes: paid in all; what "exact" stands for; what cash pays for before and after rounding."""

    to_pay: int
    exact: int = 0
    for_cash: int = 0
    cash_due: int = 0
    rounded: bool = False


def pay(due: int, wanted: Sequence[WantedTender], payable: Callable[[int], int]) -> Paid:
    """Settles ``due``; ``payable`` says what cash is taken or given for what remains for cash.

    Raises:
        Refusal: the tenders do not settle it.
    """
    by_others = sum(t.amount or 0 for t in wanted if t.method != "cash")
    by_cash = sum(t.amount or 0 for t in wanted if t.method == "cash")
    size = abs(due)
    open_methods = [tender.method for tender in wanted if tender.amount is None]
    if len(open_methods) > 1 or by_others > size:
        raise Refusal
    rest = size - by_others
    if open_methods and open_methods != ["cash"]:
        plan = _Plan(size, exact=rest - by_cash, for_cash=by_cash, cash_due=rest)
    elif any(tender.method == "cash" for tender in wanted):
        in_cash = payable(rest)
        exact = max(0, in_cash - by_cash) if open_methods else 0
        plan = _Plan(by_others + in_cash, exact, for_cash=rest, cash_due=in_cash, rounded=True)
    else:
        plan = _Plan(size)
    change = by_others + by_cash + plan.exact - plan.to_pay
    if plan.exact < 0 or change < 0 or (due < 0 and change):
        raise Refusal
    for tender in wanted:
        if tender.amount == 0 and (plan.cash_due if tender.method == "cash" else rest):
            raise Refusal
    return _signed(due, wanted, plan, change)


def _signed(due: int, wanted: Sequence[WantedTender], plan: _Plan, change: int) -> Paid:
    sign = -1 if due < 0 else 1
    amounts = (plan.exact if tender.amount is None else tender.amount for tender in wanted)
    total = sign * plan.to_pay
    return Paid(
        tenders=tuple((t.method, sign * a) for t, a in zip(wanted, amounts, strict=True)),
        rounding=total - due,
        total=total,
        change=change,
        for_cash=plan.for_cash,
        rounded=plan.rounded,
    )
