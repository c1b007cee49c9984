"""The schema as SQL: tables, the search index, and the triggers that keep posted rows still."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from posdesk.storage.driver import Connection
from posdesk.storage.migrate import SHIPPED
from posdesk.storage.posted import triggers
from posdesk.storage.tables import metadata

SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE product_search USING fts5("
    "words, content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\", "
    "prefix='1 2 3')"
)


_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As Alembic makes it."""


def lay_out(connection: Connection) -> None:
    """Makes the newest schema in an empty file, the same that all revisions would."""
    for statement in (*statements(), _VERSION_TABLE):
        connection.execute(statement)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (SHIPPED.head,))


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


def _sql(compiled: object) -> str:
    return "\n".join(line.rstrip() for line in str(compiled).strip().splitlines())
