"""Draws the pictures of the sample shop's goods into ``resources/village``, one style for all.

Usage: .venv/bin/python scripts/draw_goods.py
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from math import cos, sin, tau
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent.parent / "src/posdesk/resources/village"
WIDE, HIGH, FINE = 320, 160, 4
"""Of a picture, px; drawn so many times larger, then made smooth."""
CLAY, GLAZE, NIGHT, LEAF, STRAW = "#B5653A", "#4E7F9B", "#2F4A5A", "#5B8C5A", "#D9B36C"
RED, SILK, HONEY, CREAM, WOOD = "#A93B2A", "#B8476F", "#E0A021", "#FBF3E1", "#7A5233"
GROUNDS = ("#EFE4D2", "#E3EBE2", "#F1DFD8", "#E2E8EF", "#F2E7C9", "#EADFEA")
Point = tuple[float, float]


class Pen:
    """Shapes in the picture's own measures: x -80..80, y -70..70 around its middle."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (WIDE * FINE, HIGH * FINE), ground)
        self._draw = ImageDraw.Draw(self.image)
        self.oval(-58, 52, 58, 70, "#00000022")

    def oval(self, left: float, top: float, right: float, low: float, ink: str) -> None:
        """A filled oval."""
        self._fill(lambda draw, ink: draw.ellipse([_at(left, top), _at(right, low)], ink), ink)

    def box(
        self, left: float, top: float, right: float, low: float, ink: str, round_by: float = 6
    ) -> None:
        """A filled box with round corners."""
        corners = [_at(left, top), _at(right, low)]
        self._fill(lambda draw, ink: draw.rounded_rectangle(corners, round_by * FINE, ink), ink)

    def shape(self, ink: str, *points: Point) -> None:
        """A filled shape."""
        self._fill(lambda draw, ink: draw.polygon([_at(*p) for p in points], ink), ink)

    def round(self, ink: str, profile: Sequence[Point]) -> None:
        """A turned body: half widths and heights from top to foot, smoothed between."""
        smooth = list(_smoothed(profile))
        left = [(-half, y) for half, y in smooth]
        self.shape(ink, *left, *((half, y) for half, y in reversed(smooth)))

    def line(self, ink: str, width: float, *points: Point) -> None:
        """A line with round joints."""
        path = [_at(*p) for p in points]
        thick = round(width * FINE)
        self._fill(lambda draw, ink: draw.line(path, ink, thick, "curve"), ink)
        for x, y in points:
            self.oval(x - width / 2, y - width / 2, x + width / 2, y + width / 2, ink)

    def arc(  # noqa: PLR0913, PLR0917 - two corners, two angles, a pen
        self, left: float, top: float, right: float, low: float, start: int, end: int, ink: str,
        width: float = 5,
    ) -> None:  # fmt: skip
        """A part of an oval's edge, degrees clockwise from the right."""
        corners = [_at(left, top), _at(right, low)]
        thick = round(width * FINE)
        self._fill(lambda draw, ink: draw.arc(corners, start, end, ink, thick), ink)

    def _fill(self, draw: Callable[[ImageDraw.ImageDraw, str], None], ink: str) -> None:
        if len(ink) == len("#RRGGBB"):
            draw(self._draw, ink)
            return
        layer = Image.new("RGBA", self.image.size)
        draw(ImageDraw.Draw(layer), ink)
        self.image.paste(layer, mask=layer)


def _at(x: float, y: float) -> Point:
    return (WIDE / 2 + x) * FINE, (HIGH / 2 + y) * FINE


def _smoothed(profile: Sequence[Point]) -> list[Point]:
    """Through all points, without corners (Catmull and Rom)."""
    ends = [profile[0], *profile, profile[-1]]
    made: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(12):
            t = step / 12
            made.append(tuple(_between(*axis, t) for axis in zip(a, b, c, d, strict=True)))  # type: ignore[arg-type] # two axes
    return [*made, profile[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    cubic = (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    return (2 * b + (c - a) * t + cubic) / 2


def _vase(pen: Pen, ink: str, trim: str) -> None:
    pen.round(ink, [(16, -62), (11, -46), (34, -10), (32, 28), (18, 60)])
    pen.arc(-33, -22, 33, 14, 15, 165, trim)
    pen.oval(-16, -66, 16, -58, trim)


def _bulb(pen: Pen, ink: str, trim: str) -> None:
    pen.round(ink, [(9, -64), (8, -30), (10, -8), (42, 28), (24, 60)])
    pen.arc(-38, 2, 38, 40, 20, 160, trim)


def _teapot(pen: Pen, ink: str, trim: str) -> None:
    pen.arc(26, -24, 74, 38, 250, 110, ink, 9)
    pen.shape(ink, (-36, 8), (-74, -28), (-64, -34), (-26, -14))
    pen.round(ink, [(20, -32), (46, 4), (42, 34), (26, 58)])
    pen.round(trim, [(4, -44), (12, -34), (24, -30)])
    pen.oval(-6, -54, 6, -42, trim)


def _cup(pen: Pen, ink: str, trim: str) -> None:
    pen.round(ink, [(46, -26), (42, 10), (24, 42), (24, 52)])
    pen.oval(-46, -36, 46, -16, trim)
    pen.oval(-38, -32, 38, -20, CREAM)


def _mug(pen: Pen, ink: str, trim: str) -> None:
    pen.arc(20, -20, 66, 36, 270, 90, ink, 9)
    pen.box(-40, -40, 40, 58, ink, 12)
    pen.box(-40, -12, 40, -2, trim, 0)
    pen.oval(-40, -48, 40, -32, trim)


def _bowl(pen: Pen, ink: str, trim: str) -> None:
    pen.round(ink, [(64, -18), (54, 20), (26, 48), (24, 58)])
    pen.oval(-64, -30, 64, -6, trim)
    pen.oval(-56, -26, 56, -10, CREAM)


def _plate(pen: Pen, ink: str, trim: str) -> None:
    pen.oval(-62, -60, 62, 62, ink)
    pen.oval(-48, -46, 48, 48, CREAM)
    pen.oval(-14, -6, 18, 8, trim)
    pen.shape(trim, (14, 0), (30, -12), (30, 12))


def _pot(pen: Pen, ink: str, trim: str) -> None:
    for x, y in ((-26, -58), (0, -68), (26, -58)):
        pen.shape(trim, (0, -12), (x - 14, y + 22), (x, y), (x + 14, y + 22))
    pen.shape(ink, (-42, -14), (42, -14), (30, 58), (-30, 58))
    pen.box(-48, -22, 48, -4, ink, 4)


def _jar(pen: Pen, ink: str, trim: str) -> None:
    pen.round(ink, [(24, -42), (46, -14), (46, 24), (32, 60)])
    pen.box(-30, -56, 30, -40, trim, 6)
    pen.oval(-8, -66, 8, -54, trim)


def _lamp(pen: Pen, ink: str, trim: str) -> None:
    pen.round(ink, [(14, -62), (44, -20), (44, 24), (22, 58)])
    for x, y in ((-20, -16), (0, -30), (20, -16), (-24, 10), (0, 0), (24, 10), (-12, 32), (12, 32)):
        pen.oval(x - 6, y - 6, x + 6, y + 6, trim)


def _buffalo(pen: Pen, ink: str, trim: str) -> None:
    pen.arc(-72, -60, -22, -10, 20, 250, trim, 7)
    pen.box(-38, -20, 60, 36, ink, 26)
    for x in (-26, -6, 30, 48):
        pen.box(x - 7, 20, x + 7, 60, ink, 4)
    pen.oval(-68, -24, -22, 14, ink)
    pen.oval(-60, -10, -54, -4, trim)


def _chime(pen: Pen, ink: str, trim: str) -> None:
    pen.line(WOOD, 3, (0, -68), (0, 50))
    pen.round(ink, [(8, -54), (32, -30), (38, 8)])
    pen.box(-42, 4, 42, 14, trim, 4)
    pen.shape(trim, (-14, 44), (14, 44), (8, 66), (-8, 66))


def _figure(pen: Pen, ink: str, trim: str) -> None:
    pen.oval(-12, -64, 12, -38, ink)
    pen.shape(trim, (-12, -56), (0, -72), (12, -56))
    pen.line(ink, 9, (-10, -26), (-40, -44), (-30, -62))
    pen.line(ink, 9, (10, -26), (40, -8), (52, -30))
    pen.round(ink, [(14, -36), (10, -10), (24, 26), (14, 50)])
    pen.box(-34, 48, 34, 62, trim, 4)


def _scarf(pen: Pen, ink: str, trim: str) -> None:
    pen.shape(ink, (-64, -40), (-20, -58), (20, -46), (64, -54), (56, 20), (10, 38), (-52, 26))
    for shift in (0, 14):
        pen.line(trim, 4, (-58, 4 + shift), (8, 16 + shift), (58, -2 + shift))
    for x in range(-50, 58, 9):
        pen.line(ink, 3, (x, 24), (x - 3, 54))


def _dress(pen: Pen, ink: str, trim: str) -> None:
    pen.shape(ink, (-14, -64), (14, -64), (58, -20), (48, -8), (20, -32), (38, 64), (-38, 64),
              (-20, -32), (-48, -8), (-58, -20))  # fmt: skip
    pen.box(-9, -68, 9, -56, trim, 3)
    for x, y in ((0, -20), (-10, 14), (12, 34)):
        pen.oval(x - 6, y - 6, x + 6, y + 6, trim)


def _tie(pen: Pen, ink: str, trim: str) -> None:
    pen.shape(ink, (-14, -66), (14, -66), (8, -42), (-8, -42))
    pen.shape(ink, (-8, -40), (8, -40), (22, 40), (0, 66), (-22, 40))
    for y in (-20, 2, 24):
        pen.line(trim, 5, (-14, y + 8), (14, y - 8))


def _bag(pen: Pen, ink: str, trim: str) -> None:
    pen.arc(-30, -66, 30, 10, 180, 360, WOOD, 6)
    pen.shape(ink, (-50, -22), (50, -22), (60, 60), (-60, 60))
    pen.box(-56, 2, 56, 16, trim, 0)
    for x in range(-42, 43, 21):
        pen.shape(CREAM, (x - 8, 36), (x, 24), (x + 8, 36), (x, 48))


def _purse(pen: Pen, ink: str, trim: str) -> None:
    pen.box(-62, -34, 62, 48, ink, 14)
    pen.box(-62, -16, 62, -8, CREAM, 0)
    for x in range(-42, 43, 28):
        pen.shape(trim, (x - 11, 18), (x, 2), (x + 11, 18), (x, 34))


def _pillow(pen: Pen, ink: str, trim: str) -> None:
    pen.round(ink, [(52, -56), (62, 0), (52, 58)])
    for x, y in ((0, -16), (15, -4), (9, 14), (-9, 14), (-15, -4)):
        pen.oval(x - 10, y - 10, x + 10, y + 10, trim)
    pen.oval(-8, -8, 8, 8, HONEY)


def _hat(pen: Pen, ink: str, trim: str) -> None:
    pen.oval(-76, 24, 76, 56, WOOD)
    pen.shape(ink, (0, -58), (76, 40), (-76, 40))
    pen.oval(-76, 30, 76, 50, ink)
    for share in (0.35, 0.6, 0.85):
        pen.arc(
            -76 * share, -58 + 98 * share - 8, 76 * share, -58 + 98 * share + 8, 10, 170, trim, 3
        )


def _lotus_hat(pen: Pen, ink: str, trim: str) -> None:
    _hat(pen, ink, STRAW)
    for x in (-12, 0, 12):
        pen.shape(trim, (0, 26), (x * 1.7, 8), (x, -8))


def _basket(pen: Pen, ink: str, trim: str) -> None:
    pen.arc(-44, -66, 44, 40, 180, 360, trim, 7)
    pen.shape(ink, (-58, -16), (58, -16), (44, 60), (-44, 60))
    for y in range(-4, 56, 14):
        pen.line(trim, 3, (-52, y), (52, y))
    for x in range(-36, 37, 18):
        pen.line(trim, 3, (x, -12), (x * 0.8, 56))
    pen.box(-62, -24, 62, -10, trim, 6)


def _fan(pen: Pen, ink: str, trim: str) -> None:
    pen.line(WOOD, 7, (0, 12), (0, 66))
    pen.oval(-52, -66, 52, 34, ink)
    for x in (-36, -18, 0, 18, 36):
        pen.line(trim, 2.5, (0, 30), (x, -52 + abs(x) / 2))


def _lantern(pen: Pen, ink: str, trim: str) -> None:
    pen.line(WOOD, 3, (0, -70), (0, -54))
    pen.box(-18, -58, 18, -48, trim, 3)
    pen.oval(-50, -50, 50, 38, ink)
    for half in (16, 34):
        pen.arc(-half, -48, half, 36, 0, 360, trim, 2.5)
    pen.box(-18, 34, 18, 44, trim, 3)
    for x in (-8, 0, 8):
        pen.line(trim, 2.5, (x, 44), (x, 66))


def _disc(pen: Pen, ink: str, trim: str) -> None:
    for number, half in enumerate((64, 52, 40, 28, 16)):
        pen.oval(-half, -half, half, half, (ink, trim)[number % 2])


def _coasters(pen: Pen, ink: str, trim: str) -> None:
    for x, y in ((-34, 18), (34, 18), (0, -20)):
        for number, half in enumerate((34, 26, 16)):
            pen.oval(x - half, y - half, x + half, y + half, (trim, ink, trim)[number])


def _sticks(pen: Pen, ink: str, trim: str) -> None:
    for x in (-36, -18, 0, 18, 36):
        pen.line(ink, 7, (x * 0.5, -62), (x, 60))
    pen.box(-30, -4, 30, 18, trim, 5)


def _honey(pen: Pen, ink: str, trim: str) -> None:
    pen.box(-24, -64, 24, -46, trim, 5)
    pen.box(-40, -46, 40, 62, ink, 18)
    for x, y in ((-16, 2), (16, 2), (0, 28)):
        comb = ((0, -16), (14, -8), (14, 8), (0, 16), (-14, 8), (-14, -8))
        pen.shape(CREAM, *((x + dx, y + dy) for dx, dy in comb))


def _bottle(pen: Pen, ink: str, trim: str) -> None:
    pen.box(-9, -70, 9, -54, trim, 3)
    pen.round(ink, [(9, -56), (10, -34), (30, -12), (30, 30), (28, 62)])
    pen.box(-30, 0, 30, 40, CREAM, 0)
    pen.oval(-13, 8, 13, 34, trim)


def _packet(pen: Pen, ink: str, trim: str) -> None:
    pen.box(-44, -58, 44, 62, ink, 8)
    pen.box(-44, -58, 44, -40, trim, 4)
    pen.oval(-28, -22, 28, 34, CREAM)
    for turn in (-1, 1):
        pen.shape(trim, (0, 26), (22 * turn, 8), (14 * turn, -14), (2 * turn, 0))


def _chest(pen: Pen, ink: str, trim: str) -> None:
    pen.box(-60, -38, 60, 58, ink, 8)
    pen.box(-64, -50, 64, -22, trim, 8)
    pen.oval(-20, -6, 20, 34, CREAM)
    pen.shape(trim, (0, -2), (12, 14), (0, 30), (-12, 14))


def _garlic(pen: Pen, ink: str, trim: str) -> None:
    pen.round(ink, [(4, -64), (8, -38), (44, 4), (40, 40), (16, 58)])
    for x in (-18, 18):
        pen.arc(
            min(0, x * 2), -40, max(0, x * 2), 56, *((90, 250) if x > 0 else (290, 90)), trim, 3
        )


def _bundle(pen: Pen, ink: str, trim: str) -> None:
    for x in (-44, -27, -10, 7, 24, 41):
        pen.box(x - 9, -56 + abs(x) / 4, x + 9, 60 - abs(x) / 4, ink, 9)
        pen.line(trim, 2, (x, -44), (x, 50))
    pen.box(-56, -8, 56, 10, RED, 4)


def _heap(pen: Pen, ink: str, trim: str) -> None:
    for y, xs in (
        (42, (-48, -24, 0, 24, 48)),
        (20, (-36, -12, 12, 36)),
        (-2, (-24, 0, 24)),
        (-24, (-12, 12)),
        (-44, (0,)),
    ):
        for number, x in enumerate(xs):
            pen.oval(x - 15, y - 15, x + 15, y + 15, (ink, trim)[number % 2])


def _painting(pen: Pen, ink: str, trim: str) -> None:
    pen.box(-72, -56, 72, 58, WOOD, 4)
    pen.box(-62, -46, 62, 48, ink, 0)
    pen.oval(28, -38, 52, -14, trim)
    pen.shape(NIGHT, (-62, 48), (-62, 10), (-30, -14), (0, 12), (26, -4), (62, 24), (62, 48))
    pen.shape(trim, (-40, 44), (-40, 22), (-22, 10), (-4, 22), (-4, 44))


def _book(pen: Pen, ink: str, trim: str) -> None:
    pen.box(-50, -58, 50, 60, ink, 6)
    pen.box(-50, -58, -32, 60, trim, 6)
    for y in (-36, 0, 36):
        pen.line(CREAM, 4, (-50, y), (-32, y))
    pen.box(-12, -26, 36, 4, CREAM, 4)


def _bracelet(pen: Pen, ink: str, trim: str) -> None:
    for number in range(16):
        x, y = 50 * cos(number * tau / 16), 48 * sin(number * tau / 16)
        pen.oval(x - 12, y - 12, x + 12, y + 12, (ink, trim)[number % 8 == 0])


def _incense(pen: Pen, ink: str, trim: str) -> None:
    for x in (-24, -12, 0, 12, 24):
        pen.line(ink, 4, (x * 1.3, -66), (x * 0.6, 30))
        pen.line(trim, 4, (x * 1.3, -66), (x * 1.25, -58))
    pen.box(-38, 14, 38, 60, CLAY, 10)


Motif = Callable[[Pen, str, str], None]
GOODS: dict[str, tuple[Motif, str, str]] = {
    "GOM-01": (_vase, "#8C8F7F", CREAM),
    "GOM-02": (_teapot, "#7C4A3A", "#5E3327"),
    "GOM-03": (_cup, "#D9CDB4", "#8FA59A"),
    "DS-01": (_garlic, "#3E3433", "#8A7A70"),
    "DS-02": (_honey, HONEY, WOOD),
    "10001": (_honey, "#C97F12", RED),
    "DS-03": (_bundle, "#9C5A30", "#6E3B1C"),
    "MT-01": (_lotus_hat, "#F4E6C0", SILK),
    "MT-02": (_basket, STRAW, "#9B7238"),
    "LUA-01": (_scarf, SILK, "#F3C7D4"),
    "TR-01": (_chest, LEAF, "#3D6B47"),
    "TR-02": (_chest, "#D98CA6", "#8D3F62"),
    "GOM-04": (_bowl, GLAZE, NIGHT),
    "GOM-05": (_plate, GLAZE, RED),
    "GOM-06": (_bulb, "#6C8F86", CREAM),
    "GOM-07": (_pot, CLAY, LEAF),
    "GOM-08": (_teapot, "#3E5F6B", HONEY),
    "GOM-09": (_mug, "#7B8F6A", CREAM),
    "GOM-10": (_lamp, CLAY, "#FFE29A"),
    "GOM-11": (_jar, "#6B4B37", "#4A3226"),
    "GOM-12": (_buffalo, "#8A5A3C", CREAM),
    "GOM-13": (_chime, GLAZE, CLAY),
    "GOM-14": (_figure, "#A5693F", "#6E4527"),
    "LUA-02": (_dress, RED, HONEY),
    "LUA-03": (_scarf, "#5F7FA8", CREAM),
    "LUA-04": (_tie, NIGHT, HONEY),
    "LUA-05": (_bag, "#7E3B4E", HONEY),
    "LUA-06": (_purse, NIGHT, RED),
    "LUA-07": (_pillow, CREAM, SILK),
    "LUA-08": (_scarf, "#3A3A3A", CREAM),
    "LUA-09": (_pillow, "#DCE6DC", SILK),
    "MT-03": (_hat, "#F4E6C0", "#C9A968"),
    "MT-04": (_fan, STRAW, WOOD),
    "MT-05": (_lantern, "#C8452F", HONEY),
    "MT-06": (_disc, STRAW, "#A87B3C"),
    "MT-07": (_disc, "#E3CB91", "#C9A55B"),
    "MT-08": (_disc, "#C7B27A", LEAF),
    "MT-09": (_bag, STRAW, WOOD),
    "MT-10": (_coasters, STRAW, "#A87B3C"),
    "MT-11": (_sticks, "#C9A55B", RED),
    "MT-12": (_sticks, "#9DAF62", WOOD),
    "MO-01": (_honey, "#B5651D", "#4A2E1B"),
    "MO-02": (_honey, "#EDB73C", LEAF),
    "MO-03": (_chest, HONEY, "#A56A0C"),
    "MO-04": (_heap, "#E8B53A", "#C98A1B"),
    "TR-03": (_packet, "#47704C", "#284D37"),
    "TR-04": (_packet, "#E7C455", "#A8761B"),
    "TR-05": (_chest, "#C98A3B", RED),
    "TR-06": (_packet, "#5B3A29", "#2F1D14"),
    "TR-07": (_packet, "#7B4A32", HONEY),
    "GV-01": (_heap, "#3A3633", "#5B5450"),
    "GV-02": (_jar, "#7FA650", "#47704C"),
    "GV-03": (_jar, "#C8452F", WOOD),
    "GV-04": (_garlic, "#8A3F6B", "#D9A6C3"),
    "GV-05": (_bottle, "#8A4B14", RED),
    "GV-06": (_jar, "#8D5A66", NIGHT),
    "GV-07": (_packet, "#E09A1A", "#8A5A00"),
    "DS-04": (_chest, "#E6C89B", WOOD),
    "DS-05": (_packet, "#EFE6D2", LEAF),
    "DS-06": (_heap, "#3E5A38", "#587A4C"),
    "DS-07": (_heap, "#E2C28C", "#C79A58"),
    "DS-08": (_bundle, "#B9B3A2", "#8F8976"),
    "DS-09": (_heap, "#C98A2E", "#9C6519"),
    "SM-01": (_chest, "#7A1F1B", HONEY),
    "SM-02": (_plate, "#1F1B1A", RED),
    "SM-03": (_painting, "#B9742F", "#F2C14E"),
    "SM-04": (_bowl, WOOD, HONEY),
    "SM-05": (_purse, "#1F1B1A", HONEY),
    "QT-01": (_painting, "#F2DDA6", RED),
    "QT-02": (_book, "#C9B48A", WOOD),
    "QT-03": (_bracelet, "#6B4630", HONEY),
    "QT-04": (_incense, "#8A5A3C", RED),
    "QT-05": (_figure, "#C8452F", HONEY),
}


def main() -> None:
    """Draws a picture for each of the goods."""
    with (FOLDER / "goods.csv").open(encoding="utf-8") as lines:
        skus = list(dict.fromkeys(row["sku"] for row in csv.DictReader(lines)))
    for number, sku in enumerate(skus):
        motif, ink, trim = GOODS[sku]
        pen = Pen(GROUNDS[number % len(GROUNDS)])
        motif(pen, ink, trim)
        small = pen.image.resize((WIDE, HIGH), Image.Resampling.LANCZOS)
        small.save(FOLDER / f"{sku}.jpg", quality=82, optimize=True)


if __name__ == "__main__":
    main()
