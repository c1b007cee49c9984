"""The settings: sections at the left, the open one at the right, saved by itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.bank import BankPanel
from posdesk.ui.screens.exchanges import ExchangesPanel
from posdesk.ui.screens.listings_card import show_goods_on
from posdesk.ui.screens.printers import PrintersPanel
from posdesk.ui.screens.receipt_look import ReceiptPanel
from posdesk.ui.screens.setting_panels import FormPanel, ScalesPanel
from posdesk.ui.screens.setting_sections import SectionList
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.effects import Say
from posdesk.ui.viewmodels.exchanges import ExchangesModel
from posdesk.ui.viewmodels.printers import PrintersModel
from posdesk.ui.viewmodels.scale_trial import ScaleTrial
from posdesk.ui.viewmodels.settings import SettingsModel, SettingsState
from posdesk.ui.viewmodels.settings_words import SECTIONS
from posdesk.ui.viewmodels.syncing import SyncModel
from posdesk.ui.widgets.fields import SearchField
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.places import bring_into_view, scrolled, show_alone
from posdesk.ui.widgets.touch_pads import FocusLetters, keyboard_button
from posdesk.ui.window import Window

_NARROW, _SLIM, _WIDE = 1100, 216, 270

Panel = FormPanel | BankPanel | PrintersPanel | ReceiptPanel


class SettingsScreen(QFrame):
    """Shows a ``SettingsState``.

    Attributes:
        model: tells by ``saved`` which settings are others now.
    """

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        window: Window,
        printers: PrintersModel,
        sync: SyncModel,
    ) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self._window = window
        self.model = SettingsModel(shop, tasks, self)
        self.search = SearchField(_("Search the settings"), _("Search …"), "F3")
        self.sections = SectionList()
        self.form = FormPanel(self.model)
        self.scales = ScalesPanel(self.model, ScaleTrial(shop, tasks, self.model, self))
        self.bank = BankPanel(self.model)
        self.printers = PrintersPanel(printers, window)
        self.receipt = ReceiptPanel(shop, tasks, self.model)
        exchanges = ExchangesModel(shop, tasks, self)
        self.exchanges = ExchangesPanel(self.model, exchanges, sync, window)
        self.exchanges.list.goods_wanted.connect(partial(show_goods_on, shop, tasks, window))
        self._places = QStackedWidget()
        panels = (self.form, self.scales, self.bank, self.printers, self.receipt, self.exchanges)
        for panel in panels:
            self._places.addWidget(panel)
        self._places.installEventFilter(self)
        self.save = KeyButton(_("Save"), Kind.MAIN, key="Ctrl+S")
        self.give_up = KeyButton(_("Take changes back"))
        self._build()
        self._connect()
        self.show_state(self.model.state)
        self.setFocusProxy(self.search)

    def layer(self) -> Layer:
        """Its keys."""
        return Layer(
            self,
            (
                Command(("Ctrl+S",), _("Save"), self.model.save),
                Command(("F3",), _("Search the settings"), self._go_to_search),
                Command(("Esc",), _("End the search"), partial(self.model.search, "")),
            ),
            self._take_scan,
        )

    def open_section(self, key: str, setting: str = "") -> None:
        """Goes to a section, to one of its settings if there is one."""
        self.model.open(key)
        self._panel(key).focus_on(setting)

    def show_state(self, state: SettingsState) -> None:
        """Shows the state; shown twice it looks the same."""
        if self.search.text() != state.query:
            self.search.setText(state.query)
        self.sections.show_state(state)
        section = next(each for each in SECTIONS if each.key == state.section)
        self._title.setText(_(section.label))
        self._about.setText(_(section.about))
        panel = self._panel(state.section)
        show_alone(self._places, panel)
        if not isinstance(panel, PrintersPanel):
            panel.show_settings(state)
        self._show_foot(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Coming back, settings may be others."""
        super().showEvent(event)
        self.model.refresh()
        self.receipt.model.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves is told what is not saved; it stays as it was typed."""
        super().hideEvent(event)
        unsaved = [section for section in SECTIONS if section.key in self.model.state.unsaved]
        if unsaved and not event.spontaneous():
            words = _("Not saved yet: {sections}.")
            names = ", ".join(_(section.label) for section in unsaved)
            back = partial(self._come_back, unsaved[0].key)
            self._window.toast.say(words.format(sections=names), (_("Go back"), back))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A slimmer list of sections where it is narrow."""
        super().resizeEvent(event)
        self._left.setFixedWidth(_SLIM if self.width() < _NARROW else _WIDE)

    def _show_foot(self, state: SettingsState) -> None:
        self._foot.setVisible(state.section != "printers")
        changed = state.section in state.unsaved
        self.give_up.setVisible(changed)
        self.save.setEnabled(state.can_save)
        wrong = any(line.problem for line in state.lines)
        words = _("Something here is not right yet.") if wrong else _("Not saved yet.")
        self._hint.setText(words if changed else "")

    def _build(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(label(_("Settings"), size=theme.TITLE, weight=theme.SEMIBOLD))
        left.addWidget(self.search)
        left.addWidget(scrolled(self.sections), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 14)
        row.setSpacing(14)
        row.addWidget(self._left)
        row.addWidget(self._card(), 1)

    def _card(self) -> QFrame:
        made = QFrame()
        made.setProperty("surface", "card")
        self._title = label(size=theme.TITLE, weight=theme.SEMIBOLD)
        self._about = label(ink="second", wrap=True)
        self._letters = FocusLetters(signs=True)
        rows = QVBoxLayout(made)
        rows.setContentsMargins(22, 16, 16, 16)
        rows.setSpacing(10)
        rows.addWidget(self._title)
        rows.addWidget(self._about)
        rows.addSpacing(4)
        rows.addWidget(self._places, 1)
        rows.addWidget(self._letters)
        rows.addWidget(self._foot_row())
        return made

    def _foot_row(self) -> QWidget:
        self._foot = QWidget()
        self._hint = label(ink="second", wrap=True)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        letters = keyboard_button(self._letters)
        letters.toggled.connect(self._make_room)
        row.addWidget(letters)
        row.addWidget(self._hint, 1)
        row.addWidget(self.give_up)
        row.addWidget(self.save)
        self.save.setMinimumWidth(230)
        return self._foot

    def _make_room(self, writing: bool) -> None:
        """Where letters are on the screen, only what one writes stands above them."""
        for part in (self._title, self._about, self.bank.code):
            part.setHidden(writing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A place that got lower, by letters or by the window, still shows where one writes."""
        if event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._show_focus)
        return super().eventFilter(watched, event)

    def _show_focus(self) -> None:
        here = QApplication.focusWidget()
        if here is not None and self.isAncestorOf(here):
            bring_into_view(here)

    def _connect(self) -> None:
        model = self.model
        self.search.textEdited.connect(model.search)
        self.search.returnPressed.connect(self._take_first)
        self.sections.opened.connect(self.open_section)
        self.save.clicked.connect(model.save)
        self.give_up.clicked.connect(model.give_up)
        self._window.data_changed.connect(model.refresh)
        model.state_changed.connect(self.show_state)
        model.effect.connect(self._do)

    def _do(self, effect: object) -> None:
        if isinstance(effect, Say):
            self._window.toast.say(effect.words)

    def _come_back(self, section: str) -> None:
        self._window.open_screen("settings")
        self.open_section(section)

    def _go_to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _take_scan(self, code: str) -> None:
        """Only the section of the scales has a use for a scan."""
        if self.model.state.section == "goods":
            self.scales.trial.try_code(code)
        else:
            self._window.keys.strayed.emit(code)

    def _take_first(self) -> None:
        for hit in self.model.state.hits[:1]:
            self.open_section(hit.section, hit.key)

    def _panel(self, section: str) -> Panel:
        own: dict[str, Panel] = {
            "bank": self.bank,
            "printers": self.printers,
            "receipt": self.receipt,
            "goods": self.scales,
            "exchanges": self.exchanges,
        }
        return own.get(section, self.form)
