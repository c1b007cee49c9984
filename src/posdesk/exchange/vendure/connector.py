"""The connector: what the shop asks and tells, as calls of Vendure's Admin API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.snapshot import OrderSnapshot
from posdesk.exchange import link
from posdesk.exchange.link import Bad, text
from posdesk.exchange.vendure import orders, pushes
from posdesk.exchange.vendure.api import Api, Ended, Thing, listed
from posdesk.exchange.vendure.goods import Goods
from posdesk.exchange.vendure.reading import WHOLE, cursor_for, reading_of
from posdesk.exchange.vendure.site import Site, look
from posdesk.runtime.clock import Clock
from posdesk.services.ports.exchange import (
    BadOrder,
    Exchange,
    Found,
    Gone,
    ItemDraft,
    OrderPush,
    Outcome,
    Page,
    PriceSet,
    RemoteItem,
    Result,
    StockSet,
)

_PAGE = 50
_AHEAD = timedelta(days=2)
_PRODUCTS = frozenset({"UpdateCatalog", "UpdateProduct"})
_NEEDED = {"products": _PRODUCTS, "orders": frozenset({"UpdateOrder"})}
_PICTURES = frozenset({"CreateCatalog", "CreateAsset"})
_GONE = Result(Outcome.REJECTED, code="order_gone_there")


class Vendure:
    """One Vendure server."""

    def __init__(self, exchange: Exchange, secrets: Mapping[str, str], clock: Clock) -> None:
        """Connects nothing yet.

        Args:
            exchange: as it was set up.
            secrets: ``user`` and ``password`` of an administrator.
            clock: for the first reading.

        Raises:
            Refused: ``secrets_missing``, ``bad_url``, ``plain_http``.
        """
        if not secrets.get("user") or not secrets.get("password"):
            raise Refused("secrets_missing", exchange=exchange.name)
        self._exchange, self._clock = exchange, clock
        gate = link.gate(exchange.url, {})
        self._api = Api(gate, secrets["user"], secrets["password"])
        self._looked: Site | None = None

    def close(self) -> None:
        """Ends its connections."""
        self._api.close()

    def probe(self) -> Found:
        """Looks who is there and what the user may do."""
        try:
            answer = self._api.sign_in()
        except Trouble as trouble:
            if trouble.code not in ("exchange_not_json", "exchange_error"):
                raise
            return Found(server="", missing=("no_vendure",))
        site, rights = self._site(), self._api.rights
        missing = [f"no_{part}" for part, needed in _NEEDED.items() if not needed & rights]
        if not site.with_tax:
            missing.append("prices_without_tax")
        can = {part for part, needed in _NEEDED.items() if needed & rights}
        if _PICTURES & rights:
            can.add("pictures")
        return Found(
            server="Vendure",
            currency=site.currency,
            clock_off=link.clock_off(answer, self._clock.now()),
            can=frozenset(can),
            missing=tuple(missing),
        )

    # --- goods

    def find(self, items: Sequence[ItemDraft]) -> Mapping[UUID, RemoteItem]:
        """Those that are there, by id, the shop's own id, else a SKU that is there once."""
        return self._goods().find(items)

    def upsert(self, items: Sequence[ItemDraft]) -> Sequence[Result]:
        """Makes or changes products; those that are there already are changed."""
        return self._goods().upsert(items)

    def withdraw(self, items: Sequence[ItemDraft]) -> Sequence[Result]:
        """Hides them; a product goes with its only variant."""
        return self._goods().withdraw(items)

    def set_stock(self, levels: Sequence[StockSet]) -> Sequence[Result]:
        """Sets what lies there so that the wanted number can be bought."""
        return self._goods().set_stock(levels)

    def set_price(self, prices: Sequence[PriceSet]) -> Sequence[Result]:
        """Sets prices."""
        return self._goods().set_price(prices)

    # --- orders

    def changes(self, cursor: str) -> Page:
        """Orders that changed, each at least once; once a day all of the last two months."""
        now = self._clock.now()
        reading = reading_of(cursor, now)
        if reading.skip is not None:
            rows = self._rows("orderPlacedAt", now - WHOLE, reading.skip)
            full = len(rows) >= _PAGE
            return self._page(rows, cursor_for(reading.part_read(reading.skip + _PAGE, more=full)))
        place = reading.place
        rows = self._rows("updatedAt", place.filter, (place.page - 1) * _PAGE)
        full = len(rows) >= _PAGE
        if rows:
            # A change of next year would hide all that come before it.
            told = (orders.changed_at(row) for row in rows)
            times = [at for at in told if at is not None and at <= now + _AHEAD] or [place.filter]
            place = place.behind(times[0], times[-1], full=full)
        return self._page(rows, cursor_for(reading.changes_read(place, now, more=full)))

    def refetch(self, remote_ids: Sequence[str]) -> Sequence[OrderSnapshot | Gone | BadOrder]:
        """Orders by their ids; a basket that is taken up again is none."""
        rows = self._listed({"id": {"in": list(remote_ids)}}, {"id": "ASC"}, len(remote_ids), 0)
        good, bad = self._understood(rows)
        there = {order.remote_id for order in good} | {order.remote_id for order in bad}
        return (*good, *bad, *(Gone(i) for i in remote_ids if i not in there))

    def push(self, push: OrderPush) -> Result:
        """Tells the server about an order; what stands already is not done again."""
        goods, order = self._goods(), self._order(push.remote_id)
        if order is None:
            return _GONE
        try:
            if not _stands(order, push):
                pushes.do(self._api, goods, order, push)
        except Ended as ended:
            return ended.result
        except Bad as error:
            raise Trouble("exchange_not_json", text=str(error)) from error
        return Result(Outcome.DONE, remote_id=push.remote_id)

    def resolve(self, push: OrderPush) -> Result | None:
        """Reads back what an unanswered push did; half of it is not it, the rest is sent again."""
        order = self._order(push.remote_id)
        if order is None:
            return _GONE
        done = _stands(order, push)
        return Result(Outcome.DONE, remote_id=push.remote_id) if done else None

    # --- calls

    def _site(self) -> Site:
        if self._looked is None:
            self._looked = look(self._api)
        return self._looked

    def _goods(self) -> Goods:
        return Goods(self._api, self._site())

    def _rows(self, field: str, after: datetime, skip: int) -> Sequence[Thing]:
        stamp = after.strftime("%Y-%m-%dT%H:%M:%S.") + f"{after.microsecond // 1000:03d}Z"
        wanted = {"active": {"eq": False}, field: {"after": stamp}}
        return self._listed(wanted, {field: "ASC"}, _PAGE, skip)

    def _listed(self, wanted: Thing, sort: Thing, take: int, skip: int) -> Sequence[Thing]:
        variables = {"filter": wanted, "sort": sort, "take": take, "skip": skip}
        return self._api.ask(orders.LISTED, variables, lambda told: listed(told, "orders"))

    def _order(self, remote_id: str) -> Thing | None:
        return self._api.ask(
            orders.ONE_ORDER, {"id": remote_id}, lambda told: orders.one(told, remote_id)
        )

    def _page(self, rows: Sequence[Thing], cursor: str) -> Page:
        good, bad = self._understood(rows)
        under_way = reading_of(cursor, self._clock.now()).skip is not None
        return Page(good, cursor, more=len(rows) >= _PAGE or under_way, bad=bad)

    def _understood(
        self, rows: Sequence[Thing]
    ) -> tuple[tuple[OrderSnapshot, ...], tuple[BadOrder, ...]]:
        good, bad = [], []
        prefix = self._exchange.options.get("prefix", "")
        for row in filter(orders.placed, rows):
            try:
                good.append(orders.snapshot(row, self._site().parts, prefix))
            except Bad as error:
                bad.append(BadOrder(text(row.get("id"), 40), "order_not_understood", str(error)))
        return tuple(good), tuple(bad)


def _stands(order: Thing, push: OrderPush) -> bool:
    """Whether it is done."""
    try:
        return pushes.stands(order, push)
    except Bad as error:
        raise Trouble("exchange_not_json", text=str(error)) from error
