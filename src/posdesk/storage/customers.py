"""Customers being written."""

from __future__ import annotations

from posdesk.domain.customer import Customer, InvoiceBuyer
from posdesk.domain.text import fold
from posdesk.storage import driver
from posdesk.storage.driver import Connection

_PUT = """
    INSERT INTO party (id, kind, code, name, folded, phone, address, note, debt_limit, consent_on,
        archived, row_version, created_at)
    VALUES (?, 'customer', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded,
        phone = excluded.phone, address = excluded.address, note = excluded.note,
        debt_limit = excluded.debt_limit, consent_on = excluded.consent_on,
        archived = excluded.archived, row_version = excluded.row_version
"""
_NEXT = "SELECT coalesce(max(CAST(substr(code, 3) AS INTEGER)), 0) + 1 FROM party"
_ERASE = """
    UPDATE party SET name = '', folded = '', phone = NULL, address = NULL, note = NULL,
        debt_limit = NULL, consent_on = NULL, archived = 1, row_version = row_version + 1
    WHERE id = ? AND kind = 'customer'
"""
_FORGET_BUYERS = """
    DELETE FROM invoice_buyer WHERE customer_id = ?
        AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.buyer_id = invoice_buyer.id)
"""


def next_code(connection: Connection) -> str:
    """The code of the next customer, ``KH001``..."""
    return f"KH{driver.number(connection, _NEXT):03d}"


def put(connection: Connection, customer: Customer, created_at_ms: int) -> None:
    """Adds a customer or replaces one; the code stays."""
    row = (
        customer.id.bytes,
        customer.code,
        customer.name,
        fold(customer.name),
        customer.phone or None,
        customer.address or None,
        customer.note or None,
        customer.debt_limit,
        customer.consent_on.isoformat() if customer.consent_on else None,
        int(customer.archived),
        customer.row_version,
        created_at_ms,
    )
    connection.execute(_PUT, row)


def erase(connection: Connection, customer_id: bytes) -> None:
    """Takes the person out of the party's row, and the buyer's data that no sale needs."""
    # What is freed is overwritten: the name is not left in an unused corner of the file.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(_ERASE, (customer_id,))
    connection.execute(_FORGET_BUYERS, (customer_id,))


def put_buyer(connection: Connection, buyer: InvoiceBuyer, created_at_ms: int) -> None:
    """Adds whom an invoice is for."""
    connection.execute(
        "INSERT INTO invoice_buyer (id, customer_id, tax_code, name, address, email, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            buyer.id.bytes,
            buyer.customer_id.bytes if buyer.customer_id else None,
            buyer.tax_code,
            buyer.name,
            buyer.address,
            buyer.email,
            created_at_ms,
        ),
    )
