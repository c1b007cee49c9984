"""Sending and receiving at the end of the day: one step for each exchange."""

from __future__ import annotations

from datetime import datetime

from posdesk.runtime.i18n import _
from posdesk.ui.viewmodels.day_state import Share, Step, StepState
from posdesk.ui.viewmodels.sync_words import state_words
from posdesk.ui.viewmodels.syncing import SyncModel, SyncState, Turn


def send_and_receive(sync: SyncModel, closed_at: datetime) -> bool:
    """Begins what was not done since the close, all goods compared; whether there was any."""
    undone = [turn for turn in sync.state.turns if not turn.done_since(closed_at)]
    for turn in undone:
        sync.begin(turn, audit=True)
    return bool(undone)


def sending_steps(state: SyncState, closed_at: datetime | None, now: datetime) -> tuple[Step, ...]:
    """How far each is; before the close they wait."""
    return tuple(_step(turn, state, closed_at, now) for turn in state.turns)


def _step(turn: Turn, state: SyncState, closed_at: datetime | None, now: datetime) -> Step:
    title = _("Send and receive: {exchange}").format(exchange=turn.exchange.name)
    if closed_at is None:
        waits = _("waits; to be sent: {count}") if turn.waiting else _("waits")
        return Step(title, waits.format(count=turn.waiting), StepState.WAITING)
    words = state_words(turn, state, now)
    if turn.busy:
        return Step(title, words, StepState.RUNNING, share=_share(turn))
    if turn.done_since(closed_at):
        return Step(title, words, StepState.DONE)
    tried = turn.exchange.tried_at
    if turn.last is None and (tried is None or tried < closed_at):
        return Step(title, _("not sent yet"), StepState.WAITING)
    return Step(title, words, StepState.FAILED)


def _share(turn: Turn) -> Share:
    progress = turn.progress
    return Share(progress.done, progress.of) if progress else Share(0, 0)
