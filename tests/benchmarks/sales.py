"""A sale of five lines through ``sell``'s own use case beside the raw insert of the same rows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pysqlite3.dbapi2 as sqlite

from posdesk import bootstrap
from posdesk.cli.sale_json import parse_request, result_of
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder
from posdesk.services.ports.printing import PrinterConfig
from posdesk.services.shop import Shop
from posdesk.storage.engine import CHECKPOINT_PAGES
from tests.benchmarks.figure import Figure, share, took_ms

LINES = 5
_ROUND = 50
_TABLES = (
    ("sale", "id"),
    ("sale_line", "sale_id"),
    ("tender", "sale_id"),
    ("stock_movement", "document_id"),
    ("journal", "document_id"),
)
_PLENTY = """
    SELECT b.code FROM barcode b JOIN product_unit u ON u.id = b.unit_id AND u.factor = 1
    JOIN stock_balance s ON s.product_id = u.product_id WHERE s.quantity > 100000 LIMIT 2000
"""
_NEW_SALES = "SELECT id, number, business_on FROM sale WHERE number > ? ORDER BY id"
_MOVES = "SELECT quantity, product_id, place FROM stock_movement WHERE document_id = ?"
_GROUPS = "SELECT DISTINCT coalesce(category, '') FROM sale_line WHERE sale_id = ?"
_BALANCE = "UPDATE stock_balance SET quantity = quantity + ? WHERE product_id = ? AND place = ?"
_SERIES = "UPDATE series SET last_number = last_number + 1 WHERE name = 'T1'"
_SUM = """
    INSERT INTO day_total VALUES (?, ?, ?, 1, 1, 1)
    ON CONFLICT DO UPDATE SET
        documents = documents + 1, quantity = quantity + 1, amount = amount + 1
"""


def measure(root: Path, work: Path, rounds: int) -> Iterator[Figure]:
    """The time of a sale, and what it leaves in the file."""
    ours, floor = work / "ours", work / "floor.db"
    shutil.copytree(root, ours)
    database = DataFolder(ours).database
    add_printer(ours)
    shutil.copy(database, floor)
    with bootstrap.Posdesk().open(str(ours)) as shop, closing(raw_file(floor)) as raw:
        asking = requests(database)
        for _ in range(_ROUND):
            ask(shop, next(asking))
        sold, inserted = _in_turn(shop, raw, database, asking, rounds)
    yield Figure("5-line sale through sell, p50", share(sold, 0.5), share(inserted, 0.5), 3.5)
    yield Figure("5-line sale through sell, p95", share(sold, 0.95), share(inserted, 0.95), 3.5)
    yield _bytes(ours)


def _in_turn(
    shop: Shop, raw: sqlite.Connection, database: Path, asking: Iterator[str], rounds: int
) -> tuple[list[float], list[float]]:
    sold: list[float] = []
    inserted: list[float] = []
    with closing(sqlite.connect(database)) as reading:
        newest = raw.execute("SELECT max(number) FROM sale").fetchone()[0]
        replay(raw, rows_after(reading, newest))
        for _ in range(rounds):
            newest = reading.execute("SELECT max(number) FROM sale").fetchone()[0]
            sold += [took_ms(lambda: ask(shop, next(asking))) for _ in range(_ROUND)]
            inserted += replay(raw, rows_after(reading, newest))
    return sold, inserted


def add_printer(root: Path) -> None:
    """Each sale queues its receipt; nobody prints it here."""
    with bootstrap.Posdesk().open(str(root)) as shop:
        printer = PrinterConfig(
            id=new_id(),
            name="bench",
            address=f"file:{root / 'paper.bin'}",
            width_dots=576,
            has_drawer=False,
            has_cutter=True,
            answers=None,
        )
        shop.papers.add_printer(shop.actor, printer)
        open_shift(shop)


def open_shift(shop: Shop) -> None:
    """Opens a shift if none is open."""
    if shop.shifts.current(shop.actor.till) is None:
        shop.shifts.open(shop.actor, 0)


def requests(database: Path) -> Iterator[str]:
    """Requests for ``sell``: five lines of goods that do not run out, paid in cash."""
    with closing(sqlite.connect(database)) as connection:
        codes = [row[0] for row in connection.execute(_PLENTY)]
    chance = Random(1)  # noqa: S311 - nothing secret
    while True:
        lines = [{"code": code, "quantity": 1} for code in chance.sample(codes, LINES)]
        yield json.dumps({"lines": lines, "tenders": [{"method": "cash", "amount": "exact"}]})


def ask(shop: Shop, request: str) -> str:
    """Sells as the command does, from the text of the request to that of the result."""
    return json.dumps(result_of(shop.seller.sell(shop.actor, parse_request(request))))


# --- the floor: the rows that the sales above left, inserted by hand


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one sale: statements with what each of them is run with."""

    statements: tuple[tuple[str, list[tuple[Any, ...]]], ...]


def raw_file(path: Path) -> sqlite.Connection:
    """A shop's file as its own writer has it: durable, with foreign keys."""
    connection = sqlite.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
    return connection


def replay(raw: sqlite.Connection, sales: list[_Rows]) -> list[float]:
    """Inserts the rows of each sale in a transaction of its own; how long each took, ms."""
    return [took_ms(partial(_insert, raw, sale)) for sale in sales]


def _insert(raw: sqlite.Connection, sale: _Rows) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for statement, rows in sale.statements:
        raw.executemany(statement, rows)
    raw.execute("COMMIT")


def rows_after(reading: sqlite.Connection, number: str) -> list[_Rows]:
    """The rows of the sales after a receipt number."""
    found = reading.execute(_NEW_SALES, (number,)).fetchall()
    return [_rows(reading, *row) for row in found]


def _rows(reading: sqlite.Connection, key: bytes, number: str, day: str) -> _Rows:
    made = [_copied(reading, table, column, key) for table, column in _TABLES]
    made.append(_copied(reading, "print_job", "ref", number))
    moves = reading.execute(_MOVES, (key,)).fetchall()
    groups = reading.execute(_GROUPS, (key,)).fetchall()
    sums = [(day, part, "") for part in ("sold", "quarter", "tender")]
    sums += [(day, "group", group) for (group,) in groups]
    return _Rows((*made, (_BALANCE, moves), (_SERIES, [()]), (_SUM, sums)))


def _copied(
    reading: sqlite.Connection, table: str, column: str, key: object
) -> tuple[str, list[tuple[Any, ...]]]:
    rows = reading.execute(f"SELECT * FROM {table} WHERE {column} = ?", (key,)).fetchall()  # noqa: S608 - our own names
    marks = ", ".join("?" * len(rows[0]))
    return f"INSERT INTO {table} VALUES ({marks})", rows  # noqa: S608 - our own names


# --- what a sale leaves in the file


def _bytes(root: Path) -> Figure:
    before, count = _size(root), 20 * _ROUND
    with bootstrap.Posdesk().open(str(root)) as shop:
        asking = requests(DataFolder(root).database)
        for _ in range(count):
            ask(shop, next(asking))
    return Figure("a 5-line sale in the file", (_size(root) - before) / count, None, 2_100, "B")


def _size(root: Path) -> int:
    """The file's pages in use, the write-ahead log folded in."""
    with closing(sqlite.connect(DataFolder(root).database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)
