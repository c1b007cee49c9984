"""A list of records: what narrows it, its search, and words in its place while it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.ui import icons
from posdesk.ui.shown import Record
from posdesk.ui.widgets.notices import EmptyState
from posdesk.ui.widgets.records import RecordList

_LEAST, PAGE = 66, 7
"""A line's height, px; so many are gone over at once."""


class FoundList(QWidget):
    """Holds a ``RecordList`` on a card; ``head`` stands above the records."""

    def __init__(
        self, records: RecordList, icon: icons.IconName, head: QWidget | None = None
    ) -> None:
        super().__init__()
        self.list = records
        self._nothing = EmptyState(icon, "", "")
        filled = QWidget()
        inside = QVBoxLayout(filled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        if head is not None:
            inside.addWidget(head)
        inside.addWidget(records, 1)
        self._places = QStackedWidget()
        self._places.addWidget(filled)
        self._places.addWidget(self._nothing)
        # One record at least, also where the letters leave little room.
        self._places.setMinimumHeight(_LEAST)

    def show_found(self, records: Sequence[Record], current: int | None, *, empty: bool) -> None:
        """Shows the records, or the words of ``say_nothing`` where there are none."""
        self.list.show_records(records, current)
        self._places.setCurrentIndex(int(empty))

    def say_nothing(self, title: str, hint: str) -> None:
        """What stands there while the list is empty, and what to do first."""
        self._nothing.show_words(title, hint)

    def lay_out(self, *parts: QWidget | QLayout) -> None:
        """The parts one below the other, the list beneath."""
        ground = QFrame()
        ground.setProperty("surface", "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self._places)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        for part in parts:
            if isinstance(part, QWidget):
                rows.addWidget(part)
            else:
                rows.addLayout(part)
        rows.addWidget(ground, 1)
