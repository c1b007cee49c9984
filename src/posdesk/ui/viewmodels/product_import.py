"""Goods from a file: looked through first, then taken in as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.services.goods_file import Outcome, Wish
from posdesk.services.goods_rows import BadCell
from posdesk.services.shop import Shop
from posdesk.ui.shown import Record, Stress
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import say


@dataclass(frozen=True, slots=True)
class ImportState:
    """How far the file is.

    Attributes:
        done, total: products gone through, while ``busy``.
        outcome: what the file would do; what it did once that is ``written``.
        problem: why the file as a whole cannot be used.
    """

    busy: bool = True
    done: int = 0
    total: int = 0
    outcome: Outcome | None = None
    bad: tuple[Record, ...] = ()
    problem: str = ""

    @property
    def takes(self) -> int:
        """How many goods would be added or changed."""
        written = self.outcome is not None and self.outcome.written
        return self.outcome.new + self.outcome.changed if self.outcome and not written else 0


class ImportModel(QObject):
    """One file.

    Attributes:
        done: the goods are in the shop.
    """

    state_changed = Signal(object)
    done = Signal()
    _went_on = Signal(int, int)

    def __init__(self, shop: Shop, tasks: Tasks, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self.path = shop, tasks, path
        self._left = False
        self.state = ImportState()
        # From the reader's thread to the window's: Qt queues it.
        self._went_on.connect(self._show_progress)

    def look(self) -> None:
        """Goes through the file; nothing is written."""
        self._run(Wish(dry_run=True), self._looked)

    def take_in(self) -> None:
        """Writes the goods that are right."""
        if self.state.takes and not self.state.busy:
            self._run(Wish(skip_bad=bool(self.state.bad)), self._taken)

    def leave(self) -> None:
        """Ends what is under way; nothing of it is written."""
        self._left = True

    def _run(self, wish: Wish, then: Callable[[Outcome], None]) -> None:
        shop, path, went_on = self._shop, self.path, self._progress
        self._show(busy=True, done=0, total=0)
        job = shop.goods_files.take_in
        # Nearly all of it is reading; the till's sales do not queue up behind it.
        self._tasks.read(self, lambda: job(shop.actor, path, wish, went_on), then, self._fail)

    def _progress(self, done: int, total: int) -> None:
        if self._left:
            raise Trouble("interrupted")
        if done % 50 == 0 or done == total:
            self._went_on.emit(done, total)

    def _show_progress(self, done: int, total: int) -> None:
        if self.state.busy:
            self._show(done=done, total=total)

    def _looked(self, outcome: Outcome) -> None:
        self._show(busy=False, outcome=outcome, bad=tuple(map(_record, outcome.bad)))

    def _taken(self, outcome: Outcome) -> None:
        self._looked(outcome)
        self.done.emit()

    def _fail(self, error: Refused | Trouble) -> None:
        self._show(busy=False, problem=say(error).words)

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        self.state_changed.emit(self.state)


def outcome_words(outcome: Outcome) -> str:
    """What the file would do, or did."""
    words = _("{new} new, {changed} changed, {unchanged} unchanged, {skipped} left out.")
    return words.format(
        new=outcome.new,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        skipped=outcome.skipped,
    )


def _record(cell: BadCell) -> Record:
    """A wrong cell as a line of a list."""
    place = _("Line {line}, column {column}").format(line=cell.line, column=cell.column)
    return Record(sentence(cell.code, cell.params), place, "", "", Stress.TROUBLE)
