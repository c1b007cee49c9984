"""The till's search over the folded words of each product (SQLite FTS5)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence

from posdesk.domain.product import Product
from posdesk.domain.text import fold, initials
from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.mapping.row import AnyRow

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\W_]+")

CANDIDATES = 200
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

_EXACT = """
    SELECT no FROM product WHERE sku = ?1
    UNION SELECT p.no FROM barcode b JOIN product_unit u ON u.id = b.unit_id
        JOIN product p ON p.id = u.product_id WHERE b.code = ?1
"""
_CANDIDATES = f"""
    WITH m(no) AS ({_EXACT}
        UNION SELECT no FROM (SELECT no FROM product
            WHERE folded >= ?2 AND folded < ?2 || char(1114111) LIMIT {CANDIDATES})
        UNION SELECT no FROM (SELECT rowid AS no FROM product_search
            WHERE product_search MATCH ?3 LIMIT {CANDIDATES}))
    SELECT p.no, p.name, p.folded FROM m JOIN product p ON p.no = m.no WHERE p.archived = 0
"""  # noqa: S608 - fixed text only
_FOUND = f"""
    SELECT p.no, {FOUND_COLUMNS}
    FROM json_each(?) JOIN product p ON p.no = value
    JOIN product_unit u ON u.product_id = p.id AND u.position = 0
"""  # noqa: S608 - fixed text only


def words_of(product: Product) -> str:
    """What a product is found by: name, code, barcodes, and the name's initials."""
    barcodes = (code for unit in product.units for code in unit.barcodes)
    parts = (product.name, product.sku, *barcodes, initials(product.name))
    return " ".join(_tokens(" ".join(parts)))


_FORGET = "DELETE FROM product_search WHERE rowid = (SELECT no FROM product WHERE id = ?)"
_INDEX = "INSERT INTO product_search (rowid, words) SELECT no, ? FROM product WHERE id = ?"


def index(connection: Connection, products: Sequence[Product]) -> None:
    """Puts the words of products into the index, in place of earlier ones."""
    driver.run_each(connection, _FORGET, [(product.id.bytes,) for product in products])
    words = [(words_of(product), product.id.bytes) for product in products]
    driver.run_each(connection, _INDEX, words)


def _tokens(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


def search(connection: Connection, text: str, limit: int) -> list[AnyRow]:
    """Rows of FOUND_COLUMNS, best first; all words must match, each as a prefix.

    What starts with the text, and what has it as its code, is among the candidates however many
    match.
    """
    query = match_of(text)
    if not query:
        return []
    code, start = text.strip(), " ".join(fold(text).split())
    exact = {row.no for row in driver.rows(connection, _EXACT, (code,))}
    candidates = driver.rows(connection, _CANDIDATES, (code, start, query))
    best = _ranked(candidates, text, exact)[:limit]
    numbers = [one.no for one in best]
    found = {row.no: row for row in driver.rows(connection, _FOUND, (json.dumps(numbers),))}
    return [found[number] for number in numbers if number in found]


def match_of(text: str) -> str:
    """The index's query for what was typed: all words, each as a prefix; empty without words."""
    return " ".join(f'"{token}"*' for token in _tokens(text))


def _ranked(rows: Iterable[AnyRow], text: str, exact: set[int]) -> list[AnyRow]:
    """The code itself, exact tone marks, words side by side as typed, then names that start so."""
    typed = " ".join(text.lower().split())
    toned = "" if typed.isascii() else _toned(typed)
    side_by_side = " ".join(_tokens(text))

    def rank(row: AnyRow) -> tuple[bool, bool, bool, bool, str]:
        folded = " ".join(_WORD.findall(row.folded))
        return (
            row.no not in exact,
            typed not in row.name.lower() and not (toned and toned in _toned(row.name.lower())),
            side_by_side not in folded,
            not folded.startswith(side_by_side),
            folded,
        )

    return sorted(rows, key=rank)


def _toned(text: str) -> str:
    """Each word with its tone at the end: the two schools (hoà, hòa) write one word."""
    return " ".join(_tone_last(word) for word in text.split())


def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(part for part in parts if part in _TONES)
    return "".join(part for part in parts if part not in _TONES) + tones
