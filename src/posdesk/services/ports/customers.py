"""What the services need of the shop's customers and of what they owe."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from posdesk.domain.customer import Customer, InvoiceBuyer
from posdesk.domain.debt import DebtChange, DebtEntry


class CustomerReader(Protocol):
    """Customers as one moment has them."""

    def customer(self, customer_id: UUID) -> Customer | None:
        """A customer, archived and erased ones too."""
        ...

    def customer_by_code(self, code: str) -> Customer | None:
        """A customer by the shop's code or the phone, however they are written."""
        ...

    def find_customers(
        self, text: str, limit: int, *, archived: bool = False
    ) -> tuple[Customer, ...]:
        """By phone, code or name without tone marks, any words of it; best first.

        ``archived`` looks among those that are out of the way instead.
        """
        ...

    def owed(self, customer_id: UUID) -> int:
        """What a customer owes now, đồng; negative where the shop owes."""
        ...

    def balances(self) -> tuple[tuple[UUID, int], ...]:
        """All customers who owe something or to whom something is owed, the most first."""
        ...

    def debt_changes(self, customer_id: UUID) -> tuple[DebtChange, ...]:
        """All that made a customer's debt, in the order it came."""
        ...

    def debt_entry(self, entry_id: UUID) -> DebtEntry | None:
        """A posted entry."""
        ...

    def buyer(self, buyer_id: UUID) -> InvoiceBuyer | None:
        """Whom the tax invoice of a sale is for."""
        ...

    def buyer_by_tax_code(self, tax_code: str) -> InvoiceBuyer | None:
        """What was said for this tax code the last time."""
        ...


class CustomerWork(Protocol):
    """Customers being written."""

    def put_customer(self, customer: Customer) -> Customer:
        """Adds a customer, who then has a code, or replaces one.

        Raises:
            Refused: ``phone_taken``.
        """
        ...

    def erase_customer(self, customer_id: UUID) -> None:
        """Name, phone, address and note are gone for ever; posted rows keep the id.

        Buyer's data that no sale needs go too.
        """
        ...

    def put_buyer(self, buyer: InvoiceBuyer) -> None:
        """Adds whom an invoice is for."""
        ...
