"""A row that opens and closes what stands below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import LIGHT as P
from posdesk.ui.theme import Face

_FACE = Face(theme.TEXT)
_ICON, _GAP = 18, 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FoldRow(QAbstractButton):
    """Words, an amount where it finds room, and the key that does the same; checked is open."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key, self._words, self._amount = key, "", ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, amount: str) -> None:
        """Says what is left of it when it is closed."""
        self._words, self._amount = words, amount
        self.setAccessibleName(f"{words} {amount}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a finger."""
        amount = _FACE.metrics.horizontalAdvance(self._amount) + _GAP
        return QSize(self._least() + amount, theme.TARGET)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words; an amount that finds no room is left away."""
        return QSize(self._least(), theme.TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the words, the amount, the arrow and the key."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink = P.bar.second
        if self.isDown() or self.underMouse():
            paint.box(painter, rect, P.pressed if self.isDown() else P.hover, theme.RADIUS)
        arrow: icons.IconName = "chevron-up" if self.isChecked() else "chevron-down"
        drawn = icons.pixmap(arrow, ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, rect.center().y() - _ICON / 2), drawn)
        words = rect.adjusted(_ICON + _GAP, 0, 0, 0)
        paint.text(painter, words, self._words, _FACE.font, ink)
        chip = paint.chip_width(self._key)
        at = _ICON + 2 * _GAP + _FACE.metrics.horizontalAdvance(self._words) + chip / 2
        paint.key_chip(painter, QPointF(at, rect.center().y()), self._key, P.key_chip)
        if self.sizeHint().width() <= self.width():
            paint.text(painter, rect, self._amount, _FACE.font, ink, _RIGHT)
        if self.hasFocus():
            paint.ring(painter, rect, P.main.ground, theme.RADIUS)
        painter.end()

    def _least(self) -> int:
        words = _FACE.metrics.horizontalAdvance(self._words)
        return _ICON + words + paint.chip_width(self._key) + 2 * _GAP
