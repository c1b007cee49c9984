"""Typing into a line or a text as a keyboard does: whoever listens to it is told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

Entry = QLineEdit | QPlainTextEdit

_NO_MARKS = (
    Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhFormattedNumbersOnly
    | Qt.InputMethodHint.ImhLatinOnly
    | Qt.InputMethodHint.ImhUrlCharactersOnly
)


def as_entry(widget: QWidget | None) -> Entry | None:
    """The widget, if it is something one can type into."""
    return widget if isinstance(widget, QLineEdit | QPlainTextEdit) else None


def takes_marks(entry: Entry) -> bool:
    """Whether words are typed here: not numbers, addresses, or capitals of a bank."""
    return not entry.inputMethodHints() & _NO_MARKS


def before(entry: Entry) -> str:
    """What stands before the cursor in its line; nothing where a part is selected."""
    if isinstance(entry, QLineEdit):
        return "" if entry.hasSelectedText() else entry.text()[: entry.cursorPosition()]
    cursor = entry.textCursor()
    return "" if cursor.hasSelection() else cursor.block().text()[: cursor.positionInBlock()]


def type_text(entry: Entry, text: str, *, instead_of: int = 0) -> None:
    """Types ``text`` in place of the ``instead_of`` characters before the cursor."""
    if isinstance(entry, QLineEdit):
        if instead_of:
            entry.setSelection(entry.cursorPosition() - instead_of, instead_of)
        entry.insert(text)
        entry.textEdited.emit(entry.text())
    else:
        cursor = entry.textCursor()
        left, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
        if instead_of:
            cursor.movePosition(left, keep, instead_of)
        cursor.insertText(text)
        entry.setTextCursor(cursor)


def erase_one(entry: Entry) -> None:
    """Backspace."""
    if isinstance(entry, QLineEdit):
        entry.backspace()
        entry.textEdited.emit(entry.text())
    else:
        entry.textCursor().deletePreviousChar()
