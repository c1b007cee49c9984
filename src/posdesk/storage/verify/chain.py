"""The journal's chain against itself and against the rows it seals (I10)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import pysqlite3.dbapi2 as sqlite

from posdesk.runtime.i18n import _
from posdesk.services.ports.checks import Check
from posdesk.storage.journal import GENESIS, content_digest, link_hash, seal
from posdesk.storage.postings import CONTENT, Row

# ruff: noqa: S608 - our own names only

SHOWN = 3

# By name: a file of an older version may lack a later column.
_LINKS = "SELECT seq, at, kind, document_id, content, hash, mac FROM journal ORDER BY seq"
_ENTRIES = "SELECT seq, document_id, content FROM journal WHERE kind = ? ORDER BY document_id"
_KEY = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"

Group = tuple[bytes, list[Row]]


def check_links(connection: sqlite.Connection, key: bytes | None) -> Check:
    """Checks that each entry follows from the one before and carries the shop's seal.

    With the shop's key at hand every entry needs its seal: whoever lacks the key could write a
    chain of unsealed entries.
    """
    previous, count = GENESIS, 0
    for seq, at, kind, document_id, content, digest, mac in connection.execute(_LINKS):
        count += 1
        parts = (document_id, content, digest)
        whole = seq == count and all(isinstance(part, bytes) for part in parts)
        if not whole or digest != link_hash(previous, seq, at, kind, document_id, content):
            return _wrong(count, _("the chain breaks at entry {entry}").format(entry=count))
        if key and mac != seal(key, digest):
            return _wrong(count, _("entry {entry} has no right seal").format(entry=count))
        previous = digest
    return Check("I10", True, count, _("chain whole") if key else _("chain whole, key absent"))


def _wrong(count: int, words: str) -> Check:
    return Check("I10", False, count, words)


def check_content(connection: sqlite.Connection, _key: bytes | None) -> Check:
    """Checks that the rows are those that were sealed, and that none is there unsealed."""
    count, problems = 0, list(_unsealed(connection))
    for kind in CONTENT:
        for name, right in _entries(connection, kind):
            count += 1
            if not right:
                problems.append(name)
    if not problems:
        return Check("I10b", True, count, _("rows are as they were sealed"))
    names = ", ".join(problems[:SHOWN])
    if len(problems) > SHOWN:
        names += f" (+{len(problems) - SHOWN})"
    return Check("I10b", False, count, _("changed since sealed: {names}").format(names=names))


def _entries(connection: sqlite.Connection, kind: str) -> Iterator[tuple[str, bool]]:
    """Each entry of a kind by name, and whether its rows are what it sealed."""
    cursors = [_Groups(connection, table, column) for table, column in CONTENT[kind]]
    for seq, document_id, content in connection.execute(_ENTRIES, (kind,)):
        rows = [cursor.take(document_id) for cursor in cursors]
        head = rows[0][0] if rows[0] else {}
        name = f"{kind} {head.get('number', '')}".strip() + f" (#{seq})"
        yield name, content_digest(kind, rows) == content


def _unsealed(connection: sqlite.Connection) -> Iterator[str]:
    """Rows whose document is in no entry."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for kind, parts in CONTENT.items():
        for part in parts:
            kinds.setdefault(part, []).append(kind)
    for (table, column), of_kinds in kinds.items():
        strangers = connection.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} NOT IN"
            f" (SELECT document_id FROM journal WHERE kind IN ({', '.join('?' * len(of_kinds))}))",
            of_kinds,
        )
        for (stranger,) in strangers:
            yield f"{table} {bytes(stranger).hex()}"


class _Groups:
    """Walks a table in the order of its document ids, beside the entries of the journal."""

    def __init__(self, connection: sqlite.Connection, table: str, column: str) -> None:
        key = [name for (name,) in connection.execute(_KEY, (table,)) if name != column]
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY {', '.join([column, *key])}")
        names = [name for name, *_ in rows.description]
        plain = (dict(zip(names, row, strict=True)) for row in rows)
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
