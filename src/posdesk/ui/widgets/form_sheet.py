"""A card with fields two by two, letters to type with on the screen, and the wrong field shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from posdesk.ui import theme
from posdesk.ui.widgets.beside import WIDE
from posdesk.ui.widgets.fields import Field
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.places import bring_into_view, scrolled
from posdesk.ui.widgets.sheet import Sheet
from posdesk.ui.widgets.touch_pads import FocusLetters, keyboard_button

_LEFT, _WHOLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag(0)
_CLOSE, _LEAST = 4, 60
"""Between what stands on the card, and of what is seen of the fields, px."""


class Form(Protocol):
    """What was typed, each field under its own name too; and what is wrong with it."""

    @property
    def problem(self) -> str:
        """Why it cannot be kept, in words."""
        ...

    @property
    def wrong(self) -> str:
        """The field that is wrong."""
        ...

    @property
    def busy(self) -> bool:
        """It is being written."""
        ...


class FormSheet(Sheet):
    """Shows a ``Form`` whose fields are named as those of ``fields``, each with its caption.

    Attributes:
        typed: a field's name, and what it shows now.
    """

    typed = Signal(str, str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        action: str,
        fields: Mapping[str, tuple[str, Field]],
        *below: QWidget,
    ) -> None:
        super().__init__(parent, title, action, width=WIDE, height=560)
        self._fields = {key: field for key, (_words, field) in fields.items()}
        self._letters = FocusLetters(signs=True)
        self._draw_together()
        self._lay_out(fields, below)
        for key, field in self._fields.items():
            field.textEdited.connect(partial(self._tell, key))

    def show_form(self, form: Form) -> None:
        """Shows the form; shown twice it looks the same. A wrong field gets the cursor."""
        for key, field in self._fields.items():
            text = getattr(form, key)
            if field.text() != text:
                field.setText(text)
            field.mark_wrong(form.wrong == key)
        self.main.setEnabled(not form.busy)
        self.say(form.problem)
        if form.wrong:
            self._fields[form.wrong].setFocus()
            bring_into_view(self._fields[form.wrong])

    def _draw_together(self) -> None:
        """A low window has to hold the letters too, and what is wrong."""
        rows = self._card.layout()
        for layout in (rows, self.body):
            if layout is not None:
                layout.setSpacing(_CLOSE)

    def _tell(self, key: str, _text: str) -> None:
        # A field may have grouped the digits since: what it shows counts.
        self.typed.emit(key, self._fields[key].text())

    def _lay_out(self, fields: Mapping[str, tuple[str, Field]], below: tuple[QWidget, ...]) -> None:
        inside, grid = QWidget(), QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, (words, field) in enumerate(fields.values()):
            row, column = divmod(place, 2)
            caption = label(words, size=theme.SMALL, ink="second", wrap=True)
            grid.addWidget(caption, 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(12)
        rows.addLayout(grid)
        for part in below:
            rows.addWidget(part, 0, _LEFT if isinstance(part, QAbstractButton) else _WHOLE)
        rows.addStretch()
        keyboard = keyboard_button(self._letters)
        keyboard.toggled.connect(self.settle)
        both = QHBoxLayout()
        both.setSpacing(theme.GAP)
        seen = scrolled(inside)
        seen.setMinimumHeight(_LEAST)
        both.addWidget(seen, 1)
        both.addWidget(keyboard, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(both, 1)
        self.body.addWidget(self._letters)
