"""The till's search over the folded words of each product (SQLite FTS5)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from posdesk.domain.product import Product
from posdesk.domain.text import fold, initials
from posdesk.storage.mapping.row import AnyRow

CANDIDATES = 400
"""So many matches are ranked; a wider match is narrowed by the next letter typed."""

FOUND_COLUMNS = """
    p.id AS product_id, u.id AS unit_id, p.sku, p.name, u.name AS unit, u.price, p.category,
    p.min_stock, p.weighed,
    coalesce((SELECT min(code) FROM barcode b WHERE b.unit_id = u.id), '') AS barcode,
    coalesce((SELECT sum(quantity) FROM stock_balance s WHERE s.product_id = p.id), 0) AS on_hand,
    coalesce((SELECT sum(quantity) FROM reservation r WHERE r.product_id = p.id), 0) AS reserved,
    EXISTS (SELECT 1 FROM stock_movement m
        WHERE m.product_id = p.id AND m.kind NOT IN ('sale', 'return')) AS counted
"""

_MATCHES = f"""
    SELECT {FOUND_COLUMNS}
    FROM (SELECT rowid AS no FROM product_search WHERE product_search MATCH ? LIMIT {CANDIDATES}) m
    JOIN product p ON p.no = m.no AND p.archived = 0
    JOIN product_unit u ON u.product_id = p.id AND u.position = 0
"""  # noqa: S608 - fixed text only


def words_of(product: Product) -> str:
    """What a product is found by: name, code, barcodes, and the name's initials."""
    barcodes = (code for unit in product.units for code in unit.barcodes)
    parts = (product.name, product.sku, *barcodes, initials(product.name))
    return " ".join(_tokens(" ".join(parts)))


def index(connection: Connection, no: int, product: Product) -> None:
    """Puts a product's words into the index, in place of earlier ones."""
    connection.exec_driver_sql("DELETE FROM product_search WHERE rowid = ?", (no,))
    connection.exec_driver_sql(
        "INSERT INTO product_search (rowid, words) VALUES (?, ?)", (no, words_of(product))
    )


def _tokens(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


def search(connection: Connection, text: str, limit: int) -> list[AnyRow]:
    """Rows of FOUND_COLUMNS, best first; all words must match, each as a prefix."""
    query = match_of(text)
    if not query:
        return []
    rows = connection.exec_driver_sql(_MATCHES, (query,)).all()
    return _ranked(rows, text, _tokens(text))[:limit]


def match_of(text: str) -> str:
    """The index's query for what was typed: all words, each as a prefix; empty without words."""
    return " ".join(f'"{token}"*' for token in _tokens(text))


def _ranked(rows: Iterable[AnyRow], text: str, tokens: list[str]) -> list[AnyRow]:
    """Exact tone marks first, then words side by side as typed, then names that start so."""
    typed = " ".join(text.lower().split())
    side_by_side = " ".join(tokens)

    def rank(row: AnyRow) -> tuple[bool, bool, bool, bool, str]:
        name, folded = row.name.lower(), " ".join(_tokens(row.name))
        return (
            row.sku.lower() != typed and row.barcode != typed,
            typed not in name,
            side_by_side not in folded,
            not folded.startswith(side_by_side),
            folded,
        )

    return sorted(rows, key=rank)
