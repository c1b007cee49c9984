"""The product file: goods from and to tables that people keep (CONTRACT, Product file)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from posdesk.domain.access import Actor, Right
from posdesk.domain.errors import Refused
from posdesk.domain.product import Photo, Product, Unit
from posdesk.domain.quantity import ONE
from posdesk.domain.tax import tax_written
from posdesk.domain.text import fold_ascii
from posdesk.runtime.clock import Clock
from posdesk.services.goods_columns import COLUMNS
from posdesk.services.goods_rows import BadCell, Entry, Findings, Note, read_goods
from posdesk.services.goods_taking import Count, Pictures, Taking
from posdesk.services.ports.files import PictureFiles, TableFiles, Written
from posdesk.services.ports.goods_file import GoodsReader, GoodsStore, Stocked

Progress = Callable[[int, int], None]
"""Told how many of how many products are done; what it raises ends the work, unwritten."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be taken in.

    Attributes:
        dry_run: only look: nothing is written.
        skip_bad: take the goods that are right, leave the others.
        set_stock: the file's stock becomes that of known goods too.
    """

    dry_run: bool = False
    skip_bad: bool = False
    set_stock: bool = False


AS_IT_STANDS = Wish()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file did, or would do.

    Attributes:
        new, changed, unchanged: products.
        skipped: products with something wrong.
        bad: every cell that is wrong, in the file's order.
        written: whether the shop has it now.
    """

    new: int
    changed: int
    unchanged: int
    skipped: int
    bad: tuple[BadCell, ...]
    notes: tuple[Note, ...]
    written: bool


class GoodsFiles:
    """Goods from files and to files."""

    def __init__(
        self,
        store: GoodsStore,
        tables: Callable[[], TableFiles],
        pictures: Callable[[], PictureFiles],
        clock: Clock,
    ) -> None:
        self._store = store
        self._tables = tables
        self._pictures = pictures
        self._clock = clock

    def take_in(
        self, actor: Actor, path: Path, wish: Wish = AS_IT_STANDS, progress: Progress | None = None
    ) -> Outcome:
        """Adds and changes the goods of a file, all or nothing; a second time changes nothing.

        What takes its time is done before the one short transaction: the till sells on.

        An empty cell and a missing column say nothing: of known goods that stays as it is.

        Raises:
            Refused: the file as a whole cannot be used; what is wrong in a cell is in the
                outcome. ``not_allowed``.
        """
        actor.require(Right.CATALOGUE)
        if wish.set_stock:
            actor.require(Right.STOCK)
        entries, read = read_goods(self._tables().read(path))
        steps = _Steps(len(entries) + sum("photo" in entry.shared for entry in entries), progress)
        pictures = self._look_at_pictures(path, entries, read, steps)
        while True:
            findings = read.copy()
            with self._store.read() as reader:
                seen = reader.goods_version()
                taking = Taking(reader, pictures, set_stock=wish.set_stock)
                plan = taking.run(entries, findings, steps.one)
            if wish.dry_run or (findings.bad and not wish.skip_bad):
                return _outcome(plan.count, findings, written=False)
            with self._store.write() as work:
                # Where somebody changed goods since the look, it is planned anew.
                if work.goods_version() == seen:
                    plan.write(work, actor, self._clock)
                    return _outcome(plan.count, findings, written=True)

    def _look_at_pictures(
        self, path: Path, entries: tuple[Entry, ...], findings: Findings, steps: _Steps
    ) -> Pictures:
        """The pictures beside the file, before anything is locked: they take their time."""
        found: dict[str, tuple[bytes, Photo]] = {}
        gate, pictured = self._pictures(), [entry for entry in entries if "photo" in entry.shared]
        with self._store.read() as reader:
            known = {each.product.sku: each for each in reader.stocked(e.sku for e in pictured)}
            for entry in pictured:
                name = str(entry.shared["photo"])
                steps.one()
                try:
                    content = gate.beside(path, name)
                    if name not in found and not _has(reader, known.get(entry.sku), content):
                        found[name] = content, gate.photo(content)
                except Refused as why:
                    findings.fault(entry.sku, entry.line_of("photo"), "photo", why)
        return found

    def export(self, actor: Actor, path: Path, language: str = "en") -> int:
        """Writes all goods that are sold, with headers in a language; gives how many.

        Their pictures go into a folder beside the file, which names them.

        Raises:
            Refused: ``unknown_format``, ``not_allowed``.
            Trouble: ``cannot_write``.
        """
        actor.require(Right.CATALOGUE)
        titles = [column.title if language == "vi" else column.key for column in COLUMNS]
        with self._store.read() as reader:
            goods = reader.stocked()
            # Each picture is written as its row is made: before the table, which comes as a whole.
            rows = (
                [cells.get(column.key) for column in COLUMNS]
                for stocked in goods
                for cells in _rows_of(stocked, self._put_photo(reader, path, stocked.product))
            )
            self._tables().write(path, titles, rows)
        return len(goods)

    def _put_photo(self, reader: GoodsReader, file: Path, product: Product) -> str | None:
        """Writes a product's picture beside the file; its name there, None without a picture."""
        photo = reader.photo(product.id)
        if photo is None:
            return None
        name = f"{_slug(file.stem)}-photos/{_slug(product.sku)}-{product.id.hex[-6:]}.jpg"
        self._pictures().put_beside(file, name, photo.picture)
        return name


class _Steps:
    """Counts what is done for whoever waits."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._done = total, 0
        self._progress = progress

    def one(self) -> None:
        self._done = min(self._done + 1, self._total)
        if self._progress:
            self._progress(self._done, self._total)


def _outcome(count: Count, findings: Findings, *, written: bool) -> Outcome:
    bad = sorted(findings.bad, key=lambda cell: (cell.line, cell.place))
    return Outcome(
        new=count.new,
        changed=count.changed,
        unchanged=count.unchanged,
        skipped=count.skipped,
        bad=tuple(bad),
        notes=tuple(findings.notes.values()),
        written=written,
    )


def _has(reader: GoodsReader, stocked: Stocked | None, content: bytes) -> bool:
    """Whether a picture is the product's already: an export that comes back as it went."""
    photo = reader.photo(stocked.product.id) if stocked else None
    return photo is not None and photo.picture == content


def _slug(text: str) -> str:
    """A part of a file's name that every system takes."""
    return re.sub(r"[^0-9A-Za-z]+", "-", fold_ascii(text)).strip("-")[:60] or "goods"


def _rows_of(stocked: Stocked, photo: str | None) -> Iterator[Mapping[str, Written]]:
    """A product's rows: one a unit and one for each further barcode; the first says the rest."""
    product = stocked.product
    head: Mapping[str, Written] = {
        "category": product.category,
        "cost": product.cost,
        "vat": tax_written(product.tax_code),
        "stock": _quantity(stocked.on_hand) if stocked.counted else None,
        "min_stock": None if product.min_stock is None else _quantity(product.min_stock),
        "weighed": "x" if product.weighed else None,
        "maker": product.maker,
        "photo": photo,
        "description": product.description,
    }
    for unit in product.units:
        for code in unit.barcodes or ("",):
            yield {"sku": product.sku, "name": product.name, **head, **_unit_cells(unit, code)}
            head = {}


def _unit_cells(unit: Unit, code: str) -> Mapping[str, Written]:
    return {"unit": unit.name, "factor": unit.factor, "price": unit.price, "barcode": code}


def _quantity(thousandths: int) -> Decimal:
    return Decimal(thousandths) / ONE
