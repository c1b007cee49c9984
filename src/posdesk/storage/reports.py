"""Sums for reports: by hour, product group, product and cost over business days; the stock."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from posdesk.runtime.clock import instant, local
from posdesk.services.ports.reports import CostSum, GroupSum, HourSum, ProductSum, StockRow
from posdesk.storage import totals
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
_PRODUCTS = f"""
    SELECT g.product_id, coalesce(p.sku, g.code) AS sku, coalesce(p.name, g.name) AS name,
        coalesce(u.name, g.unit) AS unit, g.quantity, g.amount
    FROM (SELECT l.product_id, min(l.code) AS code, min(l.name) AS name, min(l.unit) AS unit,
            sum(l.quantity * l.factor) AS quantity, sum({_WORTH}) AS amount
        {_LINES}
        GROUP BY l.product_id, CASE WHEN l.product_id IS NULL THEN l.name || '/' || l.unit END) g
    LEFT JOIN product p ON p.id = g.product_id
    LEFT JOIN product_unit u ON u.product_id = p.id AND u.position = 0
    ORDER BY g.amount DESC, sku
"""  # noqa: S608 - fixed text only
_COSTS = f"""
    SELECT s.business_on, l.cost, sum(l.quantity * l.factor) AS quantity,
        sum({_REVENUE}) AS revenue
    {_LINES} GROUP BY s.business_on, l.cost
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
        return tuple(date.fromisoformat(row[0]) for row in self._between(_DAYS, first, last))

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

    def sums_by_product(self, first: date, last: date) -> tuple[ProductSum, ...]:
        """The goods by product, the largest amount first."""
        return tuple(map(_product_sum, self._between(_PRODUCTS, first, last)))

    def sums_by_cost(self, first: date, last: date) -> tuple[CostSum, ...]:
        """The lines by day and by what their goods cost."""
        return tuple(
            CostSum(date.fromisoformat(row.business_on), row.cost, row.quantity, row.revenue)
            for row in self._between(_COSTS, first, last)
        )

    def stock_rows(self, day: date | None) -> tuple[StockRow, ...]:
        """All goods with what there is of them; archived ones only while there is some."""
        moved = self._moved_since(day) if day else {}
        rows = self._connection.exec_driver_sql(_STOCK)
        stock = ((row, row.on_hand - moved.get(row.id, 0)) for row in rows)
        return tuple(
            StockRow(row.sku, row.name, row.category, row.unit, row.price, row.cost, on_hand)
            for row, on_hand in stock
            if on_hand or not row.archived
        )

    def _moved_since(self, day: date) -> dict[bytes, int]:
        rows = self._connection.exec_driver_sql(_MOVED_SINCE, (day.isoformat(),))
        return {row.product_id: row.quantity for row in rows}

    def _between(self, query: str, first: date, last: date) -> list[AnyRow]:
        days = (first.isoformat(), last.isoformat())
        return list(self._connection.exec_driver_sql(query, days))


def _product_sum(row: AnyRow) -> ProductSum:
    return ProductSum(
        product_id=UUID(bytes=row.product_id) if row.product_id else None,
        sku=row.sku,
        name=row.name,
        unit=row.unit,
        quantity=row.quantity,
        amount=row.amount,
    )
