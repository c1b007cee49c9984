"""Figures in tables, without a word about how they are written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Label:
    """A text that other programs know by ``key``; people read ``title``."""

    key: str
    title: str


Cell = str | Label | int | None
"""A text, a whole number (đồng, a count, thousandths), or nothing."""


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: its name for other programs, the same in every language.
        title: its name for people.
    """

    key: str
    title: str
    kind: Kind = Kind.MONEY


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; a row has one cell for each column.

    Attributes:
        key: its name for other programs.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Tables that belong together.

    Attributes:
        shop: whose figures they are.
        subtitle: the time they are of, and what a reader must know of them.
    """

    title: str
    subtitle: str
    shop: str
    tables: tuple[Table, ...]
