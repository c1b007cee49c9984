"""The figures of months, days and shifts; their sums beside all rows counted by hand."""

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
from posdesk.storage.engine import reader
from tests.benchmarks.figure import Figure, share, took_ms

_BEST = 10
_RECOUNTS = {
    "groups": """
        SELECT coalesce(l.category, ''), sum(l.net) FROM sale s JOIN sale_line l ON l.sale_id = s.id
        GROUP BY 1 ORDER BY 1
    """,
    "tenders": """
        SELECT method, sum(amount) FROM (SELECT method, amount FROM tender
            UNION ALL SELECT 'cash', -change FROM sale) GROUP BY method ORDER BY method
    """,
    "days": "SELECT business_on, sum(total) FROM sale GROUP BY 1 ORDER BY 1",
}
"""The whole shop, from its rows alone."""


def measure(root: Path, _work: Path, rounds: int) -> Iterator[Figure]:
    """The fullest month, a day of it, and the Z of the newest shift."""
    database = DataFolder(root).database
    with closing(sqlite.connect(database)) as bare, closing(reader(database)) as connection:
        first, last = _month(bare)
        _check_all(bare)
        read = partial(totals.groups, connection, first, last)
        yield Figure("month by product group", _p50(read, rounds), None, 50)
    with bootstrap.Posdesk().open(str(root)) as shop:
        newest = shop.shifts.latest(1)[0]
        yield Figure("Z of a shift", _p50(partial(shop.shifts.report, newest), rounds), None, 100)
        day = partial(shop.reports.day, last, _BEST)
        yield Figure("page of a day", _p50(day, rounds), None, 100)
        month = partial(shop.reports.month, last, _BEST)
        yield Figure("page of a month", _p50(month, 1), None, None)


def _check_all(bare: sqlite.Connection) -> None:
    """The sums kept in each sale's own transaction are those of all rows."""
    for name, kept in _KEPT.items():
        if bare.execute(kept).fetchall() != bare.execute(_RECOUNTS[name]).fetchall():
            raise SystemExit(f"the kept sums ({name}) are not those of a recount")


_KEPT = {
    "groups": "SELECT name, sum(amount) FROM day_total WHERE part = 'group' GROUP BY 1 ORDER BY 1",
    "tenders": """
        SELECT name, sum(amount) FROM day_total WHERE part = 'tender' GROUP BY name ORDER BY name
    """,
    "days": """
        SELECT business_on, sum(amount) FROM day_total WHERE part IN ('sold', 'given_back')
        GROUP BY 1 ORDER BY 1
    """,
}


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
