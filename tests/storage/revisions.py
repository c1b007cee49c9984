"""A program whose schema has one revision more than this one's."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from textwrap import dedent, indent

from posdesk.storage.migrate import SHIPPED, Revisions

NEXT = f"{int(SHIPPED.head) + 1:04d}"
"""The revision after this program's."""


def next_revision(root: Path, work: str) -> Revisions:
    """Writes its scripts; ``work`` is what the new revision does, Python."""
    versions = root / "scripts" / "versions"
    versions.mkdir(parents=True)
    env = files("posdesk.storage.migrations") / "env.py"
    known = SHIPPED.head
    (root / "scripts" / "env.py").write_text(env.read_text("utf-8"))
    for number, before in ((known, None), (NEXT, known)):
        body = work if number == NEXT else "pass"
        script = f"from alembic import op\nrevision = {number!r}\ndown_revision = {before!r}\n"
        script += "def upgrade():\n" + indent(dedent(body), "    ") + "\n"
        (versions / f"r{number}.py").write_text(script)
    return Revisions(str(root / "scripts"), NEXT)
