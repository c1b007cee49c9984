"""A report as it will print, over the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.overlay import Overlay


class PaperView(QScrollArea):
    """Paper as it comes out of the printer, as wide as there is room, to scroll through."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setViewportMargins(6, 6, 6, 6)
        self._page = QLabel()
        self._picture = QPixmap()
        self._png = b""
        self.setWidget(self._page)

    def show_png(self, png: bytes) -> None:
        """Shows another paper."""
        if png != self._png:
            self._png = png
            self._picture.loadFromData(png)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paper shrinks with its place and never grows over its own size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        wide = min(self.viewport().width() - 2 * theme.PAPER_EDGE, self._picture.width())
        shown = self._picture.scaledToWidth(
            round(wide * ratio), Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self._page.setPixmap(shown)
        self._page.adjustSize()


class PaperCard(Overlay):
    """Shows a report and prints it.

    Attributes:
        wanted: it shall be printed.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget, title: str, png: bytes) -> None:
        card = QWidget()
        super().__init__(card, parent, name=title, width=620, height=900)
        self.paper = PaperView(title)
        self.paper.show_png(png)
        self.main = KeyButton(_("Print"), Kind.MAIN, key="Enter")
        self.main.clicked.connect(self.wanted)
        cross = icon_button("x", _("Close"))
        cross.clicked.connect(self.close_card)
        head = QHBoxLayout()
        head.addWidget(label(title, theme.LARGE, theme.SEMIBOLD), 1)
        head.addWidget(cross)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(head)
        rows.addWidget(self.paper, 1)
        rows.addWidget(self.main)
        self.closed.connect(self.deleteLater)

    def layer(self) -> Layer:
        """Its keys: Enter prints, Esc goes back."""
        return Layer(
            self,
            (
                Command(("Return", "Ctrl+P"), self.main.label, self.main.click),
                Command(("Esc",), _("Back"), self.close_card),
            ),
        )
