"""Counting cash: how many of each note, by keys or by the pad."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from posdesk.domain.money import format_amount
from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.viewmodels.drawer_count import ROWS, DrawerCount
from posdesk.ui.widgets.fields import Field, MoneyEdit
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.places import bring_into_view
from posdesk.ui.widgets.thousands import beneath
from posdesk.ui.widgets.touch_pads import FocusNumbers

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MOST = 99_999
_LOW = "QLineEdit { min-height: 42px; padding: 0 8px; } QLineEdit:focus { min-height: 40px; }"


class CountField(Field):
    """How many of one note."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setValidator(QIntValidator(0, _MOST, self))
        self.setMaxLength(len(str(_MOST)))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setFont(theme.font(theme.LARGE, theme.SEMIBOLD))
        self.setStyleSheet(_LOW)

    def count(self) -> int | None:
        """What is typed; None where nothing is."""
        return int(self.text()) if self.text().isdigit() else None


class NotesForm(QWidget):
    """A row for each note, and one amount for all that is smaller.

    Attributes:
        counted: (row, count or None).
        small: đồng or None.
        touched: a finger or a mouse is on a field: it may want the pad.
    """

    counted = Signal(int, object)
    small = Signal(object)
    touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._counts = [CountField(_note_name(value)) for value in ROWS]
        self._small = MoneyEdit(_("Smaller notes, their amount"))
        self._small.setStyleSheet(_LOW)
        self._thousands = beneath(self._small)
        self._amounts = [label(weight=theme.SEMIBOLD) for _value in ROWS]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(10)
        for row, value in enumerate(ROWS):
            self._add_row(grid, row, value)
        grid.addWidget(label(_("smaller")), len(ROWS), 0)
        grid.addWidget(self._small, len(ROWS), 1, 1, 2)
        grid.addWidget(self._thousands, len(ROWS) + 1, 0, 1, 3)
        grid.setColumnStretch(2, 1)
        self._small.edited.connect(self.small)
        for field in self.fields():
            field.installEventFilter(self)

    def fields(self) -> tuple[QLineEdit, ...]:
        """All fields from top to bottom."""
        return (*self._counts, self._small)

    def asks(self) -> bool:
        """Whether the small notes' amount is asked about first; see ``ThousandsOffer``."""
        waits = self._thousands.asks(self._small.amount())
        if waits:
            QTimer.singleShot(0, self, lambda: bring_into_view(self._thousands))
        return waits

    def has_next(self) -> bool:
        """Whether one is in a field that has another below it."""
        return QApplication.focusWidget() in self.fields()[:-1]

    def show_count(self, count: DrawerCount) -> None:
        """Shows a count; a field that says the same is left alone."""
        for row, field in enumerate(self._counts):
            if field.count() != count.counts[row]:
                wanted = count.counts[row]
                field.setText("" if wanted is None else str(wanted))
            amount = format_amount(count.amount(row)) if count.counts[row] else ""
            self._amounts[row].setText(amount)
        if self._small.amount() != count.small:
            self._small.show_amount(count.small)

    def go(self, step: int) -> None:
        """To the field below or above."""
        fields = self.fields()
        here = QApplication.focusWidget()
        at = fields.index(here) if isinstance(here, QLineEdit) and here in fields else -1
        chosen = fields[min(max(at + step, 0), len(fields) - 1)]
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        chosen.selectAll()
        bring_into_view(chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows go from field to field; a press asks for the pad."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self.touched.emit()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(event.key(), 0)
            if step and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.go(step)
                return True
        return super().eventFilter(watched, event)

    def _add_row(self, grid: QGridLayout, row: int, value: int) -> None:
        field = self._counts[row]
        field.setFixedWidth(92)
        field.textEdited.connect(lambda _text: self.counted.emit(row, field.count()))
        self._amounts[row].setAlignment(_RIGHT)
        grid.addWidget(label(format_amount(value)), row, 0)
        grid.addWidget(field, row, 1)
        grid.addWidget(self._amounts[row], row, 2)


_STEPS: dict[int, int] = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}


class NotesPad(QWidget):
    """The number pad for a ``NotesForm``, and a key to its next field."""

    def __init__(self, form: NotesForm) -> None:
        super().__init__()
        further = KeyButton(_("Next note"))
        further.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        further.clicked.connect(lambda _checked=False: form.go(1))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GAP)
        rows.addWidget(FocusNumbers())
        rows.addWidget(further)


def _note_name(value: int) -> str:
    return _("Notes of {value}, how many").format(value=format_amount(value))
