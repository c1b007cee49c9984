"""kill -9 in the middle of a backup, a shift's close, a restore, an update: old or new, no mix."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from posdesk.runtime.paths import DataFolder
from posdesk.storage.engine import snapshot
from posdesk.storage.glance import glance
from posdesk.storage.migrate import SHIPPED, Revisions
from posdesk.storage.verify import verify_file
from posdesk.storage.verify.witnessed import check_witness
from posdesk.storage.witness import read_witness
from tests.storage.revisions import NEXT, next_revision
from tests.storage.till import Till

KINDS = ("backup", "close", "restore", "update")
LATEST_S = 0.4
"""A strike falls within so many seconds after the work began."""
ROUNDS = 400
SLOW_UPDATE = """
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE sale ADD COLUMN table_no TEXT")
    for _ in range(400):
        run("UPDATE product SET row_version = row_version + 1")
"""


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work that is cut off.

    Attributes:
        root: where its shop lies.
        extra: what the worker needs beside the data folder.
        prepare: done before each strike.
        wrong: what is wrong after a strike, beside what ``posdesk verify`` says.
        revisions: the program's that does it.
    """

    kind: str
    root: Path
    extra: tuple[str, ...]
    prepare: Callable[[], object]
    wrong: Callable[[], list[str]]
    revisions: Revisions = SHIPPED


def work_of(kind: str, root: Path) -> Work:
    """A kind of work, with a shop of its own below ``root``."""
    return {"backup": _backup, "close": _close, "restore": _restore, "update": _update}[kind](root)


def till_of(root: Path) -> Till:
    """The shop a kind of work is done on."""
    return Till(DataFolder(root / "shop"))


def _shop(root: Path) -> Till:
    till = till_of(root)
    till.run("init", "--sample")
    till.sell(20)
    return till


def _nothing() -> None:
    """No preparation."""


def _backup(root: Path) -> Work:
    till = _shop(root)

    def wrong() -> list[str]:
        made = till.folder.backups.glob("posdesk-*.db")
        return [f.name for f in made if not all(check.ok for check in verify_file(f))]

    return Work("backup", root, (), _nothing, wrong)


def _close(root: Path) -> Work:
    till = _shop(root)

    def wrong() -> list[str]:
        """Each closing has all its notes; only the newest shift may be open."""
        with snapshot(till.folder.database) as connection:
            row = connection.execute(
                "SELECT (SELECT count(*) FROM shift_closing)"
                " - (SELECT count(*) FROM note_count WHERE pieces = 2),"
                " (SELECT count(*) FROM shift) - (SELECT count(*) FROM shift_closing)"
            ).fetchone()
        return [] if row[0] == 0 and row[1] in (0, 1) else [f"closings {row}"]

    return Work("close", root, (), _nothing, wrong)


def _restore(root: Path) -> Work:
    till = _shop(root)
    file = str(till.run("--json", "backup", "create").answers[0]["path"])
    till.sell(5)
    return Work("restore", root, (file,), lambda: till.sell(1), list)


def _update(root: Path) -> Work:
    till = _shop(root)
    revisions = next_revision(root, SLOW_UPDATE)
    before = till.copy(root / "before")

    def fresh() -> None:
        for path in till.folder.root.glob("*"):
            if path.is_file():
                path.unlink()
        for path in before.folder.root.glob("*"):
            (till.folder.root / path.name).write_bytes(path.read_bytes())

    def wrong() -> list[str]:
        rounds = {SHIPPED.head: 0, NEXT: ROUNDS}[glance(till.folder.database).revision]
        with snapshot(till.folder.database) as connection:
            found = connection.execute("SELECT DISTINCT row_version FROM product").fetchall()
        return [] if found == [(1 + rounds,)] else [f"half an update: {found}"]

    return Work("update", root, (revisions.scripts,), fresh, wrong, revisions)


def strike(work: Work, after_s: float) -> list[str]:
    """Lets the work begin, kills it, and says what is wrong then."""
    till = till_of(work.root)
    work.prepare()
    command = [sys.executable, "-m", "tests.faults.working", work.kind]
    with subprocess.Popen(
        [*command, str(till.folder.root), *work.extra], stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "READY\n"
        try:
            worker.wait(after_s)
        except subprocess.TimeoutExpired:
            worker.kill()
    # An update may be over before; whatever goes on for ever has to be there to be killed.
    ended = [] if worker.returncode in (0, -signal.SIGKILL) else ["the worker ended by itself"]
    seen = read_witness(till.folder.witness)
    checks = [*verify_file(till.folder.database, work.revisions)]
    checks.append(check_witness(till.folder.database, seen))
    return (
        ended + work.wrong() + [f"{check.id}: {check.message}" for check in checks if not check.ok]
    )


def moments(times: int, seed: int) -> list[float]:
    """When to strike, seconds after the work began."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [chance.uniform(0, LATEST_S) for _ in range(times)]
