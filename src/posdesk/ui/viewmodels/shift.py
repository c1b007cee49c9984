"""The shift: whether one is open, its cash in and out, and what the till should be told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.shift import CashKind, CashMovement, Shift
from posdesk.runtime.clock import local
from posdesk.runtime.i18n import N_, _
from posdesk.runtime.sentences import sentence
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say

T = TypeVar("T")

REASONS = {
    CashKind.IN: (N_("Small change from the bank"), N_("The owner puts money in")),
    CashKind.OUT: (
        N_("The customer transferred too much"),
        N_("Something bought for the shop"),
        N_("Taken to the bank"),
        N_("The owner takes money out"),
    ),
}
"""What cash is moved for as a rule; another reason is typed."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the till says above its goods, never in the way.

    Attributes:
        action: the word on its button.
        opens: ``shift`` asks for the float, ``day`` and ``bank`` are screens.
    """

    words: str
    action: str
    opens: str


@dataclass(frozen=True, slots=True)
class ShiftState:
    """What is known of the shift.

    Attributes:
        last_float: of the shift before, đồng; None if there was none.
        notice: the one thing that wants attention most.
        problem: why the last wish was refused, in words.
    """

    shift: Shift | None = None
    last_float: int | None = None
    notice: Notice | None = None
    problem: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    shift: Shift | None
    last: Shift | None
    bank_changed_at: datetime | None
    today: date


class ShiftModel(QObject):
    """Opens the shift, moves cash, opens the drawer; each wish is done once.

    Attributes:
        opened: the new ``Shift``.
        done: the wish was carried out; its card may go.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    opened = Signal(object)
    done = Signal()

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self.state = ShiftState()

    def refresh(self) -> None:
        """Looks at the shift, the date and the shop's bank account."""
        self._tasks.read(self, self._look, self._use, self._refused)

    def begin(self) -> None:
        """A card opens: what was refused before is forgotten."""
        self._show(problem="")

    def open(self, float_amount: int) -> None:
        """Opens a shift with this much in the drawer, đồng."""
        shop = self._shop
        self._work(lambda: shop.shifts.open(shop.actor, float_amount), self._opened)

    def move_cash(self, kind: CashKind, amount: int, reason: str) -> None:
        """Puts cash in or takes it out."""
        shop = self._shop
        self._work(lambda: shop.shifts.move_cash(shop.actor, kind, amount, reason), self._moved)

    def open_drawer(self, reason: str) -> None:
        """Opens the drawer without a sale."""
        shop = self._shop
        self._work(lambda: shop.shifts.open_drawer(shop.actor, reason), self._drawer_opened)

    def _look(self) -> _Look:
        shifts = self._shop.shifts
        return _Look(
            shift=shifts.current(self._shop.actor.till),
            last=next(iter(shifts.latest(1)), None),
            bank_changed_at=self._shop.settings.bank_changed_at(),
            today=self._shop.today(),
        )

    def _use(self, look: _Look) -> None:
        self._show(
            shift=look.shift,
            last_float=look.last.float_amount if look.last else None,
            notice=notice_of(look.shift, look.today, look.bank_changed_at),
        )

    def _opened(self, shift: Shift) -> None:
        self._finish(_("The shift is open. Good selling!"))
        self.opened.emit(shift)

    def _moved(self, movement: CashMovement) -> None:
        wording = (
            _("Put in: {amount}") if movement.kind is CashKind.IN else _("Taken out: {amount}")
        )
        self._shop.queue.notify()
        self._finish(wording.format(amount=format_dong(movement.amount)))

    def _drawer_opened(self, _nothing: None) -> None:
        self._shop.queue.notify()
        self._finish(_("The drawer opens."))

    def _finish(self, words: str) -> None:
        self._show(busy=False, problem="")
        self.done.emit()
        self.effect.emit(Say(words))
        self.refresh()

    def _work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        if not self.state.busy:
            self._show(busy=True, problem="")
            self._tasks.write(self, job, done, self._refused)

    def _refused(self, error: Refused | Trouble) -> None:
        self._show(busy=False, problem=sentence(error.code, error.params))

    def _show(self, **changes: object) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type]  # named by the callers
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def notice_of(shift: Shift | None, today: date, bank_changed_at: datetime | None) -> Notice | None:
    """What the till should say, the most pressing first; None where all is well."""
    if shift is None:
        words = _("No shift is open yet. Count the drawer and open one.")
        return Notice(words, _("Open the shift"), "shift")
    if shift.business_on < today:
        words = _("The shift of {date} is still open: what you sell now counts for that day.")
        text = words.format(date=f"{shift.business_on:%d/%m/%Y}")
        return Notice(text, _("Close it"), "day")
    if bank_changed_at is not None:
        return Notice(bank_changed_words(bank_changed_at), _("Look at it"), "bank")
    return None


def bank_changed_words(at: datetime) -> str:
    """What is shown for a day after the shop's bank account was changed."""
    words = _("The account for transfers was changed at {time}. Was that you?")
    return words.format(time=f"{local(at):%H:%M, %d/%m/%Y}")
