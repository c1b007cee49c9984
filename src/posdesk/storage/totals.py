"""Sums over the sales, cash movements and actions of a shift or of a day; of many days at once.

Many days are read from the sums kept by day (``kept_totals`` says what they hold).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from posdesk.services.ports.store import TaxSum, TenderSum, Totals
from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.mapping.row import AnyRow

_SALES = """
    SELECT count(*) AS receipts,
        coalesce(sum(s.voids IS NULL AND EXISTS (SELECT 1 FROM sale_line l
            WHERE l.sale_id = s.id AND l.quantity < 0)), 0) AS returns,
        coalesce(sum(max(total, 0)), 0) AS sold,
        coalesce(sum(min(total, 0)), 0) AS given_back,
        coalesce(sum(rounding), 0) AS rounding,
        coalesce(sum(change), 0) AS change,
        count(voids) AS cancelled
    FROM sale s WHERE {scope}
"""
# What a later shift or day cancels still stands in this one: a closed shift never changes.
_KEPT = """
    SELECT {what} FROM sale s WHERE {scope}
        AND EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.quantity > 0)
        AND s.id NOT IN (SELECT s.voids FROM sale s WHERE {scope} AND s.voids IS NOT NULL)
"""
_COUNT_KEPT = _KEPT.replace("{what}", "count(*) AS sales, coalesce(sum(s.total), 0) AS total")
_WHEN_SOLD = _KEPT.format(what="s.at", scope="s.business_on = ?1") + " ORDER BY s.at"
_LINES = """
    SELECT coalesce(sum(l.line_discount + l.bill_share), 0) AS discount
    FROM sale s JOIN sale_line l ON l.sale_id = s.id WHERE {scope}
"""
_TENDERS = """
    SELECT t.method, sum(t.amount) AS amount
    FROM sale s JOIN tender t ON t.sale_id = s.id WHERE {scope} GROUP BY t.method
"""
_CORRECTIONS = """
    SELECT c.from_method, c.to_method, sum(c.amount) AS amount
    FROM tender_correction c JOIN shift sh ON sh.id = c.shift_id
    WHERE {shift_scope} GROUP BY c.from_method, c.to_method
"""
_TAXES = """
    SELECT l.tax_code AS code,
        sum(CASE WHEN s.prices_include_tax THEN l.net - l.tax ELSE l.net END) AS base,
        sum(l.tax) AS tax
    FROM sale s JOIN sale_line l ON l.sale_id = s.id
    WHERE {scope} AND s.tax_method = 'vat_deduction' AND l.tax_code <> ''
    GROUP BY l.tax_code ORDER BY l.tax_code
"""
_CASH = """
    SELECT c.kind, sum(c.amount) AS amount
    FROM cash_movement c JOIN shift sh ON sh.id = c.shift_id
    WHERE {shift_scope} GROUP BY c.kind
"""
_ACTIONS = """
    SELECT a.kind AS kind, count(*) AS times
    FROM action a JOIN shift sh ON sh.id = a.shift_id
    WHERE {shift_scope} GROUP BY a.kind
    UNION ALL
    SELECT 'transfer_' || e.state, count(*)
    FROM transfer_event e JOIN shift sh ON sh.id = e.shift_id
    WHERE {shift_scope} AND e.source = 'manual' GROUP BY e.state
    UNION ALL
    SELECT 'tender_corrected', count(*)
    FROM tender_correction c JOIN shift sh ON sh.id = c.shift_id
    WHERE {shift_scope} HAVING count(*) > 0
    ORDER BY kind
"""
_DEBTS = """
    SELECT e.method, -sum(e.amount) AS amount
    FROM debt_entry e JOIN shift sh ON sh.id = e.shift_id
    WHERE {shift_scope} AND e.kind = 'payment' GROUP BY e.method ORDER BY e.method
"""
_ORDERS = """
    SELECT m.method, sum(m.amount) AS amount
    FROM order_money m LEFT JOIN shift sh ON sh.id = m.shift_id
    WHERE {order_scope} AND m.method IS NOT NULL GROUP BY m.method ORDER BY m.method
"""
METHODS = ("cash", "transfer", "card", "debt", "deposit", "cod", "exchange")


def shift_totals(connection: Connection, shift_id: bytes) -> Totals:
    """The sums of a shift."""
    return _totals(connection, "s.shift_id = ?", "sh.id = ?", shift_id)


def day_totals(connection: Connection, business_on: str) -> Totals:
    """The sums of a business day, an ISO date."""
    return _totals(connection, "s.business_on = ?", "sh.business_on = ?", business_on)


def when_sold(connection: Connection, business_on: str) -> list[int]:
    """When the sales of a business day that count as such were posted, in their order."""
    return driver.column(connection, _WHEN_SOLD, (business_on,))


def _totals(connection: Connection, scope: str, shift_scope: str, value: bytes | str) -> Totals:
    def rows(query: str) -> list[AnyRow]:
        order_scope = shift_scope.replace("sh.business_on", "m.business_on")
        text = query.format(scope=scope, shift_scope=shift_scope, order_scope=order_scope)
        return driver.rows(connection, text.replace("?", "?1"), (value,))

    head, kept = rows(_SALES)[0], rows(_COUNT_KEPT)[0]
    cash = {row.kind: row.amount for row in rows(_CASH)}
    return Totals(
        receipts=head.receipts,
        sales=kept.sales,
        sales_total=kept.total,
        returns=head.returns,
        sold=head.sold,
        given_back=head.given_back,
        discount=rows(_LINES)[0].discount,
        rounding=head.rounding,
        tenders=_tenders(rows(_TENDERS), rows(_CORRECTIONS), head.change),
        taxes=tuple(TaxSum(row.code, row.base, row.tax) for row in rows(_TAXES)),
        paid_in=cash.get("in", 0),
        paid_out=cash.get("out", 0),
        cancelled=head.cancelled,
        actions=tuple((row.kind, row.times) for row in rows(_ACTIONS)),
        debts=tuple(TenderSum(row.method, row.amount) for row in rows(_DEBTS)),
        orders=tuple(TenderSum(row.method, row.amount) for row in rows(_ORDERS)),
    )


def _tenders(paid: list[AnyRow], corrections: list[AnyRow], change: int) -> tuple[TenderSum, ...]:
    sums = dict.fromkeys(METHODS, 0)
    for row in paid:
        sums[row.method] += row.amount
    sums["cash"] -= change
    for row in corrections:
        sums[row.from_method] -= row.amount
        sums[row.to_method] += row.amount
    used = {row.method for row in paid} | {row.to_method for row in corrections}
    return tuple(TenderSum(method, sums[method]) for method in METHODS if method in used)


@dataclass(frozen=True, slots=True)
class NamedSum:
    """A kept sum over some days.

    Attributes:
        name: the product group, the tender's method, or the quarters of an hour since 1970 UTC.
        documents: receipts; tenders where the name is a method.
        quantity: thousandths of the base units, of groups only.
        amount: đồng.
    """

    name: str
    documents: int
    quantity: int
    amount: int


@dataclass(frozen=True, slots=True)
class DaySum:
    """A kept sum of one business day; ``part`` as ``kept_totals`` lists them."""

    business_on: date
    part: str
    documents: int
    amount: int


_BY_NAME = """
    SELECT name, sum(documents) AS documents, sum(quantity) AS quantity, sum(amount) AS amount
    FROM day_total WHERE business_on BETWEEN ? AND ? AND part = ? GROUP BY name ORDER BY {order}
"""
_BY_DAY = """
    SELECT business_on, part, documents, amount FROM day_total
    WHERE business_on BETWEEN ? AND ? AND name = ''
        AND part IN ('sold', 'given_back', 'discount', 'rounding', 'cancelled')
    ORDER BY business_on, part
"""


def groups(connection: Connection, first: date, last: date) -> tuple[NamedSum, ...]:
    """Worth and quantity by product group from ``first`` to ``last``, the most worth first."""
    return _by_name(connection, "group", first, last, "amount DESC, name")


def tenders(connection: Connection, first: date, last: date) -> tuple[NamedSum, ...]:
    """Money by tender, change taken off and corrections applied."""
    return _by_name(connection, "tender", first, last, "name")


def quarters(connection: Connection, first: date, last: date) -> tuple[NamedSum, ...]:
    """Receipts and their totals by quarters of an hour since 1970 UTC, in order."""
    return _by_name(connection, "quarter", first, last, "CAST(name AS INTEGER)")


def days(connection: Connection, first: date, last: date) -> tuple[DaySum, ...]:
    """Takings, discounts, rounding and cancelled receipts by day, oldest first."""
    rows = connection.execute(_BY_DAY, (first.isoformat(), last.isoformat()))
    return tuple(DaySum(date.fromisoformat(day), *rest) for day, *rest in rows)


def _by_name(
    connection: Connection, part: str, first: date, last: date, order: str
) -> tuple[NamedSum, ...]:
    values = (first.isoformat(), last.isoformat(), part)
    rows = connection.execute(_BY_NAME.format(order=order), values)
    return tuple(NamedSum(*row) for row in rows)
