"""What moved a product's stock and its prices, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.product import Product
from posdesk.services.ports.goods import Movement, PriceStep
from posdesk.services.shop import Shop
from posdesk.ui.shown import Record
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import say
from posdesk.ui.viewmodels.latest import Latest
from posdesk.ui.viewmodels.products_words import move_record, price_record

PAGE = 60
"""So many movements are read at a time; and so many prices, which change seldom, are kept."""
STOCK, PRICES = "stock", "prices"


@dataclass(frozen=True, slots=True)
class HistoryState:
    """What the history shows: movements or prices."""

    shown: str = STOCK
    records: tuple[Record, ...] = ()
    looked: bool = False


class HistoryModel(QObject):
    """The history of one product."""

    state_changed = Signal(object)
    effect = Signal(object)

    def __init__(
        self, shop: Shop, tasks: Tasks, product: Product, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self.product = shop, product
        self._asking = Latest(tasks, self._fail, self)
        self._moves: tuple[Movement, ...] = ()
        self._more = False
        self.state = HistoryState()

    def show(self, what: str) -> None:
        """Movements or prices."""
        self._show(shown=what, records=(), looked=False)
        inventory, key = self._shop.inventory, self.product.id
        if what == PRICES:
            self._asking.ask(lambda: inventory.prices(key, PAGE), self._take_prices)
        else:
            self._moves = ()
            self._asking.ask(lambda: inventory.movements(key, PAGE), self._take_moves)

    def more(self) -> None:
        """Reads the next page of movements, if there is one."""
        if self.state.shown == STOCK and self._more and not self._asking.at_work:
            inventory, key, last = self._shop.inventory, self.product.id, self._moves[-1]
            self._asking.ask(lambda: inventory.movements(key, PAGE, last), self._take_moves)

    def _take_moves(self, moves: Sequence[Movement]) -> None:
        self._moves, self._more = (*self._moves, *moves), len(moves) == PAGE
        self._show(records=tuple(map(move_record, self._moves)), looked=True)

    def _take_prices(self, steps: Sequence[PriceStep]) -> None:
        self._show(records=tuple(map(price_record, steps)), looked=True)

    def _fail(self, error: Refused | Trouble) -> None:
        self.effect.emit(say(error))

    def _show(self, **changes: object) -> None:
        changed = replace(self.state, **changes)  # type: ignore[arg-type] # fields of the state
        if changed != self.state:
            self.state = changed
            self.state_changed.emit(changed)
