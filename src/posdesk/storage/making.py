"""Makes a shop's file: there as a whole, or not at all."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from uuid import UUID

from posdesk.domain.errors import Refused
from posdesk.domain.numbering import ONLINE_SERIES
from posdesk.domain.text import fold
from posdesk.runtime import journal_key
from posdesk.runtime.clock import Clock, milliseconds
from posdesk.runtime.durable import put_in_place
from posdesk.runtime.ids import new_id
from posdesk.runtime.paths import DataFolder, make_private
from posdesk.storage import driver
from posdesk.storage.driver import Connection
from posdesk.storage.engine import copy_writer, plain_words, refuse_old_sqlite, writing
from posdesk.storage.journal import Head
from posdesk.storage.schema import lay_out
from posdesk.storage.shopfile import TILL, exists, refuse_place
from posdesk.storage.witness import Witness

_MAKING = "shop.new"


def create(folder: DataFolder, *, shop_name: str, owner_name: str, clock: Clock) -> None:
    """Makes an empty shop in an empty or new folder.

    Raises:
        Refused: ``shop_exists``, ``folder_not_empty``, ``folder_on_network``,
            ``folder_cloud_synced``.
        Trouble: ``sqlite_too_old``, ``folder_read_only``, ``disk_full``.
    """
    refuse_old_sqlite()
    with plain_words(folder.root):
        if exists(folder):
            raise Refused("shop_exists", path=str(folder.root))
        refuse_place(folder.root)
        if folder.root.exists():
            _refuse_filled(folder.root)
        make_private(folder.root)
        _make(folder, shop_name, owner_name, clock)


def _refuse_filled(root: Path) -> None:
    for path in root.iterdir():
        if not path.name.startswith(_MAKING):
            raise Refused("folder_not_empty", path=str(root))
        # Left by a start that was cut off; it never was a shop.
        path.unlink()


def _make(folder: DataFolder, shop_name: str, owner_name: str, clock: Clock) -> None:
    shop_id, making = new_id(), folder.root / _MAKING
    making.touch(mode=0o600)
    with closing(copy_writer(making)) as opened, writing(opened) as connection:
        lay_out(connection)
        _first_rows(connection, shop_id, shop_name, owner_name, milliseconds(clock.now()))
    journal_key.make(shop_id)
    # The last step makes the shop: a half-made one is only a stray file.
    put_in_place(making, folder.database)
    witness = Witness(folder.witness, shop_id)
    witness.rebase(Head(), {})
    witness.close()


def _first_rows(
    connection: Connection, shop_id: UUID, shop_name: str, owner_name: str, now: int
) -> None:
    driver.insert(connection, "shop", [{"id": shop_id.bytes, "created_at": now}])
    driver.insert(connection, "till", [{"code": TILL, "name": "1"}])
    for name in (TILL, ONLINE_SERIES):
        driver.insert(connection, "series", [{"name": name, "till": TILL}])
    owner = {
        "id": new_id().bytes,
        "kind": "staff",
        "name": owner_name,
        "folded": fold(owner_name),
        "created_at": now,
    }
    driver.insert(connection, "party", [owner])
    driver.insert(connection, "setting", [{"key": "shop.name", "value": shop_name}])
