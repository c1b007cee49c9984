"""The journal's chain against itself and against the rows it seals (I10)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Table, select

from posdesk.runtime.i18n import _
from posdesk.services.ports.checks import Check
from posdesk.storage.journal import GENESIS, content_digest, link_hash, seal
from posdesk.storage.mapping.row import AnyRow
from posdesk.storage.postings import CONTENT, Row
from posdesk.storage.tables import journal

SHOWN = 3

_LINK = ("seq", "at", "kind", "document_id", "content", "hash", "mac")

Group = tuple[bytes, list[Row]]


def check_links(connection: Connection, key: bytes | None) -> Check:
    """Checks that each entry follows from the one before and carries the shop's seal.

    With the shop's key at hand every entry needs its seal: whoever lacks the key could write a
    chain of unsealed entries.
    """
    previous, count = GENESIS, 0
    # By name: a file of an older version may lack a later column.
    columns = [journal.c[name] for name in _LINK]
    for row in connection.execute(select(*columns).order_by(journal.c.seq)):
        count += 1
        if row.seq != count or not _follows(previous, row):
            return _wrong(count, _("the chain breaks at entry {entry}").format(entry=count))
        if key and row.mac != seal(key, row.hash):
            return _wrong(count, _("entry {entry} has no right seal").format(entry=count))
        previous = row.hash
    return Check("I10", True, count, _("chain whole") if key else _("chain whole, key absent"))


def _wrong(count: int, words: str) -> Check:
    return Check("I10", False, count, words)


def _follows(previous: bytes, row: AnyRow) -> bool:
    if not all(isinstance(part, bytes) for part in (row.document_id, row.content, row.hash)):
        return False
    link = link_hash(previous, row.seq, row.at, row.kind, row.document_id, row.content)
    return bool(row.hash == link)


def check_content(connection: Connection, _key: bytes | None) -> Check:
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


def _entries(connection: Connection, kind: str) -> Iterator[tuple[str, bool]]:
    """Each entry of a kind by name, and whether its rows are what it sealed."""
    cursors = [_Groups(connection, table, column) for table, column in CONTENT[kind]]
    entries = connection.execute(
        select(journal.c.seq, journal.c.document_id, journal.c.content)
        .where(journal.c.kind == kind)
        .order_by(journal.c.document_id)
    )
    for entry in entries:
        rows = [cursor.take(entry.document_id) for cursor in cursors]
        head = rows[0][0] if rows[0] else {}
        name = f"{kind} {head.get('number', '')}".strip() + f" (#{entry.seq})"
        yield name, content_digest(kind, rows) == entry.content


def _unsealed(connection: Connection) -> Iterator[str]:
    """Rows whose document is in no entry."""
    kinds: dict[tuple[Table, str], list[str]] = {}
    for kind, parts in CONTENT.items():
        for part in parts:
            kinds.setdefault(part, []).append(kind)
    for (table, column), of_kinds in kinds.items():
        sealed = select(journal.c.document_id).where(journal.c.kind.in_(of_kinds))
        strangers = select(table.c[column]).where(table.c[column].not_in(sealed)).distinct()
        for stranger in connection.execute(strangers).scalars():
            yield f"{table.name} {bytes(stranger).hex()}"


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
