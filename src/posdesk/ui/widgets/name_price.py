"""A name and a price for goods that no list has, or has not yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from posdesk.runtime.i18n import _
from posdesk.runtime.sentences import sentence
from posdesk.ui import theme
from posdesk.ui.widgets.fields import Field, MoneyEdit
from posdesk.ui.widgets.notices import label
from posdesk.ui.widgets.pads import NumberPad
from posdesk.ui.widgets.thousands import beneath
from posdesk.ui.widgets.writing_pad import WritingPad

_NUMBERS_WIDE = 360


class NamePriceForm(QWidget):
    """A name and a price, with the pad for whichever is being filled.

    Attributes:
        filled: (name, price) when Enter is pressed in the price.
    """

    filled = Signal(str, object)

    def __init__(self, name_hint: str, *, name_needed: bool = True) -> None:
        super().__init__()
        self._name_needed = name_needed
        self.name, self.price = Field(_("Name of the goods")), MoneyEdit(_("Price"))
        self.name.setPlaceholderText(name_hint)
        self.price.setPlaceholderText(_("Price"))
        self.problem = label(ink="trouble", wrap=True)
        self._thousands = beneath(self.price)
        self._pads = QStackedWidget()
        self._build()
        for field in (self.name, self.price):
            field.installEventFilter(self)
            field.textChanged.connect(lambda _text: self._say(""))
        self.name.returnPressed.connect(self.price.setFocus)
        self.price.returnPressed.connect(self.submit)
        self._say("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pad is that of the field one is in."""
        if event.type() is QEvent.Type.FocusIn:
            self._pads.setCurrentIndex(0 if watched is self.name else 1)
        return super().eventFilter(watched, event)

    def submit(self) -> None:
        """Tells what was filled in; what is missing is asked for at its field."""
        price = self.price.amount()
        if self._name_needed and not self.name.text().strip():
            self._say(_("What is it called? Type a name."), self.name)
        elif price is None:
            self._say(_("What does it cost? Type the price."), self.price)
        elif price == 0:
            self._say(sentence("zero_price", {}), self.price)
        elif not self._thousands.asks(price):
            self.filled.emit(self.name.text(), price)

    def clear(self) -> None:
        """Empties both fields."""
        self.name.clear()
        self.price.clear()

    def _say(self, words: str, field: Field | None = None) -> None:
        """Tells what is missing, and where."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        for each in (self.name, self.price):
            each.mark_wrong(each is field)
        if field is not None:
            field.setFocus()

    def _build(self) -> None:
        letters, numbers = WritingPad(lambda: self.name), NumberPad()
        numbers.type_into(self.price)
        numbers.setMaximumWidth(_NUMBERS_WIDE)
        self._pads.addWidget(letters)
        self._pads.addWidget(_side_by_side(self._thousands, numbers))
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.name, 5)
        fields.addWidget(self.price, 3)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(fields)
        rows.addWidget(self.problem)
        rows.addWidget(self._pads)


def _side_by_side(offer: QWidget, pad: QWidget) -> QWidget:
    made, left = QWidget(), QVBoxLayout()
    left.addWidget(offer)
    left.addStretch()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.MARGIN)
    row.addLayout(left, 1)
    row.addWidget(pad, 3)
    return made
