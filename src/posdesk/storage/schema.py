"""The schema as SQL: tables, the search index, and the triggers that keep posted rows still."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from posdesk.storage.tables import POSTED, metadata

SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE product_search USING fts5("
    "words, content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\", "
    "prefix='1 2 3')"
)


@cache
def statements() -> tuple[str, ...]:
    """Every statement that makes an empty shop file, in order."""
    return tuple(_statements())


def _statements() -> Iterator[str]:
    dialect = sqlite.dialect()
    for table in metadata.sorted_tables:
        yield _sql(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            yield _sql(CreateIndex(index).compile(dialect=dialect))
    yield SEARCH_INDEX
    yield from triggers()


def triggers() -> Iterator[str]:
    """What keeps posted rows still."""
    for table in POSTED:
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name} "
                f"BEGIN SELECT RAISE(ABORT, 'posted rows of {table.name} never change'); END"
            )


def _sql(compiled: object) -> str:
    return "\n".join(line.rstrip() for line in str(compiled).strip().splitlines())
