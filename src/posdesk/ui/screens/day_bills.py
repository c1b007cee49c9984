"""The bills that are not finished when the day ends, and the way to each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.palette import P
from posdesk.ui.viewmodels.day_state import OpenRow
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.sign import icon_label


class OpenBills(QWidget):
    """The unfinished bills, those with money on them first.

    Attributes:
        wanted: the key of the bill to go to.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[OpenRow, ...] = ()
        self._shown: list[_Row] = []
        self._words = label(weight=theme.SEMIBOLD, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(theme.GAP)
        column.addWidget(self._words)
        column.addLayout(self._list)

    def show_bills(self, words: str, rows: tuple[OpenRow, ...]) -> None:
        """Shows the bills; without any there is nothing to show."""
        self.setVisible(bool(rows))
        self._words.setText(words)
        if rows != self._rows:
            self._rows = rows
            self._fill(rows)

    def _fill(self, rows: tuple[OpenRow, ...]) -> None:
        for gone in self._shown:
            self._list.removeWidget(gone)
            gone.deleteLater()
        self._shown = [_Row(row) for row in rows]
        for row, shown in zip(rows, self._shown, strict=True):
            shown.go.clicked.connect(partial(self._go, row.key))
            self._list.addWidget(shown)

    def _go(self, key: str, _checked: bool = False) -> None:
        self.wanted.emit(key)


class _Row(QWidget):
    """One bill: what is on it, what was paid, the way to it."""

    def __init__(self, row: OpenRow) -> None:
        super().__init__()
        self.go = KeyButton(_("Go to it"), Kind.ROUND, name=f"{_('Go to it')}: {row.words}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(row.words, wrap=True))
        if row.paid:
            words.addLayout(_paid(row.paid))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addLayout(words, 1)
        line.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)


def _paid(words: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addWidget(icon_label("banknote", P.card, 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(words, weight=theme.SEMIBOLD, wrap=True), 1)
    return line
