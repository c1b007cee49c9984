"""A thousand searches over the goods of a big shop beside the index's own bare answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pysqlite3.dbapi2 as sqlite

from posdesk import bootstrap
from posdesk.domain.text import fold, initials
from posdesk.runtime.paths import DataFolder
from posdesk.storage.search import match_of
from tests.benchmarks.figure import Figure, share, took_ms

LETTERS = "abcdeghiklmnopqrstuvxy"
SHOWN = 120
"""As many as the till shows."""
_BARE = """
    SELECT p.name, u.price FROM (SELECT rowid AS no FROM product_search
        WHERE product_search MATCH ? LIMIT 400) m
    JOIN product p ON p.no = m.no JOIN product_unit u ON u.product_id = p.id AND u.position = 0
"""


def measure(root: Path, _work: Path, rounds: int) -> Iterator[Figure]:
    """Finding, without the paint: its own time, and beside the rows read plainly."""
    database = DataFolder(root).database
    with bootstrap.Posdesk().open(str(root)) as shop, closing(sqlite.connect(database)) as bare:
        found: list[float] = []
        floor: list[float] = []
        for typed in queries(bare, 100 * rounds):
            words = match_of(typed)
            floor.append(took_ms(lambda w=words: bare.execute(_BARE, (w,)).fetchall()))  # type: ignore[misc]  # bound at once
            found.append(took_ms(lambda t=typed: shop.catalogue.find(t, SHOWN)))  # type: ignore[misc]  # bound at once
    yield Figure("search, p50", share(found, 0.5), None, 8)
    yield Figure("search, p99", share(found, 0.99), None, 16)
    yield Figure("search, p50 by bare rows", share(found, 0.5), share(floor, 0.5), 4)


def queries(connection: sqlite.Connection, count: int) -> list[str]:
    """Different texts as cashiers type them: letters, words, prefixes, initials, codes."""
    chance = Random(2)  # noqa: S311 - nothing secret
    rows = connection.execute("SELECT name, sku FROM product ORDER BY no").fetchall()
    made = dict.fromkeys(LETTERS)
    while len(made) < count:
        name, sku = chance.choice(rows)
        words = name.split()
        ways = (
            words[0],
            " ".join(words[:2]),
            " ".join(chance.sample(words, 2)),
            " ".join(words[:2]) + " " + words[2][:1],
            fold(" ".join(words[:3])),
            initials(name)[: chance.randint(2, 6)],
            sku,
        )
        made.setdefault(chance.choice(ways))
    return list(made)[:count]
