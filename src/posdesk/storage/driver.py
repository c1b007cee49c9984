"""Statements on the driver's own connection, inside SQLAlchemy's transaction.

What each sale runs goes this way: compiling a statement and wrapping its result costs SQLAlchemy
five times what SQLite needs to run it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import cast

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection

from posdesk.storage.mapping.row import AnyRow

Values = Sequence[object]


def driver_of(connection: Connection) -> sqlite.Connection:
    """The driver's connection under SQLAlchemy's."""
    return cast("sqlite.Connection", connection.connection.driver_connection)


def rows(connection: Connection, sql: str, values: Values = ()) -> list[AnyRow]:
    """All rows of a query, their columns as attributes."""
    cursor = driver_of(connection).execute(sql, values)
    record = _record(tuple(column[0] for column in cursor.description))
    return cast("list[AnyRow]", [record(*row) for row in cursor])


def first(connection: Connection, sql: str, values: Values = ()) -> AnyRow | None:
    """The first row of a query, None where there is none."""
    found = rows(connection, sql, values)
    return found[0] if found else None


def number(connection: Connection, sql: str, values: Values = ()) -> int:
    """The one whole number a statement gives."""
    return int(driver_of(connection).execute(sql, values).fetchone()[0])


def insert(connection: Connection, table: str, records: Sequence[Mapping[str, object]]) -> None:
    """Inserts records that have the same columns."""
    statement = _insert(table, tuple(records[0]))
    run_each(connection, statement, [tuple(record.values()) for record in records])


def run_each(connection: Connection, sql: str, values: Iterable[Values]) -> None:
    """Runs a statement once for each of the values."""
    driver_of(connection).executemany(sql, values)


@cache
def _record(columns: tuple[str, ...]) -> type:
    return namedtuple("Record", columns)


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our own names
