"""Plays requests to a real till, in processes of its own, and judges what it answers."""

from __future__ import annotations

import atexit
import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.judge.book import Book, totals
from tests.judge.compare import differences
from tests.judge.generate import Case, Writer
from tests.judge.goods import Catalogue, Good, Rules
from tests.judge.receipt import Receipt

ROOT = Path(__file__).parents[2]
FAULTS = ("tax", "spread", "movement")
"""What ``tests.judge.till.planted`` can plant."""


@dataclass
class Report:
    """What was played and what was wrong, in words."""

    kinds: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Report) -> None:
        self.kinds += other.kinds
        self.answers += other.answers
        self.wrong += other.wrong


class Till:
    """A shop in a folder of its own, reached by its command line only.

    With ``fault`` the program has it planted while it sells.
    """

    def __init__(
        self, folder: Path, catalogue: Catalogue, rules: Rules, fault: str | None = None
    ) -> None:
        self.data = folder / "shop"
        self._fault = fault
        self._env = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
        self.run("init", "--name", "Quán thử")
        self.prepare(rules, catalogue.goods)

    def prepare(self, rules: Rules, goods: Sequence[Good] = ()) -> None:
        """Puts goods into the shop and changes its settings."""
        wanted = {"goods": [asdict(good) for good in goods], "settings": rules.settings()}
        self._done("tests.judge.till.prepare", str(self.data), sent=json.dumps(wanted))

    def run(self, *arguments: str) -> str:
        """Runs a command that must do its work; its output."""
        return self._done("posdesk", "--data", str(self.data), *arguments)

    def json(self, *arguments: str) -> Any:  # noqa: ANN401 - JSON
        """What a command says to other programs, done or not."""
        done = self._python("posdesk", "--data", str(self.data), "--json", *arguments)
        return json.loads(done.stdout)

    def sell(self, requests: Sequence[str]) -> list[str]:
        """The answers to requests; the exit code must tell whether one was refused."""
        program = ("tests.judge.till.planted", self._fault) if self._fault else ("posdesk",)
        sent = "".join(request + "\n" for request in requests)
        done = self._python(*program, "--data", str(self.data), "sell", "-", sent=sent)
        answers = done.stdout.decode().splitlines()
        refused = any('"status": "refused"' in answer for answer in answers)
        if done.returncode != int(refused) or b"Traceback" in done.stderr:
            answers.append(f"exit {done.returncode}: {done.stderr.decode()[-2000:]}")
        return answers

    def _done(self, *module: str, sent: str = "") -> str:
        done = self._python(*module, sent=sent)
        if done.returncode:
            raise AssertionError(f"{module}: {done.stderr.decode()}")
        return done.stdout.decode()

    def _python(self, *module: str, sent: str = "") -> subprocess.CompletedProcess[bytes]:
        """Runs a module in a process of its own."""
        streams = [self.data.with_name(name) for name in ("stdin", "stdout", "stderr")]
        streams[0].write_bytes(sent.encode("utf-8", "surrogateescape"))
        order = {
            "module": module[0],
            "arguments": module[1:],
            "env": self._env,
            "streams": [str(path) for path in streams],
        }
        code = _ask_server(json.dumps(order))
        out, err = (path.read_bytes() for path in streams[1:])
        return subprocess.CompletedProcess(module, code, out, err)

    def stock(self) -> dict[str, tuple[int, int]]:
        """By SKU, thousandths of the base unit: the sum of the movements, and the kept balance."""
        query = """
            SELECT sku,
                (SELECT coalesce(sum(quantity), 0) FROM stock_movement WHERE product_id = p.id),
                (SELECT coalesce(sum(quantity), 0) FROM stock_balance WHERE product_id = p.id)
            FROM product p
        """
        with closing(sqlite3.connect(self.data / "shop.db")) as file:
            rows = file.execute(query).fetchall()
        return {sku: (moved, kept) for sku, moved, kept in rows}

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of the shop's file by table."""
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        with closing(sqlite3.connect(self.data / "shop.db")) as file:
            tables = [name for (name,) in file.execute(query)]
            return {name: file.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608 - names out of the file itself


def _ask_server(order: str) -> int:
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(order + "\n")
    server.stdin.flush()
    return int(server.stdout.readline())


@cache
def _server() -> subprocess.Popen[str]:
    """``tests.judge.till.server``, started once."""
    program = [sys.executable, "-m", "tests.judge.till.server"]
    pipe = subprocess.PIPE
    server = subprocess.Popen(program, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
    # Without more to read it ends.
    atexit.register(server.communicate)
    return server


def play(
    folder: Path,
    catalogue: Catalogue,
    phases: Sequence[Rules],
    requests: int,
    seed: int,
    fault: str | None = None,
) -> Report:
    """Plays ``requests`` to a new till, an equal part under each of the rules, a shift each."""
    till, book, report = (
        Till(folder, catalogue, phases[0], fault),
        Book(catalogue, phases[0]),
        Report(),
    )
    writer = Writer(seed, book)
    days: dict[str, list[Receipt]] = {}
    drawers: dict[str, int] = {}
    for rules in phases:
        if rules != book.rules:
            till.prepare(rules)
            book.rules = rules
        before = len(book.receipts)
        cases = list(writer.write(requests // len(phases)))
        report.wrong += _judge(cases, till.sell([case.text for case in cases]))
        report.kinds.update(case.kind for case in cases)
        report.answers.update("committed" if c.verdict.receipt else "refused" for c in cases)
        receipts = list(book.receipts.values())[before:]
        cash = max(0, totals(receipts)["cash_expected"])
        shift = till.json("shift", "close", "--counted", str(cash))
        report.wrong += _of_figures("shift", totals(receipts), shift)
        days.setdefault(shift["date"], []).extend(receipts)
        # The next shift begins with an empty drawer: the day ends with what the last one holds.
        drawers[shift["date"]] = totals(receipts)["cash_expected"]
    for date, receipts in days.items():
        expected = totals(receipts) | {"cash_expected": drawers[date]}
        report.wrong += _of_figures("day", expected, till.json("report", "day", "--date", date))
    report.wrong += _of_stock(book, till)
    report.wrong += _of_verify(till.json("verify"))
    return report


def _judge(cases: Sequence[Case], answers: Sequence[str]) -> Iterator[str]:
    """What is wrong, up to the first answer after which all receipts are others."""
    if len(answers) != len(cases):
        yield f"{len(answers)} answers to {len(cases)} requests; the last: {answers[-1:]}"
    ids: dict[str, object] = {}
    for number, (case, text) in enumerate(zip(cases, answers, strict=False), 1):
        answer = _loaded(text)
        wrong = [*differences(case.verdict, answer), *_of_id(case, answer, ids)]
        if wrong:
            yield f"{case.kind}: {case.text}\n    " + "\n    ".join(wrong)
        if isinstance(answer, dict) and (answer.get("status") == "refused") == bool(
            case.verdict.receipt
        ):
            yield f"{len(cases) - number} answers after this one were not judged"
            return


def _loaded(text: str) -> object:
    try:
        answer: object = json.loads(text)
    except ValueError:
        return text
    return answer


def _of_id(case: Case, answer: object, ids: dict[str, object]) -> Iterator[str]:
    """One id for one receipt, the same in a repeat."""
    if case.verdict.receipt is None or not isinstance(answer, dict) or "id" not in answer:
        return
    if ids.setdefault(case.verdict.receipt.number, answer["id"]) != answer["id"]:
        yield f"another id in a repeat: {answer['id']}"


def _of_figures(what: str, figures: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    for name, expected in figures.items():
        if got.get(name) != expected:
            yield f"{what}'s {name} {got.get(name)}, expected {expected}"


def _of_stock(book: Book, till: Till) -> Iterator[str]:
    for sku, (moved, kept) in till.stock().items():
        if not moved == kept == book.stock[sku]:
            yield f"stock of {sku}: movements {moved}, kept {kept}, expected {book.stock[sku]}"


def _of_verify(answer: dict[str, Any]) -> Iterator[str]:
    if not answer["ok"]:
        yield f"verify: {[check for check in answer['checks'] if not check['ok']]}"
