"""The real window at work beside a bare table; a process of its own, for its memory too."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from posdesk import bootstrap
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.paths import DataFolder
from posdesk.services.shop import Shop
from posdesk.ui.application import build
from posdesk.ui.screens.till import TillScreen
from posdesk.ui.tasks import Tasks
from tests.benchmarks.figure import Figure, share, took_ms
from tests.benchmarks.sales import ask, requests
from tests.benchmarks.searches import SHOWN, queries

_SALES, _SEARCHES, _BILL = 1_000, 500, 10
_PATIENCE_S = 0.25
"""Where nothing new comes of it (the same goods found again) nothing is painted."""
_PER_ROUND = 10
"""So many rounds give the full numbers."""


def measure(root: Path, _work: Path, rounds: int) -> Iterator[Figure]:
    """Scan and key to the end of the paint; the memory after a day's work."""
    command = (sys.executable, "-m", "tests.benchmarks.screen", str(root), str(rounds))
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    told = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    found = json.loads(told.stdout.splitlines()[-1])
    yield Figure("scan to painted line, p50", found["scan"], found["line"], 2)
    yield Figure("scan to painted line, p99", found["scan99"], None, 16)
    yield Figure("key to painted results, p50", found["key"], found["results"], 2)
    yield Figure("memory after the work, peak", found["peak_mb"], None, 250, "MB")


def main(root: str, rounds: int) -> None:
    """Does the work and tells its figures as one line of JSON."""
    app = QApplication([])
    part = min(1.0, rounds / _PER_ROUND)
    with closing(sqlite.connect(DataFolder(Path(root)).database)) as reading:
        typed = queries(reading, int(_SEARCHES * part))
        codes = [row[0] for row in reading.execute("SELECT code FROM barcode LIMIT 200")]
    with bootstrap.Posdesk().open(root) as shop:
        found = _work(app, shop, DataFolder(Path(root)).database, codes, typed, int(_SALES * part))
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(found) + "\n")


def _work(
    app: QApplication, shop: Shop, database: Path, codes: list[str], typed: list[str], sales: int
) -> dict[str, float]:
    tasks = Tasks()
    window = build(app, shop, tasks, SystemClock())
    till = window.findChild(TillScreen)
    if till is None:
        raise SystemExit("no till")
    if shop.shifts.current(shop.actor.till) is None:
        shop.shifts.open(shop.actor, 0)
    window.resize(1366, 768)
    window.show()
    table, results = _table(4), _table(2)
    lined, found = _Seen(), _Seen()
    till.bill.state_changed.connect(lined.take)
    till.goods.state_changed.connect(found.take)
    scans: list[float] = []
    lines: list[float] = []
    for number, code in enumerate(codes):
        if number % _BILL == 0:
            till.bill.new_bill()
            table.setRowCount(0)
            app.processEvents()
        lines.append(took_ms(partial(_painted_line, app, table, code)))
        scans.append(took_ms(partial(_painted, app, partial(till.goods.scan, code), lined)))
    keys: list[float] = []
    shown: list[float] = []
    for text in typed:
        shown.append(took_ms(partial(_painted_rows, app, results, text)))
        keys.append(took_ms(partial(_painted, app, partial(till.goods.search, text), found)))
    asking = requests(database)
    for _ in range(sales):
        ask(shop, next(asking))
    tasks.finish()
    return {
        "scan": share(scans, 0.5),
        "scan99": share(scans, 0.99),
        "line": share(lines, 0.5),
        "key": share(keys, 0.5),
        "results": share(shown, 0.5),
    }


class _Seen:
    """Notices that a model has something new to show."""

    def __init__(self) -> None:
        self.new = False

    def take(self, _state: object) -> None:
        self.new = True


def _painted(app: QApplication, do: partial[None], seen: _Seen) -> None:
    """From the asking until what came of it is painted; the draft is saved meanwhile."""
    do()
    seen.new = False
    until = time.monotonic() + _PATIENCE_S
    while not seen.new and time.monotonic() < until:
        app.processEvents()
    app.processEvents()


def _table(columns: int) -> QTableWidget:
    table = QTableWidget(0, columns)
    table.resize(1366, 768)
    table.show()
    return table


def _painted_line(app: QApplication, table: QTableWidget, code: str) -> None:
    row = table.rowCount()
    table.insertRow(row)
    for column in range(table.columnCount()):
        table.setItem(row, column, QTableWidgetItem(code))
    app.processEvents()


def _painted_rows(app: QApplication, table: QTableWidget, text: str) -> None:
    table.setRowCount(SHOWN)
    for row in range(SHOWN):
        for column in range(table.columnCount()):
            table.setItem(row, column, QTableWidgetItem(f"{text} {row}"))
    app.processEvents()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
