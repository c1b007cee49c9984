"""Goods on one exchange: which are offered, how they stand, and what a buyer would miss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_amount, format_dong, parse_dong
from posdesk.services.ports.exchange import Exchange
from posdesk.services.ports.goods import ProductRow, Wanted
from posdesk.services.ports.orders import Offer
from posdesk.services.shop import Shop
from posdesk.ui.shown import Record
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import say
from posdesk.ui.viewmodels.listings_words import record_of

OFFERED, OTHERS = "offered", "others"
_MOST = 500
"""So many goods that are not offered are listed; a search finds the others."""
_TEXTS = ("village", "material", "size", "origin", "ocop_decision", "ocop_until", "story")
_WRONG: Mapping[str, str] = {"bad_stars": "ocop_stars", "bad_amount": "price"}


@dataclass(frozen=True, slots=True)
class ListingsState:
    """What is shown of an exchange's goods.

    Attributes:
        what: those that are offered, or the others.
        offers: as listed, where they are offered; others: where they are not.
        current: the place of the one looked at.
        problem: why the last step was refused, in words.
    """

    what: str = OFFERED
    offers: tuple[Offer, ...] = ()
    others: tuple[ProductRow, ...] = ()
    records: tuple[Record, ...] = ()
    current: int | None = None
    problem: str = ""

    @property
    def offer(self) -> Offer | None:
        """The offer looked at."""
        here = self.current if self.what == OFFERED else None
        return self.offers[here] if here is not None else None

    @property
    def other(self) -> ProductRow | None:
        """The goods looked at that are not offered."""
        here = self.current if self.what == OTHERS else None
        return self.others[here] if here is not None else None


@dataclass(frozen=True, slots=True)
class ListingForm:
    """What is typed of an offer; each field stands under its own name too."""

    offer: Offer
    typed: Mapping[str, str]
    problem: str = ""
    wrong: str = ""
    busy: bool = False

    def __getattr__(self, name: str) -> str:
        """What is typed in a field."""
        return self.typed.get(name, "")


class ListingsModel(QObject):
    """Offers goods on one exchange and takes them off; the next sync tells it."""

    state_changed = Signal(object)
    form_changed = Signal(object)

    def __init__(
        self, shop: Shop, tasks: Tasks, exchange: Exchange, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self.exchange = shop, tasks, exchange
        self.state = ListingsState()
        self.form: ListingForm | None = None
        self._query = ""

    def refresh(self) -> None:
        """Reads anew what is offered."""
        query = self._query
        self._tasks.read(self, lambda: self._read(query), self._use, self._refused)

    def show(self, what: str) -> None:
        """Shows those that are offered, or the others."""
        self._put(replace(self.state, what=what, current=0))

    def search(self, text: str) -> None:
        """Leaves the goods that fit."""
        self._query = text
        self.refresh()

    def choose(self, place: int) -> None:
        """Looks at one of them."""
        self._put(replace(self.state, current=place))

    def publish(self) -> None:
        """Offers the goods looked at."""
        other, shop = self.state.other, self._shop
        if other is not None:
            self._do(lambda: shop.listings.publish(shop.actor, self.exchange, [other.sku]))

    def publish_all(self) -> None:
        """Offers all that is sold by the piece."""
        shop = self._shop
        self._do(lambda: shop.listings.publish_all(shop.actor, self.exchange))

    def withdraw(self) -> None:
        """Takes the goods looked at off."""
        offer, shop = self.state.offer, self._shop
        if offer is not None:
            self._do(lambda: shop.listings.withdraw(shop.actor, self.exchange, [offer.sku]))

    def offer_again(self) -> None:
        """Offers what was taken off."""
        offer, shop = self.state.offer, self._shop
        if offer is not None:
            self._do(lambda: shop.listings.publish(shop.actor, self.exchange, [offer.sku]))

    def decide(self, *, ours: bool) -> None:
        """Ends a difference."""
        offer, shop = self.state.offer, self._shop
        if offer is not None:
            self._do(lambda: shop.listings.decide(shop.actor, offer.listing, ours=ours))

    # --- describing

    def edit(self) -> None:
        """Begins to change the offer looked at."""
        if self.state.offer is not None:
            self._fill(ListingForm(self.state.offer, _typed(self.state.offer)))

    def type(self, name: str, text: str) -> None:
        """What is typed in a field."""
        if self.form is not None:
            typed = {**self.form.typed, name: text}
            self._fill(replace(self.form, typed=typed, problem="", wrong=""))

    def leave(self) -> None:
        """Gives up what is typed."""
        self._fill(None)

    def save(self) -> None:
        """Keeps what is typed: of this exchange, and of the goods for all of them."""
        form = self.form
        if form is None or form.busy:
            return
        self._fill(replace(form, busy=True))
        self._tasks.write(self, lambda: self._keep(form), self._kept, self._wrong)

    def _keep(self, form: ListingForm) -> None:
        listings, actor, typed = self._shop.listings, self._shop.actor, form.typed
        details = replace(
            form.offer.details,
            weight=_whole(typed["weight"]),
            ocop_stars=_whole(typed["ocop_stars"]),
            **{name: typed[name].strip() for name in _TEXTS},
        )
        own = replace(
            form.offer.listing,
            title=typed["title"],
            price=parse_dong(typed["price"]) if typed["price"].strip() else None,
            buffer=_whole(typed["buffer"]) or 0,
        )
        listings.describe(actor, form.offer.listing.product_id, details)
        listings.change(actor, own)

    def _kept(self, _none: None) -> None:
        self._fill(None)
        self.refresh()

    def _wrong(self, error: Refused | Trouble) -> None:
        if self.form is not None:
            wrong = _WRONG.get(error.code, "")
            self._fill(replace(self.form, busy=False, problem=say(error).words, wrong=wrong))

    def _fill(self, form: ListingForm | None) -> None:
        if form != self.form:
            self.form = form
            self.form_changed.emit(form)

    # --- looking

    def _read(self, query: str) -> tuple[tuple[Offer, ...], tuple[ProductRow, ...]]:
        offers = self._shop.listings.on(self.exchange)
        there: set[UUID] = {offer.listing.product_id for offer in offers}
        rows = self._shop.inventory.products(Wanted(text=query), _MOST)
        found = {row.id for row in rows}
        fitting = tuple(o for o in offers if not query.strip() or o.listing.product_id in found)
        return fitting, tuple(r for r in rows if r.id not in there and not r.weighed)

    def _use(self, read: tuple[tuple[Offer, ...], tuple[ProductRow, ...]]) -> None:
        self._put(replace(self.state, offers=read[0], others=read[1]))

    def _do(self, step: Callable[[], object]) -> None:
        self._tasks.write(self, step, lambda _done: self.refresh(), self._refused)

    def _refused(self, error: Refused | Trouble) -> None:
        self._put(replace(self.state, problem=say(error).words))

    def _put(self, state: ListingsState) -> None:
        offered = state.what == OFFERED
        records = tuple(map(record_of, state.offers)) if offered else _records(state.others)
        last = len(records) - 1
        current = min(state.current or 0, last) if records else None
        state = replace(state, records=records, current=current)
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def _records(rows: tuple[ProductRow, ...]) -> tuple[Record, ...]:
    return tuple(
        Record(row.name, f"{row.sku} · {row.category}".strip(" ·"), format_dong(row.price))
        for row in rows
    )


def _typed(offer: Offer) -> Mapping[str, str]:
    listing, details = offer.listing, offer.details
    return {
        "title": listing.title,
        "price": "" if listing.price is None else format_amount(listing.price),
        "buffer": str(listing.buffer),
        "weight": "" if details.weight is None else str(details.weight),
        "ocop_stars": "" if details.ocop_stars is None else str(details.ocop_stars),
        **{name: getattr(details, name) for name in _TEXTS},
    }


def _whole(text: str) -> int | None:
    digits = text.strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 7:
        raise Refused("not_an_integer", text=digits[:20])
    return int(digits)
