"""Pads that type into whatever line has the focus, for forms with several of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from posdesk.runtime.i18n import _
from posdesk.ui.widgets.key_button import KeyButton, Kind, icon_button
from posdesk.ui.widgets.pads import LetterPad, NumberPad, erase_one, type_text

_SIGNS = ",.-/:@"


class FocusNumbers(NumberPad):
    """Digits for the line that has the focus."""

    def __init__(self, *, extra: str = "000") -> None:
        super().__init__(extra=extra)
        self.typed.connect(type_here)
        self.erased.connect(erase_here)


class FocusLetters(QWidget):
    """Letters for the line that has the focus, small and large, with the signs of addresses."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = LetterPad()
        self._large = _key("Aa", _("Capital letters"))
        self._large.setCheckable(True)
        self._letters.typed.connect(self._type)
        self._letters.erased.connect(erase_here)
        signs = QHBoxLayout()
        signs.setSpacing(6)
        signs.addWidget(self._large)
        for sign in _SIGNS:
            signs.addWidget(_sign(sign))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self._letters)
        rows.addLayout(signs)

    def _type(self, text: str) -> None:
        type_here(text.upper() if self._large.isChecked() else text)


def keyboard_button(pad: QWidget) -> KeyButton:
    """Shows and hides a pad, which starts hidden."""
    button = icon_button("keyboard", _("Letters on the screen"))
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.toggled.connect(pad.setVisible)
    pad.hide()
    return button


def type_here(text: str) -> None:
    """Types into the line or the text that has the focus."""
    here = QApplication.focusWidget()
    if isinstance(here, QLineEdit):
        type_text(here, text)
    elif isinstance(here, QPlainTextEdit):
        here.insertPlainText(text)


def erase_here() -> None:
    """Backspace where the focus is."""
    here = QApplication.focusWidget()
    if isinstance(here, QLineEdit):
        erase_one(here)
    elif isinstance(here, QPlainTextEdit):
        here.textCursor().deletePreviousChar()


def _sign(text: str) -> KeyButton:
    button = _key(text, text)
    button.clicked.connect(lambda _checked=False: type_here(text))
    return button


def _key(text: str, name: str) -> KeyButton:
    button = KeyButton(text, Kind.LETTER, name=name)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
