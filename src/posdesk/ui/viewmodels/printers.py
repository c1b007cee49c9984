"""The printers: set up, asked, tried; and what they still have to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.causes import CAUSES
from posdesk.runtime.i18n import _
from posdesk.runtime.ids import new_id
from posdesk.runtime.sentences import sentence
from posdesk.services.ports.printing import (
    FoundPrinter,
    JobState,
    PrinterConfig,
    PrinterStatus,
    PrintJob,
)
from posdesk.services.shop import Shop
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say, say
from posdesk.ui.viewmodels.printers_state import (
    Health,
    PrinterForm,
    PrinterRow,
    PrintersState,
    Word,
)
from posdesk.ui.viewmodels.printers_words import (
    AGAIN,
    CAME_OUT,
    GIVE_UP,
    OTHER,
    address_of,
    advised,
    found_label,
    job_row,
    jobs_to_show,
    pill_word,
    printer_detail,
    status_word,
)

T = TypeVar("T")

LOOK_MS = 2000
"""How often the queue is looked at."""

_RECENT = 200


@dataclass(frozen=True, slots=True)
class _Look:
    printers: tuple[PrinterConfig, ...] = ()
    jobs: tuple[PrintJob, ...] = ()


class PrintersModel(QObject):
    """Sets printers up, prints their test pages, answers for the jobs that want it."""

    state_changed = Signal(object)
    effect = Signal(object)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._look = _Look()
        self._looking = False
        self._said: dict[UUID, Word] = {}
        self._form: PrinterForm | None = None
        self._test_job: UUID | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.refresh)
        self.state = PrintersState()

    def start(self) -> None:
        """Looks at the queue from now on."""
        self.refresh()
        self._timer.start()

    def refresh(self) -> None:
        """Looks at printers and queue; a look that is under way counts for this one too."""
        if not self._looking:
            self._looking = True
            self._tasks.read(self, self._read, self._use, self._not_read)

    def ask(self) -> None:
        """Asks each printer how it is."""
        for printer in self._look.printers:
            self._said[printer.id] = Word(_("asking …"), Health.PROGRESS)
            self._tasks.read(
                self,
                partial(self._shop.papers.status, printer),
                partial(self._use_status, printer.id),
                partial(self._use_trouble, printer.id),
            )
        self._show()

    def answer(self, job_id: UUID, answer: str) -> None:
        """What a person says to a job."""
        papers = self._shop.papers
        jobs: dict[str, Callable[[], object]] = {
            AGAIN: lambda: papers.retry(job_id),
            GIVE_UP: lambda: papers.cancel(job_id),
            CAME_OUT: lambda: papers.came_out(job_id),
        }
        other = UUID(answer.removeprefix(OTHER)) if answer.startswith(OTHER) else None
        job = jobs.get(answer) or (lambda: papers.retry(job_id, other))
        self._tasks.write(self, job, lambda _done: self.refresh(), self._fail)

    # --- setting up

    def add(self) -> None:
        """Begins a new printer and looks for some."""
        self._form = PrinterForm(looking=True)
        self._test_job = None
        self._show()
        self._tasks.read(
            self, lambda: self._shop.finder().candidates(), self._found, self._not_found
        )

    def edit(self, printer_id: UUID) -> None:
        """Begins to change a printer."""
        config = next((p for p in self._look.printers if p.id == printer_id), None)
        if config is not None:
            self._test_job = None
            self._form = PrinterForm(
                config=config,
                name=config.name,
                address=config.address,
                width=config.width_dots,
                drawer=config.has_drawer,
                cutter=config.has_cutter,
            )
            self._show()

    def change(self, **fields: object) -> None:
        """Changes fields of the form."""
        if self._form is not None:
            self._form = replace(self._form, problem="", **fields)  # type: ignore[arg-type]  # named by the callers
            self._show()

    def take_found(self, address: str) -> None:
        """Takes a printer that was found; its own name, while none is typed."""
        if self._form is not None:
            label = next((each.label for each in self._form.found if each.key == address), "")
            self.change(address=address, name=self._form.name or label.rpartition(" · ")[0])

    def leave(self) -> None:
        """Goes back to the list."""
        self._form = None
        self._show()

    def save(self) -> None:
        """Keeps the printer as it is set up."""
        self._keep(self._saved)

    def test(self) -> None:
        """Keeps it, then prints its test page."""
        self._keep(self._try)

    def remove_edited(self) -> None:
        """Removes the printer that is set up; what waits there waits for another."""
        config = self._form.config if self._form else None
        if config is not None:
            shop = self._shop
            self._form = None
            self._tasks.write(
                self,
                lambda: shop.papers.remove_printer(shop.actor, config),
                lambda _done: self.refresh(),
                self._fail,
            )

    def _keep(self, then: Callable[[PrinterConfig], None]) -> None:
        if self._form is None or self._form.busy:
            return
        shop, config = self._shop, config_of(self._form)
        self.change(busy=True)
        self._tasks.write(
            self, lambda: shop.papers.add_printer(shop.actor, config), then, self._refused
        )

    def _saved(self, config: PrinterConfig) -> None:
        self._form = None
        self.effect.emit(Say(_("{name} is set up.").format(name=config.name)))
        self.refresh()

    def _try(self, config: PrinterConfig) -> None:
        shop = self._shop
        self.change(config=config, test=Word(_("The test page goes out …"), Health.PROGRESS))
        self._tasks.write(
            self,
            lambda: shop.papers.print_test_page(shop.actor, config),
            self._tried,
            self._refused,
        )

    def _tried(self, job: PrintJob) -> None:
        self._test_job = job.id
        self.change(busy=False)
        self.refresh()

    def _refused(self, error: Refused | Trouble) -> None:
        if self._form is not None:
            words = sentence(error.code, error.params)
            self._form = replace(self._form, busy=False, problem=words, test=Word())
        self._show()

    def _found(self, found: Sequence[FoundPrinter]) -> None:
        choices = tuple(Choice(each.address, found_label(each)) for each in found)
        self.change(found=choices, looking=False)

    def _not_found(self, error: Refused | Trouble) -> None:
        self.change(looking=False)
        self._fail(error)

    # --- looking

    def _read(self) -> _Look:
        papers = self._shop.papers
        return _Look(papers.printers(), tuple(papers.newest(_RECENT)))

    def _use(self, look: _Look) -> None:
        self._looking, self._look = False, look
        tried = next((job for job in look.jobs if job.id == self._test_job), None)
        if tried is not None and self._form is not None:
            self._form = replace(self._form, test=trial_word(tried))
        self._show()

    def _not_read(self, error: Refused | Trouble) -> None:
        self._looking = False
        self._fail(error)

    def _use_status(self, printer_id: UUID, status: PrinterStatus | None) -> None:
        self._said[printer_id] = status_word(status)
        self._show()

    def _use_trouble(self, printer_id: UUID, error: Refused | Trouble) -> None:
        cause = error.code.removeprefix("printer_")
        words = advised(cause) if cause in CAUSES else sentence(error.code, error.params)
        self._said[printer_id] = Word(words, Health.TROUBLE)
        self._show()

    def _fail(self, error: Refused | Trouble) -> None:
        self._show()
        self.effect.emit(say(error))

    def _show(self) -> None:
        look = self._look
        state = PrintersState(
            printers=tuple(
                PrinterRow(p.id, p.name, printer_detail(p), self._said.get(p.id, Word()))
                for p in look.printers
            ),
            jobs=tuple(job_row(job, look.printers) for job in jobs_to_show(look.jobs)),
            form=self._form,
            pill=pill_word(look.printers, look.jobs),
        )
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def config_of(form: PrinterForm) -> PrinterConfig:
    """The printer a form describes; at another address nothing is known of its answers."""
    address = address_of(form.address)
    same = form.config is not None and form.config.address == address
    return PrinterConfig(
        id=form.config.id if form.config else new_id(),
        name=form.name.strip() or _("Counter"),
        address=address,
        width_dots=form.width,
        has_drawer=form.drawer,
        has_cutter=form.cutter,
        answers=form.config.answers if same and form.config else None,
    )


def trial_word(job: PrintJob) -> Word:
    """How a test page went, and what to look at on it."""
    if job.state in (JobState.WAITING, JobState.SENDING):
        return Word(
            advised(job.cause) if job.cause else _("The test page goes out …"), Health.PROGRESS
        )
    if job.state is JobState.FAILED:
        return Word(advised(job.cause or "internal"), Health.TROUBLE)
    ruler = _("Are both ends of the ruler on the paper? If not, choose the narrower paper.")
    if job.state is JobState.CONFIRMED:
        return Word(f"{_('The printer says that it printed.')} {ruler}", Health.GOOD)
    return Word(f"{_(CAUSES[job.cause or 'internal'].words)}. {ruler}", Health.ATTENTION)
