"""Where content stands: on a card, in a place that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QVBoxLayout, QWidget

from posdesk.ui import theme
from posdesk.ui.widgets.notices import label


def card(title: str, content: QWidget) -> QFrame:
    """A card with a title."""
    made = QFrame()
    made.setProperty("surface", "card")
    rows = QVBoxLayout(made)
    rows.setContentsMargins(16, 12, 16, 12)
    rows.setSpacing(10)
    rows.addWidget(label(title, size=16, weight=theme.SEMIBOLD))
    rows.addWidget(content, 1)
    return made


def scrolled(content: QWidget) -> QScrollArea:
    """Content that may be higher than its place; a wheel or a finger moves it."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWidget(content)
    QScroller.grabGesture(made.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    return made
