"""The goods of a receipt with how much of each comes back, and what that is worth."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.money import format_dong
from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.viewmodels.returning import ReturningModel
from posdesk.ui.viewmodels.returning_state import ReturningState
from posdesk.ui.widgets.bill import BillPart, BillView
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.notices import label


class GoodsBack(QWidget):
    """Shows the goods of a ``ReturningState`` and takes what is pressed at them."""

    def __init__(self, model: ReturningModel) -> None:
        super().__init__()
        self._model = model
        self.lines = BillView(_("Goods of the receipt"), prices_change=False)
        self.all = KeyButton(_("All of it"), key="Ctrl+A")
        self._worth = label(size=28, weight=theme.BOLD)
        self._remarks = label(ink="second", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addLayout(self._top())
        rows.addWidget(self._ground(), 1)
        rows.addLayout(self._sums())
        self.all.clicked.connect(model.take_all)
        self.lines.chosen.connect(model.select)
        self.lines.pressed_part.connect(self._press)

    def show_state(self, state: ReturningState) -> None:
        """Shows the state; shown twice it looks the same."""
        self.lines.show_rows(state.rows, state.current)
        self._worth.setText(format_dong(state.worth))
        self._remarks.setText(state.remarks)

    def _top(self) -> QHBoxLayout:
        words = _(
            "Each scan is one piece that comes back; − and + change it."
            " For what is taken instead, press “Exchange”."
        )
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(label(words, ink="second", wrap=True), 1)
        row.addWidget(self.all)
        return row

    def _ground(self) -> QFrame:
        ground = QFrame()
        ground.setProperty("surface", "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self.lines)
        return ground

    def _sums(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self._remarks, 1)
        row.addWidget(label(_("Worth"), size=theme.LARGE), 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._worth)
        return row

    def _press(self, index: int, part: BillPart) -> None:
        self._model.select(index)
        if part is BillPart.LESS:
            self._model.step(-1)
        elif part is BillPart.MORE:
            self._model.step(1)
        elif part is BillPart.COUNT:
            self._model.ask_quantity(index)
