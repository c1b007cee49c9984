"""Backups of the shop's file, and putting one in its place."""

from __future__ import annotations

import re
import shutil
from contextlib import closing, suppress
from pathlib import Path

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.numbering import Numbers, furthest
from posdesk.domain.shift import ActionKind
from posdesk.runtime import journal_key
from posdesk.runtime.clock import Clock, instant
from posdesk.runtime.durable import put_in_place, sync_file, sync_folder
from posdesk.runtime.lock import Lock
from posdesk.runtime.paths import DataFolder, make_private
from posdesk.services.ports.backups import Copy, Present
from posdesk.services.ports.checks import Check
from posdesk.storage.copying import copy_checked, copy_database, remove_database, stamped
from posdesk.storage.engine import copy_writer, plain_words, writing
from posdesk.storage.glance import Glance, check_header, glance, wal_of
from posdesk.storage.migrate import is_older, migrate
from posdesk.storage.shopfile import TILL, exists, hold_alone, refuse_place
from posdesk.storage.unit_of_work import SqlWork
from posdesk.storage.verify import verify_file, verify_shop
from posdesk.storage.witness import Seen, Witness, mark_of, read_witness

NAME = "posdesk"
_BACKUP = re.compile(rf"{NAME}-\d{{8}}-\d{{6}}\.db")
_RESTORING = "restore.new"


class FileVault:
    """The Vault of a data folder."""

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    # --- making and reading copies

    def copy(self, folder: Path | None) -> Copy:
        """Writes a checked copy into a folder."""
        target = stamped(folder or self._folder.backups, NAME, self._clock)
        copy_database(self._folder.database, target)
        return self.look(target)

    def copies(self, folder: Path | None) -> tuple[Copy, ...]:
        """This shop's copies in a folder that can be read, newest first."""
        root, shop_id = folder or self._folder.backups, self.present().shop_id
        with plain_words(root):
            names = [p.name for p in root.iterdir()] if root.exists() else []
        found = []
        for name in sorted(filter(_BACKUP.fullmatch, names), reverse=True):
            with suppress(Trouble):
                found.append(self.look(root / name))
        return tuple(copy for copy in found if shop_id in (None, copy.shop_id))

    def drop(self, copy: Copy) -> None:
        """Deletes a copy."""
        with plain_words(copy.path):
            copy.path.unlink(missing_ok=True)

    def look(self, file: Path) -> Copy:
        """What a file holds."""
        with plain_words(file):
            found = _look(file)
            is_older(found.revision, file)
            return Copy(
                path=file,
                shop_id=found.shop_id,
                entries=found.head.seq,
                newest_at=instant(found.head.at) if found.head.seq else None,
                numbers=found.numbers,
                size=file.stat().st_size,
            )

    def check(self, file: Path) -> tuple[Check, ...]:
        """Checks every invariant of a file."""
        with plain_words(file):
            return verify_file(file)

    def check_present(self) -> tuple[Check, ...]:
        """Checks every invariant of the data in use."""
        with plain_words(self._folder.root):
            return verify_shop(self._folder.database, self._folder.witness)

    # --- putting one back

    def present(self) -> Present:
        """What is known of the data in use."""
        seen, found = self._seen(), self._own()
        return Present(
            shop_id=seen.shop or (found.shop_id if found else None),
            entries=max(seen.head.seq, found.head.seq if found else 0),
            numbers=furthest(seen.numbers, found.numbers if found else {}),
        )

    def _own(self) -> Glance | None:
        """What the file in use says, if it can be read and is the shop's own."""
        try:
            found = _look(self._folder.database)
        except Trouble:
            return None
        return found if self._seen().shop in (None, found.shop_id) else None

    def _seen(self) -> Seen:
        with plain_words(self._folder.witness):
            return read_witness(self._folder.witness)

    def alone(self) -> Lock:
        """Keeps everybody out of the data in use."""
        with plain_words(self._folder.root):
            refuse_place(self._folder.root)
            if not exists(self._folder):
                self._refuse_filled()
            make_private(self._folder.root)
            return hold_alone(self._folder)

    def _refuse_filled(self) -> None:
        """Where no shop is left, a folder may hold what belonged to it, and nothing else."""
        folder, database = self._folder, self._folder.database.name
        ours = {p.name for p in (folder.backups, folder.logs, folder.lock, folder.in_use)}
        there = {p.name for p in folder.root.iterdir()} if folder.root.exists() else set()
        if any(not name.startswith((database, _RESTORING)) for name in there - ours):
            raise Refused("folder_not_empty", path=str(folder.root))

    def put_back(self, file: Path, skipped: tuple[Numbers, ...]) -> Path | None:
        """Puts a copy in the place of the data in use.

        All is prepared beside them; one rename makes it so. The journal of the new file names
        the head that the witness remembers, so a crash right after the rename is no puzzle.
        """
        folder, seen = self._folder, self._seen()
        making = folder.root / _RESTORING
        with plain_words(folder.root):
            try:
                self._prepare(file, making, seen, skipped)
                aside = self._put_aside()
                for end in ("-wal", "-shm"):
                    # SQLite would lay them over the new file.
                    folder.database.with_name(folder.database.name + end).unlink(missing_ok=True)
                put_in_place(making, folder.database)
            finally:
                remove_database(making)
            found = glance(folder.database)
            witness = Witness(folder.witness, found.shop_id)
            witness.rebase(found.head, found.numbers)
            witness.close()
        return aside

    def _prepare(self, file: Path, making: Path, seen: Seen, skipped: tuple[Numbers, ...]) -> None:
        remove_database(making)
        copy_checked(file, making)
        if is_older(glance(making).revision, file):
            migrate(making)
        key = journal_key.find(glance(making).shop_id)
        with closing(copy_writer(making)) as opened, writing(opened) as connection:
            work = SqlWork(connection, key, self._clock)
            self._note(work, file, seen, skipped)

    def _note(self, work: SqlWork, file: Path, seen: Seen, skipped: tuple[Numbers, ...]) -> None:
        now = self._clock.now()
        for run in skipped:
            work.skip_numbers(run)
            ends = f"{run.first}-{run.last}"
            work.note(ActionKind.NUMBERS_SKIPPED, TILL, now, ref=run.series, detail=ends)
        work.note(ActionKind.RESTORE, TILL, now, ref=mark_of(seen.head), detail=file.name)

    def _put_aside(self) -> Path | None:
        """Keeps the data in use: as a whole copy, or file by file where that is impossible."""
        database = self._folder.database
        files = [database, wal_of(database), self._folder.witness]
        if not any(file.exists() for file in files):
            return None
        target = stamped(self._folder.backups, "before-restore", self._clock)
        if self._own() is None or not _copy_and_fold(database, target):
            target = target.with_suffix("")
            _copy_files(files, target)
        return target


def _copy_and_fold(database: Path, target: Path) -> bool:
    """Copies the file and makes it whole without its ``-wal``; False where it is damaged."""
    try:
        copy_database(database, target)
        with plain_words(database), closing(copy_writer(database)):
            return True
    except Trouble:
        return False


def _copy_files(files: list[Path], target: Path) -> None:
    target.mkdir(mode=0o700, parents=True)
    try:
        for file in files:
            if file.exists():
                shutil.copyfile(file, target / file.name)
                sync_file(target / file.name)
        sync_folder(target)
    except OSError:
        shutil.rmtree(target, ignore_errors=True)
        raise


def _look(database: Path) -> Glance:
    check_header(database)
    return glance(database)
