"""The real window on a real shop, with hands that use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from posdesk.domain.cart import CartLine
from posdesk.ui.application import build
from posdesk.ui.screens.payment import PaymentCard
from posdesk.ui.screens.till import TillScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.bill import BillPart
from posdesk.ui.widgets.sheet import Sheet
from tests.services.shops import Counter
from tests.ui.checks import spoken_name
from tests.ui.hands import Hands

BARCODES = ("2000000000015", "2000000000039", "2000000000060")
Key = Qt.Key
LONG = 2
"""Seconds between what a calm cashier does."""


def stock_up(counter: Counter) -> None:
    """A few goods to sell."""
    counter.add("GOM-01", 320_000, name="Bình gốm men tro 25 cm", barcode=BARCODES[0], stock=8)
    counter.add("GOM-03", 35_000, name="Chén trà men rạn", barcode=BARCODES[1], stock=120)
    counter.add("DS-03", 38_000, name="Quế Trà Bồng 100 g", barcode=BARCODES[2], stock=60)
    counter.add("10001", 330_000, name="Mật ong rừng (cân)", weighed=True, stock=30)


class Till:
    """What a cashier sees and does."""

    def __init__(self, app: QApplication, counter: Counter, tasks: Tasks) -> None:
        self._app, self._clock = app, counter.clock
        self.window = build(app, counter.shop, tasks, counter.clock)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        screen = self.window.findChild(TillScreen)
        assert screen is not None
        self.screen = screen
        self.hands = Hands()
        self.screen.goods_panel.search.setFocus()

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Name and quantity of each line as shown."""
        return [(row.name, row.quantity) for row in self.screen.bill.state.rows]

    def fill(self, lines: Iterable[CartLine]) -> None:
        """Puts many lines on the bill at once; the last one is current, as if they came singly."""
        more = tuple(lines)
        self.screen.bill._change(
            lambda cart: replace(cart, lines=(*cart.lines, *more)),
            lambda cart: len(cart.lines) - 1,
        )

    def scan(self, code: str) -> None:
        self.hands.scan(code)

    def type(self, text: str) -> None:
        """As a person types, 60 ms a key."""
        self.hands.type(text, gap=60)
        self.settle()

    def press(self, key: Key, text: str = "", modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key, long after the last one."""
        self._clock.go_on(seconds=LONG)
        self.hands.strike(key, text, after=500, modifier=modifier)
        self.settle()

    def enter(self) -> None:
        self.press(Key.Key_Return, "\r")

    def settle(self) -> None:
        """Lets what is held back by the scanner's filter arrive."""
        self.window.scanner.settle()

    def touch(self, name: str) -> None:
        """Presses the visible button that is called so, long after what was done before."""
        self._clock.go_on(seconds=LONG)
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QAbstractButton:
        """The visible button that is called so, on the card on top if there is one."""
        top: QWidget = self.card() or self.payment() or self.window
        found = [b for b in top.findChildren(QAbstractButton) if b.isVisible()]
        named = [b for b in found if spoken_name(b).startswith(name)]
        assert named, (name, [spoken_name(b) for b in found])
        return named[0]

    def touch_tile(self, name: str) -> None:
        """Touches the tile of these goods."""
        grid = self.screen.goods_panel.grid
        row = [tile.name for tile in self.screen.goods.state.tiles].index(name)
        at = grid.visualRect(grid.tiles.index(row)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def touch_line(self, number: int, part: BillPart) -> None:
        """Touches a part of a line of the bill."""
        view = self.screen.bill_panel.lines
        places = view.places(view.visualRect(view.rows.index(number - 1)))
        at = {
            BillPart.LESS: places.less,
            BillPart.COUNT: places.count,
            BillPart.MORE: places.more,
            BillPart.PRICE: places.amount,
            BillPart.LINE: places.words,
        }[part]
        point: QPoint = at.center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)

    def payment(self) -> PaymentCard | None:
        """The payment, if it is open."""
        return next((c for c in self.window.findChildren(PaymentCard) if c.isVisible()), None)

    def card(self) -> Sheet | None:
        """The small card on top, if there is one."""
        return next((c for c in self.window.findChildren(Sheet) if c.isVisible()), None)

    def close(self) -> None:
        """Ends the window as the program does."""
        self._app.removeEventFilter(self.window.scanner)
        self._app.removeEventFilter(self.window.keys)
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
