"""The floor of the screen: a bare list whose lines have the same marks as those of the bill."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from posdesk.ui import theme

_HIGH, _SIDE, _PAD, _WORDS = 62, 44, 16, 150
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Line(QStyledItemDelegate):
    """Number, name, detail, two buttons with signs, quantity, amount."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: object) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, _HIGH)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        middle = rect.center().y()
        top, words = middle - _SIDE // 2, str(index.data())
        painter.setFont(theme.font(theme.SMALL))
        painter.drawText(rect.adjusted(_PAD, 0, 0, 0), _CENTRE, str(index.row() + 1))
        painter.drawText(QRect(46, middle, _WORDS, 20), words)
        painter.setFont(theme.font(theme.TEXT, theme.MEDIUM))
        painter.drawText(QRect(46, middle - 20, _WORDS, 20), words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#C9C4B8"), 1))
        for left in (206, 294):
            painter.drawRoundedRect(QRectF(left, top, _SIDE, _SIDE), 9, 9)
            painter.drawLine(QPointF(left + 15, middle), QPointF(left + 29, middle))
        painter.setPen(QColor("#20302A"))
        painter.setFont(theme.font(theme.TEXT, theme.SEMIBOLD))
        painter.drawText(QRect(250, top, _SIDE, _SIDE), Qt.AlignmentFlag.AlignCenter, "1")
        painter.drawText(rect.adjusted(0, 0, -_PAD, 0), _RIGHT, words)


_CENTRE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Lines(QListView):
    """Tells when it was painted: lines find their places in a later turn of the event loop."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self.painted = True


class BareBill(QWidget):
    """A window of the till's size: lines at the right, their total below."""

    def __init__(self) -> None:
        super().__init__()
        self._rows, self._lines, self._total = QStandardItemModel(), _Lines(), QLabel("0")
        self._lines.setModel(self._rows)
        self._lines.setItemDelegate(_Line(self._lines))
        self._total.setFont(theme.font(theme.TOTAL, theme.BOLD))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(910, 0, 0, 200)
        rows.addWidget(self._lines)
        rows.addWidget(self._total)
        self.resize(1366, 768)
        self.show()

    def add(self, code: str) -> None:
        """A line more, painted."""
        self._rows.appendRow(QStandardItem(code))
        self._total.setText(code)
        self._paint()

    def clear(self) -> None:
        """An empty bill, painted."""
        self._rows.clear()
        self._total.setText("0")
        self._paint()

    def _paint(self) -> None:
        self._lines.painted = False
        while not self._lines.painted:
            QApplication.processEvents()


class BareResults(QTableWidget):
    """As many rows as a search shows, with two cells each."""

    _painted = False

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.resize(1366, 768)
        self.show()

    def fill(self, rows: int, text: str) -> None:
        """Other rows, painted."""
        self.setRowCount(rows)
        for row in range(rows):
            for column in range(self.columnCount()):
                self.setItem(row, column, QTableWidgetItem(f"{text} {row}"))
        self._painted = False
        while not self._painted:
            QApplication.processEvents()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self._painted = True
