"""Matches the shop with its exchanges, as often as there is a line; the till never waits for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.offers import differs
from posdesk.services.ports.exchange import Connect, Exchange
from posdesk.services.ports.store import Store
from posdesk.services.sync_turn import Failed, Progress, Step, SyncTurn, fresh

_LEASE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Synced:
    """What a turn did.

    Attributes:
        products: made, changed, or taken off; prices set.
        stock: figures set. actions: orders the exchange was told of. orders: taken in or changed.
        waiting: what is still to be sent: actions, and goods that differ from what was sent.
    """

    exchange: str
    products: int = 0
    stock: int = 0
    actions: int = 0
    orders: int = 0
    waiting: int = 0
    failed: tuple[Failed, ...] = ()


def _quiet(_step: Step, _done: int, _of: int) -> None:
    pass


class Sync:
    """Sends and fetches."""

    def __init__(self, store: Store, connect: Connect, clock: Clock) -> None:
        self._store, self._connect, self._clock = store, connect, clock

    def run(
        self,
        actor: Actor,
        exchange: Exchange,
        progress: Progress = _quiet,
        *,
        audit: bool = False,
    ) -> Synced:
        """One turn. What goes wrong is told in the answer; pressing again is harmless.

        With ``audit`` what the exchange shows is compared with what was sent, for all goods.

        Raises:
            Refused: ``not_allowed``.
        """
        actor.require(Right.EXCHANGES)
        lease, holder = f"sync {exchange.id}", str(new_id())
        if not self._claim(lease, holder):
            failed = (Failed("", "sync_running"),)
            return Synced(exchange.name, waiting=self.waiting(exchange), failed=failed)
        claimed = self._clock.now()

        def go_on(step: Step, done: int, of: int) -> None:
            nonlocal claimed
            if self._clock.now() - claimed > _LEASE / 5:
                if not self._claim(lease, holder):
                    # It took so long that another program took over.
                    raise Trouble("sync_running")
                claimed = self._clock.now()
            progress(step, done, of)

        try:
            return self._turn(actor, exchange, go_on, audit=audit)
        finally:
            with self._store.write() as work:
                work.release_lease(lease, holder)

    def _claim(self, lease: str, holder: str) -> bool:
        with self._store.write() as work:
            return work.claim_lease(lease, holder, _LEASE)

    def waiting(self, exchange: Exchange) -> int:
        """How much is still to be sent: pushes, and goods that are not there as they should be."""
        with self._store.read() as reader:
            pushes = len(reader.queued(exchange.id))
            return pushes + sum(map(differs, reader.listings(exchange.id)))

    def _turn(self, actor: Actor, exchange: Exchange, progress: Progress, *, audit: bool) -> Synced:
        broken: tuple[Failed, ...] = ()
        turn = None
        try:
            connector = self._connect(exchange)
            turn = SyncTurn(self._store, self._clock, actor, exchange, connector, progress)
            try:
                turn.run(audit=audit)
            finally:
                connector.close()
        except (Refused, Trouble) as error:
            said = str(error.params.get("text", ""))
            broken = (Failed("", error.code, said, error.params),)
        self._remember(exchange, broken[0].code if broken else "")
        return Synced(
            exchange=exchange.name,
            products=turn.products if turn else 0,
            stock=turn.stock if turn else 0,
            actions=turn.actions if turn else 0,
            orders=turn.orders if turn else 0,
            waiting=self.waiting(exchange),
            failed=(*broken, *(turn.failed if turn else ())),
        )

    def _remember(self, exchange: Exchange, trouble: str) -> None:
        now = self._clock.now()
        with self._store.write() as work:
            known = fresh(work, exchange)
            matched = known.matched_at if trouble else now
            work.put_exchange(replace(known, tried_at=now, matched_at=matched, trouble=trouble))
