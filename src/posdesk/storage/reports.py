"""Sums for reports: by hour, product group, product and cost over business days; the stock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from posdesk.runtime.clock import instant, local
from posdesk.services.ports.reports import CostSum, GroupSum, HourSum, ProductSum, StockRow
from posdesk.storage import driver, totals
from posdesk.storage.kept_totals import QUARTER_MS
from posdesk.storage.mapping.row import AnyRow
from posdesk.storage.reading.snapshot import Snapshot

_DAYS = """
    SELECT business_on FROM sale WHERE business_on BETWEEN ?1 AND ?2 UNION
    SELECT business_on FROM shift WHERE business_on BETWEEN ?1 AND ?2 ORDER BY 1
"""
_WORTH = """
    CASE WHEN s.tax_method = 'vat_deduction' AND NOT s.prices_include_tax
        THEN l.net + l.tax ELSE l.net END
"""
_REVENUE = """
    CASE WHEN s.tax_method = 'vat_deduction' AND s.prices_include_tax
        THEN l.net - l.tax ELSE l.net END
"""
_LINES = "FROM sale s JOIN sale_line l ON l.sale_id = s.id WHERE s.business_on BETWEEN ? AND ?"
# What goods are called is asked of the best alone: the rest may be a hundred thousand.
_PRODUCTS = f"""
    SELECT g.product_id, coalesce(p.sku, g.code) AS sku, coalesce(p.name, g.name) AS name,
        coalesce(u.name, g.unit) AS unit, g.quantity, g.amount
    FROM (SELECT l.product_id, min(iif(l.product_id IS NULL, l.code, NULL)) AS code,
            min(iif(l.product_id IS NULL, l.name, NULL)) AS name,
            min(iif(l.product_id IS NULL, l.unit, NULL)) AS unit,
            sum(l.quantity * l.factor) AS quantity, sum({_WORTH}) AS amount
        {_LINES}
        GROUP BY l.product_id, iif(l.product_id IS NULL, l.name || '/' || l.unit, NULL)
        ORDER BY amount DESC, l.product_id LIMIT ?) g
    LEFT JOIN product p ON p.id = g.product_id
    LEFT JOIN product_unit u ON u.product_id = p.id AND u.position = 0
    ORDER BY g.amount DESC, sku
"""  # noqa: S608 - fixed text only
_COSTS = f"""
    SELECT s.business_on, l.cost, l.quantity * l.factor, {_REVENUE} {_LINES}
    ORDER BY s.business_on
"""
_STOCK = """
    SELECT p.id, p.sku, p.name, p.category, u.name AS unit, u.price, p.cost, p.archived,
        coalesce((SELECT sum(quantity) FROM stock_balance b WHERE b.product_id = p.id), 0)
            AS on_hand
    FROM product p JOIN product_unit u ON u.product_id = p.id AND u.position = 0
    ORDER BY p.category, p.folded, p.sku
"""
_MOVED_SINCE = """
    SELECT m.product_id, sum(m.quantity) AS quantity FROM stock_movement m WHERE m.document_id IN (
        SELECT id FROM sale WHERE business_on > ?1 UNION ALL
        SELECT id FROM stock_document WHERE business_on > ?1) GROUP BY m.product_id
"""


class ReportReader(Snapshot):
    """Reports."""

    def business_days(self, first: date, last: date) -> tuple[date, ...]:
        """The days on which something was sold, taken back, or moved in the drawer."""
        days = driver.column(self._connection, _DAYS, (str(first), str(last)))
        return tuple(map(date.fromisoformat, days))

    def taken(self, first: date, last: date) -> int:
        """The sum of the receipts' totals, returns off, đồng."""
        quarters = totals.quarters(self._connection, first, last)
        return sum(quarter.amount for quarter in quarters)

    def sums_by_hour(self, first: date, last: date) -> tuple[HourSum, ...]:
        """The receipts by the hour of the shop's clock, in the order the hours came."""
        sums: dict[int, HourSum] = {}
        for quarter in totals.quarters(self._connection, first, last):
            hour = local(instant(int(quarter.name) * QUARTER_MS)).hour
            known = sums.get(hour, HourSum(hour, 0, 0))
            receipts = known.receipts + quarter.documents
            sums[hour] = HourSum(hour, receipts, known.amount + quarter.amount)
        return tuple(sums.values())

    def sums_by_group(self, first: date, last: date) -> tuple[GroupSum, ...]:
        """The goods by product group, the largest amount first."""
        groups = totals.groups(self._connection, first, last)
        return tuple(GroupSum(group.name, group.documents, group.amount) for group in groups)

    def sums_by_product(
        self, first: date, last: date, best: int | None = None
    ) -> tuple[ProductSum, ...]:
        """The goods by product, the largest amount first; all, or so many of them."""
        limit = -1 if best is None else best
        rows = driver.rows(self._connection, _PRODUCTS, (str(first), str(last), limit))
        return tuple(map(_product_sum, rows))

    def costs_by_day(self, first: date, last: date) -> tuple[CostSum, ...]:
        """What the goods cost by day, oldest first; days without any are left out."""
        lines = self._connection.execute(_COSTS, (str(first), str(last)))
        return tuple(_cost_sum(day, of_day) for day, of_day in groupby(lines, itemgetter(0)))

    def stock_rows(self, day: date | None) -> tuple[StockRow, ...]:
        """All goods with what there is of them; archived ones only while there is some."""
        moved = self._moved_since(day) if day else {}
        rows = driver.each(self._connection, _STOCK)
        stock = ((row, row.on_hand - moved.get(row.id, 0)) for row in rows)
        return tuple(
            StockRow(row.sku, row.name, row.category, row.unit, row.price, row.cost, on_hand)
            for row, on_hand in stock
            if on_hand or not row.archived
        )

    def _moved_since(self, day: date) -> dict[bytes, int]:
        rows = driver.each(self._connection, _MOVED_SINCE, (day.isoformat(),))
        return {row.product_id: row.quantity for row in rows}


def _product_sum(row: AnyRow) -> ProductSum:
    return ProductSum(
        product_id=UUID(bytes=row.product_id) if row.product_id else None,
        sku=row.sku,
        name=row.name,
        unit=row.unit,
        quantity=row.quantity,
        amount=row.amount,
    )


def _cost_sum(day: str, lines: Iterable[tuple[str, int | None, int, int]]) -> CostSum:
    """In numbers without a limit: the worth of a shop in thousandths may be beyond SQLite's."""
    costs = known = everything = 0
    for _, cost, quantity, revenue in lines:
        everything += revenue
        if cost is not None:
            costs += cost * quantity
            known += revenue
    return CostSum(date.fromisoformat(day), costs, known, everything)
