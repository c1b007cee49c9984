"""What the services need to keep copies of the shop's file, and to put one back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from posdesk.domain.numbering import Numbers
from posdesk.services.ports.checks import Check


@dataclass(frozen=True, slots=True)
class Copy:
    """What a file of a shop holds.

    Attributes:
        entries: how long its journal is.
        newest_at: when its newest entry was posted; None without any.
        numbers: the last number of each receipt series.
        size: bytes.
    """

    path: Path
    shop_id: UUID
    entries: int
    newest_at: datetime | None
    numbers: Mapping[str, int]
    size: int


@dataclass(frozen=True, slots=True)
class Present:
    """What is known of the data in use, be they whole or not.

    Attributes:
        shop_id: None where nothing readable is left, or nothing was there.
        entries: how long its journal is, by the file or by its witness.
        numbers: the furthest number of each receipt series that either knows.
    """

    shop_id: UUID | None
    entries: int
    numbers: Mapping[str, int]


class Vault(Protocol):
    """Copies of the shop's file in folders."""

    def copy(self, folder: Path | None) -> Copy:
        """Writes a checked copy into a folder, else into the shop's own for backups.

        Raises:
            Trouble: nothing was left behind.
        """
        ...

    def copies(self, folder: Path | None) -> tuple[Copy, ...]:
        """This shop's copies in a folder that can be read, newest first by their names."""
        ...

    def drop(self, copy: Copy) -> None:
        """Deletes a copy."""
        ...

    def look(self, file: Path) -> Copy:
        """What a file holds.

        Raises:
            Trouble: it is not a shop's file, is damaged, or of a newer version.
        """
        ...

    def check(self, file: Path) -> tuple[Check, ...]:
        """Checks every invariant of a file, without changing it."""
        ...

    def present(self) -> Present:
        """What is known of the data in use."""
        ...

    def alone(self) -> AbstractContextManager[object]:
        """Keeps everybody out of the data in use while the block runs.

        Raises:
            Refused: ``shop_in_use``, ``folder_not_empty`` where there is no shop but other files.
        """
        ...

    def put_back(self, file: Path, skipped: tuple[Numbers, ...]) -> Path | None:
        """Puts a copy in the place of the data in use; at any moment the old or the new is there.

        Args:
            file: a copy of this shop.
            skipped: receipt numbers that were given out after it; they are not used again.

        Returns:
            Where the data in use before lie now; None if there were none.

        Raises:
            Trouble: ``backup_failed`` for a damaged copy...; nothing was changed.
        """
        ...

    def check_present(self) -> tuple[Check, ...]:
        """Checks every invariant of the data in use."""
        ...
