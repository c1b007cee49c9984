"""The goods of the shop: looking for them, page by page, and what is done with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.product import Product
from posdesk.runtime.i18n import _
from posdesk.services.inventory import Arrival, Moved
from posdesk.services.ports.goods import ProductRow, Show, Sort, Wanted
from posdesk.services.shop import Shop
from posdesk.ui.shown import Choice, Record
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say, say
from posdesk.ui.viewmodels.latest import Latest
from posdesk.ui.viewmodels.products_words import record_of

T = TypeVar("T")

EVERYTHING = Wanted()
PAGE = 60
"""So many goods are read at a time."""


@dataclass(frozen=True, slots=True)
class ProductsState:
    """What the goods' screen shows.

    Attributes:
        current: the place of the product one is at.
        looked: the first answer has come, so an empty list is empty.
        found: how many fit.
        product: the one looked at, with its stock; None while there is none.
        categories: the groups, the first is all of them.
    """

    wanted: Wanted = EVERYTHING
    records: tuple[Record, ...] = ()
    current: int | None = None
    looked: bool = False
    found: int = 0
    row: ProductRow | None = None
    product: Product | None = None
    picture: bytes = b""
    categories: tuple[Choice, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether less than all is shown."""
        return replace(self.wanted, sort=Sort.NAME) != EVERYTHING


@dataclass(frozen=True, slots=True)
class _Answer:
    rows: tuple[ProductRow, ...]
    found: int
    categories: tuple[str, ...]


class ProductsModel(QObject):
    """The list of goods and the one looked at.

    Attributes:
        changed: goods or their stock are other than before.
        done: what a card asked for is done.
        refused: why it could not be done.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    changed = Signal()
    done = Signal()
    refused = Signal(str)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._asking = Latest(tasks, self._fail, self)
        self._looking = Latest(tasks, self._fail, self)
        self._rows: tuple[ProductRow, ...] = ()
        self._more = False
        self.state = ProductsState()

    # --- the list

    def search(self, text: str) -> None:
        """Shows what fits the text so far."""
        self._want(text=text)

    def choose_show(self, key: str) -> None:
        """Shows other goods: all, those running low..."""
        self._want(show=Show(key))

    def choose_category(self, key: str) -> None:
        """Shows one group, or all."""
        self._want(category=key or None)

    def choose_sort(self, key: str) -> None:
        """Shows them in another order."""
        self._want(sort=Sort(key))

    def clear(self) -> None:
        """Shows all goods again."""
        self._show(wanted=replace(EVERYTHING, sort=self.state.wanted.sort))
        self.refresh()

    def refresh(self, keep: UUID | None = None) -> None:
        """Reads what is shown anew; one stays at the same product, or goes to ``keep``."""
        here = keep or (self.state.row.id if self.state.row else None)
        self._look(max(PAGE, len(self._rows)), here)

    def more(self) -> None:
        """Reads the next page, if there is one."""
        if not self._more or self._asking.at_work:
            return
        lists, wanted, last = self._shop.inventory, self.state.wanted, self._rows[-1]
        self._asking.ask(lambda: lists.products(wanted, PAGE, last), self._append)

    def go_to(self, place: int) -> None:
        """Goes to a product of the list."""
        if 0 <= place < len(self._rows) and place != self.state.current:
            self._at(place)

    def move(self, step: int) -> None:
        """Goes to the product above or below."""
        here = -1 if self.state.current is None else self.state.current
        self.go_to(min(max(here + step, 0), len(self._rows) - 1))

    # --- what is done with the product looked at

    def receive(self, arrival: Arrival) -> None:
        """Goods came in."""
        shop = self._shop
        self._write(lambda: shop.inventory.receive(shop.actor, arrival), self._moved)

    def adjust(self, difference: int, reason: str) -> None:
        """The stock is so much more or less."""
        shop, product = self._shop, self.state.product
        if product is not None:
            job = shop.inventory.adjust
            self._write(lambda: job(shop.actor, product.id, difference, reason), self._moved)

    def count(self, counted: int, seen: int, reason: str) -> None:
        """So much was counted while ``seen`` was shown."""
        shop, product = self._shop, self.state.product
        if product is not None:
            job = shop.inventory.count
            self._write(
                lambda: job(shop.actor, product.id, counted, reason=reason, seen=seen), self._moved
            )

    def archive(self) -> None:
        """Takes the goods out of sale, or brings them back."""
        product = self.state.product
        if product is not None:
            other = replace(product, archived=not product.archived)
            words = _("{name} is archived.") if other.archived else _("{name} is back.")
            self._change(other, words.format(name=product.name))

    def favour(self) -> None:
        """Puts the goods among the favourites, or takes them out."""
        product = self.state.product
        if product is not None:
            self._change(replace(product, favourite=not product.favourite), "")

    def move_tile(self, step: int) -> None:
        """Moves the goods' tile earlier (-1) or later (1) among the favourites."""
        shop, product = self._shop, self.state.product
        if product is not None and product.favourite:
            job = shop.catalogue.move_tile
            self._write(lambda: job(shop.actor, product.id, step), self._tile_moved)

    def put_photo(self, path: Path) -> None:
        """Makes the picture of a file the goods' own."""
        shop, product = self._shop, self.state.product
        if product is not None:
            words = _("{name} has a photo.").format(name=product.name)
            job = shop.photos.put
            self._write(lambda: job(shop.actor, product.id, path), lambda _p: self._finish(words))

    def drop_photo(self) -> None:
        """Takes the goods' picture away."""
        shop, product = self._shop, self.state.product
        if product is not None:
            job = shop.photos.remove
            self._write(lambda: job(shop.actor, product.id), lambda _none: self._finish(""))

    def export(self, path: Path) -> None:
        """Writes all goods that are sold into a file that can be taken in again."""
        shop = self._shop

        def job() -> int:
            language = shop.settings.all()["window.language"]
            return shop.goods_files.export(shop.actor, path, language)

        def done(count: int) -> None:
            words = _("{count} products written.").format(count=count)
            self.effect.emit(Say(f"{words} {path}"))

        self._tasks.read(self, job, done, self._fail)

    def _change(self, product: Product, words: str) -> None:
        shop = self._shop

        def done(_product: Product) -> None:
            self._finish(words)

        self._write(lambda: shop.catalogue.change(shop.actor, product), done)

    def _moved(self, moved: Moved) -> None:
        self._finish(_("The stock of {name} is right now.").format(name=moved.product.name))

    def _tile_moved(self, place: int) -> None:
        self._finish(_("Its tile is number {place} now.").format(place=place))

    def _finish(self, words: str) -> None:
        if words:
            self.effect.emit(Say(words))
        self.done.emit()
        self.changed.emit()
        self.refresh()

    def _write(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._tasks.write(self, job, done, self._refuse)

    # --- reading

    def _want(self, **changes: object) -> None:
        wanted = replace(self.state.wanted, **changes)  # type: ignore[arg-type] # its fields
        if wanted != self.state.wanted:
            self._show(wanted=wanted)
            self._look(PAGE, None)

    def _look(self, limit: int, keep: UUID | None) -> None:
        wanted = self.state.wanted

        def job() -> _Answer:
            inventory = self._shop.inventory
            rows = inventory.products(wanted, limit)
            found = inventory.how_many(wanted) if len(rows) == limit else len(rows)
            return _Answer(rows, found, self._shop.catalogue.categories())

        self._asking.ask(job, lambda answer: self._take(answer, limit, keep))

    def _take(self, answer: _Answer, limit: int, keep: UUID | None) -> None:
        self._rows, self._more = answer.rows, len(answer.rows) == limit
        ids = [row.id for row in answer.rows]
        place = ids.index(keep) if keep in ids else 0
        groups = tuple(Choice(name, name) for name in answer.categories)
        self._show(
            records=tuple(map(record_of, self._rows)),
            found=answer.found,
            looked=True,
            categories=(Choice("", _("All groups")), *groups) if groups else (),
        )
        self._at(place if ids else None)

    def _append(self, rows: Sequence[ProductRow]) -> None:
        self._rows, self._more = (*self._rows, *rows), len(rows) == PAGE
        self._show(records=tuple(map(record_of, self._rows)))

    def _at(self, place: int | None) -> None:
        row = self._rows[place] if place is not None else None
        known = self.state.product
        same = row is not None and known is not None and known.id == row.id
        self._show(current=place, row=row, product=known if same else None)
        if row is not None:
            key = row.id
            self._looking.ask(lambda: self._read(key), self._opened)

    def _read(self, product_id: UUID) -> tuple[Product | None, bytes]:
        """Runs off the window's thread."""
        catalogue = self._shop.catalogue
        return catalogue.product(product_id), catalogue.picture(product_id)

    def _opened(self, found: tuple[Product | None, bytes]) -> None:
        self._show(product=found[0], picture=found[1])

    def _refuse(self, error: Refused | Trouble) -> None:
        words = say(error).words
        self.refused.emit(words)
        self.refresh()

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)
