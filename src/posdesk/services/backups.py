"""Backups: made, listed, checked, put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.numbering import Numbers, beyond, furthest
from posdesk.services.ports.backups import Copy, Present, Vault
from posdesk.services.ports.checks import Check

KEPT = 30
"""So many backups stay in a folder; older ones of the same shop are deleted."""


@dataclass(frozen=True, slots=True)
class Restore:
    """What putting a copy back means.

    Attributes:
        lost: receipts that were given out and are not in the copy. Their numbers are not used
            again; what was sold has to be entered anew.
    """

    copy: Copy
    present: Present
    lost: tuple[Numbers, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy that was put back.

    Attributes:
        aside: where the data of before lie; None if there were none.
        checks: what a check of the data now in use says.
    """

    what: Restore
    aside: Path | None
    checks: tuple[Check, ...]


class Backups:
    """The backups of a shop. They work with the shop closed, damaged or gone."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def create(self, actor: Actor, folder: Path | None = None) -> Copy:
        """Makes a backup that was opened and checked, and clears away the oldest.

        Raises:
            Refused: ``not_allowed``.
            Trouble: ``backup_failed``, ``disk_full``...; no half backup was left.
        """
        actor.require(Right.BACKUP)
        made = self._vault.copy(folder)
        # By name, and never the new one: the clock may have been wrong before or be wrong now.
        others = [copy for copy in self._vault.copies(folder) if copy.path != made.path]
        for copy in others[KEPT - 1 :]:
            self._vault.drop(copy)
        return made

    def all(self, folder: Path | None = None) -> tuple[Copy, ...]:
        """The backups in a folder, newest first."""
        return self._vault.copies(folder)

    def look(self, file: Path) -> Copy:
        """What a file holds."""
        return self._vault.look(file)

    def check(self, file: Path) -> tuple[Check, ...]:
        """Checks every invariant of a backup."""
        return self._vault.check(file)

    def plan(self, file: Path, on_paper: Mapping[str, int] | None = None) -> Restore:
        """What putting a file back would mean; nothing is changed.

        Args:
            file: the copy.
            on_paper: the highest receipt numbers that somebody holds on paper, where neither
                the data in use nor their witness is left to tell.

        Raises:
            Refused: ``other_shops_backup``, ``unknown_series``.
            Trouble: ``newer_file``, ``not_a_shop``, ``data_damaged``...
        """
        copy, present = self._vault.look(file), self._vault.present()
        if present.shop_id not in (None, copy.shop_id):
            raise Refused("other_shops_backup", path=str(file))
        for series in set(on_paper or {}) - set(copy.numbers):
            raise Refused("unknown_series", series=series)
        known = furthest(present.numbers, on_paper or {})
        return Restore(copy, present, beyond(copy.numbers, known))

    def restore(self, file: Path, on_paper: Mapping[str, int] | None = None) -> Restored:
        """Puts a copy in the place of the data in use, which are kept aside.

        The journal says so, and which receipt numbers are passed over.

        Raises:
            Refused: ``other_shops_backup``, ``unknown_series``, ``shop_in_use``.
            Trouble: ``backup_failed`` for a damaged copy...; nothing was changed.
        """
        with self._vault.alone():
            what = self.plan(file, on_paper)
            aside = self._vault.put_back(file, what.lost)
            return Restored(what, aside, self._vault.check_present())
