"""Does one kind of work over and over until it is killed: ``python -m tests.faults.working``.

Usage: working.py KIND DATA [EXTRA]. Prints ``READY`` when the work begins.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from posdesk import bootstrap
from posdesk.cli.sale_json import parse_request
from posdesk.runtime.clock import SystemClock
from posdesk.runtime.paths import DataFolder, keep_files_private
from posdesk.storage.migrate import Revisions
from posdesk.storage.shopfile import open_shop
from tests.storage.revisions import NEXT
from tests.storage.till import requests


def _ready() -> None:
    sys.stdout.write("READY\n")
    sys.stdout.flush()


def backup(data: str) -> None:
    """Makes one backup after the other."""
    with bootstrap.Posdesk().open(data) as shop:
        _ready()
        while True:
            shop.backups.create(shop.actor)


def close(data: str) -> None:
    """Closes the shift, opens the next, sells."""
    request = parse_request(requests(1).strip())
    with bootstrap.Posdesk().open(data) as shop:
        if shop.shifts.current(shop.actor.till) is None:
            shop.shifts.open(shop.actor, 100_000)
        _ready()
        while True:
            shop.shifts.close(shop.actor, 1_000_000, notes={500_000: 2})
            shop.shifts.open(shop.actor, 100_000)
            shop.seller.sell(shop.actor, request)


def restore(data: str, file: str) -> None:
    """Puts a backup back again and again."""
    backups = bootstrap.Posdesk().backups(data)
    _ready()
    while True:
        backups.restore(Path(file))


def update(data: str, scripts: str) -> None:
    """Opens an older file with a newer program, once."""
    # The longest part of it, which is no part of the work.
    import alembic.command  # noqa: F401, PLC0415

    _ready()
    open_shop(DataFolder(Path(data)), SystemClock(), Revisions(scripts, NEXT)).close()


KINDS: dict[str, Callable[..., None]] = {
    "backup": backup,
    "close": close,
    "restore": restore,
    "update": update,
}


if __name__ == "__main__":
    keep_files_private()
    KINDS[sys.argv[1]](*sys.argv[2:])
