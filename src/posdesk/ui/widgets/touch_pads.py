"""Pads that type into whatever line has the focus, for forms with several of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui.widgets.key_button import KeyButton, icon_button
from posdesk.ui.widgets.pads import NumberPad
from posdesk.ui.widgets.text_entry import as_entry, erase_one, type_text
from posdesk.ui.widgets.writing_pad import WritingPad


class FocusNumbers(NumberPad):
    """Digits for the line that has the focus."""

    def __init__(self, *, extra: str = "000") -> None:
        super().__init__(extra=extra)
        self.typed.connect(_type_here)
        self.erased.connect(_erase_here)


class FocusLetters(WritingPad):
    """Words for the line or the text that has the focus; ``signs`` adds those of addresses."""

    def __init__(self, *, signs: bool = False) -> None:
        super().__init__(QApplication.focusWidget, signs=signs)


def keyboard_button(pad: QWidget) -> KeyButton:
    """Shows and hides a pad, which starts hidden."""
    button = icon_button("keyboard", _("Letters on the screen"))
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.toggled.connect(pad.setVisible)
    pad.hide()
    return button


def _type_here(text: str) -> None:
    entry = as_entry(QApplication.focusWidget())
    if entry is not None:
        type_text(entry, text)


def _erase_here() -> None:
    entry = as_entry(QApplication.focusWidget())
    if entry is not None:
        erase_one(entry)
