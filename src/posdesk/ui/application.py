"""The window put together: theme, filters, screens."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from posdesk.runtime.clock import Clock
from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.screens.commands import window_commands
from posdesk.ui.screens.till import TillScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.window import Window


def build(app: QApplication, shop: Shop, tasks: Tasks, clock: Clock) -> Window:
    """The window on a shop, ready to be shown; keys and scans of ``app`` go to it."""
    theme.apply(app)
    window = Window(clock)
    window.setWindowTitle("posdesk")
    till = TillScreen(shop, tasks, window)
    window.add_screen("till", _("Sell"), "shopping-cart", till.layer())
    window.sold.connect(lambda _sale: shop.queue.notify())
    window.use_everywhere(window_commands(window))
    app.installEventFilter(window.keys)
    app.installEventFilter(window.scanner)
    tasks.read(
        window,
        shop.settings.all,
        lambda settings: window.bar.show_place(settings["shop.name"], shop.actor.till),
        lambda _error: None,
    )
    till.start()
    return window
