"""Buttons: a label, perhaps an icon or an amount, and the key that does the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from posdesk.ui import icons, paint, theme
from posdesk.ui.palette import P, Tone
from posdesk.ui.theme import Face

_GAP, _LINE = 9, 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Look:
    """Measures of a kind of button, px.

    Attributes:
        least: the height where there is little room; as high as ``height`` where it is 0.
        radius: of the corners; None for round ends.
        stacked: the key stands under the label.
        spread: the label stands left, amount and key right.
    """

    size: int
    weight: QFont.Weight
    height: int
    least: int = 0
    pad: int = 16
    radius: int | None = theme.RADIUS
    stacked: bool = False
    spread: bool = False
    icon: int = 20


class Kind(Enum):
    """The kinds of button there are."""

    PLAIN = Look(theme.TEXT, theme.MEDIUM, 52)
    STACKED = Look(theme.SMALL, theme.MEDIUM, 60, pad=5, stacked=True)
    MAIN = Look(20, theme.SEMIBOLD, 64, pad=20, radius=12, spread=True)
    LOW = Look(theme.TEXT, theme.MEDIUM, theme.TARGET, pad=12)
    QUIET = Look(theme.TEXT, theme.REGULAR, theme.TARGET, pad=8)
    ROW = Look(theme.TEXT, theme.REGULAR, 48, pad=14, spread=True)
    ROUND = Look(theme.TEXT, theme.MEDIUM, theme.TARGET, pad=17, radius=None)
    DIGIT = Look(theme.TITLE, theme.MEDIUM, 58, pad=8)
    LETTER = Look(theme.LARGE, theme.MEDIUM, 52, least=theme.TARGET, pad=4)
    SIGN = Look(theme.SMALL, theme.REGULAR, 52, least=theme.TARGET, pad=1)
    NOTE = Look(17, theme.SEMIBOLD, 58, pad=8)


class KeyButton(QAbstractButton):
    """A button drawn from the palette.

    ``label`` is what it does, ``key`` the name of the key that does the same. An icon alone
    needs a ``name`` for screen readers.
    """

    def __init__(
        self,
        label: str,
        kind: Kind = Kind.PLAIN,
        *,
        key: str = "",
        icon: icons.IconName | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = kind.value
        self._main, self._quiet = kind is Kind.MAIN, kind is Kind.QUIET
        self._label, self._key, self._icon, self._amount = label, key, icon, ""
        self.setAccessibleName(name or label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def label(self) -> str:
        """What the button says it does."""
        return self._label

    def relabel(self, label: str, amount: str = "") -> None:
        """Changes what the button says, and the amount on it."""
        if (label, amount) != (self._label, self._amount):
            self._label, self._amount = label, amount
            self.setAccessibleName(f"{label} {amount}".strip())
            self.updateGeometry()
            self.update()

    def content_width(self, *, amount: bool = True) -> int:
        """What stands on the button needs without its padding, px."""
        icon, label, sum_, chip = self._widths()
        widths = (icon, label, sum_ if amount else 0, chip)
        if self._look.stacked:
            return max(*(self._face().metrics.horizontalAdvance(w) for w in self._words()), chip)
        shown = [width for width in widths if width]
        return sum(shown) + _GAP * max(0, len(shown) - 1) + (_GAP if self._look.spread else 0)

    def sizeHint(self) -> QSize:
        """As wide as its content, as high as its kind."""
        wide = self.content_width() + 2 * self._look.pad
        return QSize(max(wide, theme.TARGET), self._look.height)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words; an amount that finds no room is left away."""
        wide = self.content_width(amount=False) + 2 * self._look.pad
        return QSize(max(wide, theme.TARGET), self._look.least or self._look.height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws ground, content and focus."""
        painter = QPainter(self)
        tone = self._tone()
        rect = QRectF(self.rect())
        radius = rect.height() / 2 if self._look.radius is None else float(self._look.radius)
        paint.box(painter, rect, tone, radius)
        self._draw(painter, rect, tone)
        if self.hasFocus():
            inner = rect.adjusted(3, 3, -3, -3) if self._filled() else rect
            paint.ring(painter, inner, tone.ink if self._filled() else P.main.ground, radius - 3)
        painter.end()

    def _widths(self) -> tuple[int, ...]:
        metrics = self._face().metrics
        return (
            self._look.icon if self._icon else 0,
            metrics.horizontalAdvance(self._label),
            metrics.horizontalAdvance(self._amount),
            paint.chip_width(self._key),
        )

    def _face(self) -> Face:
        return Face(self._look.size, self._look.weight)

    def _words(self) -> list[str]:
        return self._label.split() or [""]

    def _filled(self) -> bool:
        return self._main or self.isChecked()

    def _tone(self) -> Tone:
        if not self.isEnabled():
            return P.disabled if self._main else _faint()
        if self._filled():
            hovered = P.main_hover if self.underMouse() else P.main
            return P.main_pressed if self.isDown() else hovered
        if self.isDown():
            return P.pressed
        if self._quiet:
            return P.hover if self.underMouse() else Tone(P.card.ground, P.card.second)
        return P.hover if self.underMouse() else P.card

    def _chip_tone(self) -> Tone:
        if not self.isEnabled():
            return P.disabled if self._main else _faint()
        return P.main_chip if self._filled() else P.key_chip

    def _draw(self, painter: QPainter, rect: QRectF, tone: Tone) -> None:
        if self._look.stacked:
            self._draw_stacked(painter, rect, tone)
        elif self._look.spread:
            self._draw_spread(painter, rect, tone)
        else:
            start = rect.left() + (rect.width() - self.content_width()) / 2
            self._draw_row(painter, start, rect, tone)

    def _draw_stacked(self, painter: QPainter, rect: QRectF, tone: Tone) -> None:
        middle = rect.center()
        lines = paint.two_lines(self._label, self._face(), int(rect.width()) - 2 * self._look.pad)
        top = rect.top() + (9 if len(lines) == 1 else 3)
        centre = Qt.AlignmentFlag.AlignCenter
        for row, line in enumerate(lines):
            place = QRectF(rect.left(), top + row * _LINE, rect.width(), 20)
            paint.text(painter, place, line, self._face().font, tone.ink, centre)
        at = QPointF(middle.x(), rect.bottom() - 4 - paint.CHIP_HEIGHT / 2)
        paint.key_chip(painter, at, self._key, self._chip_tone())

    def _draw_spread(self, painter: QPainter, rect: QRectF, tone: Tone) -> None:
        inner = rect.adjusted(self._look.pad, 0, -self._look.pad, 0)
        chip = paint.chip_width(self._key)
        if chip:
            at = QPointF(inner.right() - chip / 2, inner.center().y())
            paint.key_chip(painter, at, self._key, self._chip_tone())
            inner.setRight(inner.right() - chip - _GAP - 3)
        paint.text(painter, inner, self._label, self._face().font, tone.ink, _LEFT)
        if self.content_width() <= rect.width() - 2 * self._look.pad:
            paint.text(painter, inner, self._amount, self._face().font, tone.ink, _RIGHT)

    def _draw_row(self, painter: QPainter, start: float, rect: QRectF, tone: Tone) -> None:
        icon, label, _amount, chip = self._widths()
        if self._icon:
            drawn = icons.pixmap(self._icon, tone.ink, icon, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(start, rect.center().y() - icon / 2), drawn)
            start += icon + _GAP
        if label:
            place = QRectF(start, rect.top(), label + 1, rect.height())
            paint.text(painter, place, self._label, self._face().font, tone.ink)
            start += label + _GAP
        if chip:
            at = QPointF(start + chip / 2, rect.center().y())
            paint.key_chip(painter, at, self._key, self._chip_tone())


def _faint() -> Tone:
    """A button that can do nothing now: words and a thin edge, nothing that draws the eye."""
    return Tone(P.bar.ground, P.bar.second, line=P.bar.line)


def choice(label: str, *, key: str = "", icon: icons.IconName | None = None) -> KeyButton:
    """One of several to choose from: a category, a way to pay. Checked is the chosen one."""
    button = KeyButton(label, Kind.ROUND, key=key, icon=icon)
    button.setCheckable(True)
    return button


def icon_button(icon: icons.IconName, name: str) -> KeyButton:
    """A square button with an icon alone; ``name`` is what a screen reader says."""
    button = KeyButton("", Kind.PLAIN, icon=icon, name=name)
    button.setToolTip(name)
    return button
