"""Keys of exchanges: in the OS keyring, never in the database, a log or a backup.

Where there is no keyring that can be trusted they live for one run of the program, or in the file
that ``POSDESK_SECRETS_FILE`` names (TOML, ``[exchange.NAME]``, mode 0600), which is only read.
"""

from __future__ import annotations

import json
import os
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path

from posdesk.runtime import keyrings

_SERVICE = "posdesk exchange"
_FILE = "POSDESK_SECRETS_FILE"


class Unusable(Exception):  # noqa: N818 - it says what is wrong with the file
    """The file cannot be used: ``secrets_open`` (others may read it), ``secrets_unreadable``."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(code, path)
        self.code, self.path = code, path


_this_run: dict[str, dict[str, str]] = {}


def find(shop_id: str, exchange: str) -> Mapping[str, str]:
    """The secrets of an exchange by field; empty where there are none.

    Raises:
        Unusable: the file that was named.
    """
    name = _same(exchange)
    from_file = _from_file(name)
    if from_file is not None:
        return from_file
    key = f"{shop_id} {name}"
    if key in _this_run:
        return _this_run[key]
    kept = keyrings.get(_SERVICE, key)
    return json.loads(kept) if kept else {}


def keep(shop_id: str, exchange: str, fields: Mapping[str, str]) -> bool:
    """Keeps the secrets of an exchange; False where they last for this run only."""
    key = f"{shop_id} {_same(exchange)}"
    _this_run[key] = dict(fields)
    return keyrings.put(_SERVICE, key, json.dumps(dict(fields)))


def forget(shop_id: str, exchange: str) -> None:
    """Drops the secrets of an exchange."""
    key = f"{shop_id} {_same(exchange)}"
    _this_run.pop(key, None)
    keyrings.drop(_SERVICE, key)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _from_file(name: str) -> Mapping[str, str] | None:
    named = os.environ.get(_FILE)
    if not named:
        return None
    path = Path(named)
    try:
        mode = path.stat().st_mode
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            raise Unusable("secrets_open", str(path))
        tables = tomllib.loads(path.read_text("utf-8")).get("exchange", {})
    except (OSError, ValueError) as error:
        raise Unusable("secrets_unreadable", str(path)) from error
    found = {_same(key): fields for key, fields in tables.items()}
    return {field: str(value) for field, value in found[name].items()} if name in found else None
