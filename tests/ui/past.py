"""Hands at the window for what comes after a sale: past sales, returns, slips, the display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from posdesk.domain.sale import Sale
from posdesk.ui.application import build
from posdesk.ui.screens.customer_screen import CustomerScreen
from posdesk.ui.screens.receipts import ReceiptsScreen
from posdesk.ui.screens.return_card import ReturnCard
from posdesk.ui.screens.till import TillScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.bill import BillPart, BillView
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.records import RecordList
from tests.services.shops import Counter
from tests.ui.checks import spoken_name
from tests.ui.desks import found
from tests.ui.hands import Hands
from tests.ui.tills import LONG

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Past:
    """What a cashier sees and does."""

    def __init__(self, app: QApplication, counter: Counter, tasks: Tasks, papers: Path) -> None:
        self._app, self.counter = app, counter
        self.window = build(app, counter.shop, tasks, counter.clock, papers)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.hands = Hands()
        till, customer = self.window.findChild(TillScreen), self.window.findChild(CustomerScreen)
        assert till is not None
        assert customer is not None
        self.till, self.customer = till, customer

    # --- what is seen

    @property
    def screen(self) -> ReceiptsScreen:
        """The past sales."""
        return found(self.window, "receipts", ReceiptsScreen)

    @property
    def top(self) -> QWidget:
        """The card on top, or the window."""
        cards = [card for card in self.window.findChildren(Overlay) if card.isVisible()]
        return cards[-1] if cards else self.window

    @property
    def listed(self) -> list[str]:
        """The numbers of the receipts in the list."""
        return [record.title.split(" ")[0] for record in self.screen.model.search.state.records]

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Name, quantity and amount of each line of the bill."""
        return [(r.name, r.quantity, r.amount) for r in self.till.bill.state.rows]

    @property
    def said(self) -> str:
        """The toast's words, empty once it is gone."""
        toast = self.window.toast
        return toast.words if toast.isVisible() else ""

    def back(self) -> ReturnCard:
        """The card that asks what comes back."""
        cards = [card for card in self.window.findChildren(ReturnCard) if card.isVisible()]
        assert cards, "no return card is open"
        return cards[-1]

    def reads(self, words: str) -> bool:
        """Whether these words stand on the card on top."""
        shown = (label for label in self.top.findChildren(QLabel) if label.isVisible())
        return any(words in label.text() for label in shown)

    def sales(self) -> list[Sale]:
        """All sales of the till, oldest first."""
        rows = self.counter.shop.receipts.find("", 100)
        shown = [self.counter.shop.receipts.show(self.counter.actor, row.number) for row in rows]
        return [receipt.sale for receipt in reversed(shown)]

    # --- what is done

    def go(self) -> None:
        """To the past sales."""
        self.touch("Past sales")

    def type(self, text: str) -> None:
        """As a person types."""
        self.hands.type(text, gap=60)
        self.window.scanner.settle()

    def press(self, key: Key, text: str = "", modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key, long after the last one."""
        self.counter.clock.go_on(seconds=LONG)
        self.hands.strike(key, text, after=500, modifier=modifier)
        self.window.scanner.settle()

    def enter(self) -> None:
        self.press(Key.Key_Return, "\r")

    def escape(self) -> None:
        self.press(Key.Key_Escape)

    def scan(self, code: str) -> None:
        self.hands.scan(code)

    def touch(self, name: str) -> None:
        """Presses the visible button that is called so, on the card on top if there is one."""
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QAbstractButton:
        """The visible button that is called so; the shortest name where several are."""
        shown = [b for b in self.top.findChildren(QAbstractButton) if b.isVisible()]
        named = [b for b in shown if spoken_name(b).startswith(name)]
        assert named, (name, [spoken_name(b) for b in shown])
        return min(named, key=lambda button: len(spoken_name(button)))

    def touch_row(self, number: int) -> None:
        """Touches a receipt or a transfer of the list on top, 1 is the first."""
        view = next(v for v in self.top.findChildren(RecordList) if v.isVisible())
        at = view.visualRect(view.records.index(number - 1)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def touch_tile(self, name: str) -> None:
        """Touches the tile of these goods."""
        grid = self.till.goods_panel.grid
        row = [tile.name for tile in self.till.goods.state.tiles].index(name)
        at = grid.visualRect(grid.tiles.index(row)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def touch_part(self, view: BillView, number: int, part: BillPart) -> None:
        """Touches a part of a line, of the bill or of what comes back."""
        places = view.places(view.visualRect(view.rows.index(number - 1)))
        at = {
            BillPart.LESS: places.less,
            BillPart.COUNT: places.count,
            BillPart.MORE: places.more,
            BillPart.LINE: places.words,
        }[part].center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def settle(self) -> None:
        """Lets layouts find their places."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()

    def close(self) -> None:
        """Ends the window as the program does."""
        self._app.removeEventFilter(self.window.scanner)
        self._app.removeEventFilter(self.window.keys)
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
