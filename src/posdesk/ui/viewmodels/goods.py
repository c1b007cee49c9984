"""Finding goods at the till: scans, the search, tiles, and codes nobody knows yet."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from posdesk.domain.cart import CartLine
from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.money import format_dong
from posdesk.domain.product import Item, PriceSource
from posdesk.domain.quantity import ONE, format_quantity, parse_typed
from posdesk.runtime.i18n import _
from posdesk.services.ports.store import Found
from posdesk.services.shop import Shop
from posdesk.ui.shown import Choice, Supply, Tile
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Alarm, AskWeight, Say, say

TILES = 120
"""As many tiles as anyone scrolls through; the search finds the rest."""

Key = tuple[UUID, UUID]
Job = Callable[[], CartLine | None]
"""Looks a line up; None where nothing fits."""

_FEW = 6
"""Text without a letter and with fewer digits may as well be a quantity or a slip."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked up: so many (thousandths; None is one) of it, and how it was typed."""

    find: Job
    typed: str
    times: int | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A code that nobody knows yet.

    Attributes:
        code: as it was scanned.
        item: of a scale's label its item number, else empty.
        times: the quantity typed before a ``*``, thousandths.
    """

    code: str
    item: str = ""
    times: int | None = None


@dataclass(frozen=True, slots=True)
class GoodsState:
    """What the goods' side of the till shows.

    Attributes:
        query: what stands in the search field.
        times: the quantity typed before a ``*``, thousandths.
        marked: the tile that Enter takes, None while no goods are named.
        unknown: the scanned code that waits for a name and a price, None if none does.
        category: the group shown, empty for what is often sold.
        more_unknown: how many codes wait behind it.
        offered: codes scanned over a card, for the bill they were scanned at.
        offered_goods: what they are called; an unknown code is named by itself.
    """

    query: str = ""
    times: int | None = None
    tiles: tuple[Tile, ...] = ()
    marked: int | None = None
    categories: tuple[Choice, ...] = ()
    category: str = ""
    unknown: Unknown | None = None
    more_unknown: int = 0
    offered: tuple[str, ...] = ()
    offered_goods: tuple[str, ...] = ()


class GoodsModel(QObject):
    """Turns scans, typing and touches into lines for the bill.

    Attributes:
        picked: a ``CartLine`` for the bill. Lines come in the order they were asked for.
        looking: whether a line is being looked up: what is done next counts after it.
    """

    state_changed = Signal(object)
    effect = Signal(object)
    picked = Signal(object)
    looking = Signal(bool)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._wanted: deque[_Wanted] = deque()
        self._at_work = False
        self._unknown: deque[Unknown] = deque()
        self._asked = 0
        self.state = GoodsState()

    def start(self) -> None:
        """Loads categories and tiles."""
        self._tasks.read(self, self._shop.catalogue.categories, self._show_categories, self._fail)
        self.refresh()

    def refresh(self) -> None:
        """Reads what is shown anew: stock and prices may have changed."""
        self._asked += 1
        ticket, rest = self._asked, split_times(self.state.query)[1]
        category = self.state.category
        find = self._finder(rest, category)
        marked = _first_mark(rest)
        self._tasks.read(
            self,
            lambda: tiles_of(find()),
            lambda tiles: self._show_tiles(ticket, tiles, marked),
            self._fail,
        )

    def scan(self, code: str) -> None:
        """A scanner's code: its line goes to the bill, times what was typed before a ``*``."""
        self._ask(lambda: self._shop.checkout.scan(code))

    def search(self, text: str) -> None:
        """Shows what fits the text so far; ``3*`` before it takes three."""
        times, rest = split_times(text)
        self._show(query=text, times=times, marked=_first_mark(rest))
        self.refresh()

    def enter(self) -> None:
        """Takes what was typed: a code that is known, else the marked tile."""
        rest, marked = split_times(self.state.query)[1], self.state.marked
        if rest:
            self._ask(lambda: self._typed(rest, marked), rest)

    def move_mark(self, step: int) -> None:
        """Marks another tile for Enter."""
        if self.state.tiles:
            place = -1 if self.state.marked is None else self.state.marked
            self._show(marked=min(max(place + step, 0), len(self.state.tiles) - 1))

    def choose(self, key: Key) -> None:
        """A tile was touched."""
        self._ask(lambda: self._line(key))

    def choose_category(self, key: str) -> None:
        """Shows another group of goods."""
        self._show(category=key)
        self._clear()

    def add_unknown(self, name: str, price: int) -> None:
        """Gives the unknown code a name and a price, and puts it on the bill."""
        unknown, shop = self.state.unknown, self._shop
        if unknown is None:
            return

        def job() -> CartLine:
            if unknown.item:
                shop.catalogue.add_weighed(shop.actor, unknown.item, name, price)
            else:
                shop.catalogue.add_quickly(shop.actor, unknown.code, name, price)
            return _times(shop.checkout.scan(unknown.code), unknown.times)

        self._tasks.write(self, job, self._added, self._fail)

    def skip_unknown(self) -> None:
        """Lets the unknown code go."""
        if self._unknown:
            self._unknown.popleft()
        self._show_unknown()

    def offer(self, codes: tuple[str, ...]) -> None:
        """Offers what was scanned over a card, beside what was offered before."""
        if codes:
            offered = (*self.state.offered, *codes)
            self._show(offered=offered, offered_goods=offered)
            self._tasks.read(
                self,
                lambda: tuple(map(self._name_of, offered)),
                lambda names: self._name_offered(offered, names),
                self._fail,
            )

    def take_offered(self) -> None:
        """Puts the offered codes on the bill."""
        codes = self.state.offered
        self.drop_offered()
        for code in codes:
            self.scan(code)

    def drop_offered(self) -> None:
        """Forgets the offered codes."""
        self._show(offered=(), offered_goods=())

    def add_weighed(self, line: CartLine, quantity: int) -> None:
        """Puts weighed goods on the bill, now that the weight is known (thousandths)."""
        self.picked.emit(replace(line, quantity=quantity))

    def add_other(self, name: str, price: int) -> None:
        """Puts goods on the bill that are in no list, at a typed price."""
        item = Item(None, None, "", name or _("Other goods"), _("piece"), price)
        quantity = self.state.times or ONE
        self.picked.emit(CartLine(item, quantity, price, PriceSource.TYPED))
        self._clear()

    def _ask(self, job: Job, typed: str = "") -> None:
        """One after another, so that quick scans keep their order.

        With a number before the ``*`` that is no quantity nothing is looked up: one would be wrong.
        """
        wrong = wrong_times(self.state.query)
        if wrong is None:
            self._wanted.append(_Wanted(job, typed, self.state.times))
        else:
            self.effect.emit(Alarm())
            self.effect.emit(say(wrong))
        self._next()
        if self.state.query:
            self._clear()

    def _next(self) -> None:
        if self._wanted and not self._at_work:
            self._at_work = True
            self.looking.emit(True)
            wanted = self._wanted.popleft()
            self._tasks.read(
                self,
                wanted.find,
                lambda line: self._pick(line, wanted),
                lambda error: self._refuse(error, wanted.times),
            )

    def _pick(self, found: CartLine | None, wanted: _Wanted) -> None:
        line = _times(found, wanted.times) if found else None
        if line is None:
            self.effect.emit(Say(_("Nothing is called “{text}”").format(text=wanted.typed)))
        elif line.item.weighed and line.quantity == ONE and line.price_source is PriceSource.LIST:
            self.effect.emit(AskWeight(line))
        else:
            self.picked.emit(line)
        self._done()

    def _refuse(self, error: Refused | Trouble, times: int | None) -> None:
        self.effect.emit(Alarm())
        if error.params.get("misread"):
            words = _("{code} was not read right: scan the label of the scale once more.")
            self.effect.emit(Say(words.format(code=error.params["barcode"])))
        elif error.code == "unknown_barcode":
            code, item = error.params["barcode"], error.params.get("item", "")
            self._unknown.append(Unknown(str(code), str(item), times))
            self._show_unknown()
        else:
            self.effect.emit(say(error))
        self._done()

    def _done(self) -> None:
        self._at_work = False
        if self._wanted:
            self._next()
        else:
            self.looking.emit(False)

    def _added(self, line: CartLine) -> None:
        self.picked.emit(line)
        self.skip_unknown()
        self.refresh()

    def _clear(self) -> None:
        """Nothing is typed any more; what is still on its way for it comes too late."""
        self._show(query="", times=None, marked=None)
        self.refresh()

    def _typed(self, rest: str, marked: int | None) -> CartLine | None:
        """The line of typed text, first as a code. Runs off the window's thread."""
        try:
            return self._shop.checkout.scan(rest)
        except Refused:
            if marked is None and _names_nothing(rest):
                return None
            place = marked or 0
            found = self._shop.catalogue.find(rest, place + 1)
            if not found and _like_code(rest):
                raise
        hit = found[min(place, len(found) - 1)] if found else None
        return self._line((hit.product_id, hit.unit_id)) if hit else None

    def _line(self, key: Key) -> CartLine:
        """The line of a tile. Runs off the window's thread."""
        product = self._shop.catalogue.product(key[0])
        if product is None:
            raise Refused("unknown_barcode", barcode="")
        unit = next(unit for unit in product.units if unit.id == key[1])
        item = product.item(unit)
        return CartLine(item, ONE, item.price)

    def _name_of(self, code: str) -> str:
        """What a scanned code is called. Runs off the window's thread."""
        try:
            return self._shop.checkout.scan(code).item.name
        except Refused:
            return code

    def _name_offered(self, offered: tuple[str, ...], names: tuple[str, ...]) -> None:
        if self.state.offered == offered:
            self._show(offered_goods=names)

    def _finder(self, rest: str, category: str) -> Callable[[], tuple[Found, ...]]:
        catalogue = self._shop.catalogue
        if rest:
            return lambda: catalogue.find(rest, TILES)
        return lambda: catalogue.tiles(category or None, TILES)

    def _show_tiles(self, ticket: int, tiles: tuple[Tile, ...], marked: int | None) -> None:
        if ticket == self._asked:
            self._show(tiles=tiles, marked=marked if tiles else None)

    def _show_categories(self, names: Sequence[str]) -> None:
        first = Choice("", _("Often sold"))
        self._show(categories=(first, *(Choice(name, name) for name in names)))

    def _show_unknown(self) -> None:
        first = self._unknown[0] if self._unknown else None
        self._show(unknown=first, more_unknown=max(0, len(self._unknown) - 1))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))


def split_times(text: str) -> tuple[int | None, str]:
    """``3*bình gốm`` is (3000, "bình gốm"); without a readable number there are no times."""
    before, star, after = text.partition("*")
    if not star:
        return None, text.strip()
    try:
        return parse_typed(before) or None, after.strip()
    except Refused:
        return None, text.strip()


def wrong_times(text: str) -> Refused | None:
    """What is wrong with the number before a ``*``: none, too large, not to be read as one."""
    before, star, _after = text.partition("*")
    if not star or not before.strip()[:1].isdigit():
        return None
    try:
        return None if parse_typed(before) else Refused("bad_quantity", text=before.strip())
    except Refused as refusal:
        return refusal


def tiles_of(found: Sequence[Found]) -> tuple[Tile, ...]:
    """Tiles for what was found; a unit is named where the price alone would mislead."""
    units = Counter(each.product_id for each in found)
    return tuple(_tile(each, several=units[each.product_id] > 1) for each in found)


def _tile(found: Found, *, several: bool) -> Tile:
    unit = f"/{found.unit}" if several or found.weighed else ""
    return Tile(
        key=(found.product_id, found.unit_id),
        name=found.name,
        price=format_dong(found.price) + unit,
        stock=_stock(found),
        supply=_supply(found),
    )


def _stock(found: Found) -> str:
    if not found.counted:
        return ""
    if found.available <= 0:
        return _("sold out")
    return _("{count} left").format(count=format_quantity(found.available))


def _supply(found: Found) -> Supply:
    if not found.counted:
        return Supply.PLENTY
    if found.available <= 0:
        return Supply.OUT
    return Supply.LOW if found.low else Supply.PLENTY


def _times(line: CartLine, times: int | None) -> CartLine:
    return line if times is None else replace(line, quantity=line.quantity * times // ONE)


def _names_nothing(text: str) -> bool:
    """Whether the text is no name and too short for a part of a code."""
    digits = sum(c.isdigit() for c in text)
    return digits < _FEW and not any(c.isalpha() for c in text)


def _first_mark(rest: str) -> int | None:
    """The tile that Enter takes before another one is marked."""
    return 0 if rest and not _names_nothing(rest) else None


def _like_code(text: str) -> bool:
    """A word that finds nothing is not a code that wants a name."""
    return any(c.isdigit() for c in text) and " " not in text
