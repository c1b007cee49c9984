"""Orders full of hostile text and impossible figures: the bad are named, the others do no harm."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from posdesk.domain.order import Look
from posdesk.services.ports.orders import Shelf
from posdesk.services.sync_turn import Failed
from tests.exchange.fake_woo import Site, Thing
from tests.exchange.selling import Selling, selling
from tests.printing.conftest import Judge
from tests.services.shops import Counter

UGLY = (
    "<script>alert(1)</script><b>Trần</b>",
    "<![foo[bar]]><![CDATA[x]]>&#xD800;&#99999999999;",
    "<" * 3_000,
    '=HYPERLINK("http://x.test","Xem")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u202e1702 gnàht\u2066\u200f",
    "A" * 10_000,
    "Ngõ\x00 12\x1b@\x1bp\x00\x19\xfa\x07\x9b2J",
    "\ud800lẻ\udfff",
    "👩‍👩‍👧‍👦🧨" * 400,
    "Z͑ͫ̓͒" * 2_000,
    "\n\r\n\u2028" * 500 + "x",
    "'; DROP TABLE sale; --",
    "../../../../etc/passwd",
    "%s%n{0.__class__}{order}",
    "",
)
TEXTS = ("last_name", "first_name", "phone", "address_1", "address_2", "city", "state", "email")
HUGE = 10**30
MANY, WIDTH = 5_000, 576


def _line(order: Thing, **fields: object) -> None:
    order["line_items"][0].update(fields)


IMPOSSIBLE: tuple[Callable[[Thing], object], ...] = (
    lambda o: o.update(total="-85000"),
    lambda o: o.update(total=HUGE),
    lambda o: o.update(total="0" * 30 + "85000"),
    lambda o: o.update(total=85_000.5),
    lambda o: o.update(total=None),
    lambda o: o.update(total=["85000"]),
    lambda o: o.pop("total"),
    lambda o: o.update(date_created_gmt="0001-01-01T00:00:00+14:00"),
    lambda o: o.update(date_created_gmt="9999-12-31T23:59:59-12:00"),
    lambda o: o.update(date_created_gmt=None),
    lambda o: o.update(billing=["x"]),
    lambda o: o.update(billing="x"),
    lambda o: o.update(line_items={"id": 1}),
    lambda o: o.update(line_items=["x"]),
    lambda o: o.update(status={"x": 1}),
    lambda o: o.update(number=["1"]),
    lambda o: o.update(refunds=[{"id": 1, "total": "-x"}]),
    lambda o: o.update(fee_lines=[{"total": "1e5"}]),
    lambda o: _line(o, quantity=0),
    lambda o: _line(o, quantity=-3),
    lambda o: _line(o, quantity="0" * 19 + "1" + "9" * 5_000),
    lambda o: _line(o, quantity=True),
    lambda o: _line(o, total="-1"),
    lambda o: _line(o, total=str(HUGE)),
    lambda o: _line(o, name={"x": []}, sku=["x"]),
)


@pytest.fixture
def web(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Selling]:
    counter.add("GOM-01", 85_000, stock=1_000_000)
    with selling(counter, monkeypatch) as made:
        counter.shop.listings.publish(counter.actor, made.exchange, ["GOM-01"])
        assert made.sync().products == 1
        yield made


def ugly(site: Site, number: int, chance: random.Random) -> int:
    """An order whose texts are hostile, every one of them; its figures are in order."""
    who = {name: chance.choice(UGLY) for name in TEXTS}
    note = "m" * 10_000_000 if number == 7 else chance.choice(UGLY)
    made = site.buy(("GOM-01", 1), billing=who, customer_note=note)
    order = site.orders[made]
    order["shipping"] = who
    if chance.random() < 0.3:  # goods the shop does not know
        _line(order, name=UGLY[number % len(UGLY)], sku=chance.choice(UGLY), product_id=10**9)
    if chance.random() < 0.2:
        order["status"] = chance.choice(UGLY)
    return made


def impossible(site: Site, number: int) -> int:
    made = site.buy(("GOM-01", 1))
    IMPOSSIBLE[number % len(IMPOSSIBLE)](site.orders[made])
    return made


def kept_texts(counter: Counter) -> Iterator[str]:
    with counter.store.read() as reader:
        for shelf in Shelf:
            for row in reader.orders(shelf, 10_000):
                order, buyer = row.order, row.buyer
                yield from (order.number, order.remote_state, buyer.name, buyer.phone)
                yield from (buyer.address, buyer.email, buyer.note)
                yield from (text for line in order.lines for text in (line.name, line.code))


def harmless(text: str) -> bool:
    unseen = any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") for char in text)
    return not unseen and "<script" not in text and len(text) <= 300


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "count", [90, pytest.param(MANY, marks=[pytest.mark.oracle, pytest.mark.timeout(600)])]
)
def test_hostile_orders_arrive_without_harm_and_the_impossible_are_named(
    web: Selling, count: int, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(count)  # noqa: S311 - no secret
    good, bad = set(), set()
    for number in range(count):
        if number % 3:
            good.add(str(ugly(web.site, number, chance)))
        else:
            bad.add(str(impossible(web.site, number // 3)))
        if number % 40 == 0:
            web.site.tick()
    done = web.sync()
    assert named(done.failed) == bad
    assert done.orders == len(good)
    assert web.sync().orders == 0
    counter = web.counter
    assert [text for text in kept_texts(counter) if not harmless(text)] == []
    with counter.store.read() as reader:
        rows = [
            row
            for shelf in Shelf
            if shelf is not Shelf.LOOK
            for row in reader.orders(shelf, 10_000)
        ]
    assert {row.order.remote_id for row in rows} == good
    assert any(row.order.look is Look.UNKNOWN_GOODS for row in rows)
    jobs = [job for row in rows[:: len(rows) // 12] for job in papers(counter, row.order.id)]
    if count == MANY:
        judged(request.getfixturevalue("judge"), jobs)


def named(failed: tuple[Failed, ...]) -> set[str]:
    assert {each.code for each in failed} == {"order_not_understood"}
    return {each.what for each in failed}


def papers(counter: Counter, order_id: UUID) -> tuple[bytes, bytes]:
    """Its slip and its label, as they go to a printer."""
    documents, renderer = counter.shop.documents, counter.shop.renderer
    assert all(harmless(line[:300]) for line in documents.message(order_id).splitlines())
    return (
        renderer.escpos(documents.packing_slip(order_id), WIDTH),
        renderer.escpos(documents.shipping_label(order_id), WIDTH),
    )


def judged(judge: Judge, jobs: list[bytes]) -> None:
    """They are pictures: no word of them becomes a command of the printer."""
    for job in jobs:
        report = judge.interpret.Interpreter(job, WIDTH).run().report()
        assert (report["errors"], report["unknown"], report["warnings"]) == ([], [], [])
        assert (report["drawer"], report["text"]) == ([], [])
