"""The backup of a close: made once, again where it failed."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.shift import ShiftClosing
from posdesk.runtime.i18n import _
from posdesk.services.ports.backups import Copy
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.day_state import Step, StepState
from posdesk.ui.viewmodels.effects import say


class ClosingBackup(QObject):
    """A backup that holds one closed shift.

    Attributes:
        changed: it went on or failed.
    """

    changed = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._shift: UUID | None = None
        self._copy: Copy | None = None
        self._problem, self._busy = "", False

    def find(self, closing: ShiftClosing) -> Copy | None:
        """The newest backup, if it holds the close; reads, so not for the window's thread."""
        if self._copy is not None and self._shift == closing.shift_id:
            return self._copy
        newest = next(iter(self._shop.backups.all()), None)
        at = newest.newest_at if newest else None
        return newest if at is not None and at >= closing.closed_at else None

    def show_shift(self, shift: UUID | None, copy: Copy | None) -> None:
        """Whose it is, and the backup that is there."""
        if shift != self._shift:
            self._shift, self._problem = shift, ""
        self._copy = copy

    def work(self) -> bool:
        """Makes it where there is none; whether there was anything to do."""
        if self._shift is None or self._copy is not None or self._busy:
            return False
        shop, self._busy = self._shop, True
        self._tasks.read(self, lambda: shop.backups.create(shop.actor), self._made, self._failed)
        self.changed.emit()
        return True

    def step(self) -> Step:
        """How far it is."""
        title = _("Backup")
        if self._busy:
            return Step(title, _("is being made and checked"), StepState.RUNNING)
        if self._copy is not None:
            return Step(title, _made_words(self._copy), StepState.DONE)
        return Step(title, self._problem or _("not made yet"), StepState.FAILED)

    def _made(self, copy: Copy) -> None:
        self._busy, self._copy, self._problem = False, copy, ""
        self.changed.emit()

    def _failed(self, error: Refused | Trouble) -> None:
        self._busy, self._problem = False, say(error).words
        self.changed.emit()


def _made_words(copy: Copy) -> str:
    return _("checked, all is in it: {file}").format(file=copy.path.name)
