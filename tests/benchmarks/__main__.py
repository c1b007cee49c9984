"""``python -m tests.benchmarks``: measures all figures and writes them to docs/benchmarks.md."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from posdesk import bootstrap
from posdesk.runtime.paths import DataFolder
from posdesk.services.shop import SampleSize, quietly
from tests.benchmarks import (
    papers,
    receipts,
    sales,
    screen,
    searches,
    starts,
    sums,
    syncing,
    whole,
)
from tests.benchmarks.figure import Figure

PARTS = {
    "sell": sales,
    "print": papers,
    "search": searches,
    "sums": sums,
    "receipts": receipts,
    "whole": whole,
    "screen": screen,
    "start": starts,
    "sync": syncing,
}
_OF_A_MILLION = ("sums", "receipts", "whole", "start")
_HEAD = ("figure", "posdesk", "floor", "ratio", "bar", "holds")
_SHORT = SampleSize(products=300, sales=300, days=3, seed=1)
_MILLION = SampleSize(products=100_000, sales=1_000_000, days=365, seed=1)
_DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def main() -> int:
    """Measures; 0 whatever the figures are: they are for people to read."""
    args = _arguments()
    with tempfile.TemporaryDirectory(dir=args.work) as folder:
        work = Path(folder)
        root = args.shop or _made(work / "shop", _size(args))
        what = _size_of(root)
        figures = _measured(args.part or PARTS, root, work, 2 if args.short else args.rounds)
        if args.million:
            large = _made(work / "million", _MILLION)
            what += f", and over {_size_of(large)} where a figure says so"
            found = _measured(_OF_A_MILLION, large, work, args.rounds)
            figures += [replace(each, name=f"a million sales: {each.name}") for each in found]
    table = _table(figures)
    sys.stdout.write(table)
    if not args.short and not args.part:
        _DOCUMENT.write_text(_document(what, table), "utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[[], *PARTS], help="only these")
    parser.add_argument("--short", action="store_true", help="a small shop, nothing is written")
    parser.add_argument("--million", action="store_true", help="a shop of a million sales too")
    parser.add_argument("--shop", type=Path, help="an existing shop made by posdesk sample")
    parser.add_argument("--work", type=Path, help="where to put the shops; /dev/shm has no disk")
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--sales", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=10)
    return parser.parse_args()


def _size(args: argparse.Namespace) -> SampleSize:
    return _SHORT if args.short else SampleSize(args.products, args.sales, args.days, seed=1)


def _made(root: Path, size: SampleSize) -> Path:
    bootstrap.Posdesk().sample(str(root), size, quietly)
    return root


def _size_of(root: Path) -> str:
    with closing(sqlite.connect(DataFolder(root).database)) as connection:
        query = "SELECT (SELECT count(*) FROM product), (SELECT count(*) FROM sale)"
        products, sold = connection.execute(query).fetchone()
    return f"{products:,} goods and {sold:,} sales"


def _measured(parts: Iterable[str], root: Path, work: Path, rounds: int) -> list[Figure]:
    figures: list[Figure] = []
    for name in parts:
        own = work / name
        own.mkdir()
        figures += PARTS[name].measure(root, own, rounds)
        shutil.rmtree(own)
    return figures


def _table(figures: list[Figure]) -> str:
    rows = [_HEAD, tuple("---" for _ in _HEAD), *(figure.row() for figure in figures)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _document(what: str, table: str) -> str:
    commit = _told("git", "rev-parse", "--short", "HEAD")
    return (
        "# Benchmarks\n\n"
        f"Measured by `python -m tests.benchmarks` at commit {commit} on"
        f" {datetime.now(UTC):%Y-%m-%d} over {what}.\n\n"
        "Each figure stands beside a floor: the least program that does the same work with the same"
        " rows and indexes, run in turn with it. The ratio is what counts; times differ from"
        " machine to machine.\n\n" + table
    )


def _told(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
