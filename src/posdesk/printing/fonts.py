"""Inter, bundled: the same face on every machine, whatever fonts it has."""

from __future__ import annotations

import math
import threading
from functools import cache
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from posdesk.printing.layout import Style

_FAMILY = "Inter"
_WEIGHTS = {False: QFont.Weight.Medium, True: QFont.Weight.Bold}
"""Medium, not Regular: thin strokes lose dots on heat paper."""


class _Own(threading.local):
    """Each thread's own fonts: a ``QFont`` changes inside while it is used, unguarded."""

    def __init__(self) -> None:
        self.fonts: dict[Style, QFont] = {}


_own = _Own()


@cache
def ensure_gui() -> QGuiApplication:
    """Makes sure that Qt can load fonts and draw; call it first from the main thread.

    Qt ends the program if fonts are asked for without a ``QGuiApplication``. Where there is none
    (the command line) one without a screen is made; the ``minimal`` platform has no fonts, the
    ``offscreen`` one has.
    """
    there = QGuiApplication.instance()
    if isinstance(there, QGuiApplication):
        return there
    return QGuiApplication(["posdesk", "-platform", "offscreen"])


@cache
def _load() -> None:
    ensure_gui()
    folder = files("posdesk") / "resources" / "fonts"
    for weight in _WEIGHTS.values():
        face = (folder / f"Inter-{weight.name}.ttf").read_bytes()
        if QFontDatabase.addApplicationFontFromData(face) < 0:
            raise RuntimeError(f"the bundled font Inter-{weight.name} cannot be loaded")


def font(style: Style) -> QFont:
    """The face of a style for dots: figures of equal width, marks on whole rows of dots."""
    fonts = _own.fonts
    if style not in fonts:
        fonts[style] = made = plain_font(style)
        made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        made.setFeature(QFont.Tag("tnum"), 1)
    return fonts[style]


def plain_font(style: Style) -> QFont:
    """The same with the figures as they come.

    For PDF: Qt writes which letter a glyph is only for glyphs without features, so figures of
    equal width could be seen there but neither found nor copied (6.11.3). For the same reason
    contextual alternates are off: they swap the sign of ``-400`` and the colon of ``09:41``.
    """
    _load()
    made = QFont(_FAMILY)
    made.setPixelSize(style.px)
    made.setWeight(_WEIGHTS[style.bold])
    made.setFeature(QFont.Tag("calt"), 0)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def measure(text: str, style: Style) -> int:
    """The advance of a text in whole dots, rounded up."""
    return math.ceil(QFontMetricsF(font(style)).horizontalAdvance(text))
