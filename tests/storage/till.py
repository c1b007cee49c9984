"""A till in a folder, worked through its command line inside the test's own process."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from posdesk import bootstrap
from posdesk.cli.main import main as command_line
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.i18n import DEFAULT, set_language
from posdesk.runtime.paths import DataFolder

CODES = ("2000000000039", "2000000000053", "2000000000060")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def refusal(self) -> str:
        """The code of the one line on stderr; a traceback would have ended the test."""
        lines = self.err.strip().splitlines()
        assert self.code == 1, self
        return lines[-1].partition(":")[0]

    @property
    def answers(self) -> list[Any]:
        """The JSON lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True)
class Till:
    """A data folder and what is done with it."""

    folder: DataFolder

    def run(self, *argv: str, stdin: str = "") -> Ran:
        """Runs a command in English."""
        out, err, before = io.StringIO(), io.StringIO(), sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()))
        try:
            with redirect_stdout(out), redirect_stderr(err):
                data = ["--data", str(self.folder.root), "--lang", "en"]
                code = command_line([*data, *argv], bootstrap.Posdesk())
        finally:
            sys.stdin = before
            set_language(DEFAULT)
        return Ran(code, out.getvalue(), err.getvalue())

    def sell(self, times: int = 1) -> Ran:
        """Sells three lines, paid in cash, so many times."""
        return self.run("sell", "-", stdin=requests(times))

    def verify(self) -> dict[str, str]:
        """What ``verify`` finds wrong: the check's id and its message."""
        ran = self.run("--json", "verify")
        found = json.loads(ran.out)
        wrong = {c["id"]: c["message"] for c in found["checks"] if not c["ok"]}
        assert (ran.code == 0) is found["ok"] is (not wrong)
        return wrong

    def copy(self, root: Path) -> Till:
        """The same folder once more, as somebody copies files."""
        shutil.copytree(self.folder.root, root)
        return Till(DataFolder(root))

    def numbers(self) -> list[str]:
        """All receipt numbers in their order."""
        with self.sql() as connection:
            rows = connection.execute("SELECT number FROM sale ORDER BY number").fetchall()
        return [row[0] for row in rows]

    @contextmanager
    def sql(self) -> Iterator[sqlite.Connection]:
        """A connection past the program, for tampering with the data; committed at the end."""
        connection = sqlite.connect(self.folder.database)
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()

    def tamper(self, *statements: str) -> None:
        """Changes posted rows as somebody with a database tool would: triggers off, then on."""
        with self.sql() as connection:
            triggers = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            for name, _sql in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
            for _name, sql in triggers:
                connection.execute(sql)


def requests(times: int) -> str:
    """Requests for ``posdesk sell``."""
    lines = [{"code": code, "quantity": 1} for code in CODES]
    request = {"lines": lines, "tenders": [{"method": "cash", "amount": "exact"}]}
    return (json.dumps(request) + "\n") * times


@dataclass
class SetClock(SystemClock):
    """Shows the time it was set to."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 2, 30, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def move(self, **by: int) -> None:
        self.at += timedelta(**by)
