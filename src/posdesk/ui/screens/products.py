"""The goods: the list at the left, one of them at the right, and what can be done with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from posdesk.domain.errors import Refused, Trouble
from posdesk.runtime.i18n import _
from posdesk.services.ports.exchange import Exchange
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.labels_card import LabelsCard
from posdesk.ui.screens.listings_card import show_goods_on
from posdesk.ui.screens.products_card import ProductCard
from posdesk.ui.screens.products_found import FoundProducts
from posdesk.ui.screens.products_history import HistoryCard
from posdesk.ui.screens.products_import import ImportCard
from posdesk.ui.screens.products_panel import ProductPanel
from posdesk.ui.screens.products_stock import CorrectSheet, ReceiveSheet
from posdesk.ui.shown import Choice
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say, say
from posdesk.ui.viewmodels.product_form import ProductFormModel
from posdesk.ui.viewmodels.product_history import HistoryModel
from posdesk.ui.viewmodels.product_import import ImportModel
from posdesk.ui.viewmodels.products import ProductsModel
from posdesk.ui.viewmodels.products_words import sort_choices
from posdesk.ui.widgets.beside import stand_beside
from posdesk.ui.widgets.choose_file import choose_file, choose_new_file
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.sheet import ChoiceSheet
from posdesk.ui.window import Window

_NARROW, _WIDE, _SLIM = 1100, 420, 372
"""Narrower than this the product gets less room; px."""


class ProductsScreen(QFrame):
    """Shows a ``ProductsState``."""

    def __init__(self, shop: Shop, tasks: Tasks, window: Window) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self._shop, self._tasks, self._window = shop, tasks, window
        self.model = ProductsModel(shop, tasks, self)
        self.found = FoundProducts(self.model)
        self.panel = ProductPanel()
        self._count = label(ink="second")
        self._exchanges: tuple[Exchange, ...] = ()
        self.online = KeyButton(_("Sell online …"), Kind.LOW)
        self.online.hide()
        self.files = KeyButton(_("Files …"), Kind.LOW, key="Ctrl+L")
        self._build()
        self._connect()
        self.setFocusProxy(self.found.search)

    def layer(self) -> Layer:
        """Its keys, and where its scans go."""
        model = self.model
        return Layer(
            self,
            (
                Command(("F3",), _("Search"), self.found.go_to_search),
                Command(("Ctrl+N",), _("Add goods"), self.add),
                Command(("Ctrl+E",), _("Change these goods"), self.edit),
                Command(("Ctrl+G",), _("Choose a photo …"), self.choose_photo),
                Command(("Ctrl+L",), _("Files of goods"), self.choose_way),
                Command((), _("Sell online: goods on exchanges"), self.sell_online),
                Command((), _("Goods from a file"), self.import_file),
                Command((), _("All goods into a file"), self.export_file),
                Command(("F6",), _("Goods came in"), self.receive),
                Command(("F7",), _("Correct the stock"), self.correct),
                Command(("F8",), _("History of the goods"), self.history),
                Command(("Ctrl+P",), _("Print labels"), self.labels),
                Command(("Ctrl+D",), _("Archive, or bring back"), model.archive),
                Command(("Ctrl+B",), _("Favourite, or not"), model.favour),
                Command(
                    ("Alt+Left",), _("Its tile one place earlier"), partial(model.move_tile, -1)
                ),
                Command(("Alt+Right",), _("Its tile one place later"), partial(model.move_tile, 1)),
                Command(("Ctrl+R",), _("Another order of the list"), self.choose_sort),
                *self.found.commands(),
                Command(("Esc",), _("Back"), self.found.clear),
            ),
            self._scanned,
        )

    def add(self) -> None:
        """New goods."""
        self._open_form(ProductFormModel(self._shop, self._tasks, None))

    def edit(self) -> None:
        """The goods looked at."""
        if self.model.state.product is not None:
            self._open_form(ProductFormModel(self._shop, self._tasks, self.model.state.product))

    def receive(self) -> None:
        """Goods came in."""
        if self.model.state.product is not None:
            sheet = ReceiveSheet(self._window, self.model)
            self._window.open_card(sheet.layer(), sheet.quantity)

    def correct(self) -> None:
        """The stock is not what it says."""
        if self.model.state.product is not None:
            sheet = CorrectSheet(self._window, self.model)
            self._window.open_card(sheet.layer(), sheet.quantity)

    def history(self) -> None:
        """What moved the stock and the prices."""
        product = self.model.state.product
        if product is not None:
            model = HistoryModel(self._shop, self._tasks, product)
            card = HistoryCard(self._window, model)
            model.setParent(card)
            model.effect.connect(self._do)
            self._window.open_card(card.layer(), card.records)

    def choose_photo(self) -> None:
        """A picture from a file."""
        if self.model.state.product is not None:
            kinds = _("Pictures (*.png *.jpg *.jpeg)")
            choose_file(self, _("Choose a picture"), kinds, self.model.put_photo)

    def choose_sort(self) -> None:
        """By name, by stock..."""
        sheet = ChoiceSheet(self._window, _("Another order of the list"), sort_choices())
        sheet.chosen.connect(self.model.choose_sort)
        self._window.open_card(sheet.layer(), sheet.first)

    def choose_way(self) -> None:
        """Goods from a file, or into one."""
        ways = {"in": self.import_file, "out": self.export_file}
        words = (_("Goods from a file"), _("All goods into a file"))
        sheet = ChoiceSheet(self._window, _("Files of goods"), tuple(map(Choice, ways, words)))
        sheet.chosen.connect(lambda key: ways[key]())
        self._window.open_card(sheet.layer(), sheet.first)

    def sell_online(self) -> None:
        """What is offered on an exchange; which one, where there are several."""
        if len(self._exchanges) == 1:
            self._show_goods_on(0)
            return
        choices = tuple(Choice(str(n), each.name) for n, each in enumerate(self._exchanges))
        if choices:
            sheet = ChoiceSheet(self._window, _("On which exchange?"), choices)
            sheet.chosen.connect(lambda key: self._show_goods_on(int(key)))
            self._window.open_card(sheet.layer(), sheet.first)

    def _show_goods_on(self, place: int) -> None:
        show_goods_on(self._shop, self._tasks, self._window, self._exchanges[place])

    def export_file(self) -> None:
        """All goods into a table."""
        kinds = _("Tables (*.xlsx *.csv)")
        choose_new_file(self, _("All goods into a file"), kinds, "xlsx", self.model.export)

    def import_file(self) -> None:
        """Goods from a table."""
        choose_file(
            self, _("Goods from a file"), _("Tables (*.csv *.xlsx *.txt)"), self.import_from
        )

    def import_from(self, path: Path) -> None:
        """Looks into the file first; nothing is written before that was seen."""
        model = ImportModel(self._shop, self._tasks, path)
        card = ImportCard(self._window, model)
        model.setParent(card)
        model.done.connect(self.model.changed)
        model.done.connect(self.model.refresh)
        self._window.open_card(card.layer(), card.main)

    def labels(self) -> None:
        """Labels of the goods looked at; more goods are added there."""
        product = self.model.state.product
        card = LabelsCard(self._shop, self._tasks, self._window, (product.id,) if product else ())
        card.closed.connect(self.model.refresh)
        self._window.open_card(card.layer(), card.first_field())

    def showEvent(self, event: QShowEvent) -> None:
        """Coming back, goods were sold."""
        super().showEvent(event)
        self.model.refresh()
        self._tasks.read(self, self._shop.exchanges.all, self._show_online, self._say)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A slimmer product where it is narrow."""
        super().resizeEvent(event)
        self.panel.setFixedWidth(_SLIM if self.width() < _NARROW else _WIDE)
        self._make_room()

    def _open_form(self, model: ProductFormModel) -> None:
        card = ProductCard(self._window, model)
        model.setParent(card)
        model.saved.connect(self._saved)
        self._window.open_card(card.layer(), card.name)

    def _saved(self, product_id: object, words: str) -> None:
        self._window.toast.say(words)
        self.model.changed.emit()
        self.model.refresh(product_id)  # type: ignore[arg-type] # a Qt signal carries objects

    def _scanned(self, code: str) -> None:
        self.found.search.setText(code)
        self.model.search(code)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Goods"), size=theme.TITLE, weight=theme.SEMIBOLD))
        head.addStretch()
        head.addWidget(self._count)
        head.addSpacing(theme.GAP)
        head.addWidget(self.online)
        head.addWidget(self.files)
        stand_beside(self, head, self.found, self.panel)

    def _connect(self) -> None:
        model, panel = self.model, self.panel
        model.state_changed.connect(panel.show_state)
        model.state_changed.connect(lambda state: self._show_count(state.found))
        model.effect.connect(self._do)
        panel.add.clicked.connect(self.add)
        panel.edit.clicked.connect(self.edit)
        panel.receive.clicked.connect(self.receive)
        panel.correct.clicked.connect(self.correct)
        panel.history.clicked.connect(self.history)
        panel.labels.clicked.connect(self.labels)
        panel.archive.clicked.connect(model.archive)
        panel.favourite.clicked.connect(model.favour)
        panel.earlier.clicked.connect(partial(self._move_tile, -1))
        panel.later.clicked.connect(partial(self._move_tile, 1))
        panel.choose.clicked.connect(self.choose_photo)
        panel.remove.clicked.connect(model.drop_photo)
        panel.photo.dropped.connect(model.put_photo)
        self.files.clicked.connect(self.choose_way)
        self.online.clicked.connect(self.sell_online)
        self.found.order.clicked.connect(self.choose_sort)
        model.refused.connect(self._window.toast.say)
        self._window.data_changed.connect(self._look)
        panel.show_state(model.state)

    def _move_tile(self, step: int, _checked: bool = False) -> None:
        self.model.move_tile(step)

    def _show_count(self, found: int) -> None:
        number = f"{found:,}".replace(",", ".")
        self._count.setText(_("{count} goods").format(count=number))

    def _show_online(self, exchanges: tuple[Exchange, ...]) -> None:
        self._exchanges = exchanges
        self.online.setVisible(bool(exchanges))
        self._make_room()

    def _make_room(self) -> None:
        """How many goods there are gives way to what can be done with them."""
        self._count.setHidden(self.width() < _NARROW and bool(self._exchanges))

    def _look(self) -> None:
        if self.isVisible():
            self.model.refresh()

    def _do(self, effect: Say) -> None:
        self._window.toast.say(effect.words)

    def _say(self, error: Refused | Trouble) -> None:
        self._do(say(error))
