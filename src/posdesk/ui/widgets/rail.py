"""The way between the screens: icons with words, or icons alone where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import LIGHT as P

WIDE, COMPACT = 84, 60
_ICON = 22


class RailButton(QAbstractButton):
    """One screen."""

    def __init__(self, label: str, icon: icons.IconName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._icon, self._compact = label, icon, False
        self.setAccessibleName(label)
        self.setToolTip(label)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Leaves the words away, or shows them."""
        self._compact = compact
        self.setFixedSize(COMPACT - 10 if compact else WIDE - 8, 50 if compact else 64)

    def sizeHint(self) -> QSize:
        """As large as it was set."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon and words; light where one is."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        tone = P.rail_here if self.isChecked() else P.rail
        if self.isChecked():
            paint.box(painter, rect, tone, 12)
        elif self.underMouse():
            paint.ring(painter, rect, P.rail.line, 12)
        top = rect.center().y() - (_ICON / 2 if self._compact else 22)
        drawn = icons.pixmap(self._icon, tone.ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(rect.center().x() - _ICON / 2, top), drawn)
        if not self._compact:
            self._draw_words(painter, rect, tone.ink)
        if self.hasFocus():
            paint.ring(painter, rect, P.badge.ground, 12)
        painter.end()

    def _draw_words(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        weight = theme.SEMIBOLD if self.isChecked() else theme.REGULAR
        place = QRectF(rect.left(), rect.bottom() - 26, rect.width(), 20)
        centre = Qt.AlignmentFlag.AlignCenter
        paint.text(painter, place, self._label, theme.font(theme.SMALL, weight), ink, centre)


class Rail(QFrame):
    """The screens one below the other.

    Attributes:
        chosen: the key of a screen.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("surface", "rail")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 10, 0, 10)
        self._rows.setSpacing(4)
        self._rows.addStretch()
        self.set_compact(compact=False)

    def add(self, key: str, label: str, icon: icons.IconName) -> None:
        """Adds a screen at the foot."""
        button = RailButton(label, icon)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        place = self._rows.count() - 1
        self._rows.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_here(self, key: str) -> None:
        """Marks the screen one is on."""
        self._buttons[key].setChecked(True)

    def set_compact(self, *, compact: bool) -> None:
        """Icons alone, or with words."""
        self.setFixedWidth(COMPACT if compact else WIDE)
        for button in self._buttons.values():
            button.set_compact(compact=compact)
