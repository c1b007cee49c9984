"""Every colour of the window, by role. The only file with colours in it.

A role is a ``Tone``: what is drawn together (ground, ink, line), so that the contrast of all
that can appear is known. Text needs 4.5:1 (WCAG 2.2, 1.4.3); a test checks each tone.
``P`` is the palette in use; everything that draws takes its tones from there.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, fields

from PySide6.QtGui import QColor


@dataclass(slots=True)
class Tone:
    """A ground with what is drawn on it.

    A tone of the palette in use stays the same object when the theme changes, so a table of
    tones made while a module is loaded is right in every theme.

    Attributes:
        second: ink of less weight on the same ground.
        line: the border or rule, not text.
    """

    ground: str
    ink: str
    second: str = ""
    line: str = ""

    def inks(self) -> tuple[str, ...]:
        """What text is drawn with on this ground."""
        return (self.ink, self.second) if self.second else (self.ink,)

    def become(self, other: Tone) -> None:
        """Takes the colours of another tone."""
        self.ground, self.ink = other.ground, other.ink
        self.second, self.line = other.second, other.line


@dataclass(slots=True)
class Palette:
    """The roles; the dark theme has the same ones."""

    paper: Tone
    card: Tone
    bar: Tone
    rail: Tone
    rail_here: Tone
    badge: Tone
    main: Tone
    main_hover: Tone
    main_pressed: Tone
    main_chip: Tone
    disabled: Tone
    key_chip: Tone
    hover: Tone
    pressed: Tone
    chosen: Tone
    good: Tone
    attention: Tone
    trouble: Tone
    progress: Tone
    low_bar: Tone
    answer: Tone
    tiles: tuple[Tone, ...]
    dim: str
    shadow: str

    def tones(self) -> dict[str, Tone]:
        """All tones by name, for checks."""
        found: dict[str, Tone] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Tone):
                found[field.name] = value
        found.update({f"tiles[{i}]": tone for i, tone in enumerate(self.tiles)})
        return found


INK, SECOND, MAIN, DEEP = "#20302A", "#59635D", "#1E6B52", "#173F35"
RULE, EDGE = "#E4DDCF", "#CFC7B6"

_TILES = tuple(
    Tone(ground, "#FFFFFF")
    for ground in (
        "#7A4A2E", "#5B3F2F", "#4F6259", "#4A4350", "#8A5A00", "#6B5A22",
        "#9A3B62", "#7A5420", "#3B6B40", "#2F4A3C", "#6B3D2B", "#A23A22",
    )
)  # fmt: skip

LIGHT = Palette(
    paper=Tone("#F6F3EC", INK, SECOND, RULE),
    card=Tone("#FFFFFF", INK, SECOND, EDGE),
    bar=Tone("#FBFAF6", INK, SECOND, RULE),
    rail=Tone(DEEP, "#DCE8E2", "#A9C4B8", "#2C5A4C"),
    rail_here=Tone("#F6F3EC", DEEP, SECOND),
    badge=Tone("#F4C77B", "#4A2F00"),
    main=Tone(MAIN, "#FFFFFF", line=MAIN),
    main_hover=Tone("#1A5F49", "#FFFFFF", line="#1A5F49"),
    main_pressed=Tone(DEEP, "#FFFFFF", line=DEEP),
    main_chip=Tone("#2B7B60", "#FFFFFF"),
    disabled=Tone("#D5DED9", "#48544E", line="#D5DED9"),
    key_chip=Tone("#EDE8DC", "#4C564F"),
    hover=Tone("#FAF7F0", INK, SECOND, EDGE),
    pressed=Tone("#EDE8DC", INK, "#4C564F", EDGE),
    chosen=Tone("#EEF6F2", INK, SECOND, MAIN),
    good=Tone("#E4F1EA", "#1B5A45", line="#1B5A45"),
    attention=Tone("#FBECD2", "#5E3C00", line="#B7791F"),
    trouble=Tone("#FBE1DB", "#8A2413", line="#8A2413"),
    progress=Tone("#3A6EA5", "#FFFFFF", line="#3A6EA5"),
    low_bar=Tone("#84AB99", INK),
    answer=Tone("#FFFFFF", MAIN, "#8A2413"),
    tiles=_TILES,
    dim="#8720302A",
    shadow="#4020302A",
)

PALE, DUSK = "#E8EEEA", "#A9B7AF"
NIGHT_RULE, NIGHT_EDGE, NIGHT_MAIN, NIGHT_INK = "#33403A", "#4B5A53", "#4FB68D", "#06170F"

DARK = Palette(
    paper=Tone("#131917", PALE, DUSK, NIGHT_RULE),
    card=Tone("#1D2522", PALE, DUSK, NIGHT_EDGE),
    bar=Tone("#181F1C", PALE, DUSK, NIGHT_RULE),
    rail=Tone("#0C1311", "#DCE8E2", "#A9C4B8", "#2C5A4C"),
    rail_here=Tone("#21463A", "#FFFFFF", "#CBDDD4"),
    badge=Tone("#F4C77B", "#4A2F00"),
    main=Tone(NIGHT_MAIN, NIGHT_INK, line=NIGHT_MAIN),
    main_hover=Tone("#66C59F", NIGHT_INK, line="#66C59F"),
    main_pressed=Tone("#3FA37B", NIGHT_INK, line="#3FA37B"),
    main_chip=Tone("#8BD6B9", NIGHT_INK),
    disabled=Tone("#2B3531", "#AAB7B0", line="#2B3531"),
    key_chip=Tone("#323E39", "#C3CFC8"),
    hover=Tone("#26302C", PALE, DUSK, NIGHT_EDGE),
    pressed=Tone("#323E39", PALE, "#C3CFC8", NIGHT_EDGE),
    chosen=Tone("#1C382E", PALE, DUSK, NIGHT_MAIN),
    good=Tone("#1D3B30", "#A3DFC5", line="#A3DFC5"),
    attention=Tone("#473511", "#FFE0A3", line="#D9A441"),
    trouble=Tone("#4A2019", "#FFBDB0", line="#FF9C88"),
    progress=Tone("#7FB2E3", "#06182B", line="#7FB2E3"),
    low_bar=Tone("#3C6B5A", PALE),
    answer=Tone("#1D2522", "#73CFA9", "#FFA595"),
    tiles=_TILES,
    dim="#B3000000",
    shadow="#99000000",
)

P = deepcopy(LIGHT)
"""What the window is drawn with now."""


def use(palette: Palette) -> None:
    """From now on the window is drawn with this palette."""
    for name, tone in P.tones().items():
        tone.become(palette.tones()[name])
    P.dim, P.shadow = palette.dim, palette.shadow


def colour(code: str) -> QColor:
    """``#RRGGBB`` or ``#AARRGGBB`` as Qt wants it."""
    return QColor(code)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(code: str) -> float:
    made = colour(code)
    red, green, blue = (_linear(part) for part in (made.redF(), made.greenF(), made.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
