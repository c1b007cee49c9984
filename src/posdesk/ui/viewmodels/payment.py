"""Taking the money: ways to pay, what is still due, change; one sale however often Enter comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.cart import Cart
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import LARGEST, format_amount
from posdesk.domain.sale import PricedCart, TenderMethod
from posdesk.domain.stock import BelowZero
from posdesk.domain.tender import Offer, RoundCash
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import sentence
from posdesk.services.checkout import Bill, Posted
from posdesk.services.documents import PreBill
from posdesk.services.ports.printing import PrintJob
from posdesk.services.shop import Shop
from posdesk.services.transfers import ShownTransfer
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import AskShift, AskShort

METHODS: tuple[tuple[TenderMethod, str], ...] = (
    (TenderMethod.CASH, N_("Cash")),
    (TenderMethod.TRANSFER, N_("VietQR")),
    (TenderMethod.CARD, N_("Card")),
)
"""The ways to pay that work, in the order of their keys."""

T = TypeVar("T")
_STEPS = (1_000, 10_000, 50_000, 100_000, 500_000, 200_000, 5_000, 20_000)
"""Sums are rounded up to these, the likelier first."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be paid, and under which rules.

    Attributes:
        bill_id: of the bill; it makes posting twice harmless.
        amount: đồng before cash rounding; negative: so much is to be given back.
        round_cash: what is payable in cash for a magnitude that remains for cash.
        paper: the shop's setting ``receipt.paper``.
        offers: what was paid of it already.
        priced: the bill's figures, as a paper for the customer shows them.
    """

    bill_id: UUID
    cart: Cart
    amount: int
    round_cash: RoundCash
    below_zero: BelowZero = BelowZero.ALLOW
    paper: str = "always"
    offers: tuple[Offer, ...] = ()
    priced: PricedCart | None = None


@dataclass(frozen=True, slots=True)
class PaymentState:
    """What the payment shows.

    Attributes:
        rest: still to pay by the chosen method, đồng; cash is rounded.
        rounding: what cash rounding does to the rest, đồng.
        received: what was taken so far, in words, empty if nothing was.
        typed: the amount typed, None where nothing is: then Enter takes the rest.
        notes: amounts a customer is likely to hand over.
        change: to give back, None where the typed amount does not suffice.
        lacking: what a typed amount leaves to pay.
        transfer: the code that is shown.
        action: what the main button does.
        problem: why it did not work, in words.
        kept: codes scanned meanwhile.
        ask_paper: the cashier chooses whether a receipt is printed.
        gives_back: the money goes to the customer; "received" is what was given so far.
    """

    methods: tuple[Choice, ...]
    method: str
    rest: int
    rounding: int = 0
    received: str = ""
    typed: int | None = None
    notes: tuple[int, ...] = ()
    change: int | None = None
    lacking: int = 0
    transfer: ShownTransfer | None = None
    action: str = ""
    problem: str = ""
    busy: bool = False
    kept: tuple[str, ...] = ()
    ask_paper: bool = False
    gives_back: bool = False


class PaymentModel(QObject):
    """Takes the money for one bill.

    Attributes:
        posted: the ``Sale``, durable.
        taken: what was paid so far (a tuple of ``Offer``), to be kept with the bill.
        take_scans: codes (a tuple) for the bill; the payment is left.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    posted = Signal(object)
    taken = Signal(object)
    take_scans = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, due: Due, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._due = shop, tasks, due
        self._size, self._gives_back = abs(due.amount), due.amount < 0
        self._method = TenderMethod.CASH
        self._offers = due.offers
        self._last: tuple[Offer, ...] | None = None
        self._typed: int | None = None
        self._transfer: ShownTransfer | None = None
        self._problem = ""
        self._busy = self._over = False
        self._kept: tuple[str, ...] = ()
        self._paper: bool | None = None
        self.state = self._state()

    def choose(self, method: str) -> None:
        """Another way to pay; an amount typed before is what it is to take."""
        if self._busy:
            return
        self._method, self._problem = TenderMethod(method), ""
        self._show()
        if self._by_code():
            self._ask_transfer()

    def type(self, digits: str) -> None:
        """Digits of an amount; nothing else is ever typed here."""
        typed = int(f"{self._typed or 0}{digits}")
        if typed <= (self._rest() if self._gives_back else LARGEST):
            self._set_typed(typed or None)

    def erase(self) -> None:
        """Takes the last digit back."""
        self._set_typed((self._typed or 0) // 10 or None)

    def hand_over(self, amount: int) -> None:
        """The customer gives this much."""
        self._set_typed(amount)

    def go_on(self, *, paper: bool | None = None) -> None:
        """The main button: takes the amount, shows a code, or finishes if it suffices."""
        if self._busy or self._over:
            return
        if paper is None and self._due.paper == "ask":
            paper = True
        self._paper = paper
        offer = self._offer()
        if offer is None:
            self._ask_transfer()
        elif self._suffices():
            self._post((*self._offers, *([offer] if self._needed() else [])))
        else:
            self._take_part(offer)

    def go_on_again(self, *, short_ok: bool = False) -> None:
        """What stood in the way is mended: a shift is open, or selling below zero is right."""
        if self._last is not None and not self._busy and not self._over:
            self._post(self._last, short_ok=short_ok)

    def print_bill(self) -> None:
        """A bill on paper before it is paid, with the code that is shown."""
        priced, shown = self._due.priced, self._shown_transfer()
        if priced is None or self._busy or self._gives_back:
            return
        paper = PreBill(
            priced=priced,
            payload=shown.payload if shown else None,
            code=shown.code if shown else "",
            note=self._due.cart.note,
        )
        self._work(lambda: self._shop.papers.print_pre_bill(self._shop.actor, paper), self._printed)

    def take_back(self) -> None:
        """Gives the last part payment back."""
        if self._offers and not self._busy:
            self._offers = self._offers[:-1]
            self.taken.emit(self._offers)
            self._set_typed(None)

    def keep_scan(self, code: str) -> None:
        """Somebody scanned while the customer pays: kept, and offered."""
        self._kept = (*self._kept, code)
        self._show()

    def drop_kept(self) -> None:
        """Forgets the kept scans."""
        self._kept = ()
        self._show()

    def add_kept(self) -> None:
        """Puts the kept scans on the bill, which is not paid yet."""
        kept, self._kept = self._kept, ()
        if kept and not self._busy and not self._over:
            self.take_scans.emit(kept)

    def _rest(self) -> int:
        """Still due by the chosen method."""
        cash = sum(o.amount or 0 for o in self._offers if o.method is TenderMethod.CASH)
        others = sum(o.amount or 0 for o in self._offers) - cash
        left = self._size - others
        by_cash = self._method is TenderMethod.CASH
        return max(0, (self._due.round_cash(left) if by_cash else left) - cash)

    def _rounding(self) -> int:
        if self._method is not TenderMethod.CASH:
            return 0
        others = sum(o.amount or 0 for o in self._offers if o.method is not TenderMethod.CASH)
        left = self._size - others
        return self._due.round_cash(left) - left

    def _needed(self) -> bool:
        """Whether one more tender is needed: also cash that is rounded down to nothing."""
        cash = any(offer.method is TenderMethod.CASH for offer in self._offers)
        return bool(self._rest()) or (bool(self._rounding()) and not cash)

    def _by_code(self) -> bool:
        """Whether the customer pays by a code that is shown first."""
        return self._method is TenderMethod.TRANSFER and not self._gives_back

    def _suffices(self) -> bool:
        return self._typed is None or self._typed >= self._rest()

    def _offer(self) -> Offer | None:
        """What Enter takes now; None where a code has to be shown first."""
        if not self._by_code():
            return Offer(self._method, self._typed)
        wanted = self._wanted()
        if self._transfer is not None and self._transfer.amount == wanted:
            return Offer(self._method, wanted, self._transfer.id)
        return Offer(self._method, wanted) if self._problem else None

    def _wanted(self) -> int:
        return self._rest() if self._typed is None else self._typed

    def _set_typed(self, typed: int | None) -> None:
        if not self._busy:
            self._typed, self._problem = typed, ""
            self._show()

    def _take_part(self, offer: Offer) -> None:
        """Part of the due; the rest waits for another tender."""
        self._offers, self._typed, self._transfer = (*self._offers, offer), None, None
        self._method = TenderMethod.CASH
        self.taken.emit(self._offers)
        self._show()

    def _ask_transfer(self) -> None:
        """Records the transfer, then shows its code."""
        wanted = self._wanted()
        if wanted <= 0 or (self._transfer and self._transfer.amount == wanted):
            return
        shop, bill_id = self._shop, self._due.bill_id
        self._work(lambda: shop.transfers.ask(shop.actor, bill_id, wanted), self._show_transfer)

    def _show_transfer(self, transfer: ShownTransfer) -> None:
        self._busy, self._transfer = False, transfer
        self._show()

    def _post(self, offers: tuple[Offer, ...], *, short_ok: bool = False) -> None:
        self._last = offers
        bill = Bill(
            cart=self._due.cart,
            offers=offers,
            key=str(self._due.bill_id),
            draft_id=self._due.bill_id,
            paper=self._paper,
            short_ok=short_ok,
        )
        self._work(lambda: self._shop.checkout.post(self._shop.actor, bill), self._done)

    def _done(self, posted: Posted) -> None:
        self._busy, self._over = False, True
        self.posted.emit(posted.sale)

    def _printed(self, _job: PrintJob) -> None:
        self._busy = False
        self._show()

    def _work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._busy, self._problem = True, ""
        self._show()
        self._tasks.write(self, job, done, self._refused)

    def _refused(self, error: Refused | Trouble) -> None:
        self._busy = False
        words = sentence(error.code, error.params)
        if error.code == "no_shift":
            self.effect.emit(AskShift())
        elif error.code == "stock_short" and self._due.below_zero is BelowZero.ASK:
            self.effect.emit(AskShort(words))
        else:
            self._problem = words
        self._show()

    def _show(self) -> None:
        state = self._state()
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _state(self) -> PaymentState:
        rest, typed = self._rest(), self._typed
        enough = typed is not None and typed >= rest
        by_cash = self._method is TenderMethod.CASH and not self._gives_back
        return PaymentState(
            methods=self._ways(),
            method=self._method.value,
            rest=rest,
            rounding=self._rounding(),
            received=received_text(self._offers),
            typed=typed,
            notes=likely_amounts(rest) if by_cash else (),
            change=typed - rest if enough and typed is not None and by_cash else None,
            lacking=0 if typed is None or enough else rest - typed,
            transfer=self._shown_transfer(),
            action=self._action(),
            problem=self._problem,
            busy=self._busy,
            kept=self._kept,
            ask_paper=self._due.paper == "ask",
            gives_back=self._gives_back,
        )

    def _ways(self) -> tuple[Choice, ...]:
        """The ways to pay; no code is shown where the shop is the one who pays."""
        names = dict(METHODS)
        if self._gives_back:
            names[TenderMethod.TRANSFER] = N_("Transfer")
        return tuple(Choice(method.value, _(name)) for method, name in names.items())

    def _shown_transfer(self) -> ShownTransfer | None:
        fits = self._transfer is not None and self._transfer.amount == self._wanted()
        return self._transfer if fits and self._method is TenderMethod.TRANSFER else None

    def _action(self) -> str:
        if self._offer() is None:
            return _("Show the code")
        if not self._suffices():
            return _("Give this part back") if self._gives_back else _("Take this part")
        if self._by_code():
            return _("Money received")
        if self._due.paper == "never":
            return _("Done")
        return _("Done, print")


def likely_amounts(rest: int) -> tuple[int, ...]:
    """The rest itself and round sums above it that notes make up, at most six."""
    if rest <= 0:
        return ()
    rounded = dict.fromkeys([rest, *(-(-rest // step) * step for step in _STEPS)])
    return tuple(sorted(list(rounded)[:6]))


def received_text(offers: Sequence[Offer]) -> str:
    """The part payments so far: ``Cash 500.000 + Card 200.000``."""
    names = dict(METHODS)
    return " + ".join(
        f"{_(names[offer.method])} {format_amount(offer.amount or 0)}" for offer in offers
    )
