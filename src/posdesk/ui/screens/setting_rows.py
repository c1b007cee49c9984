"""A setting on the screen: its label, its control, what it means, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.viewmodels.settings import Line
from posdesk.ui.widgets.choose_file import choose_folder
from posdesk.ui.widgets.fields import Field
from posdesk.ui.widgets.key_button import KeyButton
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.options import OptionList, drop


class SettingRow(QWidget):
    """One setting.

    Attributes:
        edited: (key, value) as a person changes it.
    """

    edited = Signal(str, str)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.key = line.key
        self._control = _control(line)
        self._hint = label(line.hint, size=theme.SMALL, ink="second", wrap=True)
        self._problem = label(ink="trouble", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(label(line.label, weight=theme.MEDIUM))
        rows.addWidget(self._control)
        if line.folder:
            choose = KeyButton(_("Choose the folder …"))
            choose.clicked.connect(lambda: choose_folder(self, line.label, self._tell))
            rows.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        for words in (self._problem, self._hint):
            rows.addWidget(words)
        self._hint.setVisible(bool(line.hint))
        self._connect()
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Shows the value; what is being typed right now is left alone."""
        control = self._control
        if isinstance(control, OptionList):
            control.show_choices(line.choices, line.value)
        elif isinstance(control, Field):
            control.mark_wrong(bool(line.problem))
            if control.text() != line.value:
                control.setText(line.value)
        elif control.toPlainText() != line.value:
            with QSignalBlocker(control):
                control.setPlainText(line.value)
        self._problem.setText(line.problem)
        self._problem.setVisible(bool(line.problem))

    def focus_here(self) -> None:
        """To its control."""
        if isinstance(self._control, OptionList):
            self._control.focus_chosen()
        else:
            self._control.setFocus()

    def _connect(self) -> None:
        control = self._control
        if isinstance(control, OptionList):
            control.changed.connect(self._tell)
        elif isinstance(control, Field):
            control.textEdited.connect(self._tell)
        else:
            control.textChanged.connect(lambda: self._tell(control.toPlainText()))

    def _tell(self, value: str) -> None:
        self.edited.emit(self.key, value)


class SettingForm(QWidget):
    """The settings of a section, one below the other.

    Attributes:
        edited: (key, value).
    """

    edited = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, SettingRow] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(18)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows the settings; other ones take the place of these."""
        if [line.key for line in lines] != list(self._shown):
            self._fill(lines)
        for line in lines:
            self._shown[line.key].show_line(line)

    def focus_on(self, key: str) -> None:
        """To a setting, or to the first one."""
        row = self._shown.get(key) or next(iter(self._shown.values()), None)
        if row is not None:
            row.focus_here()

    def _fill(self, lines: Sequence[Line]) -> None:
        for row in self._shown.values():
            drop(row)
        self._shown = {}
        for line in lines:
            row = self._shown[line.key] = SettingRow(line)
            row.edited.connect(self.edited)
            self._rows.addWidget(row)


def _control(line: Line) -> OptionList | Field | QPlainTextEdit:
    if line.choices:
        return OptionList(line.label)
    if not line.many_lines:
        field = Field(line.label)
        if line.plain:
            field.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        return field
    box = QPlainTextEdit()
    box.setAccessibleName(line.label)
    box.setTabChangesFocus(True)
    box.setFixedHeight(92)
    return box
