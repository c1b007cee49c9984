"""Lists for screens: receipts that match what was typed, the newest transfers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection

from posdesk.domain import payment_code
from posdesk.domain.errors import Refused
from posdesk.domain.money import parse_dong
from posdesk.domain.text import fold, normal_phone
from posdesk.services.ports.store import SaleRow, TransferRow
from posdesk.storage.mapping.row import AnyRow
from posdesk.storage.mapping.sales import sale_row_of
from posdesk.storage.mapping.transfers import transfer_row_of
from posdesk.storage.search import match_of

_SALES = """
    SELECT s.id, s.number, s.at, s.business_on, s.total, s.voids IS NOT NULL AS cancels,
        (SELECT l.name FROM sale_line l WHERE l.sale_id = s.id ORDER BY l.line LIMIT 1)
            AS first_line,
        (SELECT count(*) FROM sale_line l WHERE l.sale_id = s.id) AS line_count,
        EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.quantity > 0) AS sells,
        EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.quantity < 0)
            AS takes_back,
        EXISTS (SELECT 1 FROM sale_line l WHERE l.returns_sale_id = s.id) AS has_returns,
        EXISTS (SELECT 1 FROM sale v WHERE v.voids = s.id) AS cancelled
    FROM sale s WHERE {condition} ORDER BY s.id DESC LIMIT ?
"""
_WORDED = """
    EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND (l.product_id IN
        (SELECT p.id FROM product_search JOIN product p ON p.no = product_search.rowid
            WHERE product_search MATCH ?)
        OR (l.product_id IS NULL AND folded(l.name) LIKE ? ESCAPE '\\')))
"""
_OF_CODE = """
    SELECT id FROM product WHERE sku = ? UNION
    SELECT u.product_id FROM barcode b JOIN product_unit u ON u.id = b.unit_id WHERE b.code = ?
"""
_PAID_BY_CODE = """
    s.id IN (SELECT tn.sale_id FROM tender tn JOIN transfer t ON t.id = tn.transfer_id
        WHERE t.code = ?)
"""
_TRANSFERS = """
    SELECT t.id, t.code, t.amount, t.at, t.bill_id,
        coalesce((SELECT e.state FROM transfer_event e WHERE e.transfer_id = t.id
            ORDER BY e.id DESC LIMIT 1), 'expected') AS state
    FROM transfer t WHERE t.till = ? ORDER BY t.id DESC LIMIT ?
"""
_OF_BILL = """
    SELECT s.number, EXISTS (SELECT 1 FROM tender tn
        WHERE tn.sale_id = s.id AND tn.transfer_id = ?) AS pays
    FROM sale s WHERE s.request_key = ?
"""

_SOLD_ON = "strftime('%d/%m/%Y', s.at / 1000, 'unixepoch', 'localtime') LIKE ?"

_WHOLE_NUMBER = re.compile(r"[A-Z]+[0-9]+-[0-9]{6,}")
_CUSTOMER = re.compile(r"KH[0-9]+")
_DAY = re.compile(r"(0?[1-9]|[12][0-9]|3[01])/(0?[1-9]|1[0-2])(?:/(?:20)?([0-9]{2}))?")

Condition = tuple[str, tuple[object, ...]]


def find_sales(
    connection: Connection, text: str, limit: int, before: UUID | None
) -> tuple[SaleRow, ...]:
    """Receipts that match, newest first.

    The newest are looked at first and the search ends with the page, so that common goods are
    found at once however many receipts there are.
    """
    _teach_folding(connection)
    condition, values = _all_of([*_after_page(before), *_matching(connection, text.strip())])
    rows = connection.exec_driver_sql(_SALES.format(condition=condition), (*values, limit))
    return tuple(map(sale_row_of, rows))


def transfers(connection: Connection, till: str, limit: int) -> tuple[TransferRow, ...]:
    """The till's newest transfers first, each with the receipt its bill became."""
    rows = connection.exec_driver_sql(_TRANSFERS, (till, limit)).all()
    return tuple(_transfer_row(connection, row) for row in rows)


def _teach_folding(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite.Connection):
        driver.create_function("folded", 1, fold, deterministic=True)


def _after_page(before: UUID | None) -> Iterator[Condition]:
    if before is not None:
        yield "s.id < ?", (before.bytes,)


def _all_of(conditions: list[Condition]) -> Condition:
    text = " AND ".join(f"({condition})" for condition, _ in conditions) or "1"
    return text, tuple(value for _, values in conditions for value in values)


def _matching(connection: Connection, text: str) -> Iterator[Condition]:
    if not text:
        return
    if _WHOLE_NUMBER.fullmatch(text.upper()):
        yield "s.number = ?", (text.upper(),)
        return
    day = _DAY.fullmatch(text)
    if day:
        yield _SOLD_ON, (_like_day(*day.groups()),)
        return
    figures = [*_by_number(text), *_by_amount(text)]
    others = [*_by_code(text), *_by_customer(text), *_by_goods(connection, text)]
    ways = [*figures, *others]
    yield (
        " OR ".join(condition for condition, _ in ways),
        tuple(value for _, values in ways for value in values),
    )


def _like_day(day: str, month: str, year: str | None) -> str:
    """A day as receipts show it, of any year unless told."""
    return f"{day:0>2}/{month:0>2}/20{year or '__'}"


def _by_number(text: str) -> Iterator[Condition]:
    """Bare digits are the end of a number, as people read it out; else any part of it."""
    start = "" if text.isdigit() else "%"
    yield "s.number LIKE ? ESCAPE '\\'", (f"%{_literal(text)}{start}",)


def _by_amount(text: str) -> Iterator[Condition]:
    amount = _amount(text)
    if amount is not None:
        yield "abs(s.total) = ?", (amount,)


def _by_code(text: str) -> Iterator[Condition]:
    for code in payment_code.find(text):
        yield _PAID_BY_CODE, (code,)


def _by_customer(text: str) -> Iterator[Condition]:
    phone, code = normal_phone(text), text.upper()
    if phone:
        yield "s.customer_id = (SELECT id FROM party WHERE phone = ?)", (phone,)
    elif _CUSTOMER.fullmatch(code):
        yield "s.customer_id = (SELECT id FROM party WHERE code = ?)", (code,)


def _by_goods(connection: Connection, text: str) -> Iterator[Condition]:
    """A figure is a code of goods; words find them as the till's search does."""
    if _amount(text) is not None:
        yield from _coded(connection, text)
        return
    words = match_of(text)
    if words:
        # Goods in no list: by any part of their name.
        yield _WORDED, (words, f"%{_literal(fold(text))}%")


def _coded(connection: Connection, text: str) -> Iterator[Condition]:
    for product_id in connection.exec_driver_sql(_OF_CODE, (text, text)).scalars():
        yield (
            "EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.product_id = ?)",
            (product_id,),
        )


def _amount(text: str) -> int | None:
    try:
        return parse_dong(text)
    except Refused:
        return None


def _literal(text: str) -> str:
    """``%``, ``_`` and the backslash are letters here."""
    return "".join("\\" + c if c in "%_\\" else c for c in text)


def _transfer_row(connection: Connection, row: AnyRow) -> TransferRow:
    key = str(UUID(bytes=row.bill_id))
    sale = connection.exec_driver_sql(_OF_BILL, (row.id, key)).first()
    return transfer_row_of(row, sale)
