"""The receipts: the list at the left, one as it will print at the right, and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
)

from posdesk.runtime.i18n import _
from posdesk.services.receipts import Receipt
from posdesk.services.shop import Shop
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.screens.correcting import TenderSheet, TransfersCard, VoidSheet
from posdesk.ui.screens.found_receipts import FoundReceipts
from posdesk.ui.screens.paper import PaperView
from posdesk.ui.screens.returning import ReturnCards
from posdesk.ui.second_press import SecondPress
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.correcting import TenderModel, VoidModel
from posdesk.ui.viewmodels.effects import Say
from posdesk.ui.viewmodels.receipts import (
    AskReturn,
    AskTender,
    AskVoid,
    ReceiptsEffect,
    ReceiptsModel,
    ReceiptsState,
)
from posdesk.ui.viewmodels.transfers import TransfersModel
from posdesk.ui.widgets.beside import foot, rule, stand_beside
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import EmptyState, label
from posdesk.ui.window import Window

_NARROW, _WIDE, _SLIM = 1100, 456, 400
"""Narrower than this the paper gets less room; px."""


class ReceiptsScreen(QFrame):
    """Shows the list of receipts and a ``ReceiptsState``."""

    def __init__(
        self,
        shop: Shop,
        tasks: Tasks,
        window: Window,
        returns: ReturnCards,
        papers: Path | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("surface", "paper")
        self._shop, self._tasks, self._window, self._returns = shop, tasks, window, returns
        self._again = SecondPress(window.clock)
        self.model = ReceiptsModel(shop, tasks, papers, self)
        self.found = FoundReceipts(self.model.search)
        self.paper = PaperPanel()
        self.transfers = KeyButton(_("Transfers"), key="Ctrl+T")
        self._build()
        self._connect()
        self.setFocusProxy(self.found.search)

    def layer(self) -> Layer:
        """Its keys, and where its scans go."""
        model, search = self.model, self.model.search
        return Layer(
            self,
            (
                Command(("F3",), _("Search"), self.found.go_to_search),
                Command(("Ctrl+P",), _("Print again"), self._print_again),
                Command(("F8",), _("Return or exchange goods"), model.give_back),
                Command(("Ctrl+S",), _("Save as PDF"), model.save_pdf),
                Command(("Ctrl+E",), _("Put the payment right"), model.put_right),
                Command(("Ctrl+D",), _("Cancel the sale just made"), model.cancel),
                Command(("Ctrl+T",), _("Transfers"), self.show_transfers),
                *self.found.commands(),
                Command(("Esc",), _("Back"), self.found.clear),
            ),
            search.search,
        )

    def show_transfers(self) -> None:
        """The newest transfers over the screen."""
        model = TransfersModel(self._shop, self._tasks)
        card = TransfersCard(self._window, model)
        model.setParent(card)
        model.effect.connect(self._do)
        card.closed.connect(self.model.search.refresh)
        self._window.open_card(card.layer(), card.records)
        model.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Coming back, there may be newer receipts."""
        super().showEvent(event)
        self.model.search.come_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Slimmer paper where it is narrow."""
        super().resizeEvent(event)
        self.paper.setFixedWidth(_SLIM if self.width() < _NARROW else _WIDE)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Past sales"), size=theme.TITLE, weight=theme.SEMIBOLD))
        head.addStretch()
        head.addWidget(self.transfers)
        stand_beside(self, head, self.found, self.paper)

    def _connect(self) -> None:
        model, paper = self.model, self.paper
        model.state_changed.connect(paper.show_state)
        model.effect.connect(self._do)
        paper.again.clicked.connect(self._print_again)
        paper.back.clicked.connect(model.give_back)
        paper.pdf.clicked.connect(model.save_pdf)
        paper.tender.clicked.connect(model.put_right)
        paper.cancel.clicked.connect(model.cancel)
        self.transfers.clicked.connect(self.show_transfers)
        self._window.sold.connect(self._look)
        paper.show_state(model.state)

    def _print_again(self) -> None:
        if not self._again.follows():
            self.model.print_again()

    def _look(self) -> None:
        if self.isVisible():
            self.model.search.refresh()

    def _do(self, effect: ReceiptsEffect) -> None:
        match effect:
            case Say(words):
                self._window.toast.say(words)
            case AskReturn(number):
                self._returns.open(number)
            case AskTender(receipt):
                self._put_right(receipt)
            case AskVoid(receipt):
                self._cancel(receipt)

    def _put_right(self, receipt: Receipt) -> None:
        model = TenderModel(self._shop, self._tasks, receipt)
        sheet = TenderSheet(self._window, model)
        model.setParent(sheet)
        model.done.connect(self._done)
        self._window.open_card(sheet.layer(), sheet.main)

    def _cancel(self, receipt: Receipt) -> None:
        model = VoidModel(self._shop, self._tasks, receipt)
        sheet = VoidSheet(self._window, model)
        model.setParent(sheet)
        model.done.connect(self._done)
        model.cancelled.connect(self._window.sold)
        self._window.open_card(sheet.layer(), sheet.reason)

    def _done(self, words: str) -> None:
        self._window.toast.say(words)
        self.model.search.refresh()


class PaperPanel(QFrame):
    """The receipt looked at, and what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._number = label(size=theme.LARGE, weight=theme.SEMIBOLD)
        self._heading = label(ink="second")
        self.view = PaperView(_("The receipt as it prints"))
        self._nothing = EmptyState(
            "receipt-text", _("No receipt chosen"), _("Choose one at the left.")
        )
        self._places = QStackedWidget()
        self._places.addWidget(self.view)
        self._places.addWidget(self._nothing)
        self.back = KeyButton(_("Return, exchange"), Kind.STACKED, key="F8")
        self.tender = KeyButton(_("Fix payment"), Kind.STACKED, key="Ctrl+E")
        self.cancel = KeyButton(_("Cancel sale"), Kind.STACKED, key="Ctrl+D")
        self.pdf = KeyButton(_("Save as PDF"), Kind.STACKED, key="Ctrl+S")
        self.again = KeyButton(_("Print again"), Kind.MAIN, key="Ctrl+P")
        self._build()

    def show_state(self, state: ReceiptsState) -> None:
        """Shows the state; shown twice it looks the same."""
        self._number.setText(state.number)
        self._heading.setText(state.heading)
        self.view.show_png(state.png)
        self.view.setAccessibleDescription(state.words)
        self._places.setCurrentWidget(self.view if state.number else self._nothing)
        for button in (self.back, self.tender, self.cancel, self.pdf, self.again):
            button.setEnabled(bool(state.number) and not state.busy)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, 12)
        head.addWidget(self._number)
        head.addStretch()
        head.addWidget(self._heading)
        paper = QHBoxLayout()
        paper.setContentsMargins(theme.MARGIN, 8, theme.MARGIN, 0)
        paper.addWidget(self._places)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(head)
        rows.addWidget(rule())
        rows.addLayout(paper, 1)
        rows.addWidget(rule())
        rows.addWidget(foot((self.back, self.tender, self.cancel, self.pdf), 2, self.again))
