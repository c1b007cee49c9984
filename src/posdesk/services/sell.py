"""Sales asked for by another program: codes and amounts in, a posted sale out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from posdesk.domain.access import Actor, Right
from posdesk.domain.barcode import normal_code
from posdesk.domain.cart import Cart, CartLine, ReturnedLine, check_line
from posdesk.domain.discount import Discount
from posdesk.domain.errors import Refused
from posdesk.domain.quantity import ONE
from posdesk.domain.scale_label import Pattern
from posdesk.domain.shift import Shift
from posdesk.domain.tender import Offer
from posdesk.runtime.clock import Clock
from posdesk.services.checkout import Bill, Posted, line_for, post_bill, posted_before
from posdesk.services.customers import known_customer
from posdesk.services.ports.store import Reader, Store, Work
from posdesk.services.settings import values
from posdesk.services.shifts import open_shift


@dataclass(frozen=True, slots=True)
class RequestedLine:
    """Goods asked for.

    Attributes:
        code: a barcode, a SKU or a scale label.
        quantity: thousandths; None leaves it to a scale label.
        price: đồng for one unit in place of the list price.
    """

    code: str
    quantity: int | None
    price: int | None = None
    discount: Discount | None = None


@dataclass(frozen=True, slots=True)
class SaleRequest:
    """One request of the contract's "Sales as JSON lines".

    Attributes:
        digest: of the request's content, to tell a repeat from another request.
    """

    lines: tuple[RequestedLine, ...]
    offers: tuple[Offer, ...]
    digest: bytes
    key: str | None = None
    returns: tuple[ReturnedLine, ...] = ()
    discount: Discount | None = None
    customer: str = ""
    note: str = ""


class Seller:
    """Posts requested sales, each in one transaction."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def sell(self, actor: Actor, request: SaleRequest) -> Posted:
        """Posts the request; durable when this returns, or nothing was written.

        If no shift is open, one with a float of 0 is opened for it.

        Raises:
            Refused: with ``line`` (1-based) where one line is the reason.
        """
        with self._store.write() as work:
            # A repeat is answered even where its goods could not be sold any more.
            if (first := posted_before(work, request.key, request.digest)) is not None:
                return first
            bill = Bill(
                cart=_cart(work, request),
                offers=request.offers,
                key=request.key,
                digest=request.digest,
            )
            opened = self._opened(work, actor)
            return replace(post_bill(work, actor, bill, self._clock), opened=opened)

    def _opened(self, work: Work, actor: Actor) -> Shift | None:
        """The shift that had to be opened for the sale: with it, or not at all."""
        if work.open_shift(actor.till) is not None:
            return None
        actor.require(Right.SHIFT)
        return open_shift(work, actor, 0, self._clock)


def _cart(reader: Reader, request: SaleRequest) -> Cart:
    patterns = values(reader).scale_labels
    lines = []
    for number, wanted in enumerate(request.lines, 1):
        with _naming(number):
            lines.append(_line(reader, patterns, wanted))
    return Cart(
        lines=tuple(lines),
        returns=request.returns,
        discount=request.discount,
        customer_id=known_customer(reader, request.customer).id if request.customer else None,
        note=request.note,
    )


def _line(reader: Reader, patterns: tuple[Pattern, ...], wanted: RequestedLine) -> CartLine:
    found = line_for(reader, patterns, wanted.code)
    priced = found if wanted.price is None else found.at_price(wanted.price)
    quantity = _quantity(reader, found, wanted)
    line = replace(priced, quantity=quantity, discount=wanted.discount)
    check_line(line)
    return line


def _quantity(reader: Reader, found: CartLine, wanted: RequestedLine) -> int:
    """What a label says times how many labels, or the quantity asked for."""
    if wanted.quantity is not None:
        return found.quantity * wanted.quantity // ONE
    if reader.item(normal_code(wanted.code)) is not None:
        raise Refused("missing_field", field="quantity")
    return found.quantity


@contextmanager
def _naming(line: int) -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise Refused(refusal.code, **{**refusal.params, "line": line}) from refusal
