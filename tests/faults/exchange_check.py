"""Reads both sides of a sale online with its own SQL and no code of posdesk, and compares them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from tests.exchange.fake_woo import Site, Thing

_GOODS = """
    SELECT p.sku, p.name, u.price, g.state, g.remote_id,
        coalesce((SELECT sum(quantity) FROM stock_movement m WHERE m.product_id = p.id), 0)
        - coalesce((SELECT sum(l.quantity * l.factor) FROM order_line l
            JOIN online_order o ON o.id = l.order_id
            WHERE l.product_id = p.id AND o.state IN ('new', 'accepted', 'packed')), 0) AS free
    FROM listing g JOIN product p ON p.id = g.product_id
    JOIN product_unit u ON u.product_id = p.id AND u.position = 0
"""
_ORDERS = """
    SELECT o.*, (SELECT group_concat(code || ' ' || quantity || ' ' || net, char(10)) FROM
        (SELECT code, quantity, net FROM order_line WHERE order_id = o.id ORDER BY 1, 2, 3))
        AS goods
    FROM online_order o WHERE o.remote_id <> ''
"""
_UNDER_WAY = ("new", "accepted", "packed", "handed_over", "delivered")


def different(data: Path, site: Site) -> list[str]:
    """What the shop in ``data`` and the site do not agree on."""
    with closing(sqlite.connect(data / "shop.db")) as shop:
        shop.row_factory = sqlite.Row
        goods, orders = shop.execute(_GOODS).fetchall(), shop.execute(_ORDERS).fetchall()
        (waiting,) = shop.execute(
            "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sent', 'unknown')"
        ).fetchone()
    wrong = [*_goods(goods, site), *_orders(orders, site)]
    return [*wrong, f"{waiting} pushes wait"] if waiting else wrong


def _goods(rows: list[sqlite.Row], site: Site) -> Iterator[str]:
    there = Counter(product["sku"] for product in site.products.values())
    yield from (f"{sku} is there {times} times" for sku, times in there.items() if times > 1)
    by_sku = {product["sku"]: product for product in site.products.values()}
    known = {row["sku"] for row in rows}
    yield from (f"{sku} is not of the shop" for sku in by_sku if sku not in known)
    for row in rows:
        shown = by_sku.get(row["sku"])
        if row["state"] == "withdrawn":
            if shown and shown["status"] == "publish":
                yield f"{row['sku']} is still on sale"
            continue
        if shown is None:
            yield f"{row['sku']} is not there"
            continue
        own = (row["name"], str(row["price"]), max(0, row["free"] // 1000), "publish")
        other = tuple(shown[k] for k in ("name", "regular_price", "stock_quantity", "status"))
        if own != other or str(shown["id"]) != row["remote_id"]:
            yield f"{row['sku']}: {own} here, {other} there"


def _orders(rows: list[sqlite.Row], site: Site) -> Iterator[str]:
    times = Counter(row["remote_id"] for row in rows)
    yield from (f"order {number} {n} times" for number, n in times.items() if n > 1)
    own = {int(row["remote_id"]): row for row in rows}
    yield from (f"order {n} is not there" for n in own.keys() - site.orders.keys())
    for number, order in site.orders.items():
        if number in own:
            yield from (f"order {number}: {what}" for what in _order(own[number], order))
        elif order["status"] != "cancelled":
            yield f"order {number} is lost"
    for number, refunds in site.refunds.items():
        if len(refunds) > 1:
            yield f"order {number} was refunded {len(refunds)} times"


def _order(row: sqlite.Row, order: Thing) -> Iterator[str]:
    lines = sorted(
        (line["sku"], line["quantity"] * 1000, int(line["total"])) for line in order["line_items"]
    )
    if row["goods"] != "\n".join(f"{sku} {much} {net}" for sku, much, net in lines):
        yield f"goods {row['goods']!r}"
    if sum(net for *_, net in lines) + row["fee"] - row["discount"] != int(order["total"]):
        yield "another total"
    paid = "paid" if order["date_paid_gmt"] else "unpaid"
    if row["payment"] != ("part_refunded" if order["refunds"] else paid):
        yield f"{row['payment']}, there {paid} {order['refunds']}"
    state, status = row["state"], order["status"]
    fits = {
        "processing": state in _UNDER_WAY,
        "cancelled": state == "cancelled",
        "completed": state == "closed",
    }[status]
    # Both sides decided at once and the goods are out: that is shown to a person.
    if not fits and row["look"] not in ("cancelled_after", "not_done_there"):
        yield f"{state} here, {status} there, look {row['look']}"
    notes = {note["key"]: note["value"] for note in order["meta_data"]}
    if state in ("handed_over", "closed") and notes.get("_posdesk_tracking") != (
        row["tracking"] or "-"
    ):
        yield f"tracking {row['tracking']!r}, there {notes}"
