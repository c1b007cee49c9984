"""What the payment shows: ways to pay, sums a customer is likely to hand over, parts in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from posdesk.domain.money import format_amount
from posdesk.domain.sale import TenderMethod
from posdesk.domain.tender import Offer
from posdesk.runtime.i18n import N_, _
from posdesk.services.transfers import ShownTransfer
from posdesk.ui.shown import Choice

METHODS: tuple[tuple[TenderMethod, str], ...] = (
    (TenderMethod.CASH, N_("Cash")),
    (TenderMethod.TRANSFER, N_("VietQR")),
    (TenderMethod.CARD, N_("Card")),
    (TenderMethod.DEBT, N_("On debt")),
)
"""The ways to pay that work, in the order of their keys."""

_STEPS = (1_000, 10_000, 50_000, 100_000, 500_000, 200_000, 5_000, 20_000)
"""Sums are rounded up to these, the likelier first."""


@dataclass(frozen=True, slots=True)
class PaymentState:
    """What the payment shows.

    Attributes:
        rest: still to pay by the chosen method, đồng; cash is rounded.
        rounding: what cash rounding does to the rest, đồng.
        received: what was taken so far, in words, empty if nothing was.
        typed: the amount typed, None where nothing is: then Enter takes the rest.
        marked: all that is typed is marked, for the next key to replace.
        doubtful: what is typed, where it has too few or too many zeros to be meant: the main
            button makes of it what is.
        notes: amounts a customer is likely to hand over.
        change: to give back, None where the typed amount does not suffice.
        lacking: what a typed amount leaves to pay; 0 where that is not clear yet.
        transfer: the code that is shown.
        action: what the main button does.
        problem: why it did not work, in words.
        news: what was done without leaving the payment, in words.
        busy: something is being written; what is shown cannot be left meanwhile.
        kept: codes scanned meanwhile.
        kept_goods: what they are called; an unknown code is named by itself.
        ask_paper: the main button finishes, and the cashier chooses whether a receipt is printed.
        no_printer: receipts are wanted and no printer is set up.
        gives_back: the money goes to the customer; "received" is what was given so far.
        needs_account: no code can be shown before the shop's bank account is known.
        taken: what was taken so far in all, đồng.
        last_part: what was taken last, đồng; 0 if nothing was.
    """

    methods: tuple[Choice, ...]
    method: str
    rest: int
    rounding: int = 0
    received: str = ""
    typed: int | None = None
    marked: bool = False
    doubtful: int | None = None
    notes: tuple[int, ...] = ()
    change: int | None = None
    lacking: int = 0
    transfer: ShownTransfer | None = None
    action: str = ""
    problem: str = ""
    news: str = ""
    busy: bool = False
    kept: tuple[str, ...] = ()
    kept_goods: tuple[str, ...] = ()
    ask_paper: bool = False
    no_printer: bool = False
    gives_back: bool = False
    needs_account: bool = False
    taken: int = 0
    last_part: int = 0


def likely_amounts(rest: int) -> tuple[int, ...]:
    """The rest itself and round sums above it that notes make up, at most six."""
    if rest <= 0:
        return ()
    rounded = dict.fromkeys([rest, *(-(-rest // step) * step for step in _STEPS)])
    return tuple(sorted(list(rounded)[:6]))


def received_text(offers: Sequence[Offer]) -> str:
    """The part payments so far, each way once: ``Cash 500.000 + Card 200.000``."""
    names, sums = dict(METHODS), Counter[TenderMethod]()
    for offer in offers:
        sums[offer.method] += offer.amount or 0
    return " + ".join(f"{_(names[way])} {format_amount(sum_)}" for way, sum_ in sums.items())
