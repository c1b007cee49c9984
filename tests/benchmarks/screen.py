"""The real window at work beside a bare one; a process of its own, for its memory too."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from posdesk import bootstrap
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.loading import loading
from posdesk.runtime.paths import DataFolder
from posdesk.services.shop import Shop
from posdesk.ui.application import build
from posdesk.ui.screens import till_cards
from posdesk.ui.screens.till import TillScreen
from posdesk.ui.tasks import Tasks
from tests.benchmarks import sales
from tests.benchmarks.bare import BareBill, BareResults
from tests.benchmarks.figure import Figure, share, took_ms
from tests.benchmarks.searches import SHOWN, queries
from tests.ui.hands import Hands

_SALES, _SEARCHES, _SCANS, _PAYMENTS = 1_000, 500, 200, 100
_BILL, _BASKET = 10, 5
_PATIENCE_S = 0.25
"""Where nothing new comes of it (the same goods found again) nothing is painted."""
_PER_ROUND = 10
"""So many rounds give the full numbers."""
_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_PLENTY = """
    SELECT b.code FROM barcode b JOIN product_unit u ON u.id = b.unit_id AND u.factor = 1
    JOIN product p ON p.id = u.product_id AND NOT p.weighed LIMIT 200
"""


def measure(root: Path, work: Path, rounds: int) -> Iterator[Figure]:
    """Scan, key and payment to the end of the paint; the memory after a day's work."""
    ours, floor = work / "ours", work / "floor.db"
    shutil.copytree(root, ours)
    sales.add_printer(ours)
    shutil.copy(DataFolder(ours).database, floor)
    part = min(1.0, rounds / _PER_ROUND)
    command = (sys.executable, "-m", "tests.benchmarks.screen", str(ours), str(floor), str(part))
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    told = subprocess.run(command, env=env, check=True, stdout=-1, text=True)
    found = json.loads(told.stdout.splitlines()[-1])
    yield Figure("scan to painted line, p50", found["scan"], found["line"], 2)
    yield Figure("scan to painted line, p99", found["scan99"], None, 16)
    yield Figure("key to painted results, p50", found["key"], found["results"], 2)
    yield Figure("pay to next customer, p50", found["pay"], found["inserted"], 2)
    yield Figure("pay to next customer, p99", found["pay99"], None, 40)
    yield Figure("window's thread blocked, longest", found["blocked"], None, 50)
    yield Figure("memory after the work, peak", found["peak_mb"], None, 250, "MB")


def main(root: str, floor: str, part: float) -> None:
    """Does the work and tells its figures as one line of JSON."""
    app = QApplication([])
    database = DataFolder(Path(root)).database
    with closing(sqlite.connect(database)) as reading:
        typed = queries(reading, int(_SEARCHES * part))
        codes = [row[0] for row in reading.execute(_PLENTY)]
    with bootstrap.Posdesk().open(root) as shop, closing(sales.raw_file(Path(floor))) as raw:
        with loading():
            bench = _Bench(app, shop)
            till_cards.load()
        found = bench.scan(codes[: int(_SCANS * part)]) | bench.search(typed)
        with closing(sqlite.connect(database)) as reading:
            found |= bench.pay(codes, int(_PAYMENTS * part), reading, raw)
        found["blocked"] = bench.watch.longest
        asking = sales.requests(database)
        for _ in range(int(_SALES * part)):
            sales.ask(shop, next(asking))
        bench.tasks.finish()
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(found) + "\n")


class _Bench:
    """The till, hands that use it, and the bare windows beside it."""

    def __init__(self, app: QApplication, shop: Shop) -> None:
        self._app, self.tasks, self._hands = app, Tasks(), Hands()
        self._window = build(app, shop, self.tasks, SystemClock())
        till = self._window.findChild(TillScreen)
        if till is None:
            raise SystemExit("no till")
        self._till = till
        self._window.resize(1366, 768)
        self._window.show()
        self._window.activateWindow()
        QTest.qWaitForWindowActive(self._window)
        self._line = _Painted(till.bill_panel.lines.viewport())
        self._tiles = _Painted(till.goods_panel.grid.viewport())
        self._paid = _Painted(till.goods_panel.grid.viewport())
        till.bill.state_changed.connect(self._line.wait)
        till.goods.state_changed.connect(self._tiles.wait)
        self._window.sold.connect(self._paid.wait)
        self._bill, self._results = BareBill(), BareResults()
        self._window.activateWindow()
        self.watch = _Watch(self._window)
        QTest.qWait(500)

    def scan(self, codes: list[str]) -> dict[str, float]:
        """From the Enter of a scan to the end of the paint of its line."""
        scans: list[float] = []
        lines: list[float] = []
        for number, code in enumerate(codes):
            if number % _BILL == 0:
                self._empty()
                self._bill.clear()
            lines.append(took_ms(partial(self._bill.add, code)))
            scans.append(self._scanned(code))
        self._empty()
        return {"scan": share(scans, 0.5), "scan99": share(scans, 0.99), "line": share(lines, 0.5)}

    def search(self, typed: list[str]) -> dict[str, float]:
        """From a key to the end of the paint of what fits."""
        keys: list[float] = []
        shown: list[float] = []
        for text in typed:
            shown.append(took_ms(partial(self._results.fill, SHOWN, text)))
            search = partial(self._till.goods.search, text)
            keys.append(self._took(search, self._tiles.done))
        self._till.goods.search("")
        return {"key": share(keys, 0.5), "results": share(shown, 0.5)}

    def pay(
        self, codes: list[str], times: int, reading: sqlite.Connection, raw: sqlite.Connection
    ) -> dict[str, float]:
        """From Enter on exact cash to an empty bill; beside it the same rows, and its paint."""
        paid: list[float] = []
        floor: list[float] = []
        for number in range(times):
            for place in range(_BASKET):
                self._scanned(codes[(number + 7 * place) % len(codes)])
                self._bill.add(codes[place])
            newest = reading.execute("SELECT max(number) FROM sale").fetchone()[0]
            self._till.pay()
            QTest.qWait(50)
            paid.append(self._took(partial(self._hands.enter, after=500), self._paid.done))
            QTest.qWait(50)
            rows = sales.rows_after(reading, newest)
            floor.append(sum(sales.replay(raw, rows)) + took_ms(self._bill.clear))
        return {"pay": share(paid, 0.5), "pay99": share(paid, 0.99), "inserted": share(floor, 0.5)}

    def _scanned(self, code: str) -> float:
        self._hands.now += 500
        self._hands.type(code, gap=2)
        return self._took(self._hands.enter, self._line.done)

    def _empty(self) -> None:
        """No line and no held bill, so that each ten lines find the till as the first ten did."""
        while self._till.bill.priced.lines:
            self._till.bill.remove(0)
        QTest.qWait(50)

    def _took(self, do: Callable[[], object], seen: Callable[[], bool]) -> float:
        """From the asking until what came of it is painted; the draft is saved meanwhile."""
        for painted in (self._line, self._tiles, self._paid):
            painted.reset()
        with self.watch:
            return took_ms(partial(self._until, do, seen))

    def _until(self, do: Callable[[], object], seen: Callable[[], bool]) -> None:
        do()
        until = time.monotonic() + _PATIENCE_S
        while not seen() and time.monotonic() < until:
            self._app.processEvents(_WAIT)


class _Painted(QObject):
    """Notices that something new was shown and then painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._new = self._painted = False
        widget.installEventFilter(self)

    def reset(self) -> None:
        """From now on."""
        self._new = self._painted = False

    def wait(self, _state: object) -> None:
        """There is something new; it has to be painted."""
        self._new, self._painted = True, False

    def done(self) -> bool:
        """Whether it is."""
        return self._new and self._painted

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Sees the paint begin; it ends within the same turn of the event loop."""
        self._painted = self._painted or event.type() is QEvent.Type.Paint
        return False


@dataclass(slots=True)
class _Turns:
    """When the event loop last came round, and the longest it was away; ns."""

    last: int = 0
    longest: int = 0


class _Watch(QObject):
    """The longest time between two turns of the event loop while the till works."""

    EVERY_MS = 5

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turns = _Turns()
        self._ticking = QTimer(self, interval=self.EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticking.timeout.connect(self._tick)

    @property
    def longest(self) -> float:
        """Milliseconds, the wait for the next tick taken off."""
        return max(0.0, self._turns.longest / 1e6 - self.EVERY_MS)

    def __enter__(self) -> None:
        self._turns.last = time.perf_counter_ns()
        self._ticking.start()

    def __exit__(self, *_: object) -> None:
        self._tick()
        self._ticking.stop()

    def _tick(self) -> None:
        now, turns = time.perf_counter_ns(), self._turns
        turns.longest, turns.last = max(turns.longest, now - turns.last), now


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
