"""The customers of the shop: looking for them, what one owes, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.customer import Customer
from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.i18n import _
from posdesk.services.customers import Account, CustomerList, CustomerRow, Who
from posdesk.services.shop import Shop
from posdesk.ui.shown import Record
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.customers import customer_record
from posdesk.ui.viewmodels.customers_words import owed_words
from posdesk.ui.viewmodels.effects import Say, say
from posdesk.ui.viewmodels.latest import Latest

T = TypeVar("T")

PAGE = 60
"""So many customers are read at a time."""


@dataclass(frozen=True, slots=True)
class CustomersState:
    """What the customers' screen shows.

    Attributes:
        current: the place of the customer one is at.
        looked: the first answer has come, so an empty list is empty.
        owed: what all owe together, in words.
        account: of the customer looked at; None while there is none.
    """

    text: str = ""
    who: Who = Who.ALL
    records: tuple[Record, ...] = ()
    current: int | None = None
    looked: bool = False
    owed: str = ""
    account: Account | None = None

    @property
    def customer(self) -> Customer | None:
        """Who is looked at, unless only the code is left."""
        known = self.account.customer if self.account else None
        return None if known is None or known.erased else known


class CustomersModel(QObject):
    """The list of customers and the one looked at.

    Attributes:
        done: what a card asked for is done.
        refused: why it could not be done.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    done = Signal()
    refused = Signal(str)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._asking = Latest(tasks, self._fail, self)
        self._looking = Latest(tasks, self._fail, self)
        self._rows: tuple[CustomerRow, ...] = ()
        self.state = CustomersState()

    # --- the list

    def search(self, text: str) -> None:
        """Shows who fits the text so far."""
        self._want(text=text)

    def choose_who(self, key: str) -> None:
        """Shows other customers: all, who owes, the archived ones."""
        self._want(who=Who(key))

    def clear(self) -> None:
        """Shows all customers again."""
        self._want(text="", who=Who.ALL)

    def refresh(self, keep: UUID | None = None) -> None:
        """Reads what is shown anew; one stays at the same customer, or goes to ``keep``."""
        account = self.state.account
        self._look(max(PAGE, len(self._rows)), keep or (account.customer.id if account else None))

    def more(self) -> None:
        """Reads a page more, if there is one."""
        if len(self._rows) % PAGE == 0 and self._rows and not self._asking.at_work:
            here = self.state.account
            self._look(len(self._rows) + PAGE, here.customer.id if here else None)

    def go_to(self, place: int) -> None:
        """Goes to a customer of the list."""
        if 0 <= place < len(self._rows) and place != self.state.current:
            self._at(place)

    def move(self, step: int) -> None:
        """Goes to the customer above or below."""
        here = -1 if self.state.current is None else self.state.current
        self.go_to(min(max(here + step, 0), len(self._rows) - 1))

    # --- what is done with the customer looked at

    def archive(self) -> None:
        """Puts the customer out of the way, or brings them back."""
        customer = self.state.customer
        if customer is not None:
            other = replace(customer, archived=not customer.archived)
            words = _("{name} is archived.") if other.archived else _("{name} is back.")
            self._write(
                lambda: self._shop.customers.change(self._shop.actor, other),
                words.format(name=customer.masked),
            )

    def erase(self) -> None:
        """Takes the person out for good."""
        customer = self.state.customer
        if customer is not None:
            words = _("{code} is erased: name, phone, address and note are gone.")
            self._write(
                lambda: self._shop.customers.erase(self._shop.actor, customer.id),
                words.format(code=customer.code),
            )

    def owe(self, amount: int, since: date) -> None:
        """The paper book says that so much is owed since a day."""
        self._write_debt(
            lambda who: self._shop.debts.open_debt(self._shop.actor, who, amount, since)
        )

    def correct(self, amount: int, reason: str) -> None:
        """So much more is owed, or less where it is negative."""
        self._write_debt(
            lambda who: self._shop.debts.correct(self._shop.actor, who, amount, reason)
        )

    def take_back(self, entry_id: UUID, reason: str) -> None:
        """A payment was entered wrongly."""
        job = self._shop.debts.take_back
        self._write(
            lambda: job(self._shop.actor, entry_id, reason), _("The payment is taken back.")
        )

    def print_slip(self, entry_id: UUID) -> None:
        """The slip of a payment once more."""
        job = self._shop.papers.print_slip
        self._write(lambda: job(self._shop.actor, entry_id), _("The slip is on its way."))

    def _write_debt(self, job: Callable[[UUID], object]) -> None:
        customer = self.state.customer
        if customer is not None:
            words = _("The debt of {name} is right now.").format(name=customer.masked)
            self._write(lambda: job(customer.id), words)

    def _write(self, job: Callable[[], object], words: str) -> None:
        self._tasks.write(self, job, lambda _value: self._finish(words), self._refuse)

    def _finish(self, words: str) -> None:
        self.effect.emit(Say(words))
        self.done.emit()
        self.refresh()

    # --- reading

    def _want(self, **changes: object) -> None:
        wanted = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if wanted != self.state:
            self._show(**changes)
            self._look(PAGE, None)

    def _look(self, limit: int, keep: UUID | None) -> None:
        customers, text, who = self._shop.customers, self.state.text, self.state.who
        self._asking.ask(
            lambda: customers.listed(text, who, limit), lambda found: self._take(found, keep)
        )

    def _take(self, found: CustomerList, keep: UUID | None) -> None:
        self._rows = found.rows
        ids = [row.customer.id for row in found.rows]
        self._show(
            records=tuple(map(customer_record, found.rows)), looked=True, owed=owed_words(found)
        )
        self._at((ids.index(keep) if keep in ids else 0) if ids else None)

    def _at(self, place: int | None) -> None:
        customer = self._rows[place].customer if place is not None else None
        known = self.state.account
        same = known is not None and customer is not None and known.customer.id == customer.id
        self._show(current=place, account=known if same else None)
        if customer is not None:
            key = customer.id
            self._looking.ask(lambda: self._shop.customers.account(key), self._opened)

    def _opened(self, account: Account) -> None:
        self._show(account=account)

    def _refuse(self, error: Refused | Trouble) -> None:
        self.refused.emit(say(error).words)
        self.refresh()

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)
