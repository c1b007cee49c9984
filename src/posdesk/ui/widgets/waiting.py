"""A card that is there while something is made which nobody should work beside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Layer
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.overlay import Overlay


def progress_bar() -> QProgressBar:
    """How far something is; the words beside it say what."""
    bar = QProgressBar()
    bar.setAccessibleName(_("How far it is"))
    bar.setTextVisible(False)
    return bar


class WaitCard(Overlay):
    """Says what is being made and how far it is; no key closes it.

    Attributes:
        went_on: (how much is done, of how much); may be told by any thread.
    """

    went_on = Signal(int, int)

    def __init__(self, parent: QWidget, words: str) -> None:
        card = QWidget()
        super().__init__(card, parent, name=words, width=560)
        self.bar = progress_bar()
        self.bar.setRange(0, 0)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 8)
        rows.setSpacing(theme.MARGIN)
        rows.addWidget(label(words, theme.LARGE, theme.SEMIBOLD, wrap=True))
        rows.addWidget(self.bar)
        self.went_on.connect(self._show)
        self.closed.connect(self.deleteLater)

    def layer(self) -> Layer:
        """No keys."""
        return Layer(self, ())

    def _show(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
