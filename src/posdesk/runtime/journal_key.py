"""The shop's journal key: in the OS keyring, else in a 0600 file outside the data folder.

A thief or a bug that copies the data folder does not get it, so it cannot forge the chain.
"""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import platformdirs

KEY_BYTES = 32
_SERVICE = "posdesk journal"
_TRUSTED = ("SecretService", "kwallet", "Windows", "macOS", "libsecret")


def _file(shop_id: UUID) -> Path:
    folder = Path(platformdirs.user_config_dir("posdesk", appauthor=False))
    return folder / "journal-keys" / f"{shop_id}.key"


def make(shop_id: UUID) -> bytes:
    """Makes and keeps the key of a new shop."""
    key = os.urandom(KEY_BYTES)
    if not _into_keyring(shop_id, key):
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
    return _from_keyring(shop_id)


def _backend_is_trusted() -> bool:
    # Only now: importing keyring asks the desktop for its services.
    import keyring  # noqa: PLC0415

    backend = type(keyring.get_keyring())
    return any(name in f"{backend.__module__}.{backend.__name__}" for name in _TRUSTED)


def _into_keyring(shop_id: UUID, key: bytes) -> bool:
    import keyring  # noqa: PLC0415
    import keyring.errors  # noqa: PLC0415

    try:
        if not _backend_is_trusted():
            return False
        keyring.set_password(_SERVICE, str(shop_id), key.hex())
    except (keyring.errors.KeyringError, RuntimeError):
        return False
    return True


def _from_keyring(shop_id: UUID) -> bytes | None:
    import keyring  # noqa: PLC0415
    import keyring.errors  # noqa: PLC0415

    try:
        found = keyring.get_password(_SERVICE, str(shop_id)) if _backend_is_trusted() else None
    except (keyring.errors.KeyringError, RuntimeError):
        return None
    return bytes.fromhex(found) if found else None
