"""Crashes the till at length and writes what came out into docs/reliability.md.

``python -m tests.faults [--kills 200] [--cuts 20] [--strikes 25] [--dry]``: about a quarter of an
hour. Needs Linux, root, loop devices and ext4 for the power cuts, and the crash tools in
``POSDESK_ORACLES`` or in ``../shared/oracles``. The exit code is 0 if everything held.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pysqlite3.dbapi2 as sqlite

from tests.faults import oracles, striking
from tests.faults.oracles import Held

PAGE = oracles.ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
READY_MS = 3_000
LEAST = 50


def main() -> int:
    """Runs everything, prints and writes the table."""
    args = _arguments()
    with tempfile.TemporaryDirectory(prefix="posdesk-faults-") as name:
        folder = Path(name)
        found = [_said(oracles.kills(args.kills, folder / "kills"))]
        found.append(_said(oracles.cuts(args.cuts, folder / "cuts")))
        os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
        found += [_said(_struck(kind, args.strikes, folder)) for kind in striking.KINDS]
    if not args.dry:
        _write("\n".join(_table(found)))
    return 0 if all(_good(row) for row in found) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--strikes", type=int, default=25)
    parser.add_argument("--dry", action="store_true", help="leave docs/reliability.md alone")
    return parser.parse_args()


def _said(held: Held) -> Held:
    sys.stdout.write(_row(held) + "\n")
    sys.stdout.flush()
    return held


def _struck(kind: str, times: int, folder: Path) -> Held:
    work = striking.work_of(kind, folder / kind)
    wrong = [w for moment in striking.moments(times, times) for w in striking.strike(work, moment)]
    for line in wrong:
        sys.stderr.write(f"{kind}: {line}\n")
    words = {
        "backup": "kill -9 during a backup",
        "close": "kill -9 while shifts are closed",
        "restore": "kill -9 during a restore",
        "update": "kill -9 during an update of the file",
    }
    return Held(words[kind], times, None, None, None, "HELD" if not wrong else "BROKEN")


def _good(row: Held) -> bool:
    return (
        row.verdict == "HELD"
        and (row.least is None or row.least >= LEAST)
        and (row.starts_ms is None or median(row.starts_ms) <= READY_MS)
    )


def _table(found: list[Held]) -> list[str]:
    commit = _git("rev-parse", "--short", "HEAD")
    if _git("status", "--porcelain", "--", "src"):
        commit += " with changes"
    load = f"{os.getloadavg()[2]:.0f} programs wanting {os.cpu_count()} cores"
    where = f"SQLite {sqlite.sqlite_version}, Linux, {load} on average"
    return [
        f"Measured on {datetime.now(UTC):%Y-%m-%d} at commit {commit}, {where}.",
        "",
        "| what | times | sales acknowledged | fewest in a run | lost | start: median, slowest | |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
        *(_row(row) for row in found),
    ]


def _row(row: Held) -> str:
    lost = "0" if row.verdict == "HELD" else "?"
    start = f"{median(row.starts_ms):.0f}, {row.starts_ms[-1]} ms" if row.starts_ms else ""
    cells = (row.what, row.times, row.acknowledged, row.least, lost, start, row.verdict.lower())
    return "| " + " | ".join("" if cell is None else str(cell) for cell in cells) + " |"


def _git(*argv: str) -> str:
    ran = subprocess.run(
        ["git", *argv], cwd=oracles.ROOT, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def _write(table: str) -> None:
    before, _old, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _table_then, _end, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
