"""Receipts that match what was typed, newest first.

A shop of some years has a million of them. What few receipts can match is asked of an index;
for the rest the newest are looked at first and the search ends with the page, so that what is
common is found at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from uuid import UUID

from posdesk.domain import payment_code
from posdesk.domain.errors import Refused
from posdesk.domain.money import parse_dong
from posdesk.domain.numbering import receipt_number
from posdesk.domain.text import fold, normal_phone
from posdesk.runtime.clock import instant, local, milliseconds
from posdesk.services.ports.store import SaleRow
from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.mapping.sales import sale_row_of
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
_PRODUCTS = """
    SELECT p.id FROM product_search JOIN product p ON p.no = product_search.rowid
    WHERE product_search MATCH ?
"""
FEW = 300
"""Goods; when words match more of them, one of the next receipts has some."""
_MATCHES = f"SELECT count(*) FROM ({_PRODUCTS} LIMIT ?)"  # noqa: S608 - fixed text only
_WITH_ANY = f"SELECT document_id FROM stock_movement WHERE product_id IN ({_PRODUCTS})"  # noqa: S608 - fixed text only
_HAS_ANY = f"""
    EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.product_id IN ({_PRODUCTS}))
"""  # noqa: S608 - fixed text only
# Goods in no list are of no group: on most days of most shops none were sold.
_UNLISTED = """
    s.business_on IN (SELECT business_on FROM day_total WHERE part = 'group' AND name = '')
    AND EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.product_id IS NULL
        AND folded(l.name) LIKE ? ESCAPE '\\')
"""
_WITH_CODED = """
    SELECT document_id FROM stock_movement WHERE product_id IN (
        SELECT id FROM product WHERE sku = ? UNION ALL
        SELECT u.product_id FROM barcode b JOIN product_unit u ON u.id = b.unit_id
            WHERE b.code = ?)
"""
# A sale is posted after the transfer that pays it was asked for, and ids grow.
_PAID_BY = """
    SELECT n.sale_id FROM transfer t JOIN tender n ON n.sale_id > t.id AND n.transfer_id = t.id
    WHERE t.code = ?
"""
_OF_CUSTOMER = "SELECT id FROM sale WHERE customer_id = (SELECT id FROM party WHERE {key} = ?)"
_NUMBERED = "SELECT id FROM sale WHERE number IN (SELECT value FROM json_each(?))"
_STARTING = "SELECT id FROM sale WHERE number >= ? AND number < ? || ':'"
_SERIES = "SELECT name, last_number FROM series"
_BETWEEN = "SELECT id FROM sale WHERE at >= ? AND at < ?"
_OF_SHIFTS = """
    SELECT id FROM sale WHERE at >= ? AND at < ? AND shift_id IN (SELECT h.id FROM shift h
        LEFT JOIN shift_closing c ON c.shift_id = h.id
        WHERE h.opened_at < ? AND (c.closed_at >= ? OR c.closed_at IS NULL))
"""
_OLDEST = "SELECT at FROM sale ORDER BY id LIMIT 1"
_NEWEST = "SELECT at FROM sale ORDER BY id DESC LIMIT 1"
_CLOCK_SET_BACK = "SELECT EXISTS (SELECT 1 FROM action WHERE kind = 'clock')"
_ANY_UNLISTED = "SELECT EXISTS (SELECT 1 FROM day_total WHERE part = 'group' AND name = '')"

_WHOLE_NUMBER = re.compile(r"[A-Z]+[0-9]+-[0-9]{6,}")
_CUSTOMER = re.compile(r"KH[0-9]+")
_DAY = re.compile(r"(0?[1-9]|[12][0-9]|3[01])/(0?[1-9]|1[0-2])(?:/(?:20)?([0-9]{2}))?")
_RARE_DIGITS = 3
"""One receipt in a thousand ends with the same three figures."""
_SLACK_MS = 3_600_000
"""A clock kept right by less than this is not in the journal."""

Part = tuple[str, tuple[object, ...]]
"""A piece of SQL and its values."""


def find_sales(
    connection: Connection, text: str, limit: int, before: UUID | None
) -> tuple[SaleRow, ...]:
    """Receipts by number, customer, goods, amount, payment code or day, newest first."""
    connection.create_function("folded", 1, fold, deterministic=True)
    parts = [*_after_page(before), *_matching(connection, text.strip())]
    condition, values = _joined(" AND ", parts)
    rows = driver.rows(connection, _SALES.format(condition=condition or "1"), (*values, limit))
    return tuple(map(sale_row_of, rows))


def _after_page(before: UUID | None) -> Iterator[Part]:
    if before is not None:
        yield "s.id < ?", (before.bytes,)


def _joined(word: str, parts: list[Part]) -> Part:
    return word.join(sql for sql, _ in parts), tuple(v for _, values in parts for v in values)


def _matching(connection: Connection, text: str) -> Iterator[Part]:
    if not text:
        return
    if _WHOLE_NUMBER.fullmatch(text.upper()):
        yield "s.number = ?", (text.upper(),)
        return
    day = _DAY.fullmatch(text)
    found = [*_on_day(connection, *day.groups())] if day else [*_indexed(connection, text)]
    seen = [] if day else [*_seen(connection, text)]
    sql, values = _joined(" UNION ", found)
    ways = [*seen, (f"s.id IN ({sql})", values)] if found else seen
    sql, values = _joined(" OR ", ways)
    yield f"({sql or '0'})", values


def _indexed(connection: Connection, text: str) -> Iterator[Part]:
    """Queries for the ids of receipts that match."""
    yield from _by_number(connection, text)
    yield from _by_customer(text)
    for code in payment_code.find(text):
        yield _PAID_BY, (code,)
    if _amount(text) is not None:
        yield _WITH_CODED, (text, text)
    elif (words := match_of(text)) and not _match_many(connection, words):
        yield _WITH_ANY, (words,)


def _seen(connection: Connection, text: str) -> Iterator[Part]:
    """Conditions that are seen by looking at a receipt."""
    yield from _by_common_number(connection, text)
    amount, words = _amount(text), match_of(text)
    if amount is not None:
        if normal_phone(text) is None:
            yield "abs(s.total) = ?", (amount,)
        return
    if words and _match_many(connection, words):
        yield _HAS_ANY, (words,)
    if words and driver.number(connection, _ANY_UNLISTED):
        yield _UNLISTED, (f"%{_literal(fold(text))}%",)


def _on_day(connection: Connection, day: str, month: str, year: str | None) -> Iterator[Part]:
    """A day as receipts show it, of any year unless told."""
    moved = driver.number(connection, _CLOCK_SET_BACK)
    for first in _dates(connection, int(day), int(month), year):
        start, end = _midnight(first), _midnight(first + timedelta(days=1))
        if moved:
            yield _BETWEEN, (start, end)
        else:
            yield _OF_SHIFTS, (start, end, end + _SLACK_MS, start - _SLACK_MS)


def _dates(connection: Connection, day: int, month: int, year: str | None) -> Iterator[date]:
    for each in [2000 + int(year)] if year else _years(connection):
        with suppress(ValueError):
            yield date(each, month, day)


def _years(connection: Connection) -> Iterable[int]:
    """Those of the oldest and the newest receipt, and all between."""
    ends = [driver.first(connection, query) for query in (_OLDEST, _NEWEST)]
    years = [local(instant(end.at)).year for end in ends if end]
    return range(min(years), max(years) + 1) if years else ()


def _midnight(day: date) -> int:
    return milliseconds(datetime.combine(day, time()).astimezone())


def _by_number(connection: Connection, text: str) -> Iterator[Part]:
    """Bare digits are the end of a number, as people read it out; else any part of it."""
    if _digits(text):
        if len(text) >= _RARE_DIGITS:
            yield _NUMBERED, (json.dumps([*_ending(connection, text)]),)
        return
    head, _, tail = text.upper().partition("-")
    for series in driver.rows(connection, _SERIES):
        if _digits(tail) and series.name.endswith(head):
            start = f"{series.name}-{tail}"
            yield _STARTING, (start, start)


def _ending(connection: Connection, digits: str) -> Iterator[str]:
    for series in driver.rows(connection, _SERIES):
        for number in range(int(digits), series.last_number + 1, 10 ** len(digits)):
            if (whole := receipt_number(series.name, number)).endswith(digits):
                yield whole


def _by_common_number(connection: Connection, text: str) -> Iterator[Part]:
    """What each receipt of a series has, or one in some dozen."""
    if _digits(text) and len(text) < _RARE_DIGITS:
        yield "s.number LIKE ?", (f"%{text}",)
    for series in driver.rows(connection, _SERIES):
        if f"{series.name}-".endswith(text.upper()) or text.upper() in series.name:
            yield "s.number LIKE ?", (f"{series.name}-%",)


def _by_customer(text: str) -> Iterator[Part]:
    phone, code = normal_phone(text), text.upper()
    if phone:
        yield _OF_CUSTOMER.format(key="phone"), (phone,)
    elif _CUSTOMER.fullmatch(code):
        yield _OF_CUSTOMER.format(key="code"), (code,)


def _match_many(connection: Connection, words: str) -> bool:
    return driver.number(connection, _MATCHES, (words, FEW + 1)) > FEW


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _amount(text: str) -> int | None:
    try:
        return parse_dong(text)
    except Refused:
        return None


def _literal(text: str) -> str:
    """``%``, ``_`` and the backslash are letters here."""
    return "".join("\\" + c if c in "%_\\" else c for c in text)
