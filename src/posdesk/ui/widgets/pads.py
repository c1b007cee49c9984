"""Pads for a screen without a keyboard; they type into a field and never take the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.text_entry import erase_one, type_text

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")


class NumberPad(QWidget):
    """Digits as on a till: 7 8 9 on top.

    Attributes:
        typed: a digit, ``000`` or the decimal comma.
        erased: the last digit is to go.
    """

    typed = Signal(str)
    erased = Signal()

    def __init__(self, *, extra: str = "000", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP)
        for place, text in enumerate(("7", "8", "9", "4", "5", "6", "1", "2", "3", extra, "0")):
            button = pad_key(text, Kind.DIGIT)
            button.clicked.connect(lambda _checked=False, text=text: self.typed.emit(text))
            grid.addWidget(button, *divmod(place, 3))
        erase = erase_key(Kind.DIGIT, _("Erase the last digit"))
        erase.clicked.connect(self.erased)
        grid.addWidget(erase, 3, 2)

    def type_into(self, field: QLineEdit) -> None:
        """Sends what is pressed to ``field`` as if typed there."""
        self.typed.connect(lambda text: type_text(field, text))
        self.erased.connect(lambda: erase_one(field))


class LetterPad(QWidget):
    """Plain letters for a search by touch; the search needs no tone marks, and codes no Telex.

    It starts hidden, and its keys are made when somebody wants them: most shops have a keyboard.

    Attributes:
        typed: a letter, a digit or a space.
        erased: the last letter is to go.
    """

    typed = Signal(str)
    erased = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.hide()

    def setVisible(self, visible: bool) -> None:
        """Makes its keys before it is shown the first time."""
        if visible and not self._rows.count():
            for letters in _ROWS:
                self._rows.addLayout(self._row(letters))
        super().setVisible(visible)

    def type_into(self, field: QLineEdit) -> None:
        """Sends what is pressed to ``field`` as if typed there."""
        self.typed.connect(lambda text: type_text(field, text))
        self.erased.connect(lambda: erase_one(field))

    def _row(self, letters: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for letter in letters:
            row.addWidget(self._key(letter, letter), 2)
        if letters == _ROWS[-2]:
            erase = erase_key(Kind.LETTER, _("Erase the last letter"))
            erase.clicked.connect(self.erased)
            row.addWidget(erase, 2)
        if letters == _ROWS[-1]:
            row.addWidget(self._key(_("space"), " "), 6)
        return row

    def _key(self, label: str, text: str) -> KeyButton:
        button = pad_key(label, Kind.LETTER)
        button.clicked.connect(lambda _checked=False: self.typed.emit(text))
        return button


def pad_key(label: str, kind: Kind, *, name: str = "") -> KeyButton:
    """A key of a pad: as wide as there is room, without the focus."""
    button = KeyButton(label, kind, name=name)
    _make_pad_key(button)
    return button


def erase_key(kind: Kind, name: str) -> KeyButton:
    """Backspace; held down it goes on."""
    button = KeyButton("", kind, icon="delete", name=name)
    _make_pad_key(button)
    button.setAutoRepeat(True)
    return button


def _make_pad_key(button: KeyButton) -> None:
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
