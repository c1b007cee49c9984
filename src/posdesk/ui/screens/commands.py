"""All that can be done, with its keys: the help (F1) and the finder (Ctrl+K) in one card.

What can be done here stands first, then what other screens can do.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from posdesk.domain.text import fold
from posdesk.runtime.i18n import _
from posdesk.ui.keys import Command
from posdesk.ui.widgets.fields import Field
from posdesk.ui.widgets.key_button import KeyButton, Kind
from posdesk.ui.widgets.notices import EmptyState
from posdesk.ui.widgets.sheet import Sheet
from posdesk.ui.window import Window

_HEIGHT, _LEAST = 700, 180
"""Of the card where there is room, and the least of its list, px."""

_CAPS = {"Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
"""What stands on the keys whose names Qt writes otherwise."""


class CommandSheet(Sheet):
    """Lists commands; typing leaves those that fit, Enter runs the first."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, _("What can be done here"), _("Do it"), width=560, height=_HEIGHT)
        here = [command for command in window.keys.commands() if command.label]
        named = [*here, *window.elsewhere()]
        self.field = Field(_("Find a command"))
        self.field.setPlaceholderText(_("Type a word, e.g. “discount”"))
        self.field.textEdited.connect(self._filter)
        self._buttons = [(command, self._button(command)) for command in named]
        self._nothing = EmptyState("search", _("Nothing fits"), _("Try another word."))
        self._nothing.hide()
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(2, 2, 2, 2)
        rows.setSpacing(6)
        for _command, button in self._buttons:
            rows.addWidget(button)
        rows.addWidget(self._nothing)
        rows.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setMinimumHeight(_LEAST)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.body.addWidget(self.field)
        self.body.addWidget(area)
        self.accepted.connect(self._run_first)

    def _button(self, command: Command) -> KeyButton:
        button = KeyButton(command.label, Kind.ROW, key=" ".join(map(on_cap, command.keys[:2])))
        button.clicked.connect(partial(self._run, command))
        return button

    def _filter(self, text: str) -> None:
        wanted = fold(text).split()
        for command, button in self._buttons:
            label = fold(command.label)
            button.setVisible(all(word in label for word in wanted))
        none = all(button.isHidden() for _command, button in self._buttons)
        self._nothing.setVisible(none)
        self.main.setEnabled(not none)

    def _run_first(self) -> None:
        for command, button in self._buttons:
            if not button.isHidden():
                self._run(command)
                return

    def _run(self, command: Command, _checked: bool = False) -> None:
        self.close_card()
        command.run()


def on_cap(key: str) -> str:
    """A key as it is written on the keyboard: ``Return`` is Enter, ``Up`` an arrow."""
    *held, last = key.rsplit("+", 1) if key != "+" else ("+",)
    return "+".join((*held, _CAPS.get(last, last)))


def window_commands(window: Window) -> tuple[Command, ...]:
    """What the window itself can do, whatever screen is shown."""

    def show_commands() -> None:
        sheet = CommandSheet(window)
        window.open_card(sheet.layer(), sheet.field)

    def full_screen() -> None:
        if window.isFullScreen():
            window.showMaximized()
        else:
            window.showFullScreen()

    return (
        Command(("F1", "Ctrl+K"), _("Keys and commands"), show_commands),
        Command(("F11",), _("Full screen"), full_screen),
    )
