"""Which files are older than this program, and bringing them up to date; refuses a newer one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import Trouble


@dataclass(frozen=True, slots=True)
class Revisions:
    """The schema's revisions, from an empty file to the newest.

    Attributes:
        scripts: where they lie, as Alembic's ``script_location``.
        head: the newest; revisions sort by their names.
    """

    scripts: str
    head: str


SHIPPED = Revisions("posdesk.storage:migrations", "0003")
"""What this program knows."""


def is_older(revision: str, path: Path, revisions: Revisions = SHIPPED) -> bool:
    """Whether a file of this revision has to be migrated.

    Raises:
        Trouble: ``newer_file``.
    """
    if revision > revisions.head:
        raise Trouble("newer_file", found=revision, known=revisions.head, path=str(path))
    return revision < revisions.head


def migrate(database: Path, revisions: Revisions = SHIPPED) -> None:
    """Brings a file that nobody else has open up to date, in one transaction.

    Nothing may be lost on the way: every table keeps its number of rows, every reference holds.

    Raises:
        Trouble: ``migration_failed``, ``disk_full``...; the file is as it was.
    """
    # SQLAlchemy and Alembic are needed for an old file only, and take long to load.
    from posdesk.storage import upgrading  # noqa: PLC0415

    upgrading.upgrade_file(database, revisions.scripts)
