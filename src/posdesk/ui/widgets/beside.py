"""What stands beside what: fields and their pad, a list and what one of it is, a line between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from posdesk.ui import theme

WIDE = 780
"""Of a card that shows both, px."""

_PAD_WIDE = 340


def beside(parts: Sequence[QWidget], *pads: QWidget) -> QHBoxLayout:
    """The parts one below the other, beside the pads that type into them."""
    left, right = QVBoxLayout(), QVBoxLayout()
    left.setSpacing(12)
    for part in parts:
        left.addWidget(part)
    left.addStretch()
    for pad in pads:
        pad.setFixedWidth(_PAD_WIDE)
        right.addWidget(pad)
    right.addStretch()
    both = QHBoxLayout()
    both.setSpacing(2 * theme.MARGIN)
    both.addLayout(left, 1)
    both.addLayout(right)
    return both


def stand_beside(screen: QWidget, head: QHBoxLayout, found: QWidget, side: QWidget) -> None:
    """Lays a screen out: its head over what was found, and beside both what one of it is."""
    left = QVBoxLayout()
    left.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, theme.MARGIN)
    left.setSpacing(12)
    left.addLayout(head)
    left.addWidget(found, 1)
    row = QHBoxLayout(screen)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addLayout(left, 1)
    row.addWidget(rule(upright=True))
    row.addWidget(side)


def foot(acts: Sequence[QWidget], columns: int, *mains: QWidget) -> QWidget:
    """What can be done with what stands beside the list: the acts in a grid, the main one below."""
    made, grid = QFrame(), QGridLayout()
    made.setProperty("surface", "bar")
    grid.setSpacing(theme.GAP)
    for place, act in enumerate(acts):
        grid.addWidget(act, *divmod(place, columns))
    rows = QVBoxLayout(made)
    rows.setContentsMargins(theme.MARGIN, 12, theme.MARGIN, 14)
    rows.setSpacing(theme.GAP)
    rows.addLayout(grid)
    for main in mains:
        rows.addWidget(main)
    return made


def rule(*, upright: bool = False) -> QFrame:
    """A thin line across, or down."""
    made = QFrame()
    made.setProperty("rule", "true")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made
