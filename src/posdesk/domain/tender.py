"""How a bill is settled: what covers the due, what cash rounding does, what change is.

Source of the rules: the project's contract, "Sales as JSON lines"; invariants I1, I4, I5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.sale import Settlement, Tender, TenderMethod

RoundCash = Callable[[int], int]
"""What is payable in cash for a magnitude (>= 0) that remains for cash."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offers to pay, or asks to be given back, by one method.

    Attributes:
        amount: đồng >= 0, or None for "exact": whatever remains.
    """

    method: TenderMethod
    amount: int | None
    transfer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Split:
    """Magnitudes: what is payable in all, what an "exact" offer takes, what goes back."""

    payable: int
    exact: int
    change: int


def settle(due: int, offers: Sequence[Offer], round_cash: RoundCash) -> Settlement:
    """Settles ``due`` (negative: money goes back) with the offers, in any order.

    Cash rounding depends on what remains for cash after the other tenders, never on the cash
    handed over; an "exact" tender of another method takes the whole rest and nothing is rounded.

    Raises:
        Refused: ``tender_short``, ``tender_over`` (other tenders beyond the due, or more given
            back than is due), ``two_exact``, ``zero_tender``, ``bad_amount``, ``too_large``.
    """
    _check(offers)
    sign, size = (-1 if due < 0 else 1), abs(due)
    split = _split(size, offers, round_cash)
    if sign < 0 and split.change:
        raise Refused("tender_over", over=split.change)
    tenders = tuple(
        Tender(
            offer.method,
            sign * (split.exact if offer.amount is None else offer.amount),
            offer.transfer_id,
        )
        for offer in offers
    )
    rounding = sign * (split.payable - size)
    return Settlement(tenders, rounding=rounding, total=due + rounding, change=split.change)


def rounds_cash(offers: Sequence[Offer]) -> bool:
    """Whether there is cash that is rounded: not where another tender's "exact" takes the rest."""
    to_the_dong = any(o.amount is None and o.method is not TenderMethod.CASH for o in offers)
    return not to_the_dong and any(o.method is TenderMethod.CASH for o in offers)


def _check(offers: Sequence[Offer]) -> None:
    if sum(offer.amount is None for offer in offers) > 1:
        raise Refused("two_exact")
    for offer in offers:
        if offer.amount is not None and offer.amount < 0:
            raise Refused("bad_amount", text=str(offer.amount))
        if offer.amount is not None and offer.amount > LARGEST:
            raise Refused("too_large", text=str(offer.amount))


def _split(size: int, offers: Sequence[Offer], round_cash: RoundCash) -> _Split:
    fixed = [offer for offer in offers if offer.amount is not None]
    cash = sum(o.amount or 0 for o in fixed if o.method is TenderMethod.CASH)
    others = sum(o.amount or 0 for o in fixed if o.method is not TenderMethod.CASH)
    if others > size:
        raise Refused("tender_over", over=others - size)
    exact = next((offer.method for offer in offers if offer.amount is None), None)
    if exact is not None and exact is not TenderMethod.CASH:
        if others + cash > size:
            raise Refused("tender_over", over=others + cash - size)
        _refuse_zero(fixed, for_cash=size - others, for_others=size - others)
        return _Split(payable=size, exact=size - others - cash, change=0)
    if not any(offer.method is TenderMethod.CASH for offer in offers):
        _refuse_zero(fixed, for_cash=0, for_others=size - others)
        _refuse_short(size - others)
        return _Split(payable=size, exact=0, change=0)
    for_cash = round_cash(size - others)
    _refuse_zero(fixed, for_cash=for_cash, for_others=size - others)
    rest = for_cash - cash
    if exact is None:
        _refuse_short(rest)
    return _Split(payable=others + for_cash, exact=max(0, rest), change=max(0, -rest))


def _refuse_short(short: int) -> None:
    if short > 0:
        raise Refused("tender_short", short=short)


def _refuse_zero(fixed: Sequence[Offer], *, for_cash: int, for_others: int) -> None:
    """A tender of 0 is taken only where 0 is left for it after rounding."""
    for offer in fixed:
        left = for_cash if offer.method is TenderMethod.CASH else for_others
        if offer.amount == 0 and left != 0:
            raise Refused("zero_tender")
