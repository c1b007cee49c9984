"""The shop's journal key: in the OS keyring, else in a 0600 file outside the data folder.

A thief or a bug that copies the data folder does not get it, so it cannot forge the chain.
"""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import platformdirs

from posdesk.runtime import keyrings

KEY_BYTES = 32
_SERVICE = "posdesk journal"


def _file(shop_id: UUID) -> Path:
    folder = Path(platformdirs.user_config_dir("posdesk", appauthor=False))
    return folder / "journal-keys" / f"{shop_id}.key"


def make(shop_id: UUID) -> bytes:
    """Makes and keeps the key of a new shop."""
    key = os.urandom(KEY_BYTES)
    if not keyrings.put(_SERVICE, str(shop_id), key.hex()):
        path = _file(shop_id)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as target:
            target.write(key.hex())
    return key


def find(shop_id: UUID) -> bytes | None:
    """The key of the shop, None if this computer does not have it."""
    path = _file(shop_id)
    if path.exists():
        return bytes.fromhex(path.read_text().strip())
    kept = keyrings.get(_SERVICE, str(shop_id))
    return bytes.fromhex(kept) if kept else None
