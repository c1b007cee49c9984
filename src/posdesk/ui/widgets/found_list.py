"""A list of records with what narrows it, and words in its place while it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.ui import icons, theme
from posdesk.ui.keys import Command
from posdesk.ui.shown import Record
from posdesk.ui.widgets.fields import SearchField
from posdesk.ui.widgets.notices import EmptyState
from posdesk.ui.widgets.pads import LetterPad
from posdesk.ui.widgets.records import RecordList
from posdesk.ui.widgets.touch_pads import keyboard_button

_LEAST, PAGE = 66, 7
"""A line's height, px; so many are gone over at once."""


class Finder(Protocol):
    """Finds records by a text and goes from one to the other."""

    def search(self, text: str) -> None:
        """Shows what fits the text so far."""
        ...

    def go_to(self, place: int) -> None:
        """Goes to a record of the list."""
        ...

    def move(self, step: int) -> None:
        """Goes to the record above or below."""
        ...

    def more(self) -> None:
        """Reads a page more, if there is one."""
        ...


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

    def show_found(self, records: Sequence[Record], current: int | None, *, looked: bool) -> None:
        """Shows the records; none after somebody ``looked`` gives way to words."""
        self.list.show_records(records, current)
        self._places.setCurrentIndex(int(looked and not records))

    def say_nothing(self, title: str, hint: str) -> None:
        """What stands there while the list is empty, and what to do first."""
        self._nothing.show_words(title, hint)

    def lay_out(self, *parts: QWidget | QLayout, below: QLayout | None = None) -> None:
        """The parts one below the other, the list beneath, ``below`` at the foot."""
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
        if below is not None:
            rows.addLayout(below)


class SearchedList(FoundList):
    """A list with a search, letters to type with on the screen, and keys that go through it.

    ``steps`` names what Up, Down, Page up and Page down do.
    """

    def __init__(
        self,
        finder: Finder,
        search: SearchField,
        records: RecordList,
        icon: icons.IconName,
        steps: tuple[str, str, str, str],
    ) -> None:
        super().__init__(records, icon)
        self.search, self._finder, self._steps = search, finder, steps
        self.letters = LetterPad()
        self.letters.type_into(search)
        self.keyboard = keyboard_button(self.letters)
        search.textEdited.connect(finder.search)
        records.chosen.connect(finder.go_to)
        records.near_end.connect(finder.more)

    def commands(self) -> tuple[Command, ...]:
        """Keys that go through the list while one types."""
        keys = (("Up", -1), ("Down", 1), ("PgUp", -PAGE), ("PgDown", PAGE))
        return tuple(
            Command((key,), words, partial(self._finder.move, step), self._searching)
            for (key, step), words in zip(keys, self._steps, strict=True)
        )

    def show_text(self, text: str) -> None:
        """What is searched."""
        if self.search.text() != text:
            self.search.setText(text)

    def go_to_search(self) -> None:
        """To the search, to type over what is there."""
        self.search.setFocus()
        self.search.selectAll()

    def lay_out_search(self, *hints: QWidget | QLayout) -> None:
        """The search, what narrows the list, the letters, the list."""
        top = QHBoxLayout()
        top.setSpacing(theme.GAP)
        top.addWidget(self.search, 1)
        top.addWidget(self.keyboard)
        self.lay_out(top, *hints, self.letters)

    def _searching(self) -> bool:
        return QApplication.focusWidget() is self.search
