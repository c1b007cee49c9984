"""Matching with the exchanges in the background: asked for, by the clock, at the end of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.clock import Clock
from posdesk.runtime.i18n import _
from posdesk.services.ports.exchange import Exchange
from posdesk.services.shop import Shop
from posdesk.services.sync import Synced
from posdesk.services.sync_turn import Step
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say, say

LOOK_MS = 60_000
"""How often it is looked whether a turn is due."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a turn is: ``done`` of ``of``, which is 0 where nobody knows."""

    step: Step
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Turn:
    """An exchange and how it stands.

    Attributes:
        waiting: what is still to be sent.
        busy: a turn is under way, or comes next.
        progress: how far it is.
        last: what the last turn of this window did.
    """

    exchange: Exchange
    waiting: int = 0
    busy: bool = False
    progress: Progress | None = None
    last: Synced | None = None

    @property
    def good(self) -> bool:
        """Whether the last try went through, with all there was to send."""
        matched = self.exchange.matched_at is not None and not self.exchange.trouble
        return matched and not (self.last and self.last.failed)

    def done_since(self, at: datetime) -> bool:
        """Whether a try since then went through."""
        matched = self.exchange.matched_at
        return self.good and matched is not None and matched >= at


@dataclass(frozen=True, slots=True)
class SyncState:
    """How the exchanges stand.

    Attributes:
        minutes: a turn comes by itself so often; 0 never.
    """

    turns: tuple[Turn, ...] = ()
    minutes: int = 0

    @property
    def busy(self) -> bool:
        """Whether one of them is being matched."""
        return any(turn.busy for turn in self.turns)

    def again_at(self, turn: Turn) -> datetime | None:
        """When it is tried again by itself."""
        tried = turn.exchange.tried_at
        return tried + timedelta(minutes=self.minutes) if tried and self.minutes else None


class SyncModel(QObject):
    """Runs turns one after another, never in the window's thread.

    Attributes:
        came: so many orders came in or changed.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    came = Signal(int)
    _moved = Signal(object, object)

    def __init__(
        self, shop: Shop, tasks: Tasks, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._clock = shop, tasks, clock
        self.state = SyncState()
        self._moved.connect(self._move)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look_at_clock)
        self._timer.start()

    def now(self) -> datetime:
        """What time it is."""
        return self._clock.now()

    def refresh(self) -> None:
        """Reads anew how they stand."""
        self._tasks.read(self, self._read, self._use, self._fail)

    def sync(self) -> None:
        """Matches all of them now."""
        if not self.state.turns:
            self.effect.emit(
                Say(_("No exchange is set up yet: Settings, Exchanges and web shops."))
            )
        for turn in self.state.turns:
            self.begin(turn)

    def begin(self, turn: Turn, *, audit: bool = False) -> None:
        """Matches one; nothing where that is under way. With ``audit`` all goods are compared."""
        exchange = turn.exchange
        if self._turn(exchange).busy:
            return
        self._put(replace(self._turn(exchange), busy=True))
        self._tasks.reach(
            self,
            partial(self._run, exchange, audit=audit),
            partial(self._ended, exchange),
            partial(self._broken, exchange),
        )

    def _run(self, exchange: Exchange, *, audit: bool) -> Synced:
        shop = self._shop

        def tell(step: Step, done: int, of: int) -> None:
            self._moved.emit(exchange, Progress(step, done, of))

        return shop.sync.run(shop.actor, exchange, tell, audit=audit)

    def _look_at_clock(self) -> None:
        """A turn is due so long after the last try, whichever program made it."""
        if not self.state.minutes:
            return
        self._tasks.read(self, self._read, self._begin_due, self._fail)

    def _begin_due(self, state: SyncState) -> None:
        self._use(state)
        now = self._clock.now()
        for turn in self.state.turns:
            at = self.state.again_at(turn)
            if self.state.minutes and (at is None or at <= now):
                self.begin(turn)

    def _read(self) -> SyncState:
        shop = self._shop
        turns = tuple(Turn(e, shop.sync.waiting(e)) for e in shop.exchanges.all())
        return SyncState(turns, int(shop.settings.all()["sync.minutes"]))

    def _use(self, state: SyncState) -> None:
        known = {turn.exchange.id: turn for turn in self.state.turns}
        turns = tuple(
            replace(known.get(new.exchange.id, new), exchange=new.exchange, waiting=new.waiting)
            for new in state.turns
        )
        self._show(replace(state, turns=turns))

    def _move(self, exchange: Exchange, progress: Progress) -> None:
        self._put(replace(self._turn(exchange), progress=progress))

    def _ended(self, exchange: Exchange, done: Synced) -> None:
        self._put(replace(self._turn(exchange), busy=False, progress=None, last=done))
        self.refresh()
        if done.orders:
            self.came.emit(done.orders)

    def _broken(self, exchange: Exchange, error: Refused | Trouble) -> None:
        self._put(replace(self._turn(exchange), busy=False, progress=None))
        self._fail(error)

    def _turn(self, exchange: Exchange) -> Turn:
        found = (turn for turn in self.state.turns if turn.exchange.id == exchange.id)
        return next(found, Turn(exchange))

    def _put(self, changed: Turn) -> None:
        here = changed.exchange.id
        turns = (changed if turn.exchange.id == here else turn for turn in self.state.turns)
        self._show(replace(self.state, turns=tuple(turns)))

    def _show(self, state: SyncState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))
