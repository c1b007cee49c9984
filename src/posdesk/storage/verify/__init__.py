"""``posdesk verify``: every invariant checked, and which row breaks it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from posdesk.services.ports.checks import Check
from posdesk.storage.engine import plain_words, reader_engine
from posdesk.storage.journal import Head
from posdesk.storage.verify.chain import check_chain
from posdesk.storage.verify.rules import RULES, Rule

SHOWN = 3
"""So many broken rows are named."""


def verify(database: Path, key: bytes | None, witness: Head) -> tuple[Check, ...]:
    """Checks the whole file in one snapshot; slow on a big one, harmless on a live one."""
    engine = reader_engine(database)
    try:
        with plain_words(database), engine.begin() as connection:
            return (
                _check_file(connection),
                *(_check_rule(connection, rule) for rule in RULES),
                *check_chain(connection, key, witness),
            )
    finally:
        engine.dispose()


def _check_file(connection: Connection) -> Check:
    problems = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    problems = [] if problems == ["ok"] else problems
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    problems += [f"{row[0]} -> {row[2]}" for row in orphans]
    return Check("file", not problems, 1, "; ".join(problems[:SHOWN]))


def _check_rule(connection: Connection, rule: Rule) -> Check:
    count = connection.exec_driver_sql(rule.count).scalar_one()
    broken = [str(row[0]) for row in connection.exec_driver_sql(rule.broken)]
    message = f"{rule.promise}: {', '.join(broken[:SHOWN])}" if broken else rule.promise
    if len(broken) > SHOWN:
        message += f" (+{len(broken) - SHOWN})"
    return Check(rule.id, not broken, count, message)
