"""The way between the screens: icons with their names, and the keys where there is room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import P

WIDE = 88
_HIGH, _LOW, _ICON = 82, 64, 22
_MANY = 100
"""From here on a badge says 99+."""


class RailButton(QAbstractButton):
    """One screen, and the key that goes there."""

    def __init__(self, label: str, icon: icons.IconName, key: str) -> None:
        super().__init__()
        self._label, self._icon, self._key, self._compact = label, icon, key, False
        self._badge = ""
        self.setAccessibleName(label)
        self.setAccessibleDescription(key)
        self.setToolTip(f"{label} ({key})")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Leaves the key away, which the help names too, or shows it."""
        self._compact = compact
        self.setFixedSize(WIDE - 4, _LOW if compact else _HIGH)
        self.update()

    def show_badge(self, count: int) -> None:
        """How much waits there; nothing where nothing does."""
        self._badge = str(count) if count < _MANY else f"{_MANY - 1}+"
        self._badge = self._badge if count else ""
        self.setAccessibleName(f"{self._label} {self._badge}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """As large as it was set."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon, name and key; light where one is."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        tone = P.rail_here if self.isChecked() else P.rail
        if self.isChecked():
            paint.box(painter, rect, tone, 12)
        elif self.underMouse():
            paint.ring(painter, rect, P.rail.line, 12)
        top = rect.top() + 9
        drawn = icons.pixmap(self._icon, tone.ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(rect.center().x() - _ICON / 2, top), drawn)
        self._draw_words(painter, rect.top() + 34, self._label, tone.ink)
        if not self._compact:
            self._draw_words(painter, rect.bottom() - 28, self._key, tone.second)
        if self._badge:
            _draw_badge(painter, QPointF(rect.center().x() + _ICON / 2 + 8, top + 3), self._badge)
        if self.hasFocus():
            paint.ring(painter, rect, P.badge.ground, 12)
        painter.end()

    def _draw_words(self, painter: QPainter, top: float, words: str, ink: str) -> None:
        here = self.isChecked() and words == self._label
        font = theme.font(theme.SMALL, theme.SEMIBOLD if here else theme.REGULAR)
        place = QRectF(0, top, self.width(), 20)
        paint.text(painter, place, words, font, ink, Qt.AlignmentFlag.AlignCenter)


def _draw_badge(painter: QPainter, centre: QPointF, words: str) -> None:
    font = theme.font(theme.SMALL, theme.SEMIBOLD)
    place = QRectF(0, 0, max(20, QFontMetrics(font).horizontalAdvance(words) + 10), 20)
    place.moveCenter(centre)
    paint.box(painter, place, P.badge, 10)
    paint.text(painter, place, words, font, P.badge.ink, Qt.AlignmentFlag.AlignCenter)


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
        self.setFixedWidth(WIDE)

    def add(self, key: str, label: str, icon: icons.IconName, shortcut: str) -> None:
        """Adds a screen at the foot, and the keys that go there."""
        button = RailButton(label, icon, shortcut)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        place = self._rows.count() - 1
        self._rows.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_badge(self, key: str, count: int) -> None:
        """Says how much waits on a screen."""
        self._buttons[key].show_badge(count)

    def show_here(self, key: str) -> None:
        """Marks the screen one is on."""
        self._buttons[key].setChecked(True)

    def set_compact(self, *, compact: bool) -> None:
        """Without the keys, where it is low, or with them."""
        for button in self._buttons.values():
            button.set_compact(compact=compact)
