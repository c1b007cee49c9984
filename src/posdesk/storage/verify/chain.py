"""The journal's chain against itself, against the rows it seals and against the witness (I10)."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Table, func, select

from posdesk.services.ports.checks import Check
from posdesk.storage.journal import (
    GENESIS,
    Head,
    content_digest,
    link_hash,
    seal,
)
from posdesk.storage.postings import CONTENT, Row
from posdesk.storage.tables import journal

SHOWN = 3

Group = tuple[bytes, list[Row]]


def check_chain(connection: Connection, key: bytes | None, witness: Head) -> tuple[Check, ...]:
    """Checks links and seals, then the sealed content, then the witness."""
    return (
        _check_links(connection, key),
        _check_content(connection),
        _check_witness(connection, witness),
    )


def _check_links(connection: Connection, key: bytes | None) -> Check:
    previous, count, unsealed = GENESIS, 0, 0
    for row in connection.execute(select(journal).order_by(journal.c.seq)):
        count += 1
        right = row.seq == count and row.hash == link_hash(
            previous, row.seq, row.at, row.kind, row.document_id, row.content
        )
        if right and key and row.mac is not None:
            right = hmac.compare_digest(row.mac, seal(key, row.hash) or b"")
        if not right:
            return Check("I10", False, count, f"the chain breaks at entry {count}")
        unsealed += row.mac is None
        previous = row.hash
    return Check("I10", True, count, _remark(key, unsealed))


def _remark(key: bytes | None, unsealed: int) -> str:
    if key is None:
        return "chain whole, key absent"
    return f"chain whole, {unsealed} entries without a seal" if unsealed else "chain whole"


def _check_content(connection: Connection) -> Check:
    problems: list[str] = []
    count, seen = 0, dict.fromkeys((t for parts in CONTENT.values() for t, _ in parts), 0)
    for kind, parts in CONTENT.items():
        cursors = [_Groups(connection, table, column) for table, column in parts]
        entries = connection.execute(
            select(journal.c.seq, journal.c.document_id, journal.c.content)
            .where(journal.c.kind == kind)
            .order_by(journal.c.document_id)
        )
        for entry in entries:
            rows = [cursor.take(entry.document_id) for cursor in cursors]
            for (table, _), group in zip(parts, rows, strict=True):
                seen[table] += len(group)
            count += 1
            if content_digest(kind, rows) != entry.content:
                problems.append(f"{kind} of entry {entry.seq}")
    for table, sealed in seen.items():
        there = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if there != sealed:
            problems.append(f"{there - sealed} rows of {table.name} are in no entry")
    message = "rows are as they were sealed"
    if problems:
        message = "changed since sealed: " + ", ".join(problems[:SHOWN])
    return Check("I10b", not problems, count, message)


class _Groups:
    """Walks a table in the order of its document ids, beside the entries of the journal."""

    def __init__(self, connection: Connection, table: Table, column: str) -> None:
        order = [table.c[column], *(c for c in table.primary_key if c.name != column)]
        rows = connection.execute(select(table).order_by(*order)).mappings()
        plain = (dict(row) for row in rows)
        self._groups: Iterator[Group] = (
            (bytes(key), list(group)) for key, group in groupby(plain, itemgetter(column))
        )
        self._next: Group | None = next(self._groups, None)

    def take(self, document_id: bytes) -> list[Row]:
        """The document's rows; those of documents before it are passed over."""
        while self._next and self._next[0] < document_id:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != document_id:
            return []
        rows = self._next[1]
        self._next = next(self._groups, None)
        return rows


def _check_witness(connection: Connection, witness: Head) -> Check:
    head = connection.execute(select(func.max(journal.c.seq))).scalar() or 0
    if witness.seq > head:
        return Check("I10c", False, 1, f"{witness.seq - head} entries are missing")
    if witness.seq:
        found = connection.execute(
            select(journal.c.hash).where(journal.c.seq == witness.seq)
        ).scalar_one()
        if found != witness.hash:
            return Check("I10c", False, 1, "the witness remembers another chain")
    return Check("I10c", True, 1, "the witness agrees")
