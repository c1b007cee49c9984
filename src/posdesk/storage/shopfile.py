"""Making and opening a shop's file, with every refusal that keeps its data whole."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.text import fold
from posdesk.runtime import journal_key
from posdesk.runtime.clock import Clock, milliseconds
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder, is_cloud_synced, is_on_network, make_private
from posdesk.storage import tables as t
from posdesk.storage.engine import refuse_old_sqlite, writer_engine
from posdesk.storage.migrate import HEAD, bring_up_to_date, revision_of, stamp_new
from posdesk.storage.unit_of_work import SqlStore
from posdesk.storage.witness import Witness

TILL = "T1"
ONLINE_SERIES = "O1"
_SQLITE_MAGIC = b"SQLite format 3\0"


def exists(folder: DataFolder) -> bool:
    """Whether the folder holds a shop, whole or damaged."""
    return folder.database.exists() or folder.witness.exists()


def create(folder: DataFolder, *, shop_name: str, owner_name: str, clock: Clock) -> None:
    """Makes an empty shop in an empty or new folder.

    Raises:
        Refused: ``shop_exists``, ``folder_not_empty``, ``folder_on_network``,
            ``folder_cloud_synced``.
        Trouble: ``sqlite_too_old``, ``folder_read_only``.
    """
    refuse_old_sqlite()
    if exists(folder):
        raise Refused("shop_exists", path=str(folder.root))
    _refuse_place(folder.root)
    try:
        make_private(folder.root)
        if any(folder.root.iterdir()):
            raise Refused("folder_not_empty", path=str(folder.root))
        _fill(folder, shop_name, owner_name, clock)
    except PermissionError as error:
        raise Trouble("folder_read_only", path=str(folder.root)) from error


def _fill(folder: DataFolder, shop_name: str, owner_name: str, clock: Clock) -> None:
    shop_id, now = new_id(), milliseconds(clock.now())
    making = folder.root / "shop.new"
    making.touch(mode=0o600)
    engine = writer_engine(making)
    with engine.begin() as connection:
        stamp_new(connection)
        connection.execute(insert(t.shop), {"id": shop_id.bytes, "created_at": now})
        connection.execute(insert(t.till), {"code": TILL, "name": "1"})
        for name in (TILL, ONLINE_SERIES):
            connection.execute(insert(t.series), {"name": name, "till": TILL})
        connection.execute(
            insert(t.party),
            {
                "id": new_id().bytes,
                "kind": "staff",
                "name": owner_name,
                "folded": fold(owner_name),
                "created_at": now,
            },
        )
        connection.execute(insert(t.setting), {"key": "shop.name", "value": shop_name})
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]  # sqlite3's own
    engine.dispose()
    journal_key.make(shop_id)
    # The last step makes the shop: a half-made one is only a stray file.
    making.rename(folder.database)
    Witness(folder.witness).close()


def _refuse_place(root: Path) -> None:
    if is_on_network(root):
        raise Refused("folder_on_network", path=str(root))
    if is_cloud_synced(root):
        raise Refused("folder_cloud_synced", path=str(root))


def open_shop(folder: DataFolder, clock: Clock, *, even_if_behind: bool = False) -> SqlStore:
    """Opens the shop, brings an older file up to date, and checks it against its witness.

    Raises:
        Refused: ``no_shop``, ``folder_on_network``, ``folder_cloud_synced``.
        Trouble: ``sqlite_too_old``, ``newer_file``, ``data_damaged``, ``data_empty``,
            ``data_missing``, ``sales_missing``, ``folder_read_only``...
    """
    refuse_old_sqlite()
    if not exists(folder):
        raise Refused("no_shop", path=str(folder.root))
    _refuse_place(folder.root)
    _check_file(folder.database)
    try:
        witness = Witness(folder.witness)
    except PermissionError as error:
        raise Trouble("folder_read_only", path=str(folder.root)) from error
    remembered = witness.read()
    bring_up_to_date(folder, clock)
    store = SqlStore(folder.database, witness, None, clock)
    with store.read() as reader:
        key = journal_key.find(reader.shop_id())
    store.close()
    store = SqlStore(folder.database, Witness(folder.witness), key, clock)
    head = store.head()
    if remembered.seq > head.seq and not even_if_behind:
        store.close()
        raise Trouble("sales_missing", missing=remembered.seq - head.seq, path=str(folder.root))
    return store


def _check_file(database: Path) -> None:
    if not database.exists():
        raise Trouble("data_missing", path=str(database))
    with database.open("rb") as source:
        start = source.read(16)
    if not start:
        raise Trouble("data_empty", path=str(database))
    if start != _SQLITE_MAGIC:
        raise Trouble("data_damaged", path=str(database))


__all__ = ["HEAD", "create", "exists", "open_shop", "revision_of"]
