"""Writes the first revision's SQL from the tables: ``python -m tests.storage.frozen``.

Only before the first release: from then on files out there were made by it, and a change of a
table is a new revision.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from posdesk.storage.schema import statements

TARGET = "r0001_initial.sql"


def frozen() -> str:
    """The file's content."""
    return "".join(f"{statement};;\n" for statement in statements())


def path() -> Path:
    """Where it lies."""
    return Path(str(files("posdesk.storage.migrations.versions") / TARGET))


if __name__ == "__main__":
    path().write_text(frozen(), "utf-8")
