"""Breaks the line between a shop and its exchange, and its program, and compares both sides.

``python -m tests.faults.exchange [--seeds 20] [--dry]``: ``posdesk sync`` runs against a site of
the tests through ``flaky_proxy.py`` in each of its modes, and is killed before and after each of
its requests and at random moments; meanwhile buyers order, both owners change orders and goods,
and the counter sells. After the faults two clean syncs, then a reader of its own compares both.
The table goes into docs/reliability.md; the exit code is 0 if everything held.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pysqlite3.dbapi2 as sqlite

from posdesk import bootstrap
from tests.faults import oracles
from tests.faults.exchange_check import different
from tests.faults.exchange_shop import Place, World, move, opened, pattern

MODES = (
    *("drop-after-commit", "reset-after-commit", "duplicate-request", "late-duplicate", "delay"),
    *("slow", "truncate", "truncate-json", "reset-mid", "drop-before", "reset", "hang", "500"),
    *("502", "503", "500-after-commit", "429", "429-date", "401", "403", "404", "html", "empty"),
    *("null", "garbage", "redirect", "big", "gzip-bomb", "dup-page", "reorder", "dup-items"),
    "clock",
)
"""All of the proxy's but ``pass``."""
ROUNDS = 6
BEGIN, END = "<!-- exchange -->", "<!-- /exchange -->"
_PAGE = oracles.ROOT / "docs" / "reliability.md"
_MIX = "{mode}:85,pass:15"
_SHORT = ("--delay", "0.3", "--late", "0.3", "--drip", "600", "--retry-after", "1", "--big-mb", "3")


@dataclass
class Row:
    """What came out of one kind of fault.

    Attributes:
        counted: runs in which at least half of the requests were disturbed, or that were killed.
        requests, disturbed: of those runs.
        orders: that buyers gave in them.
        wrong: what both sides did not agree on in the end.
    """

    what: str
    counted: int = 0
    requests: int = 0
    disturbed: int = 0
    orders: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        cells = (self.what, self.counted, self.requests, self.disturbed, self.orders)
        held = "held" if not self.wrong else f"BROKEN {len(self.wrong)}"
        return "| " + " | ".join(map(str, (*cells, len(self.wrong), held))) + " |"


# --- a bad line


def broken_line(row: Row, mode: str, made: Place, work: Path, seed: int) -> None:
    """One run through the proxy; counted where it disturbed half of the requests."""
    place = made.copy(work / "run")
    with (
        opened(place, seed) as (world, url),
        _proxy(url, mode, seed, work) as all_of_it,
        _proxy(url, mode, seed, work, "--method", "POST", "--method", "PUT") as writes,
    ):
        move(world, url)
        world.sync()
        for number in range(ROUNDS):
            move(world, (all_of_it, writes)[number % 2].url)
            world.work()
            program = world.start()
            world.sell()
            program.join()
        counts = [proxy.counts(mode) for proxy in (all_of_it, writes)]
        passed, bad = (sum(each) for each in zip(*counts, strict=True))
        all_of_it.calm(mode)
        writes.calm(mode)
        if bad and bad * 2 >= passed + bad:
            row.counted, row.orders = row.counted + 1, row.orders + len(world.site.orders)
            row.requests, row.disturbed = row.requests + passed + bad, row.disturbed + bad
            row.wrong += [f"seed {seed}: {line}" for line in _after(world)]
    shutil.rmtree(place.root)


def _after(world: World) -> list[str]:
    """Two clean syncs, the owner's decision where a price differs, and what is wrong then."""
    world.sync("--audit")
    world.decide()
    code = world.sync("--audit")
    wrong = different(Path(world.place.data), world.site)
    if code != 0:
        said = (world.place.root / "sync.log").read_text("utf-8").splitlines()
        wrong.append(f"the last sync ended with {code}: {said[-1]}")
    checks = bootstrap.Posdesk().verify(world.place.data)
    return wrong + [f"{check.id}: {check.message}" for check in checks if not check.ok]


@dataclass(frozen=True, slots=True)
class Proxy:
    """The line."""

    url: str
    control: str

    def counts(self, mode: str) -> tuple[int, int]:
        """How many requests passed, and how many were disturbed."""
        by_mode = self._ask("/stats")["by_mode"]
        return by_mode.get("pass", 0), by_mode.get(mode, 0)

    def calm(self, mode: str) -> None:
        """The faults end; what the line still holds back arrives."""
        self._ask("/set?mode=pass")
        while mode == "late-duplicate":
            by_mode = self._ask("/stats")["by_mode"]
            if by_mode.get("late-duplicate(2nd)", 0) >= by_mode.get(mode, 0):
                return
            time.sleep(0.05)

    def _ask(self, path: str) -> dict[str, dict[str, int]]:
        with urlopen(self.control + path) as answer:  # noqa: S310 - our own proxy
            found: dict[str, dict[str, int]] = json.load(answer)
        return found


@contextmanager
def _proxy(url: str, mode: str, seed: int, work: Path, *only: str) -> Iterator[Proxy]:
    command = [
        sys.executable,
        str(oracles.FOLDER / "flaky_proxy.py"),
        "--upstream",
        url,
        *_SHORT,
        *only,
    ]
    command += ["--seed", str(seed), "--mix", _MIX.format(mode=mode)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=work) as program:
        assert program.stdout is not None
        ports = json.loads(program.stdout.readline().removeprefix("READY "))
        try:
            here = "http://127.0.0.1"
            yield Proxy(f"{here}:{ports['port']}", f"{here}:{ports['control']}")
        finally:
            program.kill()


# --- a program that is killed


def killed(row: Row, made: Place, work: Path, seed: int, at: int, *, answered: bool) -> bool:
    """Kills a sync at its request ``at``, before or after the site did it; False if it has none."""
    place = made.copy(work / "run")
    with opened(place, seed) as (world, url):
        _busy(world, url)
        struck = _strike(world, at, answered=answered)
        if struck:
            _count(row, world, f"request {at}")
    shutil.rmtree(place.root)
    return struck


def killed_some_time(row: Row, made: Place, work: Path, seed: int) -> None:
    """Kills a sync at a random moment."""
    place = made.copy(work / "run")
    with opened(place, seed) as (world, url):
        _busy(world, url)
        program = world.start()
        program.join(world.chance.uniform(0, 0.6))
        program.kill()
        program.join()
        _count(row, world, f"seed {seed}")
    shutil.rmtree(place.root)


def _count(row: Row, world: World, where: str) -> None:
    world.work()
    _let_go(world.place)
    row.counted, row.disturbed = row.counted + 1, row.disturbed + 1
    row.wrong += [f"{where}: {line}" for line in _after(world)]
    row.requests, row.orders = (
        row.requests + len(world.site.calls),
        row.orders + len(world.site.orders),
    )


def _busy(world: World, url: str) -> None:
    """Orders in every state and goods that changed since the last sync."""
    move(world, url)
    world.sync()
    for _round in range(3):
        world.work()
        world.sync()
    for _round in range(3):
        world.work()
    world.sell()


def _strike(world: World, at: int, *, answered: bool) -> bool:
    begun, pid, seen = threading.Event(), [0], [0]

    def strike() -> bool:
        seen[0] += 1
        begun.wait()
        if seen[0] == at:
            os.kill(pid[0], 9)
        return seen[0] >= at

    def before(_method: str, _path: str) -> bytes | None:
        return b"" if not answered and strike() else None

    def after(_method: str, _path: str) -> None:
        if answered:
            strike()

    world.site.instead, world.site.before_answer = before, after
    program = world.start()
    pid[0] = program.pid or 0
    begun.set()
    program.join()
    world.site.instead, world.site.before_answer = lambda _m, _p: None, lambda _m, _p: None
    return program.exitcode == -9


def _let_go(place: Place) -> None:
    """As if the five minutes were over that a killed program still holds its exchange."""
    with closing(sqlite.connect(Path(place.data) / "shop.db")) as shop:
        shop.execute("DELETE FROM lease WHERE name LIKE 'sync %'")
        shop.commit()


# --- all of it


def lines(made: Place, work: Path, mode: str, seeds: int) -> Row:
    """A bad line of one kind until ``seeds`` runs count."""
    row, seed = Row(mode), 0
    while row.counted < seeds and seed < 3 * seeds:
        seed += 1
        broken_line(row, mode, made, work, seed)
    return row


def kills(made: Place, work: Path, seeds: int, step: int = 1) -> list[Row]:
    """Kills between any two steps, and at random moments."""
    rows = []
    for answered in (False, True):
        row = Row(f"kill -9 {'after' if answered else 'before'} the site did what a request says")
        for seed in range(1, 1 + max(1, seeds // 10)):
            at = 1
            while killed(row, made, work, seed, at, answered=answered):
                at += step
        rows.append(row)
    some = Row("kill -9 at a random moment")
    for seed in range(seeds):
        killed_some_time(some, made, work, seed)
    return [*rows, some]


def main() -> int:
    """Runs everything, prints and writes the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.exchange")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--mode", action="append", choices=MODES, help="only these, and no kills")
    parser.add_argument("--dry", action="store_true", help="leave docs/reliability.md alone")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="posdesk-faults-") as name:
        work = Path(name)
        made = pattern(work / "made")
        rows = [_said(lines(made, work, mode, args.seeds)) for mode in args.mode or MODES]
        if not args.mode:
            rows += [_said(row) for row in kills(made, work, args.seeds)]
    if not args.dry and not args.mode:
        _write(rows)
    enough = all(row.counted >= min(args.seeds, 1) for row in rows)
    return 0 if enough and not any(row.wrong for row in rows) else 1


def _said(row: Row) -> Row:
    sys.stdout.write(f"{row}\n")
    sys.stdout.flush()
    sys.stderr.writelines(f"{row.what} {line}\n" for line in row.wrong)
    return row


def _write(rows: list[Row]) -> None:
    ran = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=oracles.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    table = [
        f"Measured on {datetime.now(UTC):%Y-%m-%d} at commit {ran.stdout.strip()}.",
        "",
        "| fault | runs | requests | disturbed | orders | wrong | |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
        *map(str, rows),
    ]
    before, _old, rest = _PAGE.read_text("utf-8").partition(BEGIN)
    _then, _end, after = rest.partition(END)
    _PAGE.write_text(f"{before}{BEGIN}\n" + "\n".join(table) + f"\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
