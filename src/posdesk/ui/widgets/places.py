"""Where content stands: on a card, in a place that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

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


def show_alone(places: QStackedWidget, shown: QWidget) -> None:
    """Shows one of several places; only that one asks for room."""
    asks, asks_not = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
    for number in range(places.count()):
        each = places.widget(number)
        if each is not None:
            policy = asks if each is shown else asks_not
            each.setSizePolicy(policy, policy)
    places.setCurrentWidget(shown)


def bring_into_view(widget: QWidget) -> None:
    """Scrolls to a widget where what is round it is higher than its place."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
