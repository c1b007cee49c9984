"""Fields at the left, their pad at the right: a card stays low enough for a low screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
