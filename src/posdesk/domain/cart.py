"""The bill while it is being made: frozen, every change gives a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from posdesk.domain.discount import Discount
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST, half_up
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.quantity import LARGEST as LARGEST_QUANTITY
from posdesk.domain.quantity import ONE, is_whole


@dataclass(frozen=True, slots=True)
class CartLine:
    """Goods on the bill.

    Attributes:
        quantity: thousandths of the item's unit, > 0.
        price: of one unit in đồng; the list price unless typed or on a label.
    """

    item: Item
    quantity: int
    price: int
    price_source: PriceSource = PriceSource.LIST
    discount: Discount | None = None

    @property
    def amount(self) -> int:
        """Price x quantity before discounts, half-up to the đồng."""
        return half_up(self.price * self.quantity, ONE)

    @property
    def price_changed(self) -> bool:
        """Whether somebody typed another price than that of the list."""
        return self.price_source is PriceSource.TYPED and self.price != self.item.price

    def at_price(self, price: int) -> CartLine:
        """The line at a price that somebody typed, đồng for one unit.

        The list price typed is the list price. Goods that are in no list have no other price
        than the typed one.

        Raises:
            Refused: ``zero_price`` where it is less than 1.
        """
        if price == self.price:
            return self
        if price < 1:
            raise Refused("zero_price")
        if self.item.product_id is None:
            return replace(self, item=replace(self.item, price=price), price=price)
        source = PriceSource.LIST if price == self.item.price else PriceSource.TYPED
        return replace(self, price=price, price_source=source)


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A part of a line of an earlier receipt that comes back.

    Attributes:
        line: 1-based on that receipt.
        quantity: thousandths, > 0.
    """

    receipt: str
    line: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Cart:
    """A bill: what is sold, what comes back, the bill's discount, who buys.

    Attributes:
        buyer_id: whom a tax invoice is for, where one is wanted.
    """

    lines: tuple[CartLine, ...] = ()
    returns: tuple[ReturnedLine, ...] = ()
    discount: Discount | None = None
    customer_id: UUID | None = None
    note: str = ""
    buyer_id: UUID | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to sell and nothing to take back."""
        return not self.lines and not self.returns

    def add(self, line: CartLine) -> Cart:
        """With the line added; equal goods at an equal price join the line that is there.

        Goods by weight stay apart: each is one weighing.

        Raises:
            Refused: as ``check_line``.
        """
        check_line(line)
        for index, there in enumerate(self.lines):
            if _joins(there, line):
                return self.with_quantity(index, there.quantity + line.quantity)
        return replace(self, lines=(*self.lines, line))

    def with_quantity(self, index: int, quantity: int) -> Cart:
        """With the quantity of a line set, in thousandths.

        Raises:
            Refused: as ``check_line``.
        """
        return self.with_line(index, replace(self.lines[index], quantity=quantity))

    def with_line(self, index: int, line: CartLine) -> Cart:
        """With the line at ``index`` replaced.

        Raises:
            Refused: as ``check_line``.
        """
        check_line(line)
        return replace(self, lines=(*self.lines[:index], line, *self.lines[index + 1 :]))

    def without(self, index: int) -> Cart:
        """With the line removed."""
        return replace(self, lines=(*self.lines[:index], *self.lines[index + 1 :]))

    def with_return(self, returned: ReturnedLine) -> Cart:
        """With a returned part added, or its quantity changed if the line is there already."""
        others = tuple(
            r for r in self.returns if (r.receipt, r.line) != (returned.receipt, returned.line)
        )
        kept = (*others, returned) if returned.quantity else others
        return replace(self, returns=kept)


def _joins(there: CartLine, new: CartLine) -> bool:
    """The same goods in the same unit at the same price, whatever code brought them."""
    plain = there.discount is None and new.discount is None
    known = new.item.product_id is not None and not new.item.weighed
    return plain and known and _what(there) == _what(new)


def _what(line: CartLine) -> tuple[object, ...]:
    return line.item.product_id, line.item.unit_id, line.price, line.price_source


def check_line(line: CartLine) -> None:
    """Passes a line that may be sold.

    Raises:
        Refused: ``bad_quantity`` unless positive, ``fraction_not_weighed``, ``too_large``,
            ``bad_amount`` for a negative price, or what the discount refuses.
    """
    if line.quantity <= 0:
        raise Refused("bad_quantity", text=str(line.quantity))
    if not is_whole(line.quantity) and not line.item.weighed:
        raise Refused("fraction_not_weighed", name=line.item.name)
    if line.price < 0:
        raise Refused("bad_amount", text=str(line.price))
    if max(line.price, line.amount) > LARGEST or line.quantity > LARGEST_QUANTITY:
        raise Refused("too_large", text=line.item.name)
    if line.discount is not None:
        line.discount.of(line.amount)
