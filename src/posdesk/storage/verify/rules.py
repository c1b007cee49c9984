"""The invariants as queries: each gives the rows that break it. Numbers: docs/invariants.md.

Whole-number arithmetic only; half-up is ``(2 * a + b) / (2 * b)`` on magnitudes.
"""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.runtime.i18n import N_
from posdesk.storage.kept_totals import RECOUNT
from posdesk.storage.orders import SHORT
from posdesk.storage.posted import triggers


@dataclass(frozen=True, slots=True)
class Rule:
    """One invariant.

    Attributes:
        promise: what holds, in a few words.
        count: a query for how many rows are looked at.
        broken: a query for the names of the rows that break it.
    """

    id: str
    promise: str
    count: str
    broken: str


_SALES = "SELECT count(*) FROM sale"
_LINES = "SELECT count(*) FROM sale_line"
_ON_TOP = "(s.tax_method = 'vat_deduction' AND NOT s.prices_include_tax)"
_LINE_NAME = "s.number || ' line ' || l.line"


def _tenders(condition: str) -> str:
    amounts = f"SELECT sum(t.amount) FROM tender t WHERE t.sale_id = s.id AND {condition}"  # noqa: S608 - fixed text only
    return f"coalesce(({amounts}), 0)"


_CASH = _tenders("t.method = 'cash'")
_OTHERS = _tenders("t.method <> 'cash'")
_HAS_CASH = "EXISTS (SELECT 1 FROM tender t WHERE t.sale_id = s.id AND t.method = 'cash')"
_PURE_RETURN = "NOT EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id AND l.quantity > 0)"


def _half_up(top: str, bottom: str) -> str:
    return f"((2 * ({top}) + ({bottom})) / (2 * ({bottom})))"


def _rounded(size: str) -> str:
    """The cash payable for a magnitude under the sale's own rule."""
    return (
        f"CASE WHEN s.rounding_step <= 1 THEN {size} ELSE s.rounding_step *"
        f" CASE s.rounding_mode WHEN 'half_up' THEN {_half_up(size, 's.rounding_step')}"
        f" WHEN 'down' THEN {size} / s.rounding_step"
        f" ELSE ({size} + s.rounding_step - 1) / s.rounding_step END END"
    )


_TRIGGERS = ", ".join("('" + trigger.replace("'", "''") + "')" for trigger in triggers())
_REST = f"(abs(s.due) - abs({_OTHERS}))"

_RETURNED = f"""
    SELECT o.number || ' line ' || sold.line
    FROM sale_line sold
    JOIN sale o ON o.id = sold.sale_id
    JOIN (SELECT returns_sale_id, returns_line, -sum(quantity) AS quantity, -sum(net) AS net,
            -sum(tax) AS tax, -sum(amount) AS amount
        FROM sale_line WHERE returns_sale_id IS NOT NULL
        GROUP BY returns_sale_id, returns_line) back
    ON back.returns_sale_id = sold.sale_id AND back.returns_line = sold.line
    WHERE back.quantity > sold.quantity
        OR back.net <> {_half_up("sold.net * back.quantity", "sold.quantity")}
        OR back.tax <> {_half_up("sold.tax * back.quantity", "sold.quantity")}
        OR back.amount <> {_half_up("sold.amount * back.quantity", "sold.quantity")}
"""  # noqa: S608 - fixed text only

RULES: tuple[Rule, ...] = (
    Rule(
        "I1",
        N_("lines, rounding, total and tenders of each sale add up"),
        _SALES,
        f"""
        SELECT s.number FROM sale s
        WHERE s.due <> coalesce((SELECT sum(l.net + CASE WHEN {_ON_TOP} THEN l.tax ELSE 0 END)
                FROM sale_line l WHERE l.sale_id = s.id), 0)
            OR s.total <> s.due + s.rounding
            OR s.total <> {_tenders("1")} - s.change
        """,  # noqa: S608 - fixed text only
    ),
    Rule(
        "I2",
        N_("the bill's discount is spread exactly, each line's figures follow from each other"),
        _LINES,
        f"""
        SELECT s.number FROM sale s
        WHERE s.bill_discount <> coalesce((SELECT sum(l.bill_share) FROM sale_line l
            WHERE l.sale_id = s.id AND l.quantity > 0), 0)
        UNION ALL
        SELECT {_LINE_NAME} FROM sale s JOIN sale_line l ON l.sale_id = s.id
        WHERE l.net <> l.amount - l.line_discount - l.bill_share
            OR (l.quantity > 0 AND (l.amount <> {_half_up("l.price * l.quantity", "1000")}
                OR l.line_discount < 0 OR l.bill_share < 0 OR l.net < 0))
            OR (s.tax_method <> 'vat_deduction' AND l.tax <> 0)
            OR (l.quantity > 0 AND s.tax_method = 'vat_deduction'
                AND l.tax_code <> '' AND l.tax_code NOT GLOB '*[^0-9]*'
                AND l.tax <> {
            _half_up(
                "l.net * CAST(l.tax_code AS INTEGER)",
                "CASE WHEN s.prices_include_tax THEN 100 + CAST(l.tax_code AS INTEGER)"
                " ELSE 100 END",
            )
        })
        """,  # noqa: S608 - fixed text only
    ),
    Rule(
        "I3",
        N_("returned parts give back what the line cost, never more than was sold"),
        "SELECT count(*) FROM sale_line WHERE returns_sale_id IS NOT NULL",
        _RETURNED,
    ),
    Rule(
        "I4",
        N_("cash rounding follows from the due and the setting alone"),
        _SALES,
        f"""
        SELECT s.number FROM sale s
        WHERE NOT {_HAS_CASH} AND s.rounding <> 0
        UNION ALL
        SELECT s.number FROM sale s
        WHERE {_HAS_CASH} AND NOT ({_PURE_RETURN}) AND s.rounding <> 0
            AND abs(s.rounding) <> abs({_rounded(_REST)} - {_REST})
        UNION ALL
        SELECT s.number FROM sale s
        WHERE {_PURE_RETURN} AND EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id)
            AND (-{_CASH} <> (SELECT sum(r.cash_paid) FROM refund r WHERE r.sale_id = s.id)
                OR -s.due <> (SELECT sum(r.exact) FROM refund r WHERE r.sale_id = s.id))
        UNION ALL
        SELECT s.number FROM sale s JOIN refund r ON r.sale_id = s.id
        JOIN sale o ON o.id = r.of_sale_id
        WHERE r.cash_paid > 0 AND r.cash_paid <> r.cash_exact AND o.total <
            (SELECT sum(e.exact - e.cash_exact + e.cash_paid) FROM refund e
                JOIN sale es ON es.id = e.sale_id WHERE e.of_sale_id = r.of_sale_id
                AND (length(es.number), es.number) <= (length(s.number), s.number))
        """,  # noqa: S608 - fixed text only
    ),
    Rule(
        "I5",
        N_("change is never more than the cash given, other tenders never more than the due"),
        _SALES,
        f"""
        SELECT s.number FROM sale s
        WHERE s.change > max(0, {_CASH}) OR abs({_OTHERS}) > abs(s.due)
        """,  # noqa: S608 - fixed text only
    ),
    Rule(
        "I6",
        N_("stock on hand is the sum of its movements, and each sale moved what it sold"),
        "SELECT count(*) FROM stock_movement",
        """
        SELECT coalesce(p.sku, hex(x.product_id)) || ' ' || x.place FROM (
            SELECT product_id, place FROM (
                SELECT product_id, place, quantity FROM stock_balance
                UNION ALL SELECT product_id, place, -quantity FROM stock_movement)
            GROUP BY product_id, place HAVING sum(quantity) <> 0) x
        LEFT JOIN product p ON p.id = x.product_id
        UNION ALL
        SELECT s.number || ' line ' || l.line FROM sale s JOIN sale_line l ON l.sale_id = s.id
        LEFT JOIN stock_movement m ON m.document_id = l.sale_id AND m.line = l.line
        WHERE l.product_id IS NOT NULL
            AND (m.quantity IS NULL OR m.quantity <> -l.quantity * l.factor
                OR m.product_id <> l.product_id)
        UNION ALL
        SELECT s.number || ' movement ' || m.line
        FROM stock_movement m JOIN sale s ON s.id = m.document_id
        LEFT JOIN sale_line l ON l.sale_id = m.document_id AND l.line = m.line
        WHERE l.product_id IS NULL
        UNION ALL
        SELECT p.sku || ' below zero' FROM product p JOIN stock_balance b ON b.product_id = p.id
        WHERE b.quantity < 0 AND NOT EXISTS (SELECT 1 FROM action a
            WHERE a.kind = 'stock_breach' AND a.detail LIKE lower(hex(p.id)) || ':%')
        """,
    ),
    Rule(
        "I7",
        N_("receipt numbers run from 1, with no gap that a restored backup does not explain"),
        "SELECT count(*) FROM series",
        """
        WITH used(series, first, last) AS (
            SELECT n.name, CAST(substr(s.number, length(n.name) + 2) AS INTEGER),
                CAST(substr(s.number, length(n.name) + 2) AS INTEGER)
            FROM sale s JOIN series n ON s.number GLOB n.name || '-*'
            UNION ALL
            SELECT ref, CAST(detail AS INTEGER),
                CAST(substr(detail, instr(detail, '-') + 1) AS INTEGER)
            FROM action WHERE kind = 'numbers_skipped'
            UNION ALL
            SELECT name, last_number + 1, last_number + 1 FROM series
        ), walked(series, first, expected) AS (
            SELECT series, first, lag(last, 1, 0) OVER (PARTITION BY series ORDER BY first) + 1
            FROM used
        )
        SELECT series || '-' || printf('%06d', min(first, expected)) FROM walked
        WHERE first <> expected
        UNION ALL
        SELECT s.number FROM sale s WHERE NOT EXISTS (SELECT 1 FROM series n
            WHERE s.number = n.name || '-' || printf('%06d',
                CAST(substr(s.number, length(n.name) + 2) AS INTEGER)))
        """,
    ),
    Rule(
        "I8",
        N_("the expected cash of each closed shift follows from its documents"),
        "SELECT count(*) FROM shift_closing",
        """
        SELECT h.till || ' shift ' || h.number FROM shift h
        JOIN shift_closing c ON c.shift_id = h.id
        WHERE c.expected <> h.float_amount
            + coalesce((SELECT sum(t.amount) FROM sale s JOIN tender t ON t.sale_id = s.id
                WHERE s.shift_id = h.id AND t.method = 'cash'), 0)
            - coalesce((SELECT sum(s.change) FROM sale s WHERE s.shift_id = h.id), 0)
            + coalesce((SELECT sum(CASE k.kind WHEN 'in' THEN k.amount ELSE -k.amount END)
                FROM cash_movement k WHERE k.shift_id = h.id), 0)
            + coalesce((SELECT sum(CASE WHEN k.to_method = 'cash' THEN k.amount
                    WHEN k.from_method = 'cash' THEN -k.amount ELSE 0 END)
                FROM tender_correction k WHERE k.shift_id = h.id), 0)
            - coalesce((SELECT sum(e.amount) FROM debt_entry e
                WHERE e.shift_id = h.id AND e.method = 'cash'), 0)
            + coalesce((SELECT sum(m.amount) FROM order_money m
                WHERE m.shift_id = h.id AND m.method = 'cash'), 0)
            OR coalesce((SELECT sum(n.value * n.pieces) FROM note_count n
                WHERE n.closing_id = c.id), 0) > c.counted
        """,
    ),
    Rule(
        "I9",
        N_("day, shift and receipts give the same figures"),
        "SELECT count(*) FROM shift",
        """
        SELECT s.number FROM sale s JOIN shift h ON h.id = s.shift_id
        WHERE s.business_on <> h.business_on OR s.till <> h.till
        """,
    ),
    Rule(
        "I9b",
        N_("the sums kept by day are those of the receipts"),
        "SELECT count(*) FROM day_total",
        f"""
        SELECT business_on || ' ' || part || ' ' || name FROM (
            SELECT business_on, part, name, documents, quantity, amount FROM day_total
            UNION ALL
            SELECT business_on, part, name, -documents, -quantity, -amount FROM ({RECOUNT}))
        GROUP BY business_on, part, name
        HAVING sum(documents) <> 0 OR sum(quantity) <> 0 OR sum(amount) <> 0
        """,  # noqa: S608 - fixed text only
    ),
    Rule(
        "I11",
        N_("no request made two sales"),
        "SELECT count(*) FROM sale WHERE request_key IS NOT NULL",
        """
        SELECT request_key FROM sale WHERE request_key IS NOT NULL
        GROUP BY request_key HAVING count(*) > 1
        """,
    ),
    Rule(
        "I12",
        N_("each online sale is the hand-over of one order, paid as the order was"),
        "SELECT count(*) FROM online_order",
        """
        SELECT s.number FROM sale s LEFT JOIN online_order o ON o.sale_id = s.id
        WHERE s.channel = 'online' AND s.reason IS NULL AND s.total >= 0
        GROUP BY s.id HAVING count(o.id) <> 1
        UNION ALL
        SELECT o.number FROM online_order o LEFT JOIN sale s ON s.id = o.sale_id
        WHERE (o.state IN ('handed_over', 'delivered', 'closed', 'returned'))
                <> (o.sale_id IS NOT NULL)
            OR (o.sale_id IS NOT NULL AND (s.channel IS NOT 'online'
                OR s.total - s.rounding <> o.fee - o.discount + (SELECT sum(l.net)
                    FROM order_line l WHERE l.order_id = o.id)
                OR (o.state <> 'returned'
                    AND coalesce((SELECT sum(t.amount) FROM tender t
                        WHERE t.sale_id = s.id AND t.method = 'deposit'), 0)
                    <> coalesce((SELECT sum(m.amount) FROM order_money m
                        WHERE m.order_id = o.id AND m.kind = 'deposit'), 0))))
        UNION ALL
        SELECT o.number FROM online_order o WHERE o.state IS NOT (SELECT e.after
            FROM order_event e WHERE e.order_id = o.id ORDER BY e.id DESC LIMIT 1)
        """,
    ),
    Rule(
        "I13",
        N_("what orders keep follows from them, and each shortfall has its task"),
        "SELECT count(*) FROM reservation",
        f"""
        SELECT o.number FROM reservation r LEFT JOIN online_order o ON o.id = r.order_id
        WHERE o.state IS NULL OR o.state NOT IN ('new', 'accepted', 'packed')
            OR r.quantity <> (SELECT sum(l.quantity * l.factor) FROM order_line l
                WHERE l.order_id = r.order_id AND l.product_id = r.product_id)
        UNION ALL
        SELECT o.number FROM online_order o JOIN order_line l ON l.order_id = o.id
        WHERE o.state IN ('new', 'accepted', 'packed') AND l.product_id IS NOT NULL
            AND (o.expires_at IS NULL OR o.cod OR o.payment NOT IN ('unpaid', 'authorised'))
            AND NOT EXISTS (SELECT 1 FROM reservation r
                WHERE r.order_id = o.id AND r.product_id = l.product_id)
        UNION ALL
        SELECT p.sku FROM (
            SELECT product_id, missing, orders FROM ({SHORT.format(which="1")})
            EXCEPT SELECT product_id, missing, orders FROM shortfall) x
        JOIN product p ON p.id = x.product_id
        UNION ALL
        SELECT p.sku FROM (
            SELECT product_id, missing, orders FROM shortfall
            EXCEPT SELECT product_id, missing, orders FROM ({SHORT.format(which="1")})) x
        JOIN product p ON p.id = x.product_id
        """,  # noqa: S608 - fixed text only
    ),
    Rule(
        "I15",
        N_("a transfer that paid a sale was received and said by whom"),
        "SELECT count(*) FROM transfer",
        """
        SELECT s.number FROM tender t JOIN sale s ON s.id = t.sale_id
        WHERE t.transfer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transfer_event e
            WHERE e.transfer_id = t.transfer_id AND e.state = 'received')
        UNION ALL
        SELECT 'debt ' || hex(d.id) FROM debt_entry d
        WHERE d.transfer_id IS NOT NULL AND d.amount < 0
            AND NOT EXISTS (SELECT 1 FROM transfer_event e
                WHERE e.transfer_id = d.transfer_id AND e.state = 'received')
        """,
    ),
    Rule(
        "I17",
        N_("each debt has its customer; a payment lowers it once, in an open shift"),
        "SELECT (SELECT count(*) FROM debt_entry)"
        " + (SELECT count(*) FROM tender WHERE method = 'debt')",
        """
        SELECT s.number FROM sale s JOIN tender t ON t.sale_id = s.id
        LEFT JOIN party p ON p.id = s.customer_id
        WHERE t.method = 'debt' AND p.kind IS NOT 'customer'
        UNION ALL
        SELECT s.number FROM tender_correction c JOIN sale s ON s.id = c.sale_id
        WHERE 'debt' IN (c.from_method, c.to_method) AND s.customer_id IS NULL
        UNION ALL
        SELECT 'debt ' || hex(e.id) FROM debt_entry e
        LEFT JOIN party p ON p.id = e.customer_id
        LEFT JOIN shift h ON h.id = e.shift_id
        LEFT JOIN debt_entry v ON v.id = e.voids
        WHERE p.kind IS NOT 'customer'
            OR (e.kind = 'opening' AND e.amount <= 0)
            OR (e.kind = 'payment') <> (e.method IS NOT NULL)
            OR (e.kind = 'payment') <> (e.shift_id IS NOT NULL)
            OR (e.kind = 'payment' AND (h.business_on <> e.business_on OR h.till <> e.till))
            OR (e.kind = 'payment' AND (e.amount > 0) <> (e.voids IS NOT NULL))
            OR (e.voids IS NOT NULL AND (v.kind <> 'payment' OR v.amount <> -e.amount
                OR v.method <> e.method OR v.customer_id <> e.customer_id))
        """,
    ),
    Rule(
        "photos",
        N_("the pictures of goods are whole"),
        "SELECT count(*) FROM product_photo",
        # What JPEG files begin and end with: SQLite itself does not look into a blob.
        """
        SELECT p.sku FROM product_photo f JOIN product p ON p.id = f.product_id
        WHERE hex(substr(f.picture, 1, 2) || substr(f.picture, -2)) <> 'FFD8FFD9'
            OR hex(substr(f.tile, 1, 2) || substr(f.tile, -2)) <> 'FFD8FFD9'
        """,
    ),
    Rule(
        "I16",
        N_("posted rows are guarded against change"),
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
        f"""
        SELECT substr(column1, 16, instr(column1, ' BEFORE') - 16) FROM (VALUES {_TRIGGERS})
        WHERE column1 NOT IN (SELECT sql FROM sqlite_master WHERE type = 'trigger')
        """,  # noqa: S608 - fixed text only
    ),
)
