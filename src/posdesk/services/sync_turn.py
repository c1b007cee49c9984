"""One turn with one exchange: what is unclear first, then orders in, then everything out.

Orders are pulled before stock is pushed, or an online order nobody here has seen yet would give
its goods back for sale. Nothing is sent twice: what was sent and not answered is looked up first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from itertools import islice
from typing import TypeVar
from uuid import UUID

from posdesk.domain.access import Actor
from posdesk.domain.errors import Trouble
from posdesk.domain.listing import Listing, ListingState, Sent, offered
from posdesk.domain.money import format_dong
from posdesk.domain.order import Look
from posdesk.runtime.clock import Clock
from posdesk.services.offers import (
    after,
    content,
    differs,
    looked_at,
    on_sale,
    pieces,
    sending,
    wanted,
)
from posdesk.services.order_intake import lost, take_in
from posdesk.services.order_records import OrderRecords
from posdesk.services.ports.exchange import (
    BadOrder,
    Connector,
    Exchange,
    Gone,
    ItemDraft,
    Outcome,
    PriceSet,
    RemoteItem,
    Result,
    StockSet,
    Verb,
)
from posdesk.services.ports.orders import Offer, PushState, Queued
from posdesk.services.ports.store import Reader, Store, Work

T = TypeVar("T")

BATCH = 50
_REPEATS = 20
"""Pages that bring nothing new, one behind the other; more are a line that plays them again."""
_Figure = Callable[[Sent, Offer], Sent]
"""What is kept of what was sent."""
_WAITS = (1, 5, 15, 60)
"""Minutes before the next look at a push that got no answer."""


class Step(StrEnum):
    """Where a turn is."""

    PULL = "pull"
    TELL = "tell"
    PRODUCTS = "products"
    STOCK = "stock"


Progress = Callable[[Step, int, int], None]
"""Called with the step, how much of it is done, and of how much (0: not known)."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that did not go through.

    Attributes:
        what: an order's number or a SKU; empty where it stopped the turn.
        code: why, a posdesk code; params: what its sentence needs.
        text: the exchange's own words.
    """

    what: str
    code: str
    text: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


class SyncTurn:
    """A turn, and what it did so far."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        actor: Actor,
        exchange: Exchange,
        connector: Connector,
        progress: Progress,
    ) -> None:
        self._store, self._clock, self._actor = store, clock, actor
        self._exchange, self._connector, self._progress = exchange, connector, progress
        self._seen: set[str] = set()
        self.products = self.stock = self.actions = self.orders = 0
        self.failed: list[Failed] = []

    def run(self, *, audit: bool = False) -> None:
        """Goes through all of it; with ``audit`` all goods there are compared with what was sent.

        Raises:
            Refused, Trouble: it ended early; what was done before stands.
        """
        self._resolve()
        self._pull()
        self._sweep()
        self._tell()
        self._keep_prices(audit=audit)
        self._publish()
        self._level()
        if audit:
            self._recount()

    # --- orders in

    def _pull(self) -> None:
        with self._store.read() as reader:
            cursor, more, old = fresh(reader, self._exchange).cursor, True, 0
        while more:
            page = self._connector.changes(cursor)
            old = old + 1 if all(o.remote_id in self._seen for o in page.orders) else 0
            if old > _REPEATS:
                raise Trouble("exchange_repeats")
            with self._store.write() as work:
                records = OrderRecords(work, self._actor, self._clock, self._exchange.name)
                work.release_expired(self._clock.now())
                for seen in page.orders:
                    self.orders += take_in(records, self._exchange, seen)
                    self._seen.add(seen.remote_id)
                # The place to go on is saved with what was read up to it.
                work.put_exchange(replace(fresh(work, self._exchange), cursor=page.cursor))
            self.failed += map(_bad, page.bad)
            cursor, more = page.cursor, page.more
            self._progress(Step.PULL, self.orders, 0)

    def _sweep(self) -> None:
        """Reads every order again that is not over: no server's "modified since" can be trusted."""
        with self._store.read() as reader:
            known = [i for i in reader.open_orders(self._exchange.id) if i not in self._seen]
        for some in _batches(known):
            answers = self._connector.refetch(some)
            with self._store.write() as work:
                records = OrderRecords(work, self._actor, self._clock, self._exchange.name)
                for answer in answers:
                    if isinstance(answer, Gone):
                        lost(records, self._exchange, answer.remote_id)
                    elif isinstance(answer, BadOrder):
                        self.failed.append(_bad(answer))
                    else:
                        self.orders += take_in(records, self._exchange, answer)
            self._progress(Step.PULL, self.orders, 0)

    # --- what the exchange is told of orders

    def _resolve(self) -> None:
        """What was sent and never answered is looked up before anything else."""
        for queued in self._queued(PushState.SENT, PushState.UNKNOWN):
            result = self._connector.resolve(queued.push)
            if result is None:
                self._keep(replace(queued, state=PushState.WAITING, next_at=None))
            else:
                self._answered(queued, result)

    def _tell(self) -> None:
        due = [q for q in self._queued(PushState.WAITING) if self._due(q)]
        for number, queued in enumerate(due, 1):
            self._progress(Step.TELL, number, len(due))
            sent = replace(queued, state=PushState.SENT, attempts=queued.attempts + 1)
            # Stored before the line is opened: after a crash nobody knows whether it arrived.
            self._keep(sent)
            self._answered(sent, self._connector.push(sent.push))

    def _answered(self, queued: Queued, result: Result) -> None:
        states = {
            Outcome.DONE: PushState.DONE,
            Outcome.REJECTED: PushState.REJECTED,
            Outcome.UNKNOWN: PushState.UNKNOWN,
        }
        answer = result.text or result.code
        wait = timedelta(minutes=_WAITS[min(queued.attempts, len(_WAITS)) - 1])
        later = self._clock.now() + wait if result.outcome is Outcome.UNKNOWN else None
        self._keep(replace(queued, state=states[result.outcome], answer=answer, next_at=later))
        if result.outcome is Outcome.DONE:
            self.actions += 1
            self._doubt(queued)
        else:
            self.failed.append(Failed(self._note(queued, result), result.code, result.text))

    def _doubt(self, queued: Queued) -> None:
        """A cancelled order is another there now, and its goods are on sale again.

        So the next snapshot is news, even one that equals the last: somebody took it back.
        """
        if queued.push.verb is not Verb.CANCEL:
            return
        with self._store.write() as work:
            order = work.order(queued.order_id)
            if order is not None:
                work.put_order(order, self._clock.now(), digest="")

    def _note(self, queued: Queued, result: Result) -> str:
        """The order's number; one whose exchange refused has to be looked at."""
        with self._store.write() as work:
            order = work.order(queued.order_id)
            if order is None:
                return ""
            if result.outcome is Outcome.REJECTED:
                work.put_order(replace(order, look=Look.NOT_DONE_THERE), self._clock.now())
        return order.number

    def _due(self, queued: Queued) -> bool:
        return queued.next_at is None or queued.next_at <= self._clock.now()

    def _queued(self, *states: PushState) -> Sequence[Queued]:
        with self._store.read() as reader:
            return [q for q in reader.queued(self._exchange.id) if q.state in states]

    def _keep(self, queued: Queued) -> None:
        with self._store.write() as work:
            work.queue_push(queued)

    # --- goods out

    def _publish(self) -> None:
        """Products whose texts or picture changed, and those to be taken off."""
        with self._store.read() as reader:
            offers = reader.listings(self._exchange.id)
        new = [o for o in offers if _ours(o) and content(o) != o.listing.sent.content]
        off = [o for o in offers if not wanted(o) and on_sale(o)]
        for offers_now, send in ((new, self._offered), (off, self._withdrawn)):
            for some in _batches(offers_now):
                # Kept before the line is opened: a lost answer must not hide what is there.
                self._note_sent(some, lambda sent, _offer: sending(sent))
                self._published(zip(some, send(some), strict=True))
                self._progress(Step.PRODUCTS, self.products, len(new) + len(off))

    def _published(self, pairs: Iterable[tuple[Offer, Result]]) -> None:
        with self._store.write() as work:
            for offer, result in pairs:
                _put(work, offer, after(offer, result))
                if result.outcome is Outcome.DONE:
                    self.products += 1
                else:
                    self.failed.append(Failed(offer.sku, result.code, result.text))

    def _offered(self, offers: Sequence[Offer]) -> Sequence[Result]:
        with self._store.read() as reader:
            drafts = [
                replace(_named(o), picture=reader.picture(o.listing.product_id))
                if o.picture_digest
                else _named(o)
                for o in offers
            ]
        return self._connector.upsert(drafts)

    def _withdrawn(self, offers: Sequence[Offer]) -> Sequence[Result]:
        """Takes goods off; those whose making got no answer are looked for first."""
        lost = [_named(o) for o in offers if not o.listing.remote_id]
        found = self._connector.find(lost) if lost else {}
        ids = {o: o.listing.remote_id or _id_of(found.get(o.listing.product_id)) for o in offers}
        there = [o for o in offers if ids[o]]
        results = self._connector.withdraw([replace(_named(o), remote_id=ids[o]) for o in there])
        said = dict(zip(there, results, strict=True))
        return [said.get(o, Result(Outcome.DONE)) for o in offers]

    def _level(self) -> None:
        """Stock and prices that are not what was sent; the newest figure only."""
        with self._store.read() as reader:
            offers = reader.listings(self._exchange.id)
        live = [o for o in offers if wanted(o) and o.listing.remote_id]
        stock = [o for o in live if pieces(o) != o.listing.sent.stock]
        for some in _batches(stock):
            levels = [StockSet(o.listing.remote_id, o.sku, pieces(o)) for o in some]
            self._note_sent(some, lambda sent, _offer: replace(sent, stock=None))
            results = self._connector.set_stock(levels)
            self.stock += self._levelled(
                some, results, lambda sent, o: replace(sent, stock=pieces(o))
            )
            self._progress(Step.STOCK, self.stock, len(stock))
        priced = [o for o in self._there() if _ours(o) and o.price != o.listing.sent.price]
        for some in _batches(priced):
            prices = [PriceSet(o.listing.remote_id, o.sku, o.price) for o in some]
            self._note_sent(some, lambda sent, _offer: replace(sent, price=None))
            results = self._connector.set_price(prices)
            self.products += self._levelled(
                some, results, lambda sent, o: replace(sent, price=o.price)
            )

    # --- what the exchange shows

    def _keep_prices(self, *, audit: bool) -> None:
        """A price somebody changed there is not written over; a person decides."""
        offers = [o for o in self._there() if audit or not _ours(o) or differs(o)]
        for some in _batches(o for o in offers if o.listing.sent.price is not None):
            found = self._connector.find([_named(offer) for offer in some])
            with self._store.write() as work:
                for offer in some:
                    there = found.get(offer.listing.product_id)
                    if there is None and not audit:
                        continue
                    looked = looked_at(offer, there)
                    if looked != offer.listing:
                        _put(work, offer, looked)
                    if looked.reason and looked.reason != offer.listing.reason:
                        self.failed.append(_another(offer, looked.reason, there))

    def _recount(self) -> None:
        """Stock there that neither the shop nor an order explains is told, and set anew."""
        shown: dict[UUID, int | None] = {}
        for some in _batches(self._there()):
            found = self._connector.find([_named(offer) for offer in some])
            shown |= {product: there.stock for product, there in found.items()}
        # Bought while the turn went on: such orders explain what is missing.
        self._pull()
        for offer in self._there():
            stock, sent = shown.get(offer.listing.product_id), offer.listing.sent
            if stock in (None, sent.stock) or pieces(offer) != sent.stock:
                continue
            params = {"there": stock, "sent": sent.stock}
            self.failed.append(Failed(offer.sku, "stock_differs", params=params))
            self._note_sent([offer], lambda sent, _offer: replace(sent, stock=None))
        self._level()

    def _there(self) -> Sequence[Offer]:
        """What is on sale there, as far as is known."""
        with self._store.read() as reader:
            offers = [o for o in reader.listings(self._exchange.id) if wanted(o) and on_sale(o)]
        return [offer for offer in offers if offer.listing.remote_id]

    def _levelled(self, offers: Sequence[Offer], results: Sequence[Result], figure: _Figure) -> int:
        """Keeps what was acknowledged; how many were."""
        pairs = list(zip(offers, results, strict=True))
        done = [offer for offer, result in pairs if result.outcome is Outcome.DONE]
        self._note_sent(done, figure)
        self.failed += [
            Failed(offer.sku, result.code, result.text)
            for offer, result in pairs
            if result.outcome is not Outcome.DONE
        ]
        return len(done)

    def _note_sent(self, offers: Iterable[Offer], figure: _Figure) -> None:
        """Keeps what an exchange has of listings, whatever else of them changed meanwhile."""
        with self._store.write() as work:
            for offer in offers:
                sent = figure(offer.listing.sent, offer)
                work.put_sent(replace(offer.listing, sent=sent))


def fresh(reader: Reader, exchange: Exchange) -> Exchange:
    """The exchange as it is now."""
    return next((e for e in reader.exchanges() if e.id == exchange.id), exchange)


def _now(work: Work, offer: Offer) -> Listing:
    """The listing as it is now: somebody may have changed it while the line was busy."""
    known = work.listing(offer.listing.exchange_id, offer.listing.product_id)
    return known.listing if known else offer.listing


def _put(work: Work, offer: Offer, changed: Listing) -> None:
    """Keeps what a push made of a listing; what its owner decided meanwhile stands."""
    now = _now(work, offer)
    state = changed.state if now.state is offer.listing.state else now.state
    kept = replace(now, state=state, remote_id=changed.remote_id, sent=changed.sent)
    work.put_listing(replace(kept, reason=changed.reason))


def _id_of(item: RemoteItem | None) -> str:
    return item.remote_id if item else ""


def _batches(things: Iterable[T]) -> Iterator[tuple[T, ...]]:
    rest = iter(things)
    while some := tuple(islice(rest, BATCH)):
        yield some


def _named(offer: Offer) -> ItemDraft:
    """A product as it should stand there, without its picture."""
    listing = offer.listing
    return ItemDraft(
        product_id=listing.product_id,
        remote_id=listing.remote_id,
        sku=offer.sku,
        gtin=offer.gtin,
        title=listing.title or offer.name,
        description=offer.description,
        category=offer.category,
        price=offer.price,
        stock=offered(offer.available, listing.buffer),
        details=offer.details,
    )


def _ours(offer: Offer) -> bool:
    """Whether the shop's price and texts go there; where they differ a person decides first."""
    return wanted(offer) and offer.listing.state is not ListingState.DIFFERS


def _another(offer: Offer, code: str, there: RemoteItem | None) -> Failed:
    price = format_dong(there.price) if there and there.price is not None else ""
    return Failed(offer.sku, code, params={"price": price, "own": format_dong(offer.price)})


def _bad(order: BadOrder) -> Failed:
    return Failed(order.remote_id, order.code, order.text, order.params)
