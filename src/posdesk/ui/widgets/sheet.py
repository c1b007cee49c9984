"""Small cards that ask one thing: a number, a text, a choice, a yes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from posdesk.runtime.i18n import _
from posdesk.ui import theme
from posdesk.ui.keys import Command, Layer
from posdesk.ui.shown import Choice
from posdesk.ui.widgets.fields import Field, MoneyEdit, QuantityEdit
from posdesk.ui.widgets.key_button import KeyButton, Kind, choice, icon_button
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.pads import NumberPad
from posdesk.ui.widgets.writing_pad import WritingPad


class Sheet(Overlay):
    """A card with a title, a cross and, where there is an action, one main button.

    Attributes:
        accepted: the main button or Enter.
    """

    accepted = Signal()

    def __init__(
        self, parent: QWidget, title: str, action: str = "", *, width: int = 480, height: int = 0
    ) -> None:
        card = QWidget()
        super().__init__(card, parent, name=title, width=width, height=height)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.problem = label(ink="trouble", wrap=True)
        self.problem.hide()
        self.main = KeyButton(action, Kind.MAIN, key="Enter")
        self.main.clicked.connect(self.accepted)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        rows.addLayout(self._head(title))
        rows.addLayout(self.body)
        rows.addWidget(self.problem)
        rows.addWidget(self.main)
        self.main.setVisible(bool(action))
        self.closed.connect(self.deleteLater)

    def layer(self) -> Layer:
        """Its keys: Enter does it, Esc goes back."""
        return Layer(
            self,
            (
                Command(("Return",), self.main.label, self.main.click),
                Command(("Esc",), _("Back"), self.close_card),
            ),
        )

    def say(self, words: str) -> None:
        """Tells why it did not work."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.settle()

    def _head(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(title, theme.LARGE, theme.SEMIBOLD, wrap=True), 1)
        cross = icon_button("x", _("Close"))
        cross.clicked.connect(self.close_card)
        row.addWidget(cross)
        return row


class NumberSheet(Sheet):
    """Asks for an amount of money or a quantity, by keys or by the pad."""

    def __init__(
        self, parent: QWidget, title: str, action: str, field: MoneyEdit | QuantityEdit
    ) -> None:
        super().__init__(parent, title, action, width=420)
        pad = NumberPad(extra="000" if isinstance(field, MoneyEdit) else ",")
        pad.type_into(field)
        self.field = field
        self.body.addWidget(field)
        self.body.addWidget(pad)


class TextSheet(Sheet):
    """Asks for a few words."""

    def __init__(self, parent: QWidget, title: str, action: str, text: str = "") -> None:
        super().__init__(parent, title, action, width=720)
        self.field = Field(title)
        self.field.setText(text)
        self.body.addWidget(self.field)
        self.body.addWidget(WritingPad(lambda: self.field))


class ChoiceSheet(Sheet):
    """Lets one of several be chosen, by a touch or by its number.

    Attributes:
        chosen: its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, title: str, choices: Sequence[Choice]) -> None:
        super().__init__(parent, title, width=560)
        self._commands: list[Command] = []
        self._buttons: list[KeyButton] = []
        for number, each in enumerate(choices[:9], 1):
            button = KeyButton(each.label, Kind.PLAIN, key=str(number))
            take = partial(self._choose, each.key)
            button.clicked.connect(take)
            self._commands.append(Command((str(number),), each.label, take))
            self._buttons.append(button)
            self.body.addWidget(button)

    @property
    def first(self) -> KeyButton:
        """Where the focus starts."""
        return self._buttons[0]

    def layer(self) -> Layer:
        """The number of a choice takes it."""
        return Layer(self, (*self._commands, Command(("Esc",), _("Back"), self.close_card)))

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.close_card()
        self.chosen.emit(key)


class Switch(QWidget):
    """Two or three ways side by side, one of them chosen.

    Attributes:
        changed: the key of the chosen one.
    """

    changed = Signal(str)

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, KeyButton] = {}
        for each in choices:
            button = self._buttons[each.key] = choice(each.label)
            button.clicked.connect(lambda _checked=False, key=each.key: self.changed.emit(key))
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch()

    def choose(self, key: str) -> None:
        """Marks one as chosen."""
        self._buttons[key].setChecked(True)

    def chosen(self) -> str:
        """The key of the chosen one."""
        return next(key for key, button in self._buttons.items() if button.isChecked())
