"""Taking the money: ways to pay, what is still due, change; one sale however often Enter comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.access import Right
from posdesk.domain.cart import Cart, CartLine
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.sale import PricedCart, TenderMethod
from posdesk.domain.shift import Shift
from posdesk.domain.stock import BelowZero
from posdesk.domain.tender import Offer, RoundCash
from posdesk.runtime.clock import Clock
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import sentence
from posdesk.services.checkout import Bill, Posted
from posdesk.services.documents import PreBill
from posdesk.services.ports.printing import PrinterConfig, PrintJob
from posdesk.services.shop import Shop
from posdesk.services.transfers import ShownTransfer
from posdesk.ui.second_press import DEAD
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import AskAccount, AskCustomer, AskLimit, AskShift, AskShort
from posdesk.ui.viewmodels.payment_state import (
    METHODS,
    PaymentState,
    likely_amounts,
    received_text,
)
from posdesk.ui.viewmodels.tally import Tally

T = TypeVar("T")


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
        owes: what who buys owes already, đồng.
    """

    bill_id: UUID
    cart: Cart
    amount: int
    round_cash: RoundCash
    below_zero: BelowZero = BelowZero.ALLOW
    paper: str = "always"
    offers: tuple[Offer, ...] = ()
    priced: PricedCart | None = None
    owes: int = 0

    @property
    def first_method(self) -> TenderMethod:
        """Cash; but what is given back to who owes as much goes off the debt."""
        off_debt = 0 < -self.amount <= self.owes
        return TenderMethod.DEBT if off_debt else TenderMethod.CASH


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

    def __init__(
        self, shop: Shop, tasks: Tasks, clock: Clock, due: Due, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._clock, self._due = shop, tasks, clock, due
        self._gives_back = due.amount < 0
        self._method = due.first_method
        self._offers = due.offers
        self._again: Callable[[], None] | None = None
        self._typed: int | None = None
        self._meant: int | None = None
        self._marked = False
        self._transfer: ShownTransfer | None = None
        self._asked: int | None = None
        self._problem = self._news = ""
        self._busy = self._over = self._no_account = self._no_printer = False
        self._short_ok = self._over_limit_ok = False
        self._kept: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self._paper: bool | None = None
        self._changed_at: datetime | None = None
        self.state = self._state()
        tasks.read(self, shop.papers.printers, self._know_printers, lambda _error: None)

    def choose(self, method: str) -> None:
        """Another way to pay; an amount typed before is what it is to take, if it can be."""
        if self._busy:
            return
        if method == TenderMethod.DEBT and self._due.cart.customer_id is None:
            self.state_changed.emit(self.state)  # the way that was chosen before stays marked
            self.effect.emit(AskCustomer())
            return
        self._method, self._changed_at = TenderMethod(method), None
        if self._typed is not None and self._typed > self._tally.most:
            self._typed = None
        self._say()
        self._ask_transfer()

    def owe(self, customer_id: UUID) -> None:
        """Who buys is known now: it goes on their debt."""
        cart = replace(self._due.cart, customer_id=customer_id)
        self._due = replace(self._due, cart=cart)
        self.choose(TenderMethod.DEBT)

    def type(self, digits: str) -> None:
        """Digits of an amount; nothing else is ever typed here."""
        typed = int(f"{0 if self._marked else self._typed or 0}{digits}")
        if typed <= self._tally.most:
            self._set_typed(typed or None)
        elif not self._busy:
            words = _("Not more than {amount} in this way.")
            self._say(problem=words.format(amount=format_dong(self._tally.most)))

    def keep_typed(self) -> None:
        """So few or so many đồng are meant as they were typed."""
        self._meant = self._typed
        self._show()

    def mark(self) -> None:
        """Marks all that is typed: the next key takes its place, or takes it away."""
        self._marked = self._typed is not None
        self._show()

    def erase(self) -> None:
        """Takes the last digit back, or all that is marked."""
        self._set_typed(None if self._marked else (self._typed or 0) // 10 or None)

    def hand_over(self, amount: int) -> None:
        """The customer gives this much."""
        self._set_typed(amount)

    def go_on(self, *, paper: bool | None = None) -> None:
        """The main button: takes the amount, shows a code, or finishes if it suffices.

        For a moment after a part was taken or a code came up it does nothing.
        """
        if self._busy or self._over or self._dead():
            return
        if self._only_money:
            self._give_all_back()
            return
        if self._doubtful() is not None:
            self._set_typed(self._tally.meant(self._typed) or None)
            return
        self._paper = True if paper is None and self._due.paper == "ask" else paper
        offer = self._offer()
        if not self._tally.needed:
            self._post(self._offers)
        elif offer is not None:
            self._take(offer)
        elif self._no_account:
            self.effect.emit(AskAccount())
        else:
            self._ask_transfer()

    def paid_otherwise(self) -> None:
        """The customer has made a transfer without a code of this till: the cashier says so."""
        clear = self.state.needs_account and self.state.doubtful is None
        if clear and not self._busy and not self._over:
            self._take(Offer(self._method, self._wanted()))

    def account_set(self) -> None:
        """The shop's bank account is known now: the code can be shown."""
        self._no_account = False
        self._show()
        self._ask_transfer()

    def go_on_again(self, *, short_ok: bool = False, over_limit_ok: bool = False) -> None:
        """What stood in the way is mended: a shift is open, or somebody has said yes."""
        if self._again is not None and not self._busy and not self._over:
            self._short_ok = self._short_ok or short_ok
            self._over_limit_ok = self._over_limit_ok or over_limit_ok
            self._again()

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
        scan = self._shop.checkout.scan
        self._tasks.read(self, lambda: scan(code), partial(self._name, code), lambda _error: None)

    def drop_kept(self) -> None:
        """Forgets the kept scans."""
        self._kept = ()
        self._show()

    def add_kept(self) -> None:
        """Puts the kept scans on the bill, which is not paid yet."""
        if self._kept and not self._busy and not self._over:
            kept = self._kept
            self.drop_kept()
            self.take_scans.emit(kept)

    def _name(self, code: str, line: CartLine) -> None:
        self._names[code] = line.item.name
        self._show()

    def _know_printers(self, printers: Sequence[PrinterConfig]) -> None:
        self._no_printer = not printers
        self._show()

    @property
    def _tally(self) -> Tally:
        due = self._due
        return Tally(abs(due.amount), self._gives_back, due.round_cash, self._method, self._offers)

    def _doubtful(self) -> int | None:
        """What was typed, while it is not clear that it is meant."""
        clear = self._typed == self._meant or self._tally.meant(self._typed) is None
        return None if clear else self._typed

    def _suffices(self) -> bool:
        return self._typed is None or self._typed >= self._tally.rest

    @property
    def _only_money(self) -> bool:
        """Whether the goods are gone from the bill and what was paid of them is left."""
        return self._due.cart.empty and bool(self._offers)

    def _give_all_back(self) -> None:
        """Gives every part payment back; then there is nothing left to pay for."""
        self._offers = ()
        self.taken.emit(self._offers)
        self.take_scans.emit(())

    def _offer(self) -> Offer | None:
        """What Enter takes now; None where a code has to be shown first."""
        if not self._tally.by_code:
            return Offer(self._method, self._typed)
        shown = self._shown_transfer()
        return Offer(self._method, shown.amount, shown.id) if shown else None

    def _finishes(self) -> bool:
        """Whether nothing remains to be paid after Enter."""
        return not self._tally.needed or (self._offer() is not None and self._suffices())

    def _take(self, offer: Offer) -> None:
        if self._suffices():
            self._post((*self._offers, offer))
        else:
            self._ask_part(offer)

    def _dead(self) -> bool:
        """Whether what Enter does changed only just now. A clock that was set back does not bar."""
        changed = self._changed_at
        return changed is not None and timedelta() <= self._clock.now() - changed < DEAD

    def _wanted(self) -> int:
        return self._tally.rest if self._typed is None else self._typed

    def _set_typed(self, typed: int | None) -> None:
        if not self._busy:
            self._typed, self._meant, self._changed_at = typed, None, None
            self._marked = False
            self._say()

    def _ask_part(self, offer: Offer) -> None:
        """Takes a part in an open shift: cash before it would be in the float that is counted."""
        shop, self._again = self._shop, partial(self._ask_part, offer)

        def take(shift: Shift | None) -> None:
            self._busy = False
            if shift is None:
                self._refused(Refused("no_shift"))
            else:
                self._take_part(offer)

        self._busy = True
        self._tasks.read(self, lambda: shop.shifts.current(shop.actor.till), take, self._refused)

    def _take_part(self, offer: Offer) -> None:
        """Part of the due; the rest waits for another tender."""
        self._offers, self._typed, self._transfer = (*self._offers, offer), None, None
        self._method, self._changed_at = TenderMethod.CASH, self._clock.now()
        self.taken.emit(self._offers)
        self._show()

    def _ask_transfer(self) -> None:
        """Records a transfer where one is due, then shows its code; one can go on meanwhile."""
        wanted = self._wanted()
        if not self._tally.by_code or wanted <= 0 or self._asked or self._shown_transfer():
            return
        self._asked = wanted
        shop, bill_id = self._shop, self._due.bill_id
        taken = tuple(offer.transfer_id for offer in self._offers if offer.transfer_id)
        self._tasks.write(
            self,
            lambda: shop.transfers.ask(shop.actor, bill_id, wanted, taken),
            self._show_transfer,
            self._no_transfer,
        )

    def _show_transfer(self, transfer: ShownTransfer) -> None:
        self._asked, self._transfer, self._no_account = None, transfer, False
        self._show()

    def _no_transfer(self, error: Refused | Trouble) -> None:
        self._asked = None
        self._no_account = error.code == "no_bank_account"
        if self._tally.by_code and not self._no_account:
            self._say(problem=sentence(error.code, error.params))
        else:
            self._show()

    def _post(self, offers: tuple[Offer, ...]) -> None:
        self._again = partial(self._post, offers)
        bill = Bill(
            cart=self._due.cart,
            offers=offers,
            key=str(self._due.bill_id),
            draft_id=self._due.bill_id,
            paper=self._paper,
            short_ok=self._short_ok,
            over_limit_ok=self._over_limit_ok,
        )
        self._work(lambda: self._shop.checkout.post(self._shop.actor, bill), self._done)

    def _done(self, posted: Posted) -> None:
        self._busy, self._over = False, True
        self.posted.emit(posted.sale)

    def _printed(self, _job: PrintJob) -> None:
        self._busy = False
        self._say(news=_("The bill is on its way to the printer."))

    def _work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._busy = True
        self._say()
        self._tasks.write(self, job, done, self._refused)

    def _refused(self, error: Refused | Trouble) -> None:
        self._busy = False
        words = sentence(error.code, error.params)
        asked = self._asked_for(error.code, words)
        self._say(problem="" if asked else words)
        if asked:
            self.effect.emit(asked)

    def _asked_for(self, code: str, words: str) -> AskShift | AskShort | AskLimit | None:
        """What can be asked where the sale was refused; None where it cannot be mended here."""
        if code == "no_shift":
            return AskShift()
        if code == "stock_short" and self._due.below_zero is BelowZero.ASK:
            return AskShort(words)
        may = Right.DEBT_LIMIT in self._shop.actor.rights
        return AskLimit(words) if code == "debt_limit" and may else None

    def _say(self, *, problem: str = "", news: str = "") -> None:
        """Words below; they stand until the next thing is done."""
        self._problem, self._news = problem, news
        self._show()

    def _show(self) -> None:
        state = self._state()
        if state != self.state:
            if state.transfer not in (None, self.state.transfer):
                self._changed_at = self._clock.now()
            self.state = state
            self.state_changed.emit(state)

    def _state(self) -> PaymentState:
        tally, typed = self._tally, self._typed
        return PaymentState(
            methods=self._ways(),
            method=self._method.value,
            rest=tally.rest,
            rounding=tally.rounding,
            received=received_text(self._offers),
            taken=sum(offer.amount or 0 for offer in self._offers),
            last_part=self._offers[-1].amount or 0 if self._offers else 0,
            typed=typed,
            marked=self._marked and typed is not None,
            doubtful=self._doubtful(),
            notes=likely_amounts(tally.rest) if tally.by_cash else (),
            change=tally.change(typed),
            lacking=self._lacking(),
            transfer=self._shown_transfer(),
            action=self._action(),
            problem=self._problem,
            news=self._news,
            busy=self._busy,
            kept=self._kept,
            kept_goods=tuple(self._names.get(code, code) for code in self._kept),
            ask_paper=self._due.paper == "ask" and not self._no_printer and self._finishes(),
            no_printer=self._no_printer and self._due.paper != "never",
            gives_back=self._gives_back,
            needs_account=self._no_account and tally.by_code and tally.needed,
        )

    def _lacking(self) -> int:
        """What a typed amount leaves to pay, once it is clear that it is meant."""
        unclear = self._typed is None or self._doubtful() is not None
        return 0 if unclear else max(0, self._tally.rest - (self._typed or 0))

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
        if self._only_money:
            taken = sum(offer.amount or 0 for offer in self._offers)
            return _("Give {amount} back").format(amount=format_dong(taken))
        if self._doubtful() is not None:
            meant = self._tally.meant(self._typed) or 0
            return _("Make it {amount}").format(amount=format_dong(meant))
        if not self._finishes():
            return self._next_step()
        if self._tally.by_code and self._tally.needed:
            return _("Money received")
        if self._offers and self._typed is None and self._tally.rest:
            return self._the_rest()
        return _("Done") if self._due.paper == "never" or self._no_printer else _("Done, print")

    def _the_rest(self) -> str:
        """What remains after a part, and how it is taken: nobody typed that."""
        amount, way = format_dong(self._tally.rest), dict(METHODS)[self._method]
        if self._method is TenderMethod.CASH:
            words = _("Give {amount} in cash") if self._gives_back else _("Take {amount} in cash")
            return words.format(amount=amount)
        return f"{_(way)} {amount}"

    def _next_step(self) -> str:
        """What is done before the payment can be finished."""
        if self._offer() is not None:
            return _("Give this part back") if self._gives_back else _("Take this part")
        return _("Enter the bank account") if self._no_account else _("Show the code")
