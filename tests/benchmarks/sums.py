"""A month by product group and a shift's Z beside the same rows counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from posdesk import bootstrap
from posdesk.runtime.paths import DataFolder
from posdesk.storage import totals
from posdesk.storage.engine import reader_engine
from tests.benchmarks.figure import Figure, share, took_ms

_RECOUNT = """
    SELECT coalesce(l.category, ''), sum(l.net) FROM sale s JOIN sale_line l ON l.sale_id = s.id
    WHERE s.business_on BETWEEN ? AND ? GROUP BY 1 ORDER BY 1
"""


def measure(root: Path, _work: Path, rounds: int) -> Iterator[Figure]:
    """The fullest month, and the Z of the newest shift."""
    database = DataFolder(root).database
    engine = reader_engine(database)
    with closing(sqlite.connect(database)) as bare, engine.connect() as connection:
        first, last = _month(bare)
        kept = totals.groups(connection, first, last)
        recount = bare.execute(_RECOUNT, (first.isoformat(), last.isoformat())).fetchall()
        if sorted((group.name, group.amount) for group in kept) != recount:
            raise SystemExit("the kept sums are not those of a recount")
        read = partial(totals.groups, connection, first, last)
        yield Figure("month by product group", _p50(read, rounds), None, 50)
    engine.dispose()
    with bootstrap.Posdesk().open(str(root)) as shop:
        newest = shop.shifts.latest(1)[0]
        yield Figure("Z of a shift", _p50(partial(shop.shifts.report, newest), rounds), None, 100)


def _p50(work: Callable[[], object], rounds: int) -> float:
    return share([took_ms(work) for _ in range(2 * rounds + 1)], 0.5)


def _month(connection: sqlite.Connection) -> tuple[date, date]:
    """The days of the month with the most receipts."""
    query = """
        SELECT min(business_on), max(business_on) FROM day_total WHERE part = 'sold'
        GROUP BY substr(business_on, 1, 7) ORDER BY sum(documents) DESC LIMIT 1
    """
    first, last = connection.execute(query).fetchone()
    return date.fromisoformat(first), date.fromisoformat(last)
