"""The end of the day: what was taken, the count, the close, and its papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import LARGEST, format_dong
from posdesk.domain.shift import Shift, ShiftClosing
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import _
from posdesk.services.ports.backups import Copy
from posdesk.services.ports.printing import PrintJob
from posdesk.services.ports.store import Totals
from posdesk.services.shifts import ShiftReport
from posdesk.services.shop import Shop
from posdesk.services.unfinished import UnfinishedBill
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.day_backup import ClosingBackup
from posdesk.ui.viewmodels.day_papers import ZPapers
from posdesk.ui.viewmodels.day_sending import send_and_receive, sending_steps
from posdesk.ui.viewmodels.day_state import (
    AskFloat,
    AskReason,
    DayState,
    Phase,
    ShowPaper,
    Step,
    StepState,
)
from posdesk.ui.viewmodels.day_words import (
    bars_of,
    figures_of,
    next_words,
    open_rows,
    open_words,
    outcome_of,
    shift_words,
    title_of,
)
from posdesk.ui.viewmodels.drawer_count import DrawerCount
from posdesk.ui.viewmodels.effects import Say, say
from posdesk.ui.viewmodels.syncing import SyncModel


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at the shop's data.

    Attributes:
        report: of the open shift, or of the one closed last; None if there is neither today.
        job: the newest job that prints its Z.
        paper: its Z as it prints.
        backup: one that holds its close.
    """

    day: date
    report: ShiftReport | None
    totals: Totals
    week_ago: int
    hours: Mapping[int, int]
    bills: tuple[UnfinishedBill, ...]
    blind: bool
    job: PrintJob | None
    paper: bytes
    backup: Copy | None

    @property
    def shift(self) -> Shift | None:
        """The shift that is counted or was closed."""
        return self.report.shift if self.report else None

    @property
    def closing(self) -> ShiftClosing | None:
        """Its close, if there was one."""
        return self.report.closing if self.report else None

    @property
    def phase(self) -> Phase:
        """Where the day is."""
        if self.report is None:
            return Phase.NO_SHIFT
        return Phase.CLOSED if self.closing else Phase.COUNTING


class DayModel(QObject):
    """Counts, closes, sends, saves and prints. What failed is done again by pressing again.

    Attributes:
        closed: the shift was closed just now, here or elsewhere.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    closed = Signal()

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        sync: SyncModel,
        reports: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._sync = shop, tasks, sync
        self._papers = ZPapers(shop, tasks, reports, self)
        self._backup = ClosingBackup(shop, tasks, self)
        for part in (self._papers, self._backup):
            part.changed.connect(self.refresh)
        sync.state_changed.connect(self._show)
        self._count = DrawerCount()
        self._look: _Look | None = None
        self._just_closed: UUID | None = None
        self._busy = False
        self.state = DayState()

    def refresh(self) -> None:
        """Reads the figures anew; the count that is being typed stays."""
        self._tasks.read(self, self._read, self._use, self._fail)

    def set_count(self, row: int, count: int | None) -> None:
        """How many of a note there are."""
        self._count = self._count.with_count(row, count)
        self._show()

    def set_small(self, dong: int | None) -> None:
        """What the small notes come to."""
        self._count = self._count.with_small(dong)
        self._show()

    def go_on(self) -> None:
        """The key of the close: closes; after it does again what failed, and nothing twice."""
        if self._busy:
            return
        if self.state.phase is Phase.COUNTING:
            self._compare()
        elif self.state.phase is Phase.NO_SHIFT:
            self.effect.emit(AskFloat())
        elif not self._work():
            self.effect.emit(Say(_("The shift is closed. Nothing is left to do.")))

    def next_shift(self) -> None:
        """After the close the next shift may be opened."""
        self.effect.emit(AskFloat())

    def close_because(self, reason: str) -> None:
        """Closes with what was counted; over or short for this reason."""
        if not self._busy and self.state.phase is Phase.COUNTING:
            self._close(reason)

    def show_report(self) -> None:
        """The X of the open shift, the Z of the closed one, as it prints."""
        shift = self._look.shift if self._look else None
        if shift is None:
            return
        title = _("Z report") if self.state.outcome else _("X report")
        self._tasks.read(
            self,
            lambda: self._papers.draw(shift),
            lambda png: self.effect.emit(ShowPaper(title, png)),
            self._fail,
        )

    def print_report(self) -> None:
        """The X or Z on paper, as often as it is asked for."""
        shift = self._look.shift if self._look else None
        if shift is not None:
            shop = self._shop
            self._tasks.write(
                self,
                lambda: shop.papers.print_shift(shop.actor, shift.id),
                self._print_asked,
                self._fail,
            )

    # --- looking

    def _read(self) -> _Look:
        shop, today = self._shop, self._shop.today()
        shift = shop.shifts.current(shop.actor.till) or self._last_closed(today)
        day = shift.business_on if shift else today
        report = shop.shifts.report(shift) if shift else None
        closed = shift if report and report.closing else None
        return _Look(
            day=day,
            report=report,
            totals=shop.shifts.day(day)[0],
            week_ago=shop.shifts.day(day - timedelta(days=7))[0].total,
            hours=shop.shifts.by_hour(day),
            bills=shop.shifts.unfinished(shop.actor.till) if report and not closed else (),
            blind=shop.settings.all()["shift.blind_count"] == "true",
            job=self._papers.find_job(closed) if closed else None,
            paper=self._paper(closed) if closed else b"",
            backup=self._backup.find(report.closing) if report and report.closing else None,
        )

    def _last_closed(self, today: date) -> Shift | None:
        last = next(iter(self._shop.shifts.latest(1)), None)
        if last is not None and (last.business_on == today or last.id == self._just_closed):
            return last
        return None

    def _paper(self, shift: Shift) -> bytes:
        """Drawn once: a closed shift never changes."""
        known = self._look if self._look and self._look.shift == shift else None
        return known.paper if known and known.paper else self._papers.draw(shift)

    def _use(self, look: _Look) -> None:
        before, self._look = self._look, look
        if before is None or before.shift != look.shift:
            self._count = DrawerCount()
        closed = look.shift if look.closing else None
        self._papers.show_shift(closed, look.job)
        self._backup.show_shift(closed.id if closed else None, look.backup)
        self._show()
        if before is not None and self._ended_elsewhere(before, look):
            self.effect.emit(Say(_("This shift was closed at another place.")))
            if look.closing is not None:
                self.closed.emit()

    def _ended_elsewhere(self, before: _Look, look: _Look) -> bool:
        counted = before.shift if before.phase is Phase.COUNTING else None
        if counted is None or counted.id == self._just_closed:
            return False
        return look.closing is not None or look.shift != counted

    # --- closing

    def _compare(self) -> None:
        shift, counted = self._look.shift if self._look else None, self._count.total
        if not self._count.begun:
            words = _("Count the drawer first. If there is nothing in it, type 0.")
            self.effect.emit(Say(words))
        elif counted > LARGEST:
            self._fail(Refused("too_large", text=format_dong(counted)))
        elif shift is not None:
            self._set_busy(True)
            self._tasks.read(self, lambda: self._shop.shifts.report(shift), self._judge, self._fail)

    def _judge(self, report: ShiftReport) -> None:
        self._set_busy(False)
        difference = self._count.total - report.expected
        if difference and report.closing is None:
            words = _("Counted {counted}; {expected} should be there.").format(
                counted=format_dong(self._count.total), expected=format_dong(report.expected)
            )
            self.effect.emit(AskReason(words, difference))
        else:
            self._close("")

    def _close(self, reason: str) -> None:
        shop, count = self._shop, self._count
        self._set_busy(True)
        self._tasks.write(
            self,
            lambda: shop.shifts.close(shop.actor, count.total, notes=count.notes, reason=reason),
            self._closed,
            self._not_closed,
        )

    def _closed(self, report: ShiftReport) -> None:
        self._busy, self._just_closed = False, report.shift.id
        if self._look is not None:
            self._use(replace(self._look, report=report, bills=()))
        self.closed.emit()
        self._work()
        self.refresh()

    def _work(self) -> bool:
        """Does what is not done yet, each step for itself; whether there was any."""
        closing = self._look.closing if self._look else None
        if closing is None:
            return False
        begun = (
            send_and_receive(self._sync, closing.closed_at),
            self._backup.work(),
            self._papers.work(),
        )
        return any(begun)

    def _not_closed(self, error: Refused | Trouble) -> None:
        """Closed elsewhere meanwhile: there is nothing to do but to look."""
        if error.code == "no_shift":
            self._set_busy(False)
            self.refresh()
        else:
            self._fail(error)

    def _print_asked(self, _job: PrintJob) -> None:
        self.effect.emit(Say(_("It goes to the printer.")))
        self.refresh()

    # --- showing

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show()

    def _fail(self, error: Refused | Trouble) -> None:
        self._set_busy(False)
        self.effect.emit(say(error))

    def _show(self) -> None:
        state = self._state(self._look) if self._look else replace(self.state, busy=self._busy)
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _state(self, look: _Look) -> DayState:
        closing = look.closing
        blind = look.blind and closing is None
        return DayState(
            title=title_of(look.day),
            phase=look.phase,
            shift=shift_words(look.report),
            figures=figures_of(look.totals, look.week_ago, look.day),
            bars=bars_of(look.hours),
            bills=open_rows(look.bills),
            bills_words=open_words(look.bills),
            count=self._count,
            expected=None if blind or look.report is None else look.report.expected,
            outcome=outcome_of(closing) if closing else None,
            steps=self._steps(look),
            paper=look.paper,
            action=_("Close the day") if look.report else _("Open the shift"),
            next=next_words(look.day, self._shop.today()) if closing else "",
            busy=self._busy,
        )

    def _steps(self, look: _Look) -> tuple[Step, ...]:
        closing = look.closing
        sending = sending_steps(
            self._sync.state, closing.closed_at if closing else None, self._sync.now()
        )
        if closing is None:
            waits = _("waits for the count") if look.report else _("waits for a shift")
            rest = (_("Backup"), _("Print the Z report"), _("Save it as PDF"))
            first, *others = (
                Step(title, waits, StepState.WAITING) for title in (_("Close the shift"), *rest)
            )
            return (first, *sending, *others)
        at = f"{local(closing.closed_at):%H:%M %d/%m/%Y}"
        done = Step(_("The shift is closed"), at, StepState.DONE)
        return (done, *sending, self._backup.step(), *self._papers.steps())
