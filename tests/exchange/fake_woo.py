"""A WooCommerce site on this computer, with the traps that were observed on a real one.

The filter of changed orders leaves out its own second; page numbers drift under writes; a write
that changes nothing still moves the date; nothing is idempotent; a batch answers 200 with errors
inside; SKUs are unique and the refusal names who has it; a refund of too much answers 500; without
``dates_are_gmt`` times are the site's; pictures need another password than products.
"""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import parse_qs, urlsplit

KEYS = {"key": "ck_test", "secret": "cs_test", "user": "owner", "app_password": "abcd efgh"}
SITE_ZONE = timedelta(hours=7)

Thing = dict[str, Any]
Json: TypeAlias = Any
Call = tuple[str, str, bytes]
"""Method, path with its query, body."""


class Refusal(Exception):  # noqa: N818 - what an API says
    """What the API answers instead."""

    def __init__(self, status: int, code: str, message: str, **data: object) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.data = status, code, message, data


@dataclass
class Site:
    """What the site knows; tests change it as its owner, its buyers and its plugins would."""

    now: datetime = datetime(2026, 11, 23, 8, 0, 0, tzinfo=UTC)
    products: dict[int, Thing] = field(default_factory=dict)
    orders: dict[int, Thing] = field(default_factory=dict)
    refunds: dict[int, list[Thing]] = field(default_factory=dict)
    media: list[bytes] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    heard: list[Call] = field(default_factory=list)
    before_answer: Callable[[str, str], None] = lambda _method, _path: None
    instead: Callable[[str, str], bytes | None] = lambda _method, _path: None
    last_id: int = 10
    lock: threading.RLock = field(default_factory=threading.RLock)

    def tick(self, seconds: int = 1) -> None:
        """Time goes by."""
        self.now += timedelta(seconds=seconds)

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    # --- what buyers and the owner do

    def buy(
        self, *lines: tuple[str, int], paid: bool = False, shipping: int = 0, **fields: object
    ) -> int:
        """An order for SKUs; stock goes down as at the counter of the site."""
        with self.lock:
            number = self.next_id()
            items = [self._line(sku, quantity) for sku, quantity in lines]
            total = sum(int(item["total"]) for item in items) + shipping
            self.orders[number] = {
                "id": number,
                "number": str(number),
                "parent_id": 0,
                "status": "processing",
                "currency": "VND",
                "total": str(total),
                "shipping_total": str(shipping),
                "shipping_tax": "0",
                "payment_method": "bacs" if paid else "cod",
                "date_paid_gmt": self.stamp() if paid else None,
                "billing": {
                    "last_name": "Trần",
                    "first_name": "Lâm",
                    "phone": "0905111217",
                    "address_1": "12 Lê Lợi",
                    "city": "Đông Hà",
                    "email": "lam@example.test",
                },
                "shipping": {},
                "customer_note": "Gói kỹ giúp em",
                "line_items": items,
                "fee_lines": [],
                "refunds": [],
                "meta_data": [],
                "date_created_gmt": self.stamp(),
                **fields,
            }
            self.touch(self.orders[number])
            return number

    def _line(self, sku: str, quantity: int) -> Thing:
        product = next(p for p in self.products.values() if p["sku"] == sku)
        product["stock_quantity"] -= quantity
        self.touch(product)
        price = int(product["regular_price"])
        return {
            "id": self.next_id(),
            "name": product["name"],
            "product_id": product["id"],
            "variation_id": 0,
            "quantity": quantity,
            "sku": sku,
            "price": price,
            "total": str(price * quantity),
            "total_tax": "0",
        }

    def change(self, number: int, **fields: object) -> None:
        """The site's owner, a plugin or the courier changes an order."""
        with self.lock:
            before = self.orders[number]["status"]
            self.orders[number].update(fields)
            self._restock(self.orders[number], before)
            self.touch(self.orders[number])

    def _restock(self, order: Thing, before: str) -> None:
        """A cancelled order's goods come back, and go again with it."""
        back = (order["status"] == "cancelled") - (before == "cancelled")
        for line in order["line_items"]:
            product = self.products.get(line["product_id"])
            if back and product is not None:
                product["stock_quantity"] += back * line["quantity"]
                self.touch(product)

    def touch(self, thing: Thing) -> None:
        thing["date_modified_gmt"] = self.stamp()
        thing["date_modified"] = (self.now + SITE_ZONE).strftime("%Y-%m-%dT%H:%M:%S")

    def stamp(self) -> str:
        return self.now.strftime("%Y-%m-%dT%H:%M:%S")

    # --- its API

    def answer(self, method: str, path: str, query: dict[str, str], body: Json) -> Json:
        if path == "/wp-json/":
            return {"name": "Gốm Quảng Trị", "namespaces": ["wc/v3", "wp/v2"]}
        if found := re.fullmatch(r"/wp-json/wc/v3/products/batch", path):
            return self._batch(body)
        if found := re.fullmatch(r"/wp-json/wc/v3/(products|orders)", path):
            return self._list(found[1], query)
        if found := re.fullmatch(r"/wp-json/wc/v3/orders/(\d+)/refunds", path):
            return self._refunds(int(found[1]), method, body)
        if found := re.fullmatch(r"/wp-json/wc/v3/orders/(\d+)", path):
            return self._order(int(found[1]), method, body)
        if path == "/wp-json/wc/v3/data/currencies/current":
            return {"code": "VND"}
        raise Refusal(404, "rest_no_route", "No route was found.")

    def _list(self, kind: str, query: dict[str, str]) -> list[Thing]:
        per_page = int(query.get("per_page", "10"))
        if per_page > 100:
            raise Refusal(400, "rest_invalid_param", "per_page must be between 1 and 100")
        rows = list((self.products if kind == "products" else self.orders).values())
        if "include" in query:
            wanted = {int(part) for part in query["include"].split(",") if part}
            rows = [row for row in rows if row["id"] in wanted]
        if "sku" in query:
            rows = [row for row in rows if row["sku"] in query["sku"].split(",")]
        if kind == "orders":
            rows = [row for row in rows if row["status"] != "trash"]
        if "modified_after" in query:
            rows = [row for row in rows if self._after(row, query)]
        if query.get("orderby") == "modified":
            rows.sort(key=lambda row: (row["date_modified_gmt"], row["id"]))
        start = (int(query.get("page", "1")) - 1) * per_page
        return rows[start : start + per_page]

    def _after(self, row: Thing, query: dict[str, str]) -> bool:
        gmt = query.get("dates_are_gmt") == "true"
        return bool(row["date_modified_gmt" if gmt else "date_modified"] > query["modified_after"])

    def _batch(self, body: Json) -> Thing:
        create, update = body.get("create", []), body.get("update", [])
        if len(create) + len(update) > 100:
            raise Refusal(413, "woocommerce_rest_request_entity_too_large", "Too many.")
        return {
            "create": [self._tried(self._create, item) for item in create],
            "update": [self._tried(self._update, item) for item in update],
        }

    def _tried(self, work: Callable[[Thing], Thing], item: Thing) -> Thing:
        try:
            return work(item)
        except Refusal as no:
            data = {"status": no.status, **no.data}
            error = {"code": no.code, "message": no.message, "data": data}
            return {"id": item.get("id", 0), "error": error}

    def _create(self, item: Thing) -> Thing:
        self._check_sku(item, 0)
        number = self.next_id()
        made = {"id": number, "status": "publish", "meta_data": [], "images": []}
        self.products[number] = made
        return self._put(made, item)

    def _update(self, item: Thing) -> Thing:
        product = self.products.get(int(item["id"]))
        if product is None:
            raise Refusal(400, "woocommerce_rest_product_invalid_id", "Invalid ID.")
        self._check_sku(item, product["id"])
        return self._put(product, item)

    def _check_sku(self, item: Thing, own: int) -> None:
        if item.get("name") == "Cấm":
            raise Refusal(400, "product_not_allowed", "<b>Không được phép</b>")
        for product in self.products.values():
            if "sku" in item and product["sku"] == item["sku"] and product["id"] != own:
                raise Refusal(
                    400,
                    "product_invalid_sku",
                    "Invalid or duplicated SKU.",
                    resource_id=product["id"],
                )

    def _put(self, product: Thing, item: Thing) -> Thing:
        meta = {m["key"]: m for m in product["meta_data"]}
        meta |= {m["key"]: m for m in item.get("meta_data", [])}
        product.update({k: v for k, v in item.items() if k != "id"}, meta_data=list(meta.values()))
        self.touch(product)
        return product

    def _order(self, number: int, method: str, body: Json) -> Thing:
        order = self.orders.get(number)
        if order is None:
            raise Refusal(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.")
        if method == "PUT":
            meta = {m["key"]: m for m in order["meta_data"]}
            meta |= {m["key"]: m for m in body.get("meta_data", [])}
            if body.get("status") == "completed" and not order["date_paid_gmt"]:
                order["date_paid_gmt"] = self.stamp()
            before = order["status"]
            order.update({**body, "meta_data": list(meta.values())})
            self._restock(order, before)
            self.touch(order)
        return order

    def _refunds(self, number: int, method: str, body: Json) -> Json:
        made, order = self.refunds.setdefault(number, []), self.orders[number]
        if method == "GET":
            return made
        back = sum(int(refund["amount"]) for refund in made) + int(body["amount"])
        if back > int(order["total"]):
            raise Refusal(500, "woocommerce_rest_cannot_create_order_refund", "Invalid amount.")
        refund = {"id": self.next_id(), **body}
        made.append(refund)
        order["refunds"].append({"id": refund["id"], "total": f"-{body['amount']}", "reason": ""})
        if back == int(order["total"]):
            order["status"] = "refunded"
        self.touch(order)
        return refund


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together
    site: Site

    def log_message(self, *_: object) -> None:
        pass

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        sent = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        instead = self.site.instead(self.command, parts.path)
        if instead is not None:
            self._say(200, instead, "text/html")
            return
        with self.site.lock:
            self.site.calls.append((self.command, parts.path))
            self.site.heard.append((self.command, self.path, sent))
            status, body = self._answer(parts.path, query, sent)
        self.site.before_answer(self.command, parts.path)
        self._say(status, json.dumps(body).encode(), "application/json")

    do_GET = do_POST = do_PUT = _serve  # noqa: N815 - the library's names

    def _answer(self, path: str, query: dict[str, str], sent: bytes) -> tuple[int, Json]:
        try:
            self._check_key(path)
            if path == "/wp-json/wp/v2/media":
                self.site.media.append(sent)
                return 201, {"id": self.site.next_id()}
            if path == "/wp-json/wp/v2/users/me":
                return 200, {"id": 1}
            return 200, self.site.answer(
                self.command, path, query, json.loads(sent) if sent else None
            )
        except Refusal as no:
            data = {"status": no.status, **no.data}
            return no.status, {"code": no.code, "message": no.message, "data": data}

    def _check_key(self, path: str) -> None:
        fields = ("user", "app_password") if path.startswith("/wp-json/wp/") else ("key", "secret")
        token = base64.b64encode(":".join(KEYS[f] for f in fields).encode()).decode()
        if path != "/wp-json/" and self.headers.get("Authorization") != f"Basic {token}":
            raise Refusal(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.")

    def _say(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running(site: Site) -> Iterator[str]:
    """Serves the site; gives its address."""
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
