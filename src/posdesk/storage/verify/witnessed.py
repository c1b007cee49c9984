"""The shop's file against its witness (I10)."""

from __future__ import annotations

from pathlib import Path

from posdesk.domain.numbering import beyond
from posdesk.runtime.i18n import N_, _
from posdesk.services.ports.checks import Check
from posdesk.storage.engine import snapshot
from posdesk.storage.glance import glance
from posdesk.storage.witness import Seen, Standing, standing

_FINE = (Standing.LEVEL, Standing.AHEAD, Standing.RESTORED)
_WORDS = {
    Standing.LEVEL: N_("the witness agrees"),
    Standing.AHEAD: N_("the witness missed {entries} entries; the next opening tells it"),
    Standing.RESTORED: N_("an older copy was restored on purpose; the next opening says so"),
    Standing.BEHIND: N_("the last {entries} entries are missing, receipts: {receipts}"),
    Standing.OTHER_CHAIN: N_("the witness remembers other entries than these"),
    Standing.OTHER_SHOP: N_("the witness is another shop's"),
    Standing.SILENT: N_("the witness is gone or unreadable"),
}


def check_witness(database: Path, seen: Seen) -> Check:
    """What the witness, read before, says about the file."""
    found = glance(database)
    with snapshot(database) as connection:
        stands = standing(connection, seen)
    words = _(_WORDS[stands]).format(
        entries=abs(seen.head.seq - found.head.seq),
        receipts=", ".join(map(str, beyond(found.numbers, seen.numbers))) or "-",
    )
    return Check("I10c", stands in _FINE, 1, words)
