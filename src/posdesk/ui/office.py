"""The screens behind the till: each is loaded and made when somebody first goes there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from posdesk.domain.cart import Cart
from posdesk.services.shop import Shop
from posdesk.ui.screens.open_shift import ShiftCards
from posdesk.ui.screens.till import TillScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.printers import PrintersModel
from posdesk.ui.viewmodels.syncing import SyncModel
from posdesk.ui.window import Window

if TYPE_CHECKING:
    from posdesk.ui.screens.customers import CustomersScreen
    from posdesk.ui.screens.day import DayScreen
    from posdesk.ui.screens.orders import OrdersScreen
    from posdesk.ui.screens.products import ProductsScreen
    from posdesk.ui.screens.receipts import ReceiptsScreen
    from posdesk.ui.screens.reports import ReportScreen
    from posdesk.ui.screens.settings import SettingsScreen

# ruff: noqa: PLC0415 - a screen that nobody opened is not loaded: a till starts at once


class Office(QObject):
    """Makes the screens; what they do that others must know they tell by the window's signals.

    Z reports and receipts are saved as PDF in ``papers``, else in the user's own documents.

    Attributes:
        sync: how the exchanges stand.
    """

    _section_wanted = Signal(str)
    _receipt_wanted = Signal(str)
    _order_wanted = Signal(object)

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        window: Window,
        till: TillScreen,
        shift: ShiftCards,
        printers: PrintersModel,
        papers: Path | None,
    ) -> None:
        super().__init__(window)
        self._parts, self._window = (shop, tasks, window), window
        self._till, self._shift, self._printers, self._papers = till, shift, printers, papers
        till.order_wanted.connect(self._write_order)
        self.sync = SyncModel(shop, tasks, window.clock, window)

    def receipts(self) -> ReceiptsScreen:
        """Past sales."""
        from posdesk.ui.screens.receipts import ReceiptsScreen

        made = ReceiptsScreen(*self._parts, self._till.returns, self._papers)
        self._receipt_wanted.connect(made.model.search.search)
        return made

    def orders(self) -> OrdersScreen:
        """Orders from outside the counter."""
        from posdesk.ui.screens.orders import OrdersScreen

        made = OrdersScreen(*self._parts, self._shift)
        made.model.changed.connect(self._window.goods_changed)
        made.model.sold.connect(self._window.sold)
        made.sync_wanted.connect(self.sync.sync)
        self._order_wanted.connect(made.add)
        made.written.connect(self._till.bill.empty)
        return made

    def products(self) -> ProductsScreen:
        """The goods."""
        from posdesk.ui.screens.products import ProductsScreen

        made = ProductsScreen(*self._parts)
        made.model.changed.connect(self._window.goods_changed)
        return made

    def customers(self) -> CustomersScreen:
        """The customers and what they owe."""
        from posdesk.ui.screens.customers import CustomersScreen

        made = CustomersScreen(*self._parts, self._shift, self._papers)
        made.receipt_wanted.connect(self._show_receipt)
        return made

    def day(self) -> DayScreen:
        """The end of the day."""
        from posdesk.ui.screens.day import DayScreen

        made = DayScreen(*self._parts, self._shift, self.sync, self._papers)
        made.bill_wanted.connect(self._go_to_bill)
        return made

    def reports(self) -> ReportScreen:
        """Days and months."""
        from posdesk.ui.screens.reports import ReportScreen

        return ReportScreen(*self._parts, self._papers)

    def settings(self) -> SettingsScreen:
        """The settings, the printers among them."""
        from posdesk.ui.screens.settings import SettingsScreen

        made = SettingsScreen(*self._parts, self._printers, self.sync)
        made.model.saved.connect(self._window.settings_changed)
        self._section_wanted.connect(made.open_section)
        return made

    def open_settings(self, section: str) -> None:
        """Goes to a section of the settings."""
        self._window.open_screen("settings")
        self._section_wanted.emit(section)

    def _write_order(self, cart: Cart) -> None:
        """The bill of the till becomes an order."""
        self._window.open_screen("orders")
        self._order_wanted.emit(cart)

    def _show_receipt(self, number: str) -> None:
        """To a receipt among the past sales."""
        self._window.open_screen("receipts")
        self._receipt_wanted.emit(number)

    def _go_to_bill(self, key: str) -> None:
        """To an unfinished bill; the one being typed is there already."""
        self._window.open_screen("till")
        self._till.bill.take_up(key)
