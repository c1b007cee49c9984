"""The pad for words: letters, tones and Telex, for a shop without a keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import telex
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.pads import erase_key, pad_key
from posdesk.ui.widgets.text_entry import Entry, as_entry, before, erase_one, takes_marks, type_text

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", " zxcvbnm,", telex.MARKED + "  .")
"""The keys of the pad; a blank is where a key of its own stands."""

_SIGNS = "-/:@()%&+_"
_TONE_COLUMN = 10
_TONES = (("s", "sắc"), ("f", "huyền"), ("r", "hỏi"), ("x", "ngã"), ("j", "nặng"))
"""The keys and names of the tones, from top to bottom."""


class WritingPad(QWidget):
    """Types words into whatever ``where`` gives, and never takes the focus.

    The letters a plain keyboard lacks and the tones have keys of their own; who knows Telex
    types it. With ``signs`` there is a row more, for addresses.
    """

    telex_on: ClassVar[bool] = True
    """As people last left it on any pad."""

    def __init__(self, where: Callable[[], QWidget | None], *, signs: bool = False) -> None:
        super().__init__()
        self._where = where
        self._word: telex.Word | None = None
        self._large = pad_key("Aa", Kind.LETTER, name=_("Capital letters"))
        self._telex = pad_key("Telex", Kind.SIGN, name=_("Telex: aa is â, s is sắc"))
        for switch in (self._large, self._telex):
            switch.setCheckable(True)
        self._telex.clicked.connect(self._use_telex)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3)
        self._grid.setVerticalSpacing(6)
        for row, keys in enumerate((*_ROWS, _SIGNS) if signs else _ROWS):
            self._add_row(row, keys)
        self._add_others()

    def showEvent(self, event: QShowEvent) -> None:
        """Telex is on or off as on the pad before."""
        super().showEvent(event)
        self._telex.setChecked(WritingPad.telex_on)

    def _add_row(self, row: int, keys: str) -> None:
        for column, key in enumerate(keys):
            if key != " ":
                self._add(pad_key(key, Kind.LETTER), partial(self._type, key), row, column)

    def _add_others(self) -> None:
        self._grid.addWidget(self._large, 3, 0)
        self._grid.addWidget(self._telex, 3, 9)
        self._add(erase_key(Kind.LETTER, _("Erase the last letter")), self._erase, 2, 9)
        space = pad_key(_("space"), Kind.LETTER)
        self._add(space, partial(self._type, " "), 4, 7, wide=2)
        for row, (key, name) in enumerate(_TONES):
            tone = pad_key(name, Kind.SIGN)
            self._add(tone, partial(self._set_tone, key), row, _TONE_COLUMN)
        for column in range(_TONE_COLUMN + 1):
            self._grid.setColumnStretch(column, 1)

    def _add(
        self, key: KeyButton, act: Callable[[], None], row: int, column: int, *, wide: int = 1
    ) -> None:
        key.clicked.connect(lambda _checked=False: act())
        self._grid.addWidget(key, row, column, 1, wide)

    def _use_telex(self, on: bool) -> None:
        WritingPad.telex_on = on

    def _type(self, key: str) -> None:
        entry = as_entry(self._where())
        if entry is None:
            return
        text = key.upper() if self._large.isChecked() else key
        if text.isalpha() and self._telex.isChecked() and takes_marks(entry):
            self._strike(entry, text)
        else:
            type_text(entry, text)

    def _strike(self, entry: Entry, key: str) -> None:
        """A letter of Telex; a word that stands there already is typed on where that can be."""
        here = telex.word_before(before(entry))
        if self._word is None or self._word.text != here:
            self._word = telex.begin(here)
        if self._word is None:
            type_text(entry, key)
        else:
            self._word = telex.strike(self._word, key)
            _write(entry, here, self._word.text)

    def _set_tone(self, key: str) -> None:
        entry = as_entry(self._where())
        if entry is not None and takes_marks(entry):
            here = telex.word_before(before(entry))
            _write(entry, here, telex.with_tone(here, key))

    def _erase(self) -> None:
        entry = as_entry(self._where())
        if entry is not None:
            erase_one(entry)


def _write(entry: Entry, here: str, word: str) -> None:
    """Puts a word in place of the one before the cursor, as little of it as is needed."""
    same = 0
    while same < min(len(here), len(word)) and here[same] == word[same]:
        same += 1
    if here != word:
        type_text(entry, word[same:], instead_of=len(here) - same)
