"""Opening a shop's file, with every refusal that keeps its data whole."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.numbering import beyond
from posdesk.domain.shift import ActionKind
from posdesk.runtime import journal_key
from posdesk.runtime.clock import Clock
from posdesk.runtime.lock import Held, Lock, hold
from posdesk.runtime.paths import DataFolder, is_cloud_synced, is_on_network
from posdesk.storage.copying import copy_database, stamped
from posdesk.storage.engine import BUSY_TIMEOUT_MS, plain_words, refuse_old_sqlite, snapshot
from posdesk.storage.glance import Glance, check_header, glance, wal_of
from posdesk.storage.migrate import SHIPPED, Revisions, is_older, migrate
from posdesk.storage.unit_of_work import SqlStore
from posdesk.storage.witness import Seen, Standing, Witness, read_witness, standing

TILL = "T1"
LOOK_S = 1.0
"""The longest look at a file's structure after a crash: enough for some 100 MB."""


def exists(folder: DataFolder) -> bool:
    """Whether the folder holds a shop, whole or damaged.

    Raises:
        Trouble: ``no_access`` where this user may not look.
    """
    with plain_words(folder.root):
        return folder.database.exists() or folder.witness.exists()


def refuse_place(root: Path) -> None:
    """Passes a folder whose files are this computer's alone.

    Raises:
        Refused: ``folder_on_network``, ``folder_cloud_synced``.
    """
    if is_on_network(root):
        raise Refused("folder_on_network", path=str(root))
    if is_cloud_synced(root):
        raise Refused("folder_cloud_synced", path=str(root))


def open_shop(folder: DataFolder, clock: Clock, revisions: Revisions = SHIPPED) -> SqlStore:
    """Opens the shop, brings an older file up to date, and checks it against its witness.

    Raises:
        Refused: ``no_shop``, ``folder_on_network``, ``folder_cloud_synced``, ``shop_in_use``
            while its file is being swapped.
        Trouble: ``sqlite_too_old``, ``newer_file``, ``migration_failed``, ``not_a_shop``,
            ``data_damaged``, ``data_empty``, ``data_missing``, ``sales_missing``,
            ``other_chain``, ``other_shop``, ``folder_read_only``...
    """
    refuse_old_sqlite()
    with plain_words(folder.root):
        if not exists(folder):
            raise Refused("no_shop", path=str(folder.root))
        refuse_place(folder.root)
        check_header(folder.database)
        lock, alone = _enter(folder)
        try:
            return _open(folder, clock, revisions, lock, alone=alone)
        except BaseException:
            lock.release()
            raise


def _enter(folder: DataFolder) -> tuple[Lock, bool]:
    """Holds the shop alone for the time of opening, or with those who have it open already."""
    try:
        return hold(folder.in_use), True
    except Held:
        return _share(folder), False


def _open(
    folder: DataFolder, clock: Clock, revisions: Revisions, lock: Lock, *, alone: bool
) -> SqlStore:
    if alone:
        _check_after_crash(folder)
    # The witness first: a commit in between can only put the database ahead.
    seen, found = read_witness(folder.witness), glance(folder.database)
    if is_older(found.revision, folder.database, revisions):
        _migrate(folder, clock, revisions, alone=alone)
    with snapshot(folder.database) as connection:
        stands = standing(connection, seen)
    _refuse_loss(folder, stands, seen, found)
    witness = Witness(folder.witness, found.shop_id)
    key = journal_key.find(found.shop_id)
    store = SqlStore(folder, witness, key, clock, lock)
    if alone:
        # Beside others there is nothing to tell it: they are about to.
        _bring_witness(store, witness, stands, seen, found, clock)
        lock.share()
    return store


def _check_after_crash(folder: DataFolder) -> None:
    """Looks at the file's structure where the last run did not end well.

    A ``-wal`` that nobody uses is from a crash, or not this file's at all; SQLite would lay it
    over the pages without asking.
    """
    wal = wal_of(folder.database)
    if not wal.exists() or wal.stat().st_size == 0:
        return
    with snapshot(folder.database) as connection:
        if not _looks_whole(connection):
            raise Trouble("data_damaged", path=str(folder.database))


def _looks_whole(connection: sqlite.Connection) -> bool:
    """Looks at all pages, at as many as ``LOOK_S`` allows: a till has to start."""
    until = time.monotonic() + LOOK_S
    connection.set_progress_handler(lambda: int(time.monotonic() > until), 1000)
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite.OperationalError as error:
        if error.sqlite_errorcode != sqlite.SQLITE_INTERRUPT:
            raise
        return True


def hold_alone(folder: DataFolder) -> Lock:
    """Keeps everybody else out of the shop.

    Raises:
        Refused: ``shop_in_use``.
    """
    try:
        return hold(folder.in_use)
    except Held as held:
        raise Refused("shop_in_use", path=str(folder.root)) from held


def _share(folder: DataFolder) -> Lock:
    try:
        return hold(folder.in_use, shared=True, wait_s=BUSY_TIMEOUT_MS / 1000)
    except Held as held:
        raise Refused("shop_in_use", path=str(folder.root)) from held


def _migrate(folder: DataFolder, clock: Clock, revisions: Revisions, *, alone: bool) -> None:
    if not alone:
        raise Refused("shop_in_use", path=str(folder.root))
    copy_database(folder.database, stamped(folder.backups, "before-update", clock))
    migrate(folder.database, revisions)


def _refuse_loss(folder: DataFolder, stands: Standing, seen: Seen, found: Glance) -> None:
    if stands is Standing.BEHIND:
        raise Trouble(
            "sales_missing",
            missing=seen.head.seq - found.head.seq,
            receipts=", ".join(map(str, beyond(found.numbers, seen.numbers))) or "-",
            path=str(folder.root),
        )
    if stands is Standing.OTHER_CHAIN:
        raise Trouble("other_chain", path=str(folder.root))
    if stands is Standing.OTHER_SHOP:
        raise Trouble("other_shop", path=str(folder.database))


def _bring_witness(
    store: SqlStore, witness: Witness, stands: Standing, seen: Seen, found: Glance, clock: Clock
) -> None:
    """Tells the witness what it missed; what it missed goes into the journal."""
    if stands is Standing.RESTORED:
        # The journal says so already: the restore was cut off before its last step.
        witness.rebase(found.head, found.numbers)
    if stands in (Standing.AHEAD, Standing.SILENT):
        detail = f"{seen.head.seq} -> {found.head.seq}"
        # A full disk must not keep anybody from reading; the next opening tries again.
        with suppress(Trouble), store.write() as work:
            work.note(ActionKind.WITNESS, TILL, clock.now(), detail=detail)
