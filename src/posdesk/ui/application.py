"""The window put together: theme, filters, screens, and the ways between them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from posdesk.runtime.clock import Clock
from posdesk.runtime.i18n import _
from posdesk.services.settings import Values
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command
from posdesk.ui.office import Office
from posdesk.ui.photos import PhotoShelf
from posdesk.ui.screens.commands import window_commands
from posdesk.ui.screens.customer_screen import CustomerScreen
from posdesk.ui.screens.open_shift import ShiftCards
from posdesk.ui.screens.sync_card import SyncCard
from posdesk.ui.screens.till import TillScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.display import DisplayModel
from posdesk.ui.viewmodels.order_badge import OrderBadge
from posdesk.ui.viewmodels.printers import PrintersModel
from posdesk.ui.viewmodels.printers_state import PrintersState
from posdesk.ui.viewmodels.sync_words import pill_of
from posdesk.ui.viewmodels.syncing import SyncModel, SyncState
from posdesk.ui.widgets.pill import Mood
from posdesk.ui.window import Window

_PRINTER, _SYNC = "printer", "sync"
"""The keys of the pills that say how printing and matching with the exchanges go."""


def build(
    app: QApplication,
    shop: Shop,
    tasks: Tasks,
    clock: Clock,
    reports: Path | None = None,
    *,
    first_start: bool = False,
    after_crash: bool = False,
) -> Window:
    """The window on a shop, ready to be shown; keys and scans of ``app`` go to it.

    Z reports and receipts are saved as PDF in ``reports``, else in the user's own documents.
    ``after_crash`` names the sale that was saved last: nobody may have seen that it was.
    """
    theme.apply(app, shop.settings.all()["window.theme"])
    window = Window(clock)
    window.setWindowTitle("posdesk")
    shift, printers = ShiftCards(shop, tasks, window), PrintersModel(shop, tasks, window)
    till = TillScreen(shop, tasks, window, shift)
    office = Office(shop, tasks, window, till, shift, printers, reports)
    window.add_screen("till", _("Sell"), "shopping-cart", lambda: till)
    window.add_screen("orders", _("Orders"), "truck", office.orders)
    window.add_screen("receipts", _("Past sales"), "receipt-text", office.receipts)
    window.add_screen("products", _("Goods"), "package", office.products)
    window.add_screen("customers", _("Customers"), "users", office.customers)
    window.add_screen("day", _("Day end"), "moon", office.day)
    window.add_screen("reports", _("Reports"), "chart-column-big", office.reports)
    window.add_screen("settings", _("Settings"), "settings", office.settings)
    # Paper begins once the screen says paid: the two would wait for each other.
    window.sold.connect(lambda _sale: QTimer.singleShot(0, window, shop.queue.notify))
    display = _customer_screen(app, shop, tasks, window, till)
    window.use_everywhere(
        (
            *window.commands(),
            *window_commands(window),
            *shift.commands(),
            display.command(),
            Command(("F5",), _("Match with the exchanges now"), office.sync.sync),
        )
    )
    app.installEventFilter(window.keys)
    app.installEventFilter(window.scanner)
    dress = partial(_dress, app, window, shop, tasks)
    dress()
    window.settings_changed.connect(dress)
    app.styleHints().colorSchemeChanged.connect(window.settings_changed)
    window.settings_changed.connect(shift.model.refresh)
    window.settings_changed.connect(display.model.refresh)
    _lead(window, shift, office, till)
    window.data_changed.connect(shift.model.refresh)
    till.goods.looking.connect(window.keys.hold_back)
    photos = PhotoShelf(shop, tasks, till.goods_panel.grid, window)
    for goods_moved in (window.data_changed, window.goods_changed):
        goods_moved.connect(till.goods.start)
        goods_moved.connect(photos.forget)
    badge = _count_orders(shop, tasks, window)
    printers.state_changed.connect(lambda state: _show_printer(window, state))
    till.start()
    badge.refresh()
    if after_crash:
        till.bill.recall()
    shift.model.refresh()
    printers.start()
    _follow_exchanges(window, office.sync)
    if first_start:
        _ask(shop, tasks, window, printers)
    return window


def _ask(shop: Shop, tasks: Tasks, window: Window, printers: PrintersModel) -> None:
    """The questions of the first start; the card of a printer belongs to the settings."""
    from posdesk.ui.screens.first_start import FirstStart  # noqa: PLC0415 - once in a shop's life

    window.page("settings")
    first = FirstStart(shop, tasks, window, printers)
    first.answered.connect(window.settings_changed)
    first.answered.connect(window.data_changed)
    QTimer.singleShot(0, first.begin)


def _customer_screen(
    app: QApplication, shop: Shop, tasks: Tasks, window: Window, till: TillScreen
) -> CustomerScreen:
    """What the customer sees follows the till."""
    model = DisplayModel(shop, tasks, window)
    till.bill.state_changed.connect(model.show_bill)
    till.cards.paying.connect(model.show_payment)
    model.refresh()
    return CustomerScreen(app, model, window)


def _count_orders(shop: Shop, tasks: Tasks, window: Window) -> OrderBadge:
    """How many orders wait stands in the rail, wherever one is."""
    badge = OrderBadge(shop, tasks, window)
    badge.counted.connect(partial(window.rail.show_badge, "orders"))
    window.data_changed.connect(badge.refresh)
    window.goods_changed.connect(badge.refresh)
    return badge


def _dress(app: QApplication, window: Window, shop: Shop, tasks: Tasks) -> None:
    """The shop's name and its colours, as the settings are now."""

    def use(settings: Values) -> None:
        window.bar.show_place(settings["shop.name"], shop.actor.till)
        theme.apply(app, settings["window.theme"])

    tasks.read(window, shop.settings.all, use, lambda _error: None)


def _show_printer(window: Window, state: PrintersState) -> None:
    pill = state.pill
    window.bar.show_state(_PRINTER, pill.words, Mood(pill.health.value))


def _follow_exchanges(window: Window, sync: SyncModel) -> None:
    """How the exchanges stand is a pill; orders that came in are news."""

    def show(state: SyncState) -> None:
        pill = pill_of(state, sync.now())
        window.bar.show_state(_SYNC, pill.words, Mood(pill.health.value))

    def tell(count: int) -> None:
        window.toast.say(_("Online orders that came in or changed: {count}").format(count=count))
        window.data_changed.emit()

    def look(pill: str) -> None:
        if pill == _SYNC:
            card = SyncCard(window, sync)
            window.open_card(card.layer(), card.main)

    sync.state_changed.connect(show)
    sync.came.connect(tell)
    sync.effect.connect(lambda said: window.toast.say(said.words))
    window.bar.pressed.connect(look)
    for moved in (window.data_changed, window.settings_changed):
        moved.connect(sync.refresh)
    sync.refresh()


def _lead(window: Window, shift: ShiftCards, office: Office, till: TillScreen) -> None:
    """Where notices and pills lead."""

    def go(place: str) -> None:
        if place == "shift":
            shift.open()
        elif place == "bank":
            office.open_settings("bank")
        else:
            window.open_screen(place)

    def look(pill: str) -> None:
        if pill == _PRINTER:
            office.open_settings("printers")

    till.notice.wanted.connect(go)
    window.bar.pressed.connect(look)
