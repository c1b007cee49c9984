"""``posdesk verify``: every invariant checked, and which row breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from posdesk.domain.errors import Trouble
from posdesk.runtime import journal_key
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.ports.checks import Check
from posdesk.services.shop import Progress, quietly
from posdesk.storage.engine import snapshot
from posdesk.storage.glance import check_header, glance
from posdesk.storage.migrate import SHIPPED, Revisions, is_older
from posdesk.storage.verify.chain import check_content, check_links
from posdesk.storage.verify.rules import RULES, Rule
from posdesk.storage.verify.witnessed import check_witness
from posdesk.storage.witness import read_witness

SHOWN = 3
"""So many broken rows are named."""
CACHE_KB = 32_000
"""Each line is looked up in the goods, in no order."""

Step = Callable[[sqlite.Connection, bytes | None], Check]


def verify_shop(database: Path, witness: Path, progress: Progress = quietly) -> tuple[Check, ...]:
    """Checks a shop's file and its witness; slow on a big file, harmless on a live one."""
    # The witness first: a commit in between can only put the database ahead.
    seen = read_witness(witness)
    checks = verify_file(database, progress=progress)
    return (*checks, check_witness(database, seen)) if len(checks) > 1 else checks


def verify_file(
    database: Path, revisions: Revisions = SHIPPED, progress: Progress = quietly
) -> tuple[Check, ...]:
    """Checks all that a file can tell about itself, without changing it.

    A file too damaged to be looked into, or a newer one, gives one check, which says so.
    """
    rules = [(rule.id, partial(_check_rule, rule)) for rule in RULES]
    chain = [("I10", check_links), ("I10b", check_content)]
    return _run(database, revisions, [("file", _check_file), *rules, *chain], progress)


def verify_copy(database: Path) -> tuple[Check, ...]:
    """Checks what can go wrong in copying: the structure, and the chain from end to end."""
    return _run(database, SHIPPED, [("file", _check_file), ("I10", check_links)], quietly)


def _run(
    database: Path, revisions: Revisions, steps: list[tuple[str, Step]], progress: Progress
) -> tuple[Check, ...]:
    try:
        check_header(database)
        found = glance(database)
        is_older(found.revision, database, revisions)
    except Trouble as error:
        return (Check("file", False, 0, sentence(error.code, error.params)),)
    key = journal_key.find(found.shop_id)
    # Closed without a commit, which a damaged file may refuse even to a reader.
    with snapshot(database) as connection:
        connection.execute(f"PRAGMA cache_size=-{CACHE_KB}")
        return tuple(_each(steps, connection, key, progress))


def _each(
    steps: list[tuple[str, Step]], connection: sqlite.Connection, key: bytes | None, told: Progress
) -> Iterator[Check]:
    for done, (name, step) in enumerate(steps):
        told(done, len(steps))
        yield _guarded(name, step, connection, key)
    told(len(steps), len(steps))


def _guarded(name: str, step: Step, connection: sqlite.Connection, key: bytes | None) -> Check:
    try:
        return step(connection, key)
    except (sqlite.Error, ValueError, TypeError) as error:
        # Whatever damaged data bring about is the finding.
        return Check(name, False, 0, _("cannot be read: {problem}").format(problem=error))


def _check_file(connection: sqlite.Connection, _key: bytes | None) -> Check:
    problems = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    problems = [] if problems == ["ok"] else problems
    orphans = connection.execute("PRAGMA foreign_key_check")
    problems += [f"{table} -> {parent}" for table, _rowid, parent, _fk in orphans]
    return Check("file", not problems, 1, "; ".join(problems[:SHOWN]))


def _check_rule(rule: Rule, connection: sqlite.Connection, _key: bytes | None) -> Check:
    (count,) = connection.execute(rule.count).fetchone()
    broken = [str(row[0]) for row in connection.execute(rule.broken)]
    message = _(rule.promise)
    if broken:
        message += f": {', '.join(broken[:SHOWN])}"
    if len(broken) > SHOWN:
        message += f" (+{len(broken) - SHOWN})"
    return Check(rule.id, not broken, count, message)
