"""All screens on a few sheets, for eyes: ``python -m tests.ui.contact_sheet FOLDER [STATE...]``.

A sheet for each size, language (Vietnamese, English, English and 40 %) and theme; on each all
states of the till and of the back of the shop: empty, full, 200 lines, in trouble.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from posdesk.runtime import i18n
from posdesk.ui.tasks import Tasks
from tests.services.shops import Counter, open_counter
from tests.ui import test_desk_look, test_look
from tests.ui.desks import Desk
from tests.ui.executors import Immediate
from tests.ui.test_look import SIZES, settle, stretched
from tests.ui.tills import Till, stock_up

LANGUAGES = {"vi": i18n.translator("vi"), "en": i18n.translator("en"), "longer": stretched}
THEMES = ("light", "dark")
_WIDE, _COLUMNS = 480, 5
"""Of a picture on a sheet, px, and how many stand side by side."""
_Shown = TypeVar("_Shown", Till, Desk)


def main(folder: Path, wanted: list[str]) -> None:
    """Draws the sheets."""
    app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for (language, words), theme in product(LANGUAGES.items(), THEMES):
        i18n.translator = lambda _language, words=words: words  # type: ignore[assignment]
        pictures: dict[tuple[int, int], list[QPixmap]] = {size: [] for size in SIZES}
        for play in _plays(app, wanted):
            for size, picture in play(theme):
                pictures[size].append(picture)
        for size, drawn in pictures.items():
            name = f"{size[0]}x{size[1]}-{language}-{theme}.png"
            _sheet(drawn).save(str(folder / name))


def _plays(
    app: QApplication, wanted: list[str]
) -> Iterator[Callable[[str], Iterator[tuple[tuple[int, int], QPixmap]]]]:
    for till_state in test_look.STATES:
        if not wanted or till_state.__name__ in wanted:
            yield partial(_till, app, till_state)
    for desk_state in test_desk_look.STATES:
        if not wanted or desk_state.__name__ in wanted:
            yield partial(_desk, app, desk_state)


def _till(
    app: QApplication, state: Callable[[Till], None], theme: str
) -> Iterator[tuple[tuple[int, int], QPixmap]]:
    with tempfile.TemporaryDirectory() as place:
        counter = _counter(place, theme)
        till = Till(app, counter, Tasks(Immediate(), Immediate()))
        state(till)
        yield from _sizes(till)
        till.close()
        counter.store.close()


def _desk(
    app: QApplication, state: test_desk_look.State, theme: str
) -> Iterator[tuple[tuple[int, int], QPixmap]]:
    with tempfile.TemporaryDirectory() as place:
        counter = _counter(place, theme)
        desk = Desk(app, counter, Tasks(Immediate(), Immediate()), Path(place) / "papers")
        state(desk, counter)
        yield from _sizes(desk)
        desk.close()
        counter.store.close()


def _counter(place: str, theme: str) -> Counter:
    os.environ["XDG_CONFIG_HOME"] = f"{place}/config"
    counter = open_counter(Path(place) / "shop")
    stock_up(counter)
    counter.set(window__theme=theme, shop__bank_bin="970436", shop__bank_account="0123456789")
    return counter


def _sizes(shown: _Shown) -> Iterator[tuple[tuple[int, int], QPixmap]]:
    for size in SIZES:
        shown.window.resize(*size)
        settle()
        yield size, shown.window.grab()


def _sheet(pictures: list[QPixmap]) -> QImage:
    high = _WIDE * pictures[0].height() // pictures[0].width()
    rows = -(-len(pictures) // _COLUMNS)
    sheet = QImage(_WIDE * _COLUMNS, high * rows, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, _COLUMNS)
        painter.drawPixmap(QRect(column * _WIDE, row * high, _WIDE - 4, high - 4), picture)
    painter.end()
    return sheet


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
