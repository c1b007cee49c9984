"""How many orders want something to be done, for whoever is elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from posdesk.services.ports.orders import Shelf
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.latest import Latest

_WAITING = (Shelf.TO_PACK, Shelf.LOOK)


class OrderBadge(QObject):
    """Counts the orders to pack or to look at.

    Attributes:
        counted: how many there are.
    """

    counted = Signal(int)

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self._asking = Latest(tasks, lambda _error: None, self)

    def refresh(self) -> None:
        """Counts anew."""
        counts = self._shop.orders.counts
        self._asking.ask(
            counts, lambda found: self.counted.emit(sum(found[shelf] for shelf in _WAITING))
        )
