"""A row that opens and closes what stands below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import P
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
        wide = self._words_end() + _GAP + paint.chip_width(self._key) + _GAP
        return QSize(wide + _FACE.metrics.horizontalAdvance(self._amount), theme.TARGET)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words; key and amount are left away without room."""
        return QSize(self._words_end(), theme.TARGET)

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
        self._draw_rest(painter, rect)
        if self.hasFocus():
            paint.ring(painter, rect, P.main.ground, theme.RADIUS)
        painter.end()

    def _draw_rest(self, painter: QPainter, rect: QRectF) -> None:
        """The key, and then the amount, as far as there is room."""
        chip, end = paint.chip_width(self._key), self._words_end() + _GAP
        if end + chip <= rect.width():
            at = QPointF(end + chip / 2, rect.center().y())
            paint.key_chip(painter, at, self._key, P.key_chip)
        if self.sizeHint().width() <= rect.width():
            paint.text(painter, rect, self._amount, _FACE.font, P.bar.second, _RIGHT)

    def _words_end(self) -> int:
        return _ICON + _GAP + _FACE.metrics.horizontalAdvance(self._words)
