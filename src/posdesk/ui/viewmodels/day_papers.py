"""The papers of a close: the Z report printed and saved, each once, again where it failed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.shift import Shift
from posdesk.runtime.causes import CAUSES, explained
from posdesk.runtime.i18n import _
from posdesk.runtime.reasons import reason
from posdesk.services.ports.printing import JobKind, JobState, PrintJob
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.day_state import Step, StepState
from posdesk.ui.viewmodels.effects import say

DOTS = 576
"""The width of reports on the screen and in files."""

_RECENT_JOBS = 100
_NEVER_SURE = ("cannot_answer", "spooled")
"""Causes of printers that never say that a paper came out: nothing went wrong."""


class ZPapers(QObject):
    """Prints and saves the Z of one closed shift.

    Attributes:
        changed: a step went on or failed.
    """

    changed = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, folder: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._folder = folder or own_documents()
        self._shift: Shift | None = None
        self._job: PrintJob | None = None
        self._saved: Path | None = None
        self._print_problem = self._save_problem = ""
        self._asked = False

    def show_shift(self, shift: Shift | None, job: PrintJob | None) -> None:
        """Whose Z it is, and the job that prints it, as far as one is known."""
        if shift != self._shift:
            self._shift, self._print_problem, self._save_problem = shift, "", ""
        self._job = job
        path = self._path(shift) if shift else None
        self._saved = path if path and path.exists() else None

    def find_job(self, shift: Shift) -> PrintJob | None:
        """The newest job that prints a shift's Z; reads, so not for the window's thread."""
        wanted = (JobKind.Z_REPORT, str(shift.id))
        jobs = self._shop.papers.newest(_RECENT_JOBS)
        return next((job for job in jobs if (job.kind, job.ref) == wanted), None)

    def draw(self, shift: Shift) -> bytes:
        """The report of a shift as it prints, PNG."""
        return self._shop.renderer.png(self._shop.documents.shift_report(shift), DOTS)

    def work(self) -> bool:
        """Prints and saves where that did not happen yet; whether there was anything to do."""
        to_print = self._printing() is StepState.FAILED and not self._asked
        to_save = self._saved is None
        if self._shift is not None and to_print:
            self._print(self._shift)
        if self._shift is not None and to_save:
            self._save(self._shift)
        return to_print or to_save

    def steps(self) -> tuple[Step, ...]:
        """How far they are."""
        return (
            Step(_("Print the Z report"), self._print_words(), self._printing()),
            self._save_step(),
        )

    def _printing(self) -> StepState:
        return StepState.RUNNING if self._asked else progress_of(self._job)

    def _print_words(self) -> str:
        job = self._job
        if job is None or job.held:
            return self._print_problem or _("not printed yet")
        if job.cause is not None and job.cause in CAUSES:
            return explained(job.cause)
        return _("at the printer") if self._printing() is StepState.RUNNING else _("printed")

    def _save_step(self) -> Step:
        title = _("Save it as PDF")
        if self._saved is not None:
            return Step(title, str(self._saved), StepState.DONE, self._saved)
        return Step(title, self._save_problem or _("not saved yet"), StepState.FAILED)

    def _print(self, shift: Shift) -> None:
        papers, actor, job = self._shop.papers, self._shop.actor, self._job
        self._asked = True

        def queue() -> PrintJob:
            return papers.retry(job.id) if job else papers.print_shift(actor, shift.id)

        self._tasks.write(self, queue, self._queued, self._not_queued)

    def _queued(self, job: PrintJob) -> None:
        self._asked, self._job, self._print_problem = False, job, ""
        self.changed.emit()

    def _not_queued(self, error: Refused | Trouble) -> None:
        self._asked, self._print_problem = False, say(error).words
        self.changed.emit()

    def _save(self, shift: Shift) -> None:
        shop, path = self._shop, self._path(shift)

        def save() -> Path:
            page = shop.renderer.pdf(shop.documents.shift_report(shift), DOTS)
            return write_file(path, page)

        self._tasks.read(self, save, self._file_there, self._no_file)

    def _file_there(self, path: Path) -> None:
        self._saved, self._save_problem = path, ""
        self.changed.emit()

    def _no_file(self, error: Refused | Trouble) -> None:
        self._save_problem = say(error).words
        self.changed.emit()

    def _path(self, shift: Shift) -> Path:
        # A practice shop counts its shifts from 1 as well: the id keeps their files apart.
        name = f"Z-{shift.till}-{shift.number}-{shift.business_on}-{shift.id.hex[-6:]}.pdf"
        return self._folder / name


def progress_of(job: PrintJob | None) -> StepState:
    """How far a paper is; where nobody knows whether it came out, somebody has to look."""
    if job is None or job.held:
        return StepState.FAILED
    if job.state in (JobState.WAITING, JobState.SENDING):
        return StepState.RUNNING
    if job.state is JobState.CONFIRMED or job.cause in _NEVER_SURE:
        return StepState.DONE
    return StepState.FAILED


def write_file(path: Path, content: bytes) -> Path:
    """Writes a file, its folder made first.

    Raises:
        Trouble: ``cannot_write``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise Trouble("cannot_write", path=str(path), reason=reason(error)) from error
    return path


def own_documents() -> Path:
    """Where papers are saved that nobody chose a place for."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) / "posdesk"
