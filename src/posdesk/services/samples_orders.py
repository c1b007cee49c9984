"""Orders of the sample shop: some in every state, as they would have come by Zalo and telephone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from posdesk.domain.access import Actor
from posdesk.domain.customer import Customer
from posdesk.domain.order import Look, Order, OrderBuyer, OrderPayment
from posdesk.domain.product import Product
from posdesk.domain.quantity import ONE
from posdesk.runtime.clock import Clock, SystemClock
from posdesk.services.orders import Orders, Wanted
from posdesk.services.ports.store import Reader, Store, Work
from posdesk.services.shifts import Shifts

_FEE = 25_000


@dataclass
class _Evening(SystemClock):
    """The evening before, when the courier came."""

    at: datetime

    def now(self) -> datetime:
        """The time it was."""
        return self.at

    def today(self) -> date:
        """The day it was."""
        return self.at.astimezone().date()


class _Same(Store):
    """A store whose every transaction is one that is open already."""

    def __init__(self, work: Work, store: Store) -> None:
        self._work, self._store = work, store

    def read(self) -> AbstractContextManager[Reader]:
        """The open transaction."""
        return nullcontext(self._work)

    def write(self) -> AbstractContextManager[Work]:
        """The open transaction."""
        return nullcontext(self._work)

    def data_version(self) -> int:
        """As the store itself."""
        return self._store.data_version()


def fill(
    work: Work,
    store: Store,
    actor: Actor,
    clock: Clock,
    goods: Sequence[Product],
    customers: Sequence[Customer],
) -> None:
    """Orders in each state; those that left the house are sales of yesterday evening."""
    same = _Same(work, store)
    evening = _Evening(clock.now() - timedelta(days=1))
    orders = Orders(same, evening)
    pieces = [product for product in goods if not product.weighed]

    def order(number: int, **named: object) -> Order:
        first, second = pieces[number % len(pieces)], pieces[(number * 5 + 1) % len(pieces)]
        customer = customers[number % len(customers)]
        wanted = Wanted(
            source=("zalo", "facebook", "phone")[number % 3],
            buyer=OrderBuyer(customer.name, customer.phone, customer.address),
            lines=((first.sku, ONE, None), (second.sku, 2 * ONE, None)),
            fee=_FEE,
        )
        return orders.add(actor, replace(wanted, **named))  # type: ignore[arg-type]  # its fields

    def packed(made: Order) -> Order:
        return orders.pack(actor, made.id, {line.key: line.quantity for line in made.lines})

    shifts = Shifts(same, evening)
    shifts.open(actor, 0)
    for number in range(3):
        orders.hand_over(actor, packed(order(number, cod=True)).id, tracking=f"MAU{number:04}")
    delivered = packed(order(3, deposit=50_000, cod=True))
    orders.complete(actor, orders.hand_over(actor, delivered.id, tracking="MAU0003")[0].id)
    came_back = packed(order(4, cod=True))
    orders.hand_over(actor, came_back.id)
    orders.fail(actor, came_back.id, "khách không nghe máy")
    shifts.close(actor, 0)
    for number in range(5, 9):
        due = clock.today() + timedelta(days=number % 2)
        order(number, cod=number % 2 == 0, deposit=0 if number % 2 == 0 else 100_000, due_on=due)
    order(9)
    packed(order(10, cod=True))
    orders.cancel(actor, order(11, cod=True).id, "khách đổi ý")
    strange = order(12, cod=True)
    unknown = replace(strange.lines[0], product_id=None, name="Tượng voi cũ")
    looked = replace(strange, lines=(unknown, *strange.lines[1:]), look=Look.UNKNOWN_GOODS)
    work.put_order(replace(looked, payment=OrderPayment.UNPAID), clock.now())
