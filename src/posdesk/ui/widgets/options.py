"""Rows to choose from: one of several values, or a place in a list of sections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from posdesk.ui import paint, theme
from posdesk.ui.palette import P, Tone, colour
from posdesk.ui.shown import Choice
from posdesk.ui.theme import Face

_PAD, _DOT, _LINE = 14, 20, 20
_DETAIL = Face(theme.SMALL)


class RowButton(QAbstractButton):
    """A row as wide as its place: a label, perhaps a line of detail, wrapped where it is long.

    ``radio`` draws the sign of one of several; without it the chosen row is filled.
    """

    def __init__(self, words: str, detail: str = "", *, radio: bool = False) -> None:
        super().__init__()
        self._words, self._detail, self._radio = words, detail, radio
        self._marked = False
        self.setAccessibleName(f"{words}, {detail}" if detail else words)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mark(self, marked: bool) -> None:
        """Shows or hides the dot that says: something here is not saved."""
        self._marked = marked
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Long words take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines need, and never less than a finger."""
        lines = len(self._lines(width))
        details = len(self._detail_lines(width))
        return max(theme.TARGET + 2, 2 * 12 + (lines + details) * _LINE)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        """Its words wrap, so it can be narrow."""
        return QSize(120, theme.TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws ground, sign, words and focus."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        tone = self._tone()
        if tone.ground:
            paint.box(painter, rect, tone, theme.RADIUS)
        if self._radio:
            self._draw_radio(painter, QPointF(_PAD + _DOT / 2, rect.center().y()))
        self._draw_words(painter, rect, tone)
        if self._marked:
            painter.setBrush(colour(P.attention.line))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(rect.right() - 14, rect.center().y()), 4, 4)
        if self.hasFocus():
            paint.ring(painter, rect, P.main.ground, theme.RADIUS)
        painter.end()

    def _tone(self) -> Tone:
        if self.isChecked():
            return P.chosen
        if self._radio:
            return P.hover if self.underMouse() else P.card
        return Tone(P.hover.ground, P.card.ink, P.card.second) if self.underMouse() else _plain()

    def _draw_radio(self, painter: QPainter, middle: QPointF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(P.main.ground if self.isChecked() else P.card.second))
        painter.setBrush(colour(P.card.ground))
        painter.drawEllipse(middle, _DOT / 2 - 1, _DOT / 2 - 1)
        if self.isChecked():
            painter.setBrush(colour(P.main.ground))
            painter.drawEllipse(middle, _DOT / 2 - 5, _DOT / 2 - 5)

    def _draw_words(self, painter: QPainter, rect: QRectF, tone: Tone) -> None:
        lines, details = self._lines(self.width()), self._detail_lines(self.width())
        top = rect.center().y() - (len(lines) + len(details)) * _LINE / 2
        for line in lines:
            paint.text(painter, self._place(top), line, self._face().font, tone.ink)
            top += _LINE
        for line in details:
            paint.text(painter, self._place(top), line, _DETAIL.font, P.card.second)
            top += _LINE

    def _place(self, top: float) -> QRectF:
        return QRectF(self._left(), top, self.width() - self._left() - 8, _LINE)

    def _left(self) -> int:
        return _PAD + (_DOT + 10 if self._radio else 0)

    def _lines(self, width: int) -> tuple[str, ...]:
        return paint.two_lines(self._words, self._face(), self._room(width))

    def _detail_lines(self, width: int) -> tuple[str, ...]:
        if not self._detail:
            return ()
        return paint.two_lines(self._detail, _DETAIL, self._room(width))

    def _room(self, width: int) -> int:
        return width - self._left() - (22 if not self._radio else 10)

    def _face(self) -> Face:
        chosen = self.isChecked() and not self._radio
        return Face(theme.TEXT, theme.SEMIBOLD if chosen else theme.MEDIUM)


def _plain() -> Tone:
    return Tone("", P.card.ink, P.card.second)


def drop(widget: QWidget) -> None:
    """Takes a row away at once; the event loop buries it."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


class OptionList(QWidget):
    """One of several values, one below the other.

    Attributes:
        changed: the key of the chosen one, by a person.
    """

    changed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._choices: tuple[Choice, ...] = ()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RowButton] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)

    def show_choices(self, choices: Sequence[Choice], chosen: str) -> None:
        """Shows the values and which of them counts."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._fill()
        if chosen in self._buttons:
            self._buttons[chosen].setChecked(True)

    def focus_chosen(self) -> None:
        """To the value that counts."""
        for button in self._buttons.values():
            if button.isChecked():
                button.setFocus()

    def _fill(self) -> None:
        for button in self._buttons.values():
            drop(button)
        self._buttons = {}
        for each in self._choices:
            button = RowButton(each.label, radio=True)
            button.setAccessibleName(f"{self._name}: {each.label}")
            button.clicked.connect(lambda _checked=False, key=each.key: self.changed.emit(key))
            self._group.addButton(button)
            self._buttons[each.key] = button
            self._rows.addWidget(button)
