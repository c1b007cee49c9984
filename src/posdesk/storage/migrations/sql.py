"""Runs a revision's SQL, which lies frozen in a file beside it."""

from __future__ import annotations

from pathlib import Path

from alembic import op


def run_beside(script: str) -> None:
    """Runs the statements of the ``.sql`` file of the same name; ``;;`` ends each."""
    sql = Path(script).with_suffix(".sql").read_text("utf-8")
    for statement in sql.split(";;\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
