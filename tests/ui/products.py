"""The goods' screen at the real window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from posdesk.ui.screens.products import ProductsScreen
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter
from tests.ui.desks import Desk, found


class Stockroom(Desk):
    """What an owner sees and does among the goods."""

    def __init__(self, app: QApplication, counter: Counter, tasks: Tasks, reports: Path) -> None:
        super().__init__(app, counter, tasks, reports)
        self.screen = found(self.window, "products", ProductsScreen)
        self.window.open_screen("products")

    @property
    def listed(self) -> list[str]:
        """The names in the list, from top to bottom."""
        return [record.title for record in self.screen.model.state.records]

    def at(self, text: str) -> None:
        """Searches for goods, so that they are looked at."""
        self.screen.found.go_to_search()
        self.screen.model.search(text)

    def scan(self, code: str) -> None:
        """As a scanner does."""
        self.hands.scan(code)
