"""Checks a shop after a crash: ``python -m tests.faults.check DATA [LEDGER]``.

Every receipt of the ledger (one acknowledged number a line) is there, the numbers have no gap,
and ``posdesk verify`` agrees. The exit code is 0, or 1 with what is wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path

from posdesk.runtime.paths import DataFolder
from posdesk.storage.engine import snapshot
from posdesk.storage.verify import verify_shop


def numbers(folder: DataFolder) -> list[str]:
    """All receipt numbers, in their order."""
    with snapshot(folder.database) as connection:
        rows = connection.execute("SELECT number FROM sale ORDER BY number").fetchall()
    return [row[0] for row in rows]


def problems(folder: DataFolder, acknowledged: list[str]) -> list[str]:
    """What is wrong, in words."""
    there = numbers(folder)
    wrong = [f"lost {number}" for number in sorted(set(acknowledged) - set(there))]
    if there != [f"T1-{n:06d}" for n in range(1, len(there) + 1)]:
        wrong.append("the numbers have a gap")
    checks = verify_shop(folder.database, folder.witness)
    return wrong + [f"{check.id}: {check.message}" for check in checks if not check.ok]


def main(data: str, ledger: str | None = None) -> int:
    """Prints what is wrong."""
    acknowledged = Path(ledger).read_text().split() if ledger else []
    wrong = problems(DataFolder(Path(data)), acknowledged)
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
