"""Customers, whom an invoice is for, and what is owed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from posdesk.domain.customer import Customer, InvoiceBuyer
from posdesk.domain.debt import DebtChange, DebtEntry
from posdesk.domain.text import clean, fold, normal_phone, sort_key
from posdesk.storage import driver
from posdesk.storage.mapping import customers as mapping
from posdesk.storage.reading.snapshot import Snapshot

# CROSS: few sales have a customer, and SQLite would begin with all tenders.
_AMOUNTS = """
    SELECT s.customer_id AS customer_id, t.amount AS amount
    FROM sale s CROSS JOIN tender t ON t.sale_id = s.id
    WHERE s.customer_id {who} AND t.method = 'debt'
    UNION ALL
    SELECT s.customer_id, CASE c.to_method WHEN 'debt' THEN c.amount ELSE -c.amount END
    FROM sale s JOIN tender_correction c ON c.sale_id = s.id
    WHERE s.customer_id {who} AND 'debt' IN (c.from_method, c.to_method)
    UNION ALL
    SELECT e.customer_id, e.amount FROM debt_entry e WHERE e.customer_id {who}
"""
_CHANGES = """
    SELECT s.at, s.business_on, 'sale' AS cause, t.amount, s.number AS ref, NULL AS entry_id,
        NULL AS method, s.reason, NULL AS voids, 0 AS taken_back, s.id AS place
    FROM sale s JOIN tender t ON t.sale_id = s.id WHERE s.customer_id = ?1 AND t.method = 'debt'
    UNION ALL
    SELECT c.at, h.business_on, 'sale',
        CASE c.to_method WHEN 'debt' THEN c.amount ELSE -c.amount END, s.number, NULL,
        CASE c.to_method WHEN 'debt' THEN c.from_method ELSE c.to_method END, c.reason, NULL, 0,
        c.id
    FROM sale s JOIN tender_correction c ON c.sale_id = s.id JOIN shift h ON h.id = c.shift_id
    WHERE s.customer_id = ?1 AND 'debt' IN (c.from_method, c.to_method)
    UNION ALL
    SELECT e.at, e.business_on, e.kind, e.amount, '', e.id, e.method, e.reason, e.voids,
        EXISTS (SELECT 1 FROM debt_entry v WHERE v.voids = e.id), e.id
    FROM debt_entry e WHERE e.customer_id = ?1
    ORDER BY place
"""
_WORD = "((' ' || p.folded) LIKE ? OR p.phone LIKE ? OR p.code LIKE ?)"
_FIND = """
    SELECT * FROM party p WHERE p.kind = 'customer' AND p.archived = ? AND {words}
    ORDER BY p.folded LIMIT 2000
"""


class CustomerReader(Snapshot):
    """Customers and their debts."""

    def customer(self, customer_id: UUID) -> Customer | None:
        """A customer, archived and erased ones too."""
        row = self._one("party", customer_id)
        return mapping.customer_of(row) if row and row.kind == "customer" else None

    def customer_by_code(self, code: str) -> Customer | None:
        """A customer by the shop's code or the phone."""
        query = "SELECT * FROM party WHERE kind = 'customer' AND (code = ? OR phone = ?)"
        wanted = clean(code)
        row = driver.first(self._connection, query, (wanted.upper(), normal_phone(wanted)))
        return mapping.customer_of(row) if row else None

    def find_customers(
        self, text: str, limit: int, *, archived: bool = False
    ) -> tuple[Customer, ...]:
        """By phone, code or name, best first."""
        words = _words(text)
        condition = " AND ".join([_WORD] * len(words)) or "1"
        values = [value for word in words for value in _likes(word)]
        rows = driver.rows(
            self._connection, _FIND.format(words=condition), (int(archived), *values)
        )
        found = sorted(map(mapping.customer_of, rows), key=lambda c: _rank(c, text, words))
        return tuple(found[:limit])

    def owed(self, customer_id: UUID) -> int:
        """What a customer owes now."""
        query = f"SELECT coalesce(sum(amount), 0) FROM ({_AMOUNTS.format(who='= ?1')})"  # noqa: S608 - fixed text only
        return driver.number(self._connection, query, (customer_id.bytes,))

    def balances(self) -> tuple[tuple[UUID, int], ...]:
        """All customers whose balance is not zero, who owes most first."""
        query = (
            f"SELECT customer_id, sum(amount) AS owes FROM ({_AMOUNTS.format(who='IS NOT NULL')})"  # noqa: S608 - fixed text only
            " GROUP BY customer_id HAVING owes <> 0 ORDER BY owes DESC, customer_id"
        )
        rows = driver.rows(self._connection, query)
        return tuple((UUID(bytes=row.customer_id), row.owes) for row in rows)

    def debt_changes(self, customer_id: UUID) -> tuple[DebtChange, ...]:
        """All that made a customer's debt, in the order it came."""
        rows = driver.rows(self._connection, _CHANGES, (customer_id.bytes,))
        return tuple(map(mapping.change_of, rows))

    def debt_entry(self, entry_id: UUID) -> DebtEntry | None:
        """A posted entry."""
        row = self._one("debt_entry", entry_id)
        return mapping.entry_of(row) if row else None

    def buyer(self, buyer_id: UUID) -> InvoiceBuyer | None:
        """Whom the tax invoice of a sale is for."""
        row = self._one("invoice_buyer", buyer_id)
        return mapping.buyer_of(row) if row else None

    def buyer_by_tax_code(self, tax_code: str) -> InvoiceBuyer | None:
        """What was said for this tax code the last time."""
        query = "SELECT * FROM invoice_buyer WHERE tax_code = ? ORDER BY id DESC LIMIT 1"
        row = driver.first(self._connection, query, (tax_code,))
        return mapping.buyer_of(row) if row else None


def _words(text: str) -> list[str]:
    """The words to look for; a number is one word, however it is grouped."""
    phone = normal_phone(text) if len(text) <= 40 else None
    bare = re.sub(r"[\s().-]", "", text)
    if phone or bare.isdigit():
        return [phone or bare]
    return fold(clean(text))[:100].split()


def _likes(word: str) -> Sequence[str]:
    literal = re.sub(r"([%_])", "", word)
    digits = f"%{literal}%" if literal.isdigit() else ""
    return f"% {literal}%", digits, f"{literal}%"


def _rank(customer: Customer, text: str, words: Sequence[str]) -> tuple[bool, bool, bool, str]:
    """As it was typed first, then the given name, the last word, then the rest in order."""
    name = customer.name.lower()
    given = fold(name).split()[-1:] or [""]
    typed = clean(text).lower()
    return (
        customer.phone not in words,
        typed not in name,
        not (words and given[0].startswith(words[-1])),
        sort_key(customer.name),
    )
