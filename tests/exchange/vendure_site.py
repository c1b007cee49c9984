"""A real Vendure server: started for the tests, used as its buyers and its owner use it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

from posdesk.exchange.vendure.connector import Vendure
from posdesk.runtime.ids import new_id
from posdesk.services.ports.exchange import Exchange, ExchangeKind
from tests.exchange.contract import Shown
from tests.exchange.line import Line
from tests.services.shops import StoppedClock

Json = Any

KEYS = {"user": "superadmin", "password": "superadmin-lab"}
_PARTS = 100
_PATIENCE = 110.0
"""Seconds until a server that is installed has to be ready."""


class Api:
    """One visitor of a server's API, with a session of his own."""

    def __init__(self, url: str) -> None:
        self._url, self._token = url, ""

    def __call__(self, query: str, **variables: Json) -> Json:
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = Request(self._url, body, headers)  # noqa: S310 - on this computer
        with urlopen(request, timeout=30) as reply:  # noqa: S310
            self._token = reply.headers.get("vendure-auth-token") or self._token
            said = json.load(reply)
        assert not said.get("errors"), said
        value = next(iter(said["data"].values()))
        assert not (isinstance(value, dict) and value.get("errorCode")), value
        return value


@dataclass
class VendureSite:
    """The server; ``line`` is how posdesk reaches it, buyers have their own way."""

    url: str
    line: Line
    owner: Api = field(init=False)

    def __post_init__(self) -> None:
        self.owner = Api(f"{self.url}/admin-api")
        self.owner(
            "mutation($user:String!,$password:String!){login(username:$user,password:$password)"
            "{... on ErrorResult{errorCode}}}",
            **KEYS,
        )

    def now(self) -> datetime:
        return datetime.now(UTC)

    def connect(self, clock_off: timedelta = timedelta()) -> Vendure:
        clock = StoppedClock(self.now() + clock_off)
        exchange = Exchange(new_id(), "Vendure", ExchangeKind.VENDURE, self.line.url, clock.now())
        return Vendure(exchange, KEYS, clock)

    def make_by_hand(self, sku: str) -> None:
        name = {"languageCode": "en", "name": "Tự tạo"}
        words = [{**name, "slug": sku.lower(), "description": ""}]
        product = self.owner(
            "mutation($i:CreateProductInput!){createProduct(input:$i){id}}",
            i={"translations": words},
        )
        self.owner(
            "mutation($i:[CreateProductVariantInput!]!){createProductVariants(input:$i){id}}",
            i=[{"productId": product["id"], "sku": sku, "price": 100, "translations": [name]}],
        )

    def on_sale(self, sku: str) -> list[Shown]:
        """What the owner's list says; it counts what the shop's pages only hint at."""
        found = self.owner(
            "query($sku:String!){productVariants(options:{filter:{sku:{eq:$sku}}}){items{"
            "enabled priceWithTax product{enabled} stockLevels{stockOnHand stockAllocated}}}}",
            sku=sku,
        )
        return [
            Shown(
                variant["priceWithTax"] // _PARTS,
                sum(x["stockOnHand"] - x["stockAllocated"] for x in variant["stockLevels"]),
            )
            for variant in found["items"]
            if variant["enabled"] and variant["product"]["enabled"]
        ]

    def pages(self, title: str) -> int:
        found = self.owner(
            "query($t:String!){products(options:{filter:{name:{eq:$t}}}){totalItems}}", t=title
        )
        return int(found["totalItems"])

    def buy(self, sku: str, pieces: int, *, paid: bool) -> str:
        basket = self.fill(sku, pieces)
        return self.pay(basket, paid=paid)

    def fill(self, sku: str, pieces: int) -> Api:
        """A basket whose buyer is about to pay."""
        buyer = Api(f"{self.url}/shop-api")
        found = self.owner(
            "query($s:String!){productVariants(options:{filter:{sku:{eq:$s}}}){items{id}}}", s=sku
        )
        buyer(
            "mutation($v:ID!,$n:Int!){addItemToOrder(productVariantId:$v,quantity:$n)"
            "{... on ErrorResult{errorCode message}}}",
            v=found["items"][0]["id"],
            n=pieces,
        )
        buyer(
            "mutation($i:CreateCustomerInput!){setCustomerForOrder(input:$i)"
            "{... on ErrorResult{errorCode message}}}",
            i={
                "firstName": "Lâm",
                "lastName": "Trần",
                "emailAddress": f"{uuid4().hex[:10]}@example.test",
            },
        )
        buyer(
            "mutation($i:CreateAddressInput!){setOrderShippingAddress(input:$i){__typename}}",
            i={
                "fullName": "Trần Lâm",
                "streetLine1": "12 Lê Lợi",
                "city": "Đông Hà",
                "countryCode": "VN",
                "phoneNumber": "0905 111 217",
            },
        )
        [method] = buyer("{eligibleShippingMethods{id}}")
        buyer(
            "mutation($m:[ID!]!){setOrderShippingMethod(shippingMethodId:$m)"
            "{... on ErrorResult{errorCode message}}}",
            m=[method["id"]],
        )
        buyer(
            'mutation{transitionOrderToState(state:"ArrangingPayment")'
            "{... on ErrorResult{errorCode message}}}"
        )
        return buyer

    def pay(self, buyer: Api, *, paid: bool) -> str:
        """The buyer pays, or will pay the courier; the order's id."""
        made = buyer(
            "mutation($i:PaymentInput!){addPaymentToOrder(input:$i)"
            "{... on Order{id} ... on ErrorResult{errorCode message}}}",
            i={"method": "paid" if paid else "cod", "metadata": {}},
        )
        return str(made["id"])

    def cancel(self, order: str) -> None:
        self.owner(
            "mutation($i:CancelOrderInput!){cancelOrder(input:$i)"
            "{... on ErrorResult{errorCode message}}}",
            i={"orderId": order, "cancelShipping": True},
        )


@contextmanager
def serving(oracle: Path, data: Path) -> Iterator[str]:
    """Starts a server with nothing in it; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {**os.environ, "VENDURE_PORT": str(port), "VENDURE_DATA": str(data)}
    server = subprocess.Popen(
        ["sh", str(oracle / "run.sh")],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    over = threading.Timer(_PATIENCE, server.kill)
    over.start()
    assert server.stdout
    said = []
    for row in server.stdout:
        said.append(row)
        if '"ready":true' in row:
            break
    else:
        over.cancel()
        raise AssertionError(
            "Vendure did not start (.ci/run installs it): " + "".join(said)[-2000:]
        )
    over.cancel()
    drain = threading.Thread(target=server.stdout.read, daemon=True)
    drain.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
        drain.join()
        server.stdout.close()
