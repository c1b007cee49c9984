"""The shop's customers: found in three keys, kept with consent, erased on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.customer import (
    ADDRESS_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    Customer,
    InvoiceBuyer,
    email_of,
    limit_of,
    phone_of,
    tax_code_of,
    text_of,
)
from posdesk.domain.debt import DebtChange, OpenPart, age_days, open_parts, owed
from posdesk.domain.errors import Refused
from posdesk.domain.shift import Action, ActionKind
from posdesk.domain.text import clean
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.ports.store import Reader, SaleRow, Store, Work


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer in a list.

    Attributes:
        owes: đồng; negative where the shop owes.
        since: the day of the oldest part that is still owed.
        days: how old that part is.
    """

    customer: Customer
    owes: int
    since: date | None = None
    days: int = 0

    @property
    def over_limit(self) -> bool:
        """Whether more is owed than allowed."""
        return _over_limit(self.customer, self.owes)


class Who(StrEnum):
    """Which customers a list shows."""

    ALL = "all"
    DEBTORS = "debtors"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class CustomerList:
    """Customers that were looked for, and what all of the shop owe.

    Attributes:
        owed: all debts together, đồng.
        debtors: how many owe something.
    """

    rows: tuple[CustomerRow, ...]
    owed: int
    debtors: int


@dataclass(frozen=True, slots=True)
class Account:
    """A customer with all that is owed and why.

    Attributes:
        changes: in the order they came.
        parts: what is still owed, the oldest first.
        days: the age of the oldest part.
        sales: the newest receipts first.
    """

    customer: Customer
    changes: tuple[DebtChange, ...]
    parts: tuple[OpenPart, ...]
    days: int
    sales: tuple[SaleRow, ...] = ()

    @property
    def owes(self) -> int:
        """What is owed now, đồng."""
        return owed(self.changes)

    @property
    def over_limit(self) -> bool:
        """Whether more is owed than allowed."""
        return _over_limit(self.customer, self.owes)


SALES_SHOWN = 50
MOST = 2_000
"""So many customers a list has at most."""


class Customers:
    """Finds, adds, changes and erases customers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def find(self, text: str, limit: int, *, archived: bool = False) -> tuple[CustomerRow, ...]:
        """By phone, code or name without tone marks (the given name too), best first."""
        with self._store.read() as reader:
            found = reader.find_customers(text, limit, archived=archived)
            return tuple(_row(reader, customer, self._clock.today()) for customer in found)

    def debtors(self) -> tuple[CustomerRow, ...]:
        """Who owes something: those over their limit first, then who owes most."""
        return self.listed("", Who.DEBTORS, MOST).rows

    def listed(self, text: str, who: Who, limit: int) -> CustomerList:
        """Customers by phone, code or name; debtors as ``debtors`` orders them."""
        with self._store.read() as reader:
            debts = [pair for pair in reader.balances() if pair[1] > 0]
            if who is Who.DEBTORS:
                found = _among_debtors(reader, text, [customer_id for customer_id, _owes in debts])
            else:
                found = reader.find_customers(text, limit, archived=who is Who.ARCHIVED)
            rows = [_row(reader, customer, self._clock.today()) for customer in found]
            if who is Who.DEBTORS:
                rows.sort(key=lambda row: (not row.over_limit, -row.owes))
            owed = sum(amount for _customer_id, amount in debts)
            return CustomerList(tuple(rows[:limit]), owed, len(debts))

    def get(self, code: str) -> Customer:
        """A customer by the shop's code or the phone.

        Raises:
            Refused: ``unknown_customer``.
        """
        with self._store.read() as reader:
            return known_customer(reader, code)

    def row(self, customer_id: UUID) -> CustomerRow | None:
        """A customer with what is owed."""
        with self._store.read() as reader:
            customer = reader.customer(customer_id)
            return _row(reader, customer, self._clock.today()) if customer else None

    def account(self, customer_id: UUID) -> Account:
        """A customer with all that is owed, and the newest receipts.

        Raises:
            Refused: ``unknown_customer``.
        """
        with self._store.read() as reader:
            return account_of(reader, customer_id, self._clock.today())

    def add(self, actor: Actor, customer: Customer) -> Customer:
        """Adds a customer; the code is given.

        Raises:
            Refused: ``customer_name_needed``, ``bad_phone``, ``phone_taken``, ``bad_amount``,
                ``too_large``, ``text_too_long``, ``not_allowed``.
        """
        actor.require(Right.CUSTOMERS)
        checked = _checked(customer)
        with self._store.write() as work:
            return work.put_customer(replace(checked, code="", row_version=1))

    def change(self, actor: Actor, customer: Customer) -> Customer:
        """Puts a customer in the place of what was known.

        Raises:
            Refused: ``customer_changed`` where it was changed since it was read, ``customer_owes``
                for one who is archived with a balance, or as ``add``.
        """
        actor.require(Right.CUSTOMERS)
        checked = _checked(customer)
        with self._store.write() as work:
            before = work.customer(customer.id)
            if before is None or before.row_version != customer.row_version:
                raise Refused("customer_changed", name=checked.name or checked.phone)
            if checked.archived:
                _refuse_balance(work, before)
            return work.put_customer(
                replace(checked, code=before.code, row_version=before.row_version + 1)
            )

    def erase(self, actor: Actor, customer_id: UUID) -> None:
        """Takes the person out for good; receipts keep the code, the journal notes that it was.

        Source: Luật 91/2025/QH15 on personal data; invoices that the law needs keep their buyer.

        Raises:
            Refused: ``unknown_customer``, ``customer_owes``, ``not_allowed``.
        """
        actor.require(Right.CUSTOMERS)
        with self._store.write() as work:
            customer = work.customer(customer_id)
            if customer is None:
                raise Refused("unknown_customer", customer="")
            _refuse_balance(work, customer)
            work.erase_customer(customer_id)
            shift = work.open_shift(actor.till)
            work.post(
                Action(
                    id=new_id(),
                    till=actor.till,
                    shift_id=shift.id if shift else None,
                    at=self._clock.now(),
                    actor_id=actor.id,
                    kind=ActionKind.CUSTOMER_ERASED,
                    ref=customer.code,
                )
            )

    def buyer(self, tax_code: str) -> InvoiceBuyer | None:
        """What was said for a tax code the last time; None if it is new.

        Raises:
            Refused: ``bad_tax_code``.
        """
        with self._store.read() as reader:
            return reader.buyer_by_tax_code(tax_code_of(tax_code))

    def buyer_of(self, buyer_id: UUID) -> InvoiceBuyer | None:
        """Whom an invoice is for; None if the person was erased."""
        with self._store.read() as reader:
            return reader.buyer(buyer_id)

    def keep_buyer(self, actor: Actor, buyer: InvoiceBuyer) -> InvoiceBuyer:
        """Keeps whom an invoice is for; what is said again in the same words is kept once.

        Raises:
            Refused: as ``checked_buyer``, ``not_allowed``.
        """
        actor.require(Right.CUSTOMERS)
        checked = checked_buyer(buyer)
        with self._store.write() as work:
            known = work.buyer_by_tax_code(checked.tax_code)
            if known is not None and replace(checked, id=known.id) == known:
                return known
            work.put_buyer(checked)
            return checked


def known_customer(reader: Reader, code: str) -> Customer:
    """A customer by code or phone.

    Raises:
        Refused: ``unknown_customer``.
    """
    customer = reader.customer_by_code(code)
    if customer is None:
        raise Refused("unknown_customer", customer=clean(code)[:40])
    return customer


def account_of(reader: Reader, customer_id: UUID, today: date) -> Account:
    """A customer with all that is owed, as one snapshot has it."""
    customer = reader.customer(customer_id)
    if customer is None:
        raise Refused("unknown_customer", customer="")
    changes = reader.debt_changes(customer_id)
    parts = open_parts(changes)
    sales = reader.find_sales(customer.code, SALES_SHOWN)
    return Account(customer, changes, parts, age_days(parts, today), sales)


def checked_buyer(buyer: InvoiceBuyer) -> InvoiceBuyer:
    """Whom an invoice is for, cleaned.

    Raises:
        Refused: ``bad_tax_code``, ``buyer_name_needed``, ``bad_email``, ``text_too_long``.
    """
    name = text_of(buyer.name, 400)
    if not name:
        raise Refused("buyer_name_needed")
    return replace(
        buyer,
        tax_code=tax_code_of(buyer.tax_code),
        name=name,
        address=text_of(buyer.address, 400),
        email=email_of(buyer.email),
    )


def _row(reader: Reader, customer: Customer, today: date) -> CustomerRow:
    changes = reader.debt_changes(customer.id)
    parts = open_parts(changes)
    since = parts[0].on if parts else None
    return CustomerRow(customer, owed(changes), since, age_days(parts, today))


def _over_limit(customer: Customer, owes: int) -> bool:
    return customer.debt_limit is not None and owes > customer.debt_limit


def _among_debtors(reader: Reader, text: str, debtors: Sequence[UUID]) -> tuple[Customer, ...]:
    """The debtors whom a text finds, all without one."""
    found = {c.id for c in reader.find_customers(text, MOST)} if clean(text) else set(debtors)
    known = (reader.customer(customer_id) for customer_id in debtors if customer_id in found)
    return tuple(customer for customer in known if customer is not None)


def _refuse_balance(work: Work, customer: Customer) -> None:
    balance = work.owed(customer.id)
    if balance:
        raise Refused("customer_owes", name=customer.name or customer.phone, owed=balance)


def _checked(customer: Customer) -> Customer:
    name, phone = text_of(customer.name, NAME_LIMIT), phone_of(customer.phone)
    if not name and not phone:
        raise Refused("customer_name_needed")
    return replace(
        customer,
        name=name,
        phone=phone,
        address=text_of(customer.address, ADDRESS_LIMIT),
        note=text_of(customer.note, NOTE_LIMIT),
        debt_limit=limit_of(customer.debt_limit),
    )
