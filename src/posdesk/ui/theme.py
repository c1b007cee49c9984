"""Type, measures and the one style sheet, all from the palette."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from posdesk.ui.palette import DARK, LIGHT, P, Palette, use

FAMILY = "Inter"
FACES = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold")

SMALL, TEXT, LARGE, TITLE, TOTAL, HUGE = 14, 15, 18, 22, 34, 44
"""Type sizes in px. Nothing is smaller than SMALL."""

TARGET = 44
"""The least width and height of anything that is pressed, in px."""

PAPER_EDGE = 10
"""White round what a printer prints, on the screen in any theme; px."""

GAP, MARGIN, RADIUS = 8, 16, 10
"""Between neighbours; from the edge of a surface; of its corners; px."""

REGULAR, MEDIUM, SEMIBOLD, BOLD = (
    QFont.Weight.Normal,
    QFont.Weight.Medium,
    QFont.Weight.DemiBold,
    QFont.Weight.Bold,
)


def apply(app: QApplication, chosen: str = "light") -> None:
    """Gives the program its face, its type, its colours and its style sheet.

    ``chosen`` is a value of the setting ``window.theme``. What is on the screen already changes
    with it.
    """
    _load_faces()
    use(_palette(app, chosen))
    if app.styleSheet() != style_sheet():
        app.setStyle("Fusion")
        app.setFont(font(TEXT))
        app.setStyleSheet(style_sheet())


def _palette(app: QApplication, chosen: str) -> Palette:
    night = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if chosen == "dark" or (chosen == "system" and night) else LIGHT


class Face(NamedTuple):
    """A size and weight of the program's type."""

    size: int
    weight: QFont.Weight = REGULAR

    @property
    def font(self) -> QFont:
        """As Qt draws with it."""
        return font(self.size, self.weight)

    @property
    def metrics(self) -> QFontMetrics:
        """As Qt measures with it."""
        return _metrics(self)


@cache
def _metrics(face: Face) -> QFontMetrics:
    return QFontMetrics(face.font)


@cache
def _load_faces() -> None:
    """Registers the bundled faces once a process."""
    for face in FACES:
        with as_file(files("posdesk") / "resources" / "fonts" / f"{face}.ttf") as path:
            QFontDatabase.addApplicationFont(str(path))


@cache
def font(size: int, weight: QFont.Weight = REGULAR) -> QFont:
    """The program's face with figures of one width, so that amounts stand under each other.

    Raises:
        ValueError: smaller than anyone should have to read.
    """
    if size < SMALL:
        raise ValueError(size)
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def style_sheet() -> str:
    """What Qt draws by itself: grounds, fields, labels, scroll bars."""
    return f"""
QWidget {{ color: {P.card.ink}; }}
QWidget#window, QFrame[surface="paper"] {{ background: {P.paper.ground}; }}
QFrame[surface="bar"] {{ background: {P.bar.ground}; }}
QFrame[surface="panel"] {{ background: {P.card.ground}; }}
QFrame[surface="rail"] {{ background: {P.rail.ground}; }}
QFrame[surface="card"] {{
    background: {P.card.ground}; border: 1px solid {P.paper.line}; border-radius: 12px; }}
QFrame[surface="sheet"] {{ background: {P.card.ground}; border: none; border-radius: 16px; }}
QFrame[surface="amount"] {{
    background: {P.card.ground}; border: 1px solid {P.card.line}; border-radius: {RADIUS}px; }}
QFrame[surface="amount"]:focus {{ border: 2px solid {P.main.ground}; }}
QFrame[rule="true"] {{ background: {P.paper.line}; border: none; }}
QLabel {{ background: transparent; }}
QLabel[surface="attention"] {{
    background: {P.attention.ground}; color: {P.attention.ink}; border-radius: 14px;
    padding: 7px 13px; }}
QLabel[ink="second"] {{ color: {P.card.second}; }}
QLabel[ink="main"] {{ color: {P.answer.ink}; }}
QLabel[ink="trouble"] {{ color: {P.answer.second}; }}
QLineEdit {{
    background: {P.card.ground}; color: {P.card.ink}; border: 1px solid {P.card.line};
    border-radius: {RADIUS}px; padding: 0 13px; min-height: 50px;
    selection-background-color: {P.main.ground}; selection-color: {P.main.ink};
    placeholder-text-color: {P.card.second}; }}
QLineEdit:focus {{ border: 2px solid {P.main.ground}; padding: 0 12px; min-height: 48px; }}
QLineEdit[wrong="true"] {{ border: 2px solid {P.trouble.line}; padding: 0 12px; min-height: 48px; }}
QPlainTextEdit {{
    background: {P.card.ground}; border: 1px solid {P.card.line};
    border-radius: {RADIUS}px; padding: 8px 10px; }}
QPlainTextEdit:focus {{ border: 2px solid {P.main.ground}; padding: 7px 9px; }}
QAbstractItemView {{ background: transparent; border: none; outline: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{
    background: {P.card.line}; border-radius: 4px; min-height: {TARGET}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
Toast {{ background: {P.rail.ground}; border-radius: {RADIUS}px; }}
Toast QLabel {{ color: {P.rail.ink}; }}
{_banners()}
PaperView {{ border: 1px solid {P.paper.line}; border-radius: {RADIUS}px; }}
PaperView > QWidget > QLabel {{ background: {LIGHT.card.ground}; padding: {PAPER_EDGE}px; }}
PaperView:focus {{ border-color: {P.main.ground}; }}
QProgressBar {{
    background: {P.key_chip.ground}; border: none; border-radius: 5px;
    min-height: 10px; max-height: 10px; }}
QProgressBar::chunk {{ background: {P.progress.ground}; border-radius: 5px; }}
QToolTip {{
    background: {P.rail.ground}; color: {P.rail.ink}; border: none; padding: 6px;
    font-size: {SMALL}px; }}
"""


def dress(widget: QWidget, name: str, value: str) -> None:
    """Gives a widget a property that the style sheet asks for, and with what is in it its look."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    for each in (widget, *widget.findChildren(QWidget)):
        widget.style().polish(each)


def _banners() -> str:
    """A ground for each mood that news may have."""
    moods = {"good": P.good, "attention": P.attention, "trouble": P.trouble, "progress": P.progress}
    return "\n".join(
        f'Banner[mood="{mood}"] {{ background: {tone.ground}; border-radius: {RADIUS}px; }}\n'
        f'Banner[mood="{mood}"] QLabel {{ color: {tone.ink}; }}'
        for mood, tone in moods.items()
    )
