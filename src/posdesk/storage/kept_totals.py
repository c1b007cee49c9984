"""Sums by business day, kept in the transaction that posts what they sum.

They follow from the posted rows alone: ``RECOUNT`` gives the same from the rows, ``verify``
compares the two. Parts and names:

- ``sold``: receipts that took money or nothing (amount), receipts with goods sold (documents)
- ``given_back``: receipts that gave money back, negative; receipts with goods taken back
- ``discount``, ``rounding``: their amounts; ``cancelled``: receipts that cancel another
- ``tender``: by method, change taken off, corrections applied
- ``group``: by product group: worth of the lines (tax on top included), thousandths of base units
- ``quarter``: receipts by the quarters of an hour since 1970 UTC in which they were posted
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.postings import Posting

QUARTER_MS = 900_000
"""The clocks of all time zones differ by quarters of an hour."""

_ADD = """
    INSERT INTO day_total (business_on, part, name, documents, quantity, amount)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
        documents = documents + excluded.documents,
        quantity = quantity + excluded.quantity,
        amount = amount + excluded.amount
"""
_DAY_OF_SHIFT = "SELECT business_on FROM shift WHERE id = ?"
_WORTH = (
    "l.net + CASE WHEN s.tax_method = 'vat_deduction' AND NOT s.prices_include_tax"
    " THEN l.tax ELSE 0 END"
)
_FIRST_OF_GROUP = """NOT EXISTS (SELECT 1 FROM sale_line e WHERE e.sale_id = l.sale_id
    AND e.line < l.line AND coalesce(e.category, '') = coalesce(l.category, ''))"""
_SOLD = "EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.quantity > 0)"
_TAKEN_BACK = "EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.quantity < 0)"

RECOUNT = f"""
    SELECT business_on, 'sold' AS part, '' AS name, sum({_SOLD}) AS documents, 0 AS quantity,
        sum(max(total, 0)) AS amount FROM sale s GROUP BY business_on
    UNION ALL
    SELECT business_on, 'given_back', '', sum({_TAKEN_BACK}), 0, sum(min(total, 0))
    FROM sale s GROUP BY business_on
    UNION ALL
    SELECT business_on, 'rounding', '', 0, 0, sum(rounding) FROM sale GROUP BY business_on
    UNION ALL
    SELECT business_on, 'cancelled', '', count(voids), 0, 0 FROM sale GROUP BY business_on
    UNION ALL
    SELECT business_on, 'quarter', CAST(at / {QUARTER_MS} AS TEXT), count(*), 0, sum(total)
    FROM sale GROUP BY 1, 3
    UNION ALL
    SELECT s.business_on, 'discount', '', 0, 0, sum(l.line_discount + l.bill_share)
    FROM sale s JOIN sale_line l ON l.sale_id = s.id GROUP BY s.business_on
    UNION ALL
    SELECT s.business_on, 'group', coalesce(l.category, ''), sum({_FIRST_OF_GROUP}),
        sum(l.quantity * l.factor), sum({_WORTH})
    FROM sale s JOIN sale_line l ON l.sale_id = s.id GROUP BY 1, 3
    UNION ALL
    SELECT s.business_on, 'tender', t.method, count(*), 0, sum(t.amount)
    FROM sale s JOIN tender t ON t.sale_id = s.id GROUP BY 1, 3
    UNION ALL
    SELECT business_on, 'tender', 'cash', 0, 0, -sum(change) FROM sale GROUP BY business_on
    UNION ALL
    SELECT h.business_on, 'tender', c.from_method, 0, 0, -sum(c.amount)
    FROM tender_correction c JOIN shift h ON h.id = c.shift_id GROUP BY 1, 3
    UNION ALL
    SELECT h.business_on, 'tender', c.to_method, 0, 0, sum(c.amount)
    FROM tender_correction c JOIN shift h ON h.id = c.shift_id GROUP BY 1, 3
"""  # noqa: S608 - fixed text only
"""The sums from the posted rows; a name may come in several rows, which add up."""

REBUILD = f"""
    INSERT INTO day_total (business_on, part, name, documents, quantity, amount)
    SELECT business_on, part, name, sum(documents), sum(quantity), sum(amount) FROM ({RECOUNT})
    GROUP BY business_on, part, name
    HAVING sum(documents) <> 0 OR sum(quantity) <> 0 OR sum(amount) <> 0
"""  # noqa: S608 - fixed text only
"""Fills an empty ``day_total`` from the posted rows."""

Change = tuple[str, str, int, int, int]
"""Part, name, documents, quantity, amount."""


def keep(connection: Connection, postings: Iterable[Posting]) -> None:
    """Adds what postings change to the sums of their days."""
    sums: dict[tuple[str, str, str], tuple[int, int, int]] = {}
    for posting in postings:
        day, changes = _changes(connection, posting)
        for part, name, *more in changes:
            known = sums.get((day, part, name), (0, 0, 0))
            sums[day, part, name] = known[0] + more[0], known[1] + more[1], known[2] + more[2]
    driver.run_each(connection, _ADD, [(*key, *one) for key, one in sums.items() if any(one)])


def _changes(connection: Connection, posting: Posting) -> tuple[str, Iterable[Change]]:
    """The business day of a posting and what it changes there."""
    row: _Row = posting.rows[0][0]
    if posting.kind == "sale":
        return row["business_on"], _of_sale(*posting.rows)
    if posting.kind == "correction":
        [day] = driver.rows(connection, _DAY_OF_SHIFT, (row["shift_id"],))
        return day.business_on, _of_correction(row)
    return "", ()


# A row's values are what SQLite takes; here they are known to be numbers and texts.
_Row = dict[str, Any]


def _of_sale(
    heads: list[_Row], lines: list[_Row], tenders: list[_Row], *_others: list[_Row]
) -> Iterator[Change]:
    sale = heads[0]
    total = sale["total"]
    sold = any(line["quantity"] > 0 for line in lines)
    taken_back = any(line["quantity"] < 0 for line in lines)
    discount = sum(line["line_discount"] + line["bill_share"] for line in lines)
    yield "sold", "", int(sold), 0, max(total, 0)
    yield "given_back", "", int(taken_back), 0, min(total, 0)
    yield "discount", "", 0, 0, discount
    yield "rounding", "", 0, 0, sale["rounding"]
    yield "cancelled", "", int(sale["voids"] is not None), 0, 0
    yield "quarter", str(sale["at"] // QUARTER_MS), 1, 0, total
    yield from _of_groups(sale, lines)
    for tender in tenders:
        yield "tender", tender["method"], 1, 0, tender["amount"]
    yield "tender", "cash", 0, 0, -sale["change"]


def _of_groups(sale: _Row, lines: list[_Row]) -> Iterator[Change]:
    on_top = sale["tax_method"] == "vat_deduction" and not sale["prices_include_tax"]
    sums: dict[str, tuple[int, int]] = {}
    for line in lines:
        group = line["category"] or ""
        quantity, amount = sums.get(group, (0, 0))
        worth = line["net"] + (line["tax"] if on_top else 0)
        sums[group] = quantity + line["quantity"] * line["factor"], amount + worth
    for group, (quantity, amount) in sums.items():
        yield "group", group, 1, quantity, amount


def _of_correction(row: _Row) -> Iterator[Change]:
    yield "tender", row["from_method"], 0, 0, -row["amount"]
    yield "tender", row["to_method"], 0, 0, row["amount"]
