"""Fields for amounts, quantities and the search."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from posdesk.domain.errors import Refused
from posdesk.domain.money import LARGEST, format_amount
from posdesk.domain.quantity import format_quantity, parse_typed
from posdesk.runtime.sentences import sentence
from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import P

_LARGEST_DIGITS = len(str(LARGEST)) - 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Field(QLineEdit):
    """A line of text with a name for screen readers and a way to look wrong."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def mark_wrong(self, wrong: bool) -> None:
        """Shows or clears the border of a wrong entry."""
        self.setProperty("wrong", wrong)
        self.style().unpolish(self)
        self.style().polish(self)


class MoneyEdit(Field):
    """An amount in đồng: digits only, grouped while typing; ``k`` adds three zeros.

    Attributes:
        edited: the new amount (int, or None where the field is empty), as an object because
            a Qt int has 32 bits.
    """

    edited = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAlignment(_RIGHT)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setFont(theme.font(theme.LARGE, theme.SEMIBOLD))
        self.setTextMargins(0, 0, 22, 0)
        self.textEdited.connect(self._group)

    def amount(self) -> int | None:
        """What is typed, đồng; None where nothing is."""
        digits = _digits(self.text())
        return int(digits) if digits else None

    def show_amount(self, dong: int | None) -> None:
        """Fills the field without telling anyone."""
        self.setText("" if dong is None else format_amount(dong))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the currency after the amount."""
        super().paintEvent(event)
        painter = QPainter(self)
        place = self.rect().adjusted(0, 0, -14, 0)
        paint.text(painter, place, "₫", self.font(), P.card.second, _RIGHT)
        painter.end()

    def _group(self, typed: str) -> None:
        behind = len(_digits(typed[self.cursorPosition() :]))
        digits = _digits(typed.lower().replace("k", "000"))[:_LARGEST_DIGITS]
        shown = format_amount(int(digits)) if digits else ""
        self.setText(shown)
        self.setCursorPosition(_before_last(shown, behind))
        self.edited.emit(self.amount())


class QuantityEdit(Field):
    """How many, or how much of what is weighed; a decimal comma.

    Attributes:
        edited: thousandths (int), or None where it cannot be read.
    """

    edited = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAlignment(_RIGHT)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setFont(theme.font(theme.LARGE, theme.SEMIBOLD))
        self.textEdited.connect(lambda _text: self.edited.emit(self.quantity()))

    def quantity(self) -> int | None:
        """What is typed, thousandths; None where it cannot be read."""
        try:
            return parse_typed(self.text())
        except Refused:
            return None

    def problem(self) -> str:
        """Why what is typed is no quantity, in words; empty where it is one."""
        try:
            wrong = None if parse_typed(self.text()) else Refused("bad_quantity", text=self.text())
        except Refused as refusal:
            wrong = refusal
        return sentence(wrong.code, wrong.params) if wrong else ""

    def show_quantity(self, thousandths: int) -> None:
        """Fills the field and selects all, so that the next digit replaces it."""
        self.setText(format_quantity(thousandths).replace(".", ""))
        self.selectAll()


class SearchField(Field):
    """Where to scan or type: a magnifier, a hint, and the key that comes here."""

    def __init__(self, name: str, hint: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._hint, self._key = hint, key
        self._right = 12
        self.setFont(theme.font(17))
        self.reserve(0)

    def reserve(self, width: int) -> None:
        """Leaves ``width`` px at the right for a button that lies on the field."""
        self._right = 12 + width
        self.setTextMargins(22, 0, paint.chip_width(self._key) + self._right, 0)

    def shown_hint(self) -> str:
        """The hint as it fits; the whole one where there is room."""
        return QFontMetrics(self.font()).elidedText(
            self._hint, Qt.TextElideMode.ElideRight, self._hint_place().width()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the magnifier, the hint and the key."""
        super().paintEvent(event)
        painter = QPainter(self)
        middle = self.rect().center().y() + 0.5
        drawn = icons.pixmap("search", P.card.second, 18, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(14, middle - 9), drawn)
        width = paint.chip_width(self._key)
        at = QPointF(self.width() - self._right - width / 2, middle)
        paint.key_chip(painter, at, self._key, P.key_chip)
        if not self.text():
            place = QRectF(self._hint_place())
            paint.text(painter, place, self.shown_hint(), self.font(), P.card.second)
        painter.end()

    def _hint_place(self) -> QRect:
        return self.rect().adjusted(40, 0, -self._right - paint.chip_width(self._key) - 8, 0)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isascii() and c.isdigit())


def _before_last(shown: str, digits: int) -> int:
    """The place in ``shown`` that has ``digits`` digits behind it."""
    at = len(shown)
    while digits and at:
        at -= 1
        digits -= shown[at].isdigit()
    # Before a dot, not behind it: there Backspace would only take the dot.
    return at - 1 if shown[at - 1 : at] == "." else at
