"""Receipts found among all of a shop, as somebody types: what is common, rare, or not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from posdesk import bootstrap
from posdesk.runtime.paths import DataFolder
from tests.benchmarks.figure import Figure, share, took_ms

_PAGE = 50
_ANY_FIGURE = "by amount or the end of a number"
_OLD = "SELECT number, total FROM sale ORDER BY id LIMIT 1 OFFSET 7"
_GOODS = """
    SELECT p.name, p.sku, b.code FROM product p
    JOIN product_unit u ON u.product_id = p.id JOIN barcode b ON b.unit_id = u.id
    ORDER BY p.no DESC LIMIT 1
"""


def measure(root: Path, _work: Path, rounds: int) -> Iterator[Figure]:
    """A page of each kind of search; an amount is looked for in all receipts."""
    with closing(sqlite.connect(DataFolder(root).database)) as bare:
        number, total = bare.execute(_OLD).fetchone()
        name, sku, code = bare.execute(_GOODS).fetchone()
    typed = {
        "newest": ("",),
        "by number": (number, "T1-0000"),
        "by customer": ("0912345678", "KH00017"),
        "by goods": (name, name.split()[0], sku, code, "xyz xyz"),
        "by payment code or day": ("PD7K3M9Q", "05/12"),
        _ANY_FIGURE: (str(total), number[-4:], "123457"),
    }
    with bootstrap.Posdesk().open(str(root)) as shop:
        for kind, texts in typed.items():
            slowest = max(
                share(
                    [took_ms(partial(shop.receipts.find, text, _PAGE)) for _ in range(rounds)], 0.5
                )
                for text in texts
            )
            bar = None if kind == _ANY_FIGURE else 100
            yield Figure(f"past receipts, {kind}", slowest, None, bar)
