"""Goods: adding, changing, finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.barcode import normal_code
from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST
from posdesk.domain.product import Item, PriceChange, Product, Unit
from posdesk.domain.stock import MovementKind, StockChange, StockDocument
from posdesk.domain.tax import tax_code
from posdesk.domain.text import clean
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.ports.store import Found, Store, Work

NAME_LIMIT = 200
SKU_LIMIT = 40


class Catalogue:
    """The shop's goods."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """The till's search, best first."""
        with self._store.read() as reader:
            return reader.find(text, limit)

    def tiles(self, category: str | None, limit: int) -> tuple[Found, ...]:
        """Goods for the tiles: of a category, or the favourites first."""
        with self._store.read() as reader:
            return reader.tiles(category, limit)

    def categories(self) -> tuple[str, ...]:
        """All groups in use, in Vietnamese order."""
        with self._store.read() as reader:
            return reader.categories()

    def product(self, product_id: UUID) -> Product | None:
        """A product with its units."""
        with self._store.read() as reader:
            return reader.product(product_id)

    def coded(self, code: str) -> Item | None:
        """What a barcode or an SKU stands for, archived goods too."""
        with self._store.read() as reader:
            return reader.item(code)

    def add(self, actor: Actor, product: Product, stock: int = 0) -> Product:
        """Adds a product with its opening stock (thousandths of the base unit).

        Raises:
            Refused: ``name_needed``, ``text_too_long``, ``bad_unit``, ``bad_tax``, ``sku_taken``,
                ``barcode_taken``, ``bad_amount``, ``too_large``, ``not_allowed``.
        """
        actor.require(Right.CATALOGUE)
        with self._store.write() as work:
            return add_product(work, actor, product, stock, self._clock)

    def change(self, actor: Actor, product: Product) -> Product:
        """Puts a product in the place of what it was; other prices and costs are posted.

        Raises:
            Refused: ``product_changed`` where it was changed since it was read, or as ``add``.
        """
        actor.require(Right.CATALOGUE)
        with self._store.write() as work:
            return change_product(work, actor, product, self._clock)

    def move_tile(self, actor: Actor, product_id: UUID, step: int) -> int:
        """Moves a favourite's tile by so many places; gives its place, from 1.

        Raises:
            Refused: ``unknown_product`` where it is no favourite, ``not_allowed``.
        """
        actor.require(Right.CATALOGUE)
        with self._store.write() as work:
            order = list(work.favourites())
            if product_id not in order:
                raise Refused("unknown_product", product="")
            here = order.index(product_id)
            there = min(max(here + step, 0), len(order) - 1)
            order.insert(there, order.pop(here))
            work.order_tiles(order)
            return there + 1

    def picture(self, product_id: UUID) -> bytes:
        """A product's picture for lists and tiles, empty where it has none."""
        with self._store.read() as reader:
            return reader.tile_picture(product_id)

    def pictures(self, product_ids: Iterable[UUID]) -> Mapping[UUID, bytes]:
        """The pictures of those of these goods that have one."""
        with self._store.read() as reader:
            found = {product_id: reader.tile_picture(product_id) for product_id in product_ids}
        return {product_id: picture for product_id, picture in found.items() if picture}

    def add_weighed(self, actor: Actor, item: str, name: str, price: int) -> Product:
        """Adds goods of the scale by the item number of their label; the price is that of 1 kg.

        Raises:
            Refused: as ``add``.
        """
        unit = Unit(new_id(), "kg", price)
        return self.add(actor, Product(new_id(), item, name, (unit,), weighed=True))

    def add_quickly(self, actor: Actor, barcode: str, name: str, price: int) -> Product:
        """Adds what was scanned but is not known yet, without leaving the bill.

        Raises:
            Refused: as ``add``.
        """
        code = normal_code(barcode)
        unit = Unit(new_id(), "cái", price, 1, (code,) if code else ())
        return self.add(actor, Product(new_id(), code or _own_code(), name, (unit,)))


def _own_code() -> str:
    return f"H{new_id().hex[:10].upper()}"


def add_product(work: Work, actor: Actor, product: Product, stock: int, clock: Clock) -> Product:
    """Adds a product inside the caller's transaction."""
    known = checked(product)
    work.put_product(known)
    if stock:
        change = StockChange(known.id, stock, MovementKind.OPENING)
        document = StockDocument(
            id=new_id(),
            till=actor.till,
            at=clock.now(),
            business_on=clock.today(),
            actor_id=actor.id,
            changes=(change,),
        )
        work.post(document)
    return known


def change_product(work: Work, actor: Actor, product: Product, clock: Clock) -> Product:
    """Changes a product inside the caller's transaction."""
    known, before = checked(product), work.product(product.id)
    if before is None or before.row_version != known.row_version:
        raise Refused("product_changed", name=known.name)
    changed = replace(known, row_version=known.row_version + 1)
    work.put_product(changed)
    work.post_all(list(price_changes(actor, before, changed, clock.now())))
    return changed


def price_changes(
    actor: Actor, before: Product, after: Product, at: datetime
) -> Iterator[PriceChange]:
    """What is posted of a product that costs other than before."""
    for unit, old, new in _other_prices(before, after):
        yield PriceChange(
            id=new_id(),
            till=actor.till,
            at=at,
            actor_id=actor.id,
            product_id=after.id,
            unit=unit,
            before=old,
            after=new,
        )


def _other_prices(before: Product, after: Product) -> Iterator[tuple[str, int | None, int | None]]:
    """What costs other than before: the unit (empty for the cost), old and new đồng."""
    if before.cost != after.cost:
        yield "", before.cost, after.cost
    old = {unit.name: unit.price for unit in before.units}
    new = {unit.name: unit.price for unit in after.units}
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            yield name, old.get(name), new.get(name)


def checked(product: Product) -> Product:
    """A product as it is kept.

    Raises:
        Refused: as ``Catalogue.add``, but for codes that belong to other goods.
    """
    name, sku = clean(product.name), clean(product.sku)
    if not name or not sku:
        raise Refused("name_needed")
    if len(name) > NAME_LIMIT or len(sku) > SKU_LIMIT:
        raise Refused("text_too_long", limit=NAME_LIMIT)
    _check_units(product)
    return replace(
        product,
        sku=sku,
        name=name,
        category=clean(product.category),
        tax_code=tax_code(product.tax_code),
        maker=clean(product.maker),
        description=clean(product.description, newlines=True),
        shelf=clean(product.shelf),
    )


def _refuse_twice(product: Product) -> None:
    """A barcode stands for one unit."""
    codes = [code for unit in product.units for code in unit.barcodes]
    for code in codes:
        if codes.count(code) > 1:
            raise Refused("barcode_taken", barcode=code, name=product.name)


def _check_units(product: Product) -> None:
    names = [clean(unit.name) for unit in product.units]
    if not names or product.base.factor != 1 or len(set(names)) < len(names):
        raise Refused("bad_unit", name=product.name)
    _refuse_twice(product)
    for unit in product.units:
        if not clean(unit.name) or unit.factor < 1:
            raise Refused("bad_unit", name=product.name)
        if unit.price < 0:
            raise Refused("bad_amount", text=str(unit.price))
        if unit.price > LARGEST:
            raise Refused("too_large", text=str(unit.price))
