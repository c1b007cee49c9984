"""Collecting a debt: all of it or a part, in cash, by a code of its own, by card; once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from posdesk.domain.debt import DebtEntry
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.sale import TenderMethod
from posdesk.runtime.clock import Clock
from posdesk.runtime.i18n import _
from posdesk.runtime.ids import new_id
from posdesk.services.customers import Account
from posdesk.services.ports.printing import PrinterConfig
from posdesk.services.settings import Values
from posdesk.services.shop import Shop
from posdesk.services.transfers import ShownTransfer
from posdesk.ui.second_press import DEAD
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import AskAccount, AskShift, say
from posdesk.ui.viewmodels.tally import LARGEST_NOTE


@dataclass(frozen=True, slots=True)
class CollectState:
    """What the card of a collection shows.

    Attributes:
        taken: what goes off the debt, đồng.
        change: to give back of the cash handed over.
        transfer: the code that is shown.
        needs_account: no code can be shown before the shop's bank account is known.
        can_print: there is a printer for the slip.
        paper: whether the slip is printed unless somebody says otherwise.
        action: what the main button does.
        problem: why it did not work, in words.
    """

    method: TenderMethod
    taken: int
    change: int = 0
    transfer: ShownTransfer | None = None
    needs_account: bool = False
    can_print: bool = False
    paper: bool = True
    action: str = ""
    problem: str = ""
    busy: bool = False


class CollectModel(QObject):
    """Takes one payment of what a customer owes.

    Attributes:
        collected: words that say so.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    collected = Signal(str)

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        clock: Clock,
        account: Account,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._clock, self.account = shop, tasks, clock, account
        self._entry_id = new_id()
        self._method, self._typed = TenderMethod.CASH, None
        self._transfer: ShownTransfer | None = None
        self._asked: int | None = None
        self._shown_at: datetime | None = None
        self._problem = ""
        self._busy = self._over = self._no_account = self._can_print = False
        self._paper = True
        self.state = self._state()
        tasks.read(self, self._look, self._know, lambda _error: None)

    _typed: int | None

    def choose(self, method: TenderMethod) -> None:
        """Another way to pay."""
        if not self._busy:
            self._method, self._problem = method, ""
            self._ask_transfer()
            self._show()

    def type(self, amount: int | None) -> None:
        """What is typed, đồng; None: all that is owed."""
        if not self._busy:
            self._typed, self._problem = amount or None, ""
            self._show()

    def print_slip(self, wanted: bool) -> None:
        """Whether the customer gets a slip."""
        self._paper = wanted
        self._show()

    def go_on(self) -> None:
        """Takes the money, or shows the code to pay by first."""
        if self._busy or self._over or self._dead():
            return
        if self._handed > self.account.owes and self._method is not TenderMethod.CASH:
            most = format_dong(self.account.owes)
            self._problem = _("Not more than {amount} in this way.").format(amount=most)
            self._show()
        elif self.state.change >= LARGEST_NOTE:
            words = _("The change would be {amount}. Look at the amount once more.")
            self._problem = words.format(amount=format_dong(self.state.change))
            self._show()
        elif self._method is not TenderMethod.TRANSFER or self._shown():
            self._pay()
        elif self._no_account:
            self.effect.emit(AskAccount())
        else:
            self._ask_transfer()

    def paid_otherwise(self) -> None:
        """The customer has made a transfer without a code of this till: the cashier says so."""
        if self.state.needs_account and not self._busy and not self._over:
            self._pay()

    def account_set(self) -> None:
        """The shop's bank account is known now: the code can be shown."""
        self._no_account = False
        self._ask_transfer()
        self._show()

    @property
    def _handed(self) -> int:
        return self.account.owes if self._typed is None else self._typed

    @property
    def _taken(self) -> int:
        return min(self._handed, self.account.owes)

    def _look(self) -> tuple[Values, Sequence[PrinterConfig]]:
        """Runs off the window's thread."""
        return self._shop.settings.all(), self._shop.papers.printers()

    def _know(self, known: tuple[Values, Sequence[PrinterConfig]]) -> None:
        settings, printers = known
        self._can_print, self._paper = bool(printers), settings["receipt.paper"] != "never"
        self._show()

    def _dead(self) -> bool:
        """Whether the code came up only just now: the press before meant something else."""
        at = self._shown_at
        return at is not None and timedelta() <= self._clock.now() - at < DEAD

    def _shown(self) -> ShownTransfer | None:
        fits = self._transfer is not None and self._transfer.amount == self._taken
        return self._transfer if fits and self._method is TenderMethod.TRANSFER else None

    def _ask_transfer(self) -> None:
        wanted = self._taken
        by_code = self._method is TenderMethod.TRANSFER
        if not by_code or self._asked or self._shown() or self._handed > self.account.owes:
            return
        self._asked = wanted
        shop, entry_id = self._shop, self._entry_id
        self._tasks.write(
            self,
            lambda: shop.transfers.ask(shop.actor, entry_id, wanted),
            self._show_transfer,
            self._no_transfer,
        )

    def _show_transfer(self, transfer: ShownTransfer) -> None:
        self._asked, self._transfer, self._no_account = None, transfer, False
        self._shown_at = self._clock.now()
        self._show()

    def _no_transfer(self, error: Refused | Trouble) -> None:
        self._asked = None
        self._no_account = error.code == "no_bank_account"
        self._problem = "" if self._no_account else say(error).words
        self._show()

    def _pay(self) -> None:
        shop, customer_id, amount = self._shop, self.account.customer.id, self._taken
        method, shown = self._method, self._shown()
        self._busy, self._problem = True, ""
        self._show()

        def job() -> DebtEntry:
            return shop.debts.pay(
                shop.actor,
                customer_id,
                amount,
                method,
                entry_id=self._entry_id,
                transfer_id=shown.id if shown else None,
                paper=self._paper,
            )

        self._tasks.write(self, job, self._paid, self._refused)

    def _paid(self, entry: DebtEntry) -> None:
        self._busy, self._over = False, True
        self._shop.queue.notify()
        self.collected.emit(self._words(-entry.amount))

    def _words(self, amount: int) -> str:
        """What was taken, and what is to be done now."""
        words = _("Collected {amount}. Still owed: {rest}.").format(
            amount=format_dong(amount), rest=format_dong(self.account.owes - amount)
        )
        if not self.state.change:
            return words
        change = _("Change: {amount}.").format(amount=format_dong(self.state.change))
        return f"{change} {words}"

    def _refused(self, error: Refused | Trouble) -> None:
        self._busy = False
        if error.code == "no_shift":
            self.effect.emit(AskShift())
        else:
            self._problem = say(error).words
        self._show()

    def _show(self) -> None:
        state = self._state()
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _state(self) -> CollectState:
        cash = self._method is TenderMethod.CASH
        return CollectState(
            method=self._method,
            taken=self._taken,
            change=self._handed - self._taken if cash else 0,
            transfer=self._shown(),
            needs_account=self._no_account and self._method is TenderMethod.TRANSFER,
            can_print=self._can_print,
            paper=self._paper,
            action=self._action(),
            problem=self._problem,
            busy=self._busy,
        )

    def _action(self) -> str:
        if self._method is not TenderMethod.TRANSFER:
            return _("Collect {amount}").format(amount=format_dong(self._taken))
        if self._shown():
            return _("Money received")
        return _("Enter the bank account") if self._no_account else _("Show the code")
