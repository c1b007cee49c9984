"""Brings an older file up to date with Alembic; refuses a newer one."""

from __future__ import annotations

from sqlalchemy import Connection

from posdesk.domain.errors import Trouble
from posdesk.runtime.clock import Clock
from posdesk.runtime.paths import DataFolder
from posdesk.storage.engine import plain_words, reader_engine

HEAD = "0001"
"""The newest revision this program knows."""


def stamp_new(connection: Connection) -> None:
    """Makes all tables in an empty file, inside the caller's transaction."""
    # Alembic is needed for a new or an old file only, and takes long to load.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "posdesk.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revision_of(connection: Connection) -> str:
    """The revision a file is at."""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def bring_up_to_date(folder: DataFolder, clock: Clock) -> None:
    """Passes a file of this version; migrates an older one after a backup.

    Raises:
        Trouble: ``newer_file``, ``data_damaged``.
    """
    engine = reader_engine(folder.database)
    with plain_words(folder.database), engine.begin() as connection:
        found = revision_of(connection)
    engine.dispose()
    if found > HEAD:
        raise Trouble("newer_file", found=found, known=HEAD, path=str(folder.database))
