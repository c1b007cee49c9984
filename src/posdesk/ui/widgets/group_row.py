"""Groups to choose from in one line, which moves along where they are many."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QWidget

from posdesk.ui import theme
from posdesk.ui.shown import Choice
from posdesk.ui.widgets.key_button import KeyButton, choice


class GroupRow(QScrollArea):
    """The groups of goods in one line; a wheel or a finger moves along it.

    Attributes:
        chosen: the key of a group.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.TARGET)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        for turn_off in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            turn_off(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choices: tuple[Choice, ...] = ()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, KeyButton] = {}
        self.viewport().installEventFilter(self)

    def show_choices(self, choices: tuple[Choice, ...], chosen: str) -> None:
        """Shows the groups and which of them is chosen, in view."""
        before, self._choices = self._choices, choices
        if [each.key for each in before] != [each.key for each in choices]:
            self._fill()
        elif before != choices:
            for each in choices:
                self._buttons[each.key].relabel(each.label)
        button = self._buttons.get(chosen)
        if button is not None and not button.isChecked():
            button.setChecked(True)
            self.ensureWidgetVisible(button, theme.MARGIN, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel that turns up or down moves along."""
        if isinstance(event, QWheelEvent) and event.angleDelta().y():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - event.angleDelta().y())
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self._buttons = {}
        for each in self._choices:
            button = choice(each.label, icon=None if each.key else "star")
            button.clicked.connect(lambda _checked=False, key=each.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[each.key] = button
            row.addWidget(button)
        row.addStretch()
        self.setWidget(inside)
