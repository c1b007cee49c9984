"""Goods of a file become goods of the shop: planned from one look at it, written in a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from posdesk.domain.access import Actor
from posdesk.domain.errors import Refused
from posdesk.domain.product import Photo, Product, Unit
from posdesk.domain.quantity import is_whole
from posdesk.domain.stock import MovementKind, StockChange, StockDocument
from posdesk.runtime.clock import Clock
from posdesk.runtime.ids import new_id
from posdesk.services.catalogue import checked, price_changes
from posdesk.services.goods_rows import CellFault, Entry, Findings, GoodsRow
from posdesk.services.ports.goods_file import GoodsChange, GoodsReader, GoodsWork, Stocked

Pictures = Mapping[str, tuple[bytes, Photo]]
"""By the name in the file: the picture's content as it lies there, and what is made of it."""

_FIELDS = {
    "name": "name",
    "category": "category",
    "vat": "tax_code",
    "weighed": "weighed",
    "cost": "cost",
    "min_stock": "min_stock",
    "maker": "maker",
    "description": "description",
}
"""Columns of the product as a whole, and the product's field of each."""

_ABOUT = {"name_needed": "name", "text_too_long": "name", "bad_unit": "factor"}
"""The column that a refusal of the catalogue is about, where it is not about the code."""


@dataclass(slots=True)
class Count:
    """Products by what became of them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """How much there is to be of a product, thousandths; ``opens`` its stock where it is new."""

    product_id: UUID
    quantity: int
    opens: bool


@dataclass(slots=True)
class Plan:
    """What a file does to the shop's goods."""

    count: Count = field(default_factory=Count)
    goods: list[GoodsChange] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    photos: list[tuple[UUID, Photo]] = field(default_factory=list)

    def write(self, work: GoodsWork, actor: Actor, clock: Clock) -> None:
        """Does it, in a transaction whose goods are still those of the look."""
        now = clock.now()
        work.put_goods(self.goods)
        known = [(each.before, each.after) for each in self.goods if each.before]
        work.post_all([p for old, new in known for p in price_changes(actor, old, new, now)])
        for product_id, photo in self.photos:
            work.put_photo(product_id, photo)
        if self.levels:
            document = StockDocument(
                id=new_id(),
                till=actor.till,
                at=now,
                business_on=clock.today(),
                actor_id=actor.id,
                changes=tuple(_move(work, level) for level in self.levels),
            )
            work.post(document)


def _move(work: GoodsWork, level: Level) -> StockChange:
    """Counted from what there is now: the till may have sold since the look."""
    if level.opens:
        return StockChange(level.product_id, level.quantity, MovementKind.OPENING)
    there, kind = work.on_hand(level.product_id), MovementKind.ADJUSTMENT
    return StockChange(level.product_id, level.quantity - there, kind, expected=there)


class Taking:
    """One file's goods on their way into a plan."""

    def __init__(self, reader: GoodsReader, pictures: Pictures, *, set_stock: bool) -> None:
        self._reader = reader
        self._pictures = pictures
        self._set_stock = set_stock
        self._owners: dict[str, tuple[UUID, str]] = {}
        self._plan = Plan()

    def run(self, entries: Iterable[Entry], findings: Findings, step: Callable[[], None]) -> Plan:
        """Plans each product; what is refused goes to the findings, and nothing of it stays."""
        entries = tuple(entries)
        known = {each.product.sku: each for each in self._reader.stocked(e.sku for e in entries)}
        codes = {code for e in entries for row in e.rows if (code := row.cells.get("barcode"))}
        self._owners = dict(self._reader.code_owners(map(str, codes)))
        for entry in entries:
            step()
            if entry.sku in findings.spoiled:
                continue
            try:
                self._take(entry, known.get(entry.sku), findings)
            except CellFault as fault:
                findings.fault(entry.sku, fault.line, fault.column, fault.why)
        self._plan.count.skipped = len(findings.spoiled)
        return self._plan

    def _take(self, entry: Entry, known: Stocked | None, findings: Findings) -> None:
        before = known.product if known else None
        product = _product(entry, before)
        level = self._level(entry, product, known, findings)
        if product != before:
            self._put(entry, before, product)
        pictured = self._put_photo(entry, product)
        if level:
            self._plan.levels.append(level)
        if before is None:
            self._plan.count.new += 1
        elif product != before or pictured or level:
            self._plan.count.changed += 1
        else:
            self._plan.count.unchanged += 1
        if before and before.archived:
            findings.note(entry.rows[0].line, "sku", "still_archived")

    def _put(self, entry: Entry, before: Product | None, product: Product) -> None:
        try:
            after = checked(product)
            self._own_codes(before, after)
        except Refused as why:
            raise _placed(entry, why) from why
        if before is not None:
            after = replace(after, row_version=before.row_version + 1)
        self._plan.goods.append(GoodsChange(before, after))

    def _own_codes(self, before: Product | None, after: Product) -> None:
        """A code stands for one product, in the shop and in the file.

        Raises:
            Refused: ``barcode_taken``.
        """
        codes = [code for unit in after.units for code in unit.barcodes]
        for code in codes:
            owner, name = self._owners.get(code, (after.id, ""))
            if owner != after.id:
                raise Refused("barcode_taken", barcode=code, name=name)
        for unit in before.units if before else ():
            for code in unit.barcodes:
                self._owners.pop(code, None)
        self._owners |= dict.fromkeys((after.sku, *codes), (after.id, after.name))

    def _level(
        self, entry: Entry, product: Product, known: Stocked | None, findings: Findings
    ) -> Level | None:
        """What the file's stock does: it opens new goods, and known ones where it is wished."""
        level, line = entry.shared.get("stock"), entry.line_of("stock")
        if not isinstance(level, int):
            return None
        if known and not self._set_stock:
            if level != known.on_hand:
                findings.note(line, "stock", "stock_ignored")
            return None
        if known and known.counted and level == known.on_hand:
            return None
        if level < 0:
            raise CellFault(line, "stock", Refused("stock_below_zero"))
        if not product.weighed and not is_whole(level):
            raise CellFault(line, "stock", Refused("fraction_not_weighed", name=product.name))
        return Level(product.id, level, opens=known is None)

    def _put_photo(self, entry: Entry, product: Product) -> bool:
        found = self._pictures.get(str(entry.shared.get("photo", "")))
        if found is None:
            return False
        content, photo = found
        there = self._reader.photo(product.id)
        if there and (there == photo or there.picture == content):
            return False
        self._plan.photos.append((product.id, photo))
        return True


def _product(entry: Entry, known: Product | None) -> Product:
    said: dict[str, Any] = {
        name: entry.shared[column] for column, name in _FIELDS.items() if column in entry.shared
    }
    if known is not None:
        return replace(known, **said, units=_units(entry, known.units, known.base.name))
    if "name" not in said:
        raise CellFault(entry.rows[0].line, "name", Refused("cell_missing"))
    usual = "kg" if said.get("weighed") else "cái"
    return Product(new_id(), entry.sku, units=_units(entry, (), usual), **said)


def _units(entry: Entry, known: tuple[Unit, ...], usual: str) -> tuple[Unit, ...]:
    """The units, the base unit first; those that the file does not name stay as they are."""
    units = {unit.name: unit for unit in known}
    for name, rows in _by_unit(entry.rows, usual).items():
        units[name] = _unit(name, rows, units.get(name))
    bases = [units[known[0].name]] if known else list(units.values())
    base = next((unit for unit in bases if unit.factor == 1), None)
    if base is None:
        raise CellFault(entry.line_of("factor"), "factor", Refused("no_base_unit"))
    return (base, *(unit for unit in units.values() if unit is not base))


def _by_unit(rows: Iterable[GoodsRow], usual: str) -> Mapping[str, list[GoodsRow]]:
    found: dict[str, list[GoodsRow]] = {}
    for row in rows:
        found.setdefault(str(row.cells.get("unit", usual)), []).append(row)
    return found


def _unit(name: str, rows: list[GoodsRow], known: Unit | None) -> Unit:
    price = _said(rows, "price", known.price if known else None)
    if price is None:
        raise CellFault(rows[0].line, "price", Refused("cell_missing"))
    factor = _said(rows, "factor", known.factor if known else 1)
    codes = {str(row.cells["barcode"]) for row in rows if row.cells.get("barcode")}
    return Unit(
        id=known.id if known else new_id(),
        name=name,
        price=price,
        factor=factor or 1,
        barcodes=tuple(sorted(codes)) or (known.barcodes if known else ()),
    )


def _said(rows: Iterable[GoodsRow], column: str, otherwise: int | None) -> int | None:
    """What the rows of one unit say in a column; they may not say two things."""
    first: GoodsRow | None = None
    for row in rows:
        if column not in row.cells:
            continue
        if first and row.cells[column] != first.cells[column]:
            raise CellFault(row.line, column, Refused("cell_differs", other=first.line))
        first = first or row
    value = first.cells[column] if first else otherwise
    return value if isinstance(value, int) else None


def _placed(entry: Entry, why: Refused) -> CellFault:
    """A refusal of the catalogue at the cell that it is about."""
    if why.code == "barcode_taken":
        for row in entry.rows:
            if row.cells.get("barcode") == why.params["barcode"]:
                return CellFault(row.line, "barcode", why)
    column = _ABOUT.get(why.code, "sku")
    return CellFault(entry.line_of(column), column, why)
