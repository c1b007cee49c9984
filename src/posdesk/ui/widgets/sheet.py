"""Small cards that ask one thing: a number, a text, a choice, a yes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
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
from posdesk.ui.widgets.pads import LetterPad, NumberPad


class Sheet(Overlay):
    """A card with a title, a cross and one main button.

    Attributes:
        accepted: the main button or Enter.
    """

    accepted = Signal()

    def __init__(self, parent: QWidget, title: str, action: str, *, width: int = 480) -> None:
        card = QWidget()
        super().__init__(card, parent, name=title, width=width)
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
        pad = LetterPad()
        pad.type_into(self.field)
        self.body.addWidget(self.field)
        self.body.addWidget(pad)


class NamePriceForm(QWidget):
    """A name and a price, with the pad for whichever is being filled.

    Attributes:
        filled: (name, price) when Enter is pressed in the price.
    """

    filled = Signal(str, object)

    def __init__(self, name_hint: str) -> None:
        super().__init__()
        self.name, self.price = Field(_("Name of the goods")), MoneyEdit(_("Price"))
        self.name.setPlaceholderText(name_hint)
        self.price.setPlaceholderText(_("Price"))
        self._letters, self._numbers = LetterPad(), NumberPad()
        self._letters.type_into(self.name)
        self._numbers.type_into(self.price)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.price, 0, 1)
        grid.addWidget(self._letters, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._numbers, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 2)
        self.name.returnPressed.connect(self.price.setFocus)
        self.price.returnPressed.connect(self.submit)

    def submit(self) -> None:
        """Tells what was filled in; without a price the price is asked for."""
        price = self.price.amount()
        if price is None:
            self.price.setFocus()
        else:
            self.filled.emit(self.name.text(), price)

    def clear(self) -> None:
        """Empties both fields."""
        self.name.clear()
        self.price.clear()


class ChoiceSheet(Sheet):
    """Lets one of several be chosen.

    Attributes:
        chosen: its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, title: str, choices: Sequence[Choice]) -> None:
        super().__init__(parent, title, _("Back"))
        self.main.clicked.connect(self.close_card)
        for number, each in enumerate(choices[:9], 1):
            button = KeyButton(each.label, Kind.PLAIN, key=str(number))
            button.clicked.connect(partial(self._choose, each.key))
            self.body.addWidget(button)
        self._choices = tuple(choices[:9])

    def layer(self) -> Layer:
        """The number of a choice takes it."""
        base = super().layer()
        numbers = tuple(
            Command((str(number),), each.label, partial(self._choose, each.key))
            for number, each in enumerate(self._choices, 1)
        )
        return Layer(self, (*numbers, *base.commands))

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
