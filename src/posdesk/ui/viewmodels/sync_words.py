"""How the exchanges stand, in the shop's words."""

from __future__ import annotations

from datetime import datetime

from posdesk.runtime.clock import local
from posdesk.runtime.i18n import _
from posdesk.services.sync import Synced
from posdesk.services.sync_turn import Step
from posdesk.services.sync_words import message, remembered
from posdesk.ui.viewmodels.printers_state import Health, Word
from posdesk.ui.viewmodels.syncing import Progress, SyncState, Turn

_NETWORK = ("no_network", "exchange_slow", "exchange_broke_off")
_NAMED = 3
"""So many failures are named; the others are counted."""


def pill_of(state: SyncState, now: datetime) -> Word:
    """One quiet state for all exchanges; no words where there is none."""
    turns = state.turns
    if not turns:
        return Word()
    if state.busy:
        return Word(_("Matching …"), Health.PROGRESS)
    bad = [turn for turn in turns if not turn.good]
    if not bad:
        oldest = min(turn.exchange.matched_at for turn in turns if turn.exchange.matched_at)
        return Word(_("Matched {time}").format(time=time_words(oldest, now)), Health.GOOD)
    if all(turn.exchange.trouble in _NETWORK for turn in bad):
        count = sum(turn.waiting for turn in turns)
        wait = _("{count} wait for the network").format(count=count)
        return Word(wait if count else _("No line to the exchanges"), Health.ATTENTION)
    if all(turn.exchange.tried_at is None for turn in bad):
        return Word(_("Not matched yet"), Health.ATTENTION)
    return Word(_("{name}: look").format(name=next(t for t in bad).exchange.name), Health.TROUBLE)


def state_words(turn: Turn, state: SyncState, now: datetime) -> str:
    """How one exchange stands, why, and when it is tried again."""
    if turn.busy:
        return busy_words(turn)
    if turn.good:
        return _and(_done_words(turn, now), _waiting(turn))
    if turn.exchange.tried_at is None:
        return _and(_("Never matched so far."), _waiting(turn))
    return _and(trouble_words(turn), _waiting(turn), again_words(turn, state, now))


def health_of(turn: Turn, words: str) -> Word:
    """Words about an exchange with its health."""
    if turn.busy:
        return Word(words, Health.PROGRESS)
    return Word(words, Health.GOOD if turn.good else Health.ATTENTION)


def busy_words(turn: Turn) -> str:
    """How far its turn is."""
    return progress_words(turn.progress) if turn.progress else _("comes next")


def progress_words(progress: Progress) -> str:
    """Where a turn is."""
    words = {
        Step.PULL: _("Orders come in: {done}"),
        Step.TELL: _("It is told of orders: {done} of {of}"),
        Step.PRODUCTS: _("Goods: {done} of {of}"),
        Step.STOCK: _("Stock: {done} of {of}"),
    }[progress.step]
    return words.format(done=progress.done, of=progress.of)


def did_words(done: Synced) -> str:
    """What a turn did."""
    parts = (
        (done.orders, _("orders: {count}")),
        (done.products, _("goods sent: {count}")),
        (done.stock, _("stock figures: {count}")),
        (done.actions, _("messages about orders: {count}")),
    )
    said = [words.format(count=count) for count, words in parts if count]
    return " · ".join(said) or _("nothing new")


def trouble_words(turn: Turn) -> str:
    """Why it did not go through."""
    failed = turn.last.failed if turn.last else ()
    if not failed:
        exchange = turn.exchange
        known = {"exchange": exchange.name, "url": exchange.url, "path": exchange.url}
        return remembered(exchange.trouble, known)
    said = [f"{each.what}: {message(each)}" if each.what else message(each) for each in failed]
    more = len(said) - _NAMED
    rest = [_("and {count} more").format(count=more)] if more > 0 else []
    return " ".join((*said[:_NAMED], *rest))


def again_words(turn: Turn, state: SyncState, now: datetime) -> str:
    """When it is tried again."""
    at = state.again_at(turn)
    if at is None:
        return _("F5 tries again.")
    return _("Tried again at {time}.").format(time=time_words(max(at, now), now))


def time_words(at: datetime, now: datetime) -> str:
    """The time, with its day where that is not today."""
    there, here = local(at), local(now)
    return f"{there:%H:%M}" if there.date() == here.date() else f"{there:%H:%M %d/%m}"


def _done_words(turn: Turn, now: datetime) -> str:
    matched = turn.exchange.matched_at
    words = _("Matched {time}").format(time=time_words(matched, now)) if matched else ""
    return f"{words} · {did_words(turn.last)}." if turn.last else f"{words}."


def _waiting(turn: Turn) -> str:
    return _("Still to be sent: {count}.").format(count=turn.waiting) if turn.waiting else ""


def _and(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)
