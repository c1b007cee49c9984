"""Statements on a connection to the shop's file, written as SQLite runs them.

What a shop runs goes this way: to compile a statement and to wrap its result costs SQLAlchemy
five times what SQLite needs to run it, and to load SQLAlchemy as long as to draw the window.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

from pysqlite3.dbapi2 import Connection

from posdesk.storage.mapping.row import AnyRow

__all__ = ["Connection", "column", "each", "first", "insert", "number", "rows", "run_each", "value"]

Values = Sequence[object]


def each(connection: Connection, sql: str, values: Values = ()) -> Iterator[AnyRow]:
    """The rows of a query as they are read, their columns as attributes."""
    cursor = connection.execute(sql, values)
    record = _record(tuple(column[0] for column in cursor.description))
    return (cast("AnyRow", record(*row)) for row in cursor)


def rows(connection: Connection, sql: str, values: Values = ()) -> list[AnyRow]:
    """All rows of a query, their columns as attributes."""
    return list(each(connection, sql, values))


def first(connection: Connection, sql: str, values: Values = ()) -> AnyRow | None:
    """The first row of a query, None where there is none."""
    return next(each(connection, sql, values), None)


def column(connection: Connection, sql: str, values: Values = ()) -> list[Any]:
    """The first column of all rows of a query."""
    return [row[0] for row in connection.execute(sql, values)]


def value(connection: Connection, sql: str, values: Values = ()) -> Any:  # noqa: ANN401 - as it was stored
    """The first column of the first row of a query, None where there is none."""
    row = connection.execute(sql, values).fetchone()
    return row[0] if row else None


def number(connection: Connection, sql: str, values: Values = ()) -> int:
    """The one whole number a statement gives."""
    return int(connection.execute(sql, values).fetchone()[0])


def insert(connection: Connection, table: str, records: Sequence[Mapping[str, object]]) -> None:
    """Inserts records that have the same columns."""
    statement = _insert(table, tuple(records[0]))
    run_each(connection, statement, [tuple(record.values()) for record in records])


def run_each(connection: Connection, sql: str, values: Iterable[Values]) -> None:
    """Runs a statement once for each of the values."""
    connection.executemany(sql, values)


@cache
def _record(columns: tuple[str, ...]) -> type:
    return namedtuple("Record", columns)


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our own names
