"""A card over the dimmed screen: looks modal, blocks nothing but the screen below it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from posdesk.ui import theme
from posdesk.ui.palette import P, colour


class Overlay(QWidget):
    """Covers its parent, holds one card, keeps the keyboard's focus inside.

    Attributes:
        closed: it has gone away, by Esc, its cross or ``close_card``.
    """

    closed = Signal()

    def __init__(
        self, card: QWidget, parent: QWidget, *, name: str, width: int, height: int = 0
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._wide, self._high = width, height
        self._sheet = QFrame(self)
        self._sheet.setProperty("surface", "sheet")
        self._came_from: QWidget | None = None
        self._layout = QVBoxLayout(self._sheet)
        self._layout.setContentsMargins(26, 24, 26, 22)
        self._layout.addWidget(card)
        self._card = card
        self._below = parent
        parent.installEventFilter(self)
        self.hide()

    @property
    def sheet(self) -> QWidget:
        """The card's ground."""
        return self._sheet

    def open_card(self, focus: QWidget | None = None) -> None:
        """Shows the card and takes the focus into it."""
        self._came_from = QApplication.focusWidget()
        self._cover()
        self.show()
        self.raise_()
        (focus or self._inside()[0]).setFocus()

    def close_card(self) -> None:
        """Gives the focus back, else to what is below, and hides the card."""
        if self.isVisible():
            before = self._came_from
            # It may be gone: a card that opened from another one outlives it.
            there = before is not None and shiboken6.isValid(before) and before.isVisible()
            (before if before is not None and there else self._below).setFocus()
            self.hide()
            self.closed.emit()

    def settle(self) -> None:
        """Makes the card as large as what is in it now."""
        inside = self._card.layout()
        if inside is not None:
            inside.activate()
        self._layout.activate()
        self._cover()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the card."""
        stops = self._inside()
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else -1
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Covers the parent whatever its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dims what is below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(P.dim))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(P.shadow))
        painter.drawRoundedRect(QRectF(self._sheet.geometry()).adjusted(-1, 3, 1, 7), 18, 18)
        painter.end()

    def _cover(self) -> None:
        room = self._below.rect()
        self.setGeometry(room)
        wide = min(self._wide, room.width() - 2 * theme.MARGIN)
        least = self._layout.totalHeightForWidth(wide)
        wanted = max(self._high, least, self._sheet.sizeHint().height() if not self._high else 0)
        high = min(wanted, room.height() - 2 * theme.MARGIN)
        self._sheet.resize(wide, high)
        self._sheet.move((room.width() - wide) // 2, (room.height() - high) // 2)

    def _inside(self) -> list[QWidget]:
        """Where Tab stops, in the order of the focus chain."""
        found: list[QWidget] = []
        here = self.nextInFocusChain()
        while here is not None and here is not self:
            if self.isAncestorOf(here) and here.isEnabled() and _stops(here, self):
                found.append(here)
            here = here.nextInFocusChain()
        return found or [self]


def _stops(widget: QWidget, above: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isVisibleTo(above)
