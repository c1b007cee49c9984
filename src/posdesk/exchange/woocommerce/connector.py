"""The connector: what the shop asks and tells, as calls of WooCommerce's REST API."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.snapshot import OrderSnapshot
from posdesk.exchange import link
from posdesk.exchange.link import Bad
from posdesk.exchange.place import Place, cursor_of, place_of
from posdesk.exchange.woocommerce import items, orders
from posdesk.runtime.clock import Clock
from posdesk.runtime.http import Answer, Gate
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
    Verb,
)

_API = "/wp-json/wc/v3"
_PAGE = 50
_START, _AHEAD = timedelta(days=60), timedelta(days=2)
_OP, _TRACKING = "_posdesk_op", "_posdesk_tracking"
_GONE = b"woocommerce_rest_shop_order_invalid_id"

_Push = Mapping[str, object]


class WooCommerce:
    """One WooCommerce site."""

    def __init__(self, exchange: Exchange, secrets: Mapping[str, str], clock: Clock) -> None:
        """Connects nothing yet.

        Args:
            exchange: as it was set up.
            secrets: ``key`` and ``secret``, for pictures ``user`` and ``app_password``.
            clock: for the first reading.

        Raises:
            Refused: ``secrets_missing``, ``bad_url``, ``plain_http``.
        """
        if not secrets.get("key") or not secrets.get("secret"):
            raise Refused("secrets_missing", exchange=exchange.name)
        self._exchange, self._clock = exchange, clock
        self._gate = link.gate(exchange.url, _basic(secrets["key"], secrets["secret"]))
        self._media: Gate | None = None
        if secrets.get("user") and secrets.get("app_password"):
            headers = _basic(secrets["user"], secrets["app_password"])
            self._media = link.gate(exchange.url, headers)

    def close(self) -> None:
        """Ends its connections."""
        self._gate.close()
        if self._media is not None:
            self._media.close()

    def probe(self) -> Found:
        """Looks who is there and what may be done."""
        front = link.asked(lambda: self._gate.call("GET", "/wp-json/"))
        home = link.record(_checked(front))
        spaces = home.get("namespaces")
        if not isinstance(spaces, list) or "wc/v3" not in spaces:
            return Found(server=link.plain(home.get("name")), missing=("no_woocommerce",))
        can = {part for part in ("products", "orders") if self._may(part)}
        if self._media is not None and self._may_send_pictures():
            can.add("pictures")
        missing = tuple(f"no_{part}" for part in ("products", "orders") if part not in can)
        return Found(
            server=f"WooCommerce · {link.plain(home.get('name'), 60)}",
            currency=self._currency(),
            clock_off=link.clock_off(front, self._clock.now()),
            can=frozenset(can),
            missing=missing,
        )

    # --- goods

    def find(self, items: Sequence[ItemDraft]) -> Mapping[UUID, RemoteItem]:
        """Those that are there, by id, else by SKU."""
        return {own: known.item for own, known in self._known(items).items()}

    def upsert(self, items: Sequence[ItemDraft]) -> Sequence[Result]:
        """Makes or changes products; those that are there already are changed."""
        known = self._known(items)
        return self._send([self._product(draft, known.get(draft.product_id)) for draft in items])

    def withdraw(self, items: Sequence[ItemDraft]) -> Sequence[Result]:
        """Makes drafts of them: nobody sees or buys them."""
        return self._send([{"id": int(d.remote_id), "status": "draft"} for d in items])

    def set_stock(self, levels: Sequence[StockSet]) -> Sequence[Result]:
        """Sets stock; ``inventory_delta`` loses updates in parallel and is not used."""
        return self._send(
            [
                {"id": int(level.remote_id), "manage_stock": True, "stock_quantity": level.stock}
                for level in levels
            ]
        )

    def set_price(self, prices: Sequence[PriceSet]) -> Sequence[Result]:
        """Sets the regular price; the site's own sale price stays."""
        return self._send([{"id": int(p.remote_id), "regular_price": str(p.price)} for p in prices])

    # --- orders

    def changes(self, cursor: str) -> Page:
        """Orders that changed; each at least once."""
        place = place_of(cursor, self._clock.now() - _START)
        query = {
            "modified_after": place.filter.strftime("%Y-%m-%dT%H:%M:%S"),
            "dates_are_gmt": "true",
            "orderby": "modified",
            "order": "asc",
            "per_page": str(_PAGE),
            "page": str(place.page),
            "status": "any",
        }
        rows = self._rows("orders", query)
        if not rows:
            return Page((), cursor_of(Place(place.high)), more=False)
        full = len(rows) >= _PAGE
        good, bad = self._understood(rows)
        # A change of next year would hide all that come before it.
        latest = self._clock.now() + _AHEAD
        told = map(orders.changed_at, rows)
        times = [at for at in told if at is not None and at <= latest] or [place.filter]
        behind = cursor_of(place.behind(times[0], times[-1], full=full))
        return Page(good, behind, more=full, bad=bad)

    def refetch(self, remote_ids: Sequence[str]) -> Sequence[OrderSnapshot | Gone | BadOrder]:
        """Orders by their ids; what the list leaves out is asked for one by one."""
        query = {"include": ",".join(remote_ids), "per_page": "100", "status": "any"}
        good, bad = self._understood(self._rows("orders", query))
        there = {order.remote_id for order in good} | {order.remote_id for order in bad}
        return (*good, *bad, *(self._one(i) for i in remote_ids if i not in there))

    def push(self, push: OrderPush) -> Result:
        """Tells the site about an order."""
        if push.verb is Verb.REFUND:
            return self._told("POST", f"/orders/{_number(push)}/refunds", _refund(push))
        return self._told("PUT", f"/orders/{_number(push)}", _change(push))

    def resolve(self, push: OrderPush) -> Result | None:
        """Reads back what an unanswered push did."""
        order = self._order(push.remote_id)
        if order is None:
            return Result(Outcome.REJECTED, code="order_gone_there")
        if push.verb is Verb.REFUND:
            made = self._rows(f"orders/{_number(push)}/refunds", {"per_page": "100"})
            done = any(_note(refund, _OP) == str(push.id) for refund in made)
        else:
            done = _stands(order, push)
        return Result(Outcome.DONE, remote_id=push.remote_id) if done else None

    # --- calls

    def _rows(self, path: str, query: Mapping[str, str]) -> Sequence[Mapping[str, object]]:
        answer = link.asked(lambda: self._gate.call("GET", f"{_API}/{path}", query=query))
        try:
            return link.records(_checked(answer))
        except Bad as error:
            raise Trouble("exchange_not_json", text=str(error)) from error

    def _order(self, remote_id: str) -> Mapping[str, object] | None:
        """An order, None where the site itself says that there is none."""
        path = f"{_API}/orders/{int(remote_id)}"
        answer = link.asked(lambda: self._gate.call("GET", path), missing_ok=True)
        if answer.status == 404:
            if _GONE in answer.body:
                return None
            raise Trouble("exchange_error", status=404, text=link.said(answer))
        try:
            order = link.record(_checked(answer))
        except Bad as error:
            raise Trouble("exchange_not_json", text=str(error)) from error
        if order.get("id") != int(remote_id):
            raise Trouble("exchange_not_json", text="id")
        return order

    def _told(self, method: str, path: str, body: _Push) -> Result:
        ended = link.told(lambda: self._gate.call(method, _API + path, body=body), _final)
        if isinstance(ended, Result):
            return ended
        made = _id_in(ended)
        if not isinstance(made, int):
            # Something answered in its place: what became of it has to be looked up.
            return Result(Outcome.UNKNOWN, code="exchange_not_json")
        return Result(Outcome.DONE, remote_id=str(made))

    def _send(self, bodies: Sequence[_Push]) -> Sequence[Result]:
        """A batch of products, halved where the server finds it too much."""
        if not bodies:
            return ()
        told = {
            "create": [body for body in bodies if "id" not in body],
            "update": [body for body in bodies if "id" in body],
        }
        ended = link.told(
            lambda: self._gate.call("POST", f"{_API}/products/batch", body=told), _too_much
        )
        if isinstance(ended, Result):
            if ended.code == "exchange_too_much" and len(bodies) > 1:
                half = len(bodies) // 2
                return (*self._send(bodies[:half]), *self._send(bodies[half:]))
            return [ended] * len(bodies)
        return self._answers(bodies, ended)

    def _answers(self, bodies: Sequence[_Push], answer: Answer) -> Sequence[Result]:
        """One result each: a batch says 200 with errors inside."""
        try:
            said = link.record(_checked(answer))
            made = items.Answers("sku", link.records(said.get("create") or []))
            changed = items.Answers("id", link.records(said.get("update") or []))
            return [
                self._one_of(body, (changed if "id" in body else made).to(body)) for body in bodies
            ]
        except (Bad, Trouble):
            return [Result(Outcome.UNKNOWN, code="exchange_not_json")] * len(bodies)

    def _one_of(self, body: _Push, said: Mapping[str, object]) -> Result:
        error = said.get("error")
        if error is None:
            return Result(Outcome.DONE, remote_id=link.text(said.get("id"), 40))
        problem = link.record(error)
        holder = link.record(problem.get("data") or {}).get("resource_id")
        if problem.get("code") == "product_invalid_sku" and holder and "id" not in body:
            # Somebody made it there by hand, or an answer was lost: it is adopted.
            return self._send([{**body, "id": holder}])[0]
        if problem.get("code") == "woocommerce_rest_product_invalid_id" and _hides(body):
            return Result(Outcome.DONE)
        words = link.plain(problem.get("message"))
        return Result(Outcome.REJECTED, code="exchange_refused", text=words)

    def _known(self, drafts: Sequence[ItemDraft]) -> Mapping[UUID, items.Known]:
        by_id = {d.remote_id: d for d in drafts if d.remote_id}
        by_sku = {d.sku: d for d in drafts if not d.remote_id}
        found = {}
        for key, wanted in (("include", by_id), ("sku", by_sku)):
            if not wanted:
                continue
            query = {key: ",".join(wanted), "per_page": "100", "status": "any"}
            for row in self._rows("products", query):
                known = _known_of(row)
                name = known.item.remote_id if key == "include" else known.item.sku
                if name in wanted:
                    found[wanted[name].product_id] = known
        return found

    def _product(self, draft: ItemDraft, known: items.Known | None) -> _Push:
        sent = known.picture if known else ""
        media_id = None
        if draft.picture and self._media is not None and items.picture_note(draft.picture) != sent:
            media_id = self._put_picture(draft)
        body = items.body_of(draft, media_id)
        return {**body, "id": int(known.item.remote_id)} if known else body

    def _put_picture(self, draft: ItemDraft) -> int | None:
        """The site's id of a picture; None where it would not take it: the goods go without."""
        media = self._media
        if media is None:
            return None
        headers = {
            "Content-Type": "image/jpeg",
            "Content-Disposition": f'attachment; filename="{draft.product_id.hex}.jpg"',
        }
        ended = link.told(
            lambda: media.call("POST", "/wp-json/wp/v2/media", data=draft.picture, headers=headers),
            _final,
        )
        found = _id_in(ended) if isinstance(ended, Answer) else None
        return found if isinstance(found, int) else None

    def _understood(
        self, rows: Sequence[Mapping[str, object]]
    ) -> tuple[tuple[OrderSnapshot, ...], tuple[BadOrder, ...]]:
        good, bad = [], []
        prefix = self._exchange.options.get("prefix", "")
        for row in rows:
            # A basket shared by many sellers is listed as a whole and by its parts: the whole
            # counts for the site's owner.
            if row.get("status") in orders.DRAFTS or row.get("parent_id"):
                continue
            try:
                good.append(orders.snapshot(row, prefix))
            except Bad as error:
                words = link.text(row.get("id") if isinstance(row.get("id"), int) else "", 40)
                bad.append(BadOrder(words, "order_not_understood", str(error)))
        return tuple(good), tuple(bad)

    def _one(self, remote_id: str) -> OrderSnapshot | Gone | BadOrder:
        order = self._order(remote_id)
        if order is None:
            return Gone(remote_id)
        good, bad = self._understood([order])
        if bad:
            return bad[0]
        return good[0] if good and good[0].raw_state != "trash" else Gone(remote_id)

    def _may(self, part: str) -> bool:
        try:
            self._rows(part, {"per_page": "1"})
        except Trouble as error:
            if error.code == "exchange_rights":
                return False
            raise
        return True

    def _may_send_pictures(self) -> bool:
        media = self._media
        if media is None:
            return False
        try:
            query = {"context": "edit"}
            link.asked(lambda: media.call("GET", "/wp-json/wp/v2/users/me", query=query))
        except Trouble:
            return False
        return True

    def _currency(self) -> str:
        try:
            answer = link.asked(lambda: self._gate.call("GET", f"{_API}/data/currencies/current"))
            return link.text(link.record(_checked(answer)).get("code"), 3)
        except (Trouble, Bad):
            return ""


def _basic(user: str, password: str) -> Mapping[str, str]:
    token = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {token}"}


def _checked(answer: Answer) -> object:
    return link.body_of(answer)


def _known_of(product: Mapping[str, object]) -> items.Known:
    try:
        return items.known_of(product)
    except Bad as error:
        raise Trouble("exchange_not_json", text=str(error)) from error


def _id_in(answer: Answer) -> object:
    try:
        return link.record(_checked(answer)).get("id")
    except (Trouble, Bad):
        return None


def _hides(body: _Push) -> bool:
    return body.get("status") == "draft"


def _number(push: OrderPush) -> int:
    return int(push.remote_id)


def _final(answer: Answer) -> Result | None:
    """WooCommerce says 500 to a refund of too much; nothing was done, and never will be."""
    if b"woocommerce_rest_cannot_create_order_refund" in answer.body:
        return Result(Outcome.REJECTED, code="exchange_refused", text=link.said(answer))
    return None


def _too_much(answer: Answer) -> Result | None:
    if answer.status in (413, 504):
        return Result(Outcome.UNKNOWN, code="exchange_too_much", text=link.said(answer))
    return None


def _refund(push: OrderPush) -> _Push:
    return {
        "amount": str(push.amount),
        "reason": push.reason,
        "api_refund": False,
        "api_restock": False,
        "meta_data": [{"key": _OP, "value": str(push.id)}],
    }


def _change(push: OrderPush) -> _Push:
    if push.verb is Verb.COMPLETE:
        return {"status": "completed"}
    if push.verb is Verb.CANCEL:
        return {"status": "cancelled"}
    return {"meta_data": [{"key": _TRACKING, "value": push.tracking or "-"}]}


def _stands(order: Mapping[str, object], push: OrderPush) -> bool:
    """Whether the order is as the push wanted it."""
    wanted = _change(push)
    if "status" in wanted:
        return order.get("status") == wanted["status"]
    return _note(order, _TRACKING) == (push.tracking or "-")


def _note(thing: Mapping[str, object], key: str) -> str:
    notes = link.records(thing.get("meta_data") or [])
    return next((link.text_of(n.get("value")) for n in notes if n.get("key") == key), "")
