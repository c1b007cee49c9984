"""Stock: goods that come in, corrections, stocktakes, and what moved it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST, half_up
from posdesk.domain.product import Product, Unit
from posdesk.domain.quantity import LARGEST as LARGEST_QUANTITY
from posdesk.domain.quantity import is_whole
from posdesk.domain.stock import MovementKind, StockChange, StockDocument
from posdesk.domain.text import clean
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.catalogue import change_product
from posdesk.services.ports.goods import GoodsLists, Movement, PriceStep, ProductRow, Wanted
from posdesk.services.ports.store import Store, Work

REASON_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Arrival:
    """Goods that came in.

    Attributes:
        quantity: thousandths of ``unit``.
        unit: a selling unit of the product by its name; empty for the base unit.
        cost: of one such unit, đồng; None leaves the product's cost as it is.
        note: the supplier, the number of the delivery.
    """

    product_id: UUID
    quantity: int
    unit: str = ""
    cost: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a receipt, a correction or a count did to a product's stock.

    Attributes:
        before, after: on hand, thousandths of the base unit.
    """

    document_id: UUID
    product: Product
    before: int
    after: int


class Inventory:
    """The shop's stock. Quantities are thousandths of the base unit unless said otherwise."""

    def __init__(self, store: Store, lists: GoodsLists, clock: Clock) -> None:
        self._store, self._lists = store, lists
        self._clock = clock

    def on_hand(self, product_id: UUID) -> int:
        """What lies in the shop."""
        with self._store.read() as reader:
            return reader.on_hand(product_id)

    def receive(self, actor: Actor, arrival: Arrival) -> Moved:
        """Adds goods that came in; the newest cost becomes the product's, which is posted.

        Raises:
            Refused: ``unknown_product``, ``unknown_unit``, ``bad_quantity``, ``too_large``,
                ``fraction_not_weighed``, ``bad_amount``, ``text_too_long``, ``not_allowed``.
        """
        actor.require(Right.STOCK)
        with self._store.write() as work:
            product = _product(work, arrival.product_id)
            unit = _unit(product, arrival.unit)
            quantity = _whole(product, arrival.quantity, least=1) * unit.factor
            cost = _base_cost(unit, arrival.cost)
            change = StockChange(product.id, quantity, MovementKind.RECEIPT, cost=cost)
            moved = self._move(work, actor, product, change, _text(arrival.note))
            if cost is not None and cost != product.cost:
                dearer = change_product(work, actor, replace(product, cost=cost), self._clock)
                return replace(moved, product=dearer)
            return moved

    def adjust(self, actor: Actor, product_id: UUID, difference: int, reason: str) -> Moved:
        """Corrects the stock by ``difference``, with the reason.

        Raises:
            Refused: ``reason_needed``, ``unknown_product``, ``bad_quantity`` for nothing,
                ``too_large``, ``fraction_not_weighed``, ``stock_short`` where less would be left
                than nothing, ``text_too_long``, ``not_allowed``.
        """
        actor.require(Right.STOCK)
        why = _text(reason)
        if not why:
            raise Refused("reason_needed")
        with self._store.write() as work:
            product = _product(work, product_id)
            _whole(product, abs(difference), least=1)
            there = work.on_hand(product_id)
            if difference < 0 and there + difference < 0:
                raise Refused("stock_short", name=product.name, available=there)
            change = StockChange(product_id, difference, MovementKind.ADJUSTMENT)
            return self._move(work, actor, product, change, why)

    def count(
        self,
        actor: Actor,
        product_id: UUID,
        counted: int,
        *,
        reason: str = "",
        seen: int | None = None,
    ) -> Moved:
        """Posts a stocktake: what was counted, and what should have been there.

        A count that agrees is posted too: it says that somebody looked. ``seen`` is the stock
        that was shown while counting; goods sold meanwhile would make the count wrong.

        Raises:
            Refused: ``stock_moved`` where stock is not ``seen`` any more, ``unknown_product``,
                ``bad_quantity``, ``too_large``, ``fraction_not_weighed``, ``text_too_long``,
                ``not_allowed``.
        """
        actor.require(Right.STOCK)
        with self._store.write() as work:
            product = _product(work, product_id)
            _whole(product, counted, least=0)
            there = work.on_hand(product_id)
            if seen is not None and seen != there:
                raise Refused("stock_moved", name=product.name)
            kind = MovementKind.ADJUSTMENT
            change = StockChange(product_id, counted - there, kind, expected=there)
            return self._move(work, actor, product, change, _text(reason))

    def products(
        self, wanted: Wanted, limit: int, after: ProductRow | None = None
    ) -> tuple[ProductRow, ...]:
        """Goods with their stock; ``after`` is the last one of the page before."""
        return self._lists.products(wanted, limit, after)

    def how_many(self, wanted: Wanted) -> int:
        """How many goods fit."""
        return self._lists.how_many(wanted)

    def movements(
        self, product_id: UUID, limit: int, before: Movement | None = None
    ) -> tuple[Movement, ...]:
        """What moved a product's stock, newest first; ``before`` is the last of the page before."""
        return self._lists.movements(product_id, limit, before)

    def prices(self, product_id: UUID, limit: int) -> tuple[PriceStep, ...]:
        """What a product's prices and its cost were, newest first."""
        return self._lists.prices(product_id, limit)

    def _move(
        self, work: Work, actor: Actor, product: Product, change: StockChange, reason: str
    ) -> Moved:
        before = work.on_hand(product.id)
        if before + change.quantity > LARGEST_QUANTITY:
            raise Refused("too_large", text=str((before + change.quantity) // 1000))
        document = StockDocument(
            id=new_id(),
            till=actor.till,
            at=self._clock.now(),
            business_on=self._clock.today(),
            actor_id=actor.id,
            changes=(change,),
            reason=reason,
        )
        work.post(document)
        return Moved(document.id, product, before, before + change.quantity)


def _product(work: Work, product_id: UUID) -> Product:
    product = work.product(product_id)
    if product is None:
        raise Refused("unknown_product", product="")
    return product


def _unit(product: Product, name: str) -> Unit:
    if not name:
        return product.base
    for unit in product.units:
        if unit.name == clean(name):
            return unit
    raise Refused("unknown_unit", name=product.name, unit=name)


def _whole(product: Product, quantity: int, *, least: int) -> int:
    """The quantity, if these goods can have it."""
    if quantity < least:
        raise Refused("bad_quantity", text=str(quantity))
    if quantity > LARGEST_QUANTITY:
        raise Refused("too_large", text=str(quantity // 1000))
    if not product.weighed and not is_whole(quantity):
        raise Refused("fraction_not_weighed", name=product.name)
    return quantity


def _base_cost(unit: Unit, cost: int | None) -> int | None:
    """The cost of one base unit, half-up to the đồng."""
    if cost is None:
        return None
    if cost < 0:
        raise Refused("bad_amount", text=str(cost))
    if cost > LARGEST:
        raise Refused("too_large", text=str(cost))
    return half_up(cost, unit.factor)


def _text(reason: str) -> str:
    text = clean(reason)
    if len(text) > REASON_LIMIT:
        raise Refused("text_too_long", limit=REASON_LIMIT)
    return text
