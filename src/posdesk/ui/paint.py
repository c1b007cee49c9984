"""Drawing that several controls share."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from posdesk.ui import theme
from posdesk.ui.palette import Tone, colour
from posdesk.ui.theme import Face

CHIP_HEIGHT, _CHIP_PAD = 20, 7
_WITH_UNIT = re.compile(r"(\d) (\w{1,3})(?=\W|$)")
"""``25 cm`` stays together."""
FOCUS_WIDTH = 2


def key_font() -> QFont:
    """The type on a key chip."""
    return theme.font(theme.SMALL, theme.SEMIBOLD)


def chip_width(key: str) -> int:
    """How wide the chip of a key is, 0 without one; px."""
    return QFontMetrics(key_font()).horizontalAdvance(key) + 2 * _CHIP_PAD if key else 0


def box(painter: QPainter, rect: QRectF, tone: Tone, radius: float, width: float = 1) -> None:
    """A filled box with rounded corners and, where the tone has one, a line inside its edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour(tone.ground))
    painter.setPen(QPen(colour(tone.line), width) if tone.line else Qt.PenStyle.NoPen)
    inset = width / 2 if tone.line else 0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def ring(painter: QPainter, rect: QRectF, ink: str, radius: float) -> None:
    """The sign of the keyboard's focus, inside ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(ink), FOCUS_WIDTH))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def key_chip(painter: QPainter, centre: QPointF, key: str, tone: Tone) -> None:
    """The name of a key on its chip around ``centre``."""
    rect = QRectF(0, 0, chip_width(key), CHIP_HEIGHT)
    rect.moveCenter(centre)
    box(painter, rect, tone, 5)
    text(painter, rect, key, key_font(), tone.ink, Qt.AlignmentFlag.AlignCenter)


def text(
    painter: QPainter,
    rect: QRectF | QRect,
    words: str,
    font: QFont,
    ink: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """One line of text in a rectangle."""
    painter.setFont(font)
    painter.setPen(colour(ink))
    painter.drawText(QRectF(rect), align, words)


@lru_cache(maxsize=4096)
def two_lines(words: str, face: Face, width: int) -> tuple[str, ...]:
    """Breaks a name into at most two lines; what is too long loses its middle.

    Size and colour stand at the end of a name, so the second line is the end of it.
    """
    metrics = face.metrics
    if metrics.horizontalAdvance(words) <= width:
        return (words,)
    parts = _WITH_UNIT.sub("\\1\u00a0\\2", words).split(" ")
    cut = _fitting(parts, metrics, width)
    head, rest = " ".join(parts[:cut]), " ".join(parts[cut:])
    if not rest:
        return (metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, width),)
    if metrics.horizontalAdvance(rest) > width:
        rest = _tail(rest, metrics, width)
    return (metrics.elidedText(head, Qt.TextElideMode.ElideRight, width), rest)


@lru_cache(maxsize=4096)
def whole(words: str, face: Face, width: int) -> tuple[str, ...]:
    """Breaks a text into as many lines as it needs; nothing is left out, no dot begins a line."""
    metrics, lines = face.metrics, list[str]()
    parts = words.replace(" · ", "\u00a0· ").split(" ")
    while parts:
        cut = _fitting(parts, metrics, width)
        lines.append(" ".join(parts[:cut]))
        parts = parts[cut:]
    return tuple(lines)


def _fitting(parts: list[str], metrics: QFontMetrics, width: int) -> int:
    """How many words stand on the first line, at least one."""
    count = 1
    while count < len(parts) and metrics.horizontalAdvance(" ".join(parts[: count + 1])) <= width:
        count += 1
    return count


def _tail(rest: str, metrics: QFontMetrics, width: int) -> str:
    """The end of a text after an ellipsis, whole words if one fits."""
    parts = rest.split(" ")
    for start in range(1, len(parts)):
        shown = "…" + " ".join(parts[start:])
        if metrics.horizontalAdvance(shown) <= width:
            return shown
    return metrics.elidedText(rest, Qt.TextElideMode.ElideLeft, width)
