"""The first schema, as it was released; frozen in the SQL file beside this one."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables."""
    sql = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in sql.split(";;\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
