"""All screens on a few sheets, for eyes: ``python -m tests.ui.contact_sheet FOLDER [PART...]``.

A sheet for each part of the program: all its states (empty, full, 200 lines, in trouble) in
Vietnamese at the usual size, then one of them in each size, language (English, English and 40 %)
and theme; with ``--all`` every state so. What the checks of screens complain of is printed.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from posdesk.runtime import i18n, keyrings
from posdesk.services import village
from posdesk.ui import theme
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.overlay import Overlay
from tests.services.shops import Counter, new_counter
from tests.ui import (
    checks,
    test_bill_look,
    test_customers_look,
    test_desk_look,
    test_display,
    test_labels,
    test_look,
    test_online_look,
    test_orders_look,
    test_past_look,
    test_payment_look,
    test_products_look,
    test_reports,
)
from tests.ui.desks import Desk
from tests.ui.executors import Immediate
from tests.ui.past import Past
from tests.ui.products import Stockroom
from tests.ui.regulars import Regulars
from tests.ui.test_first_start import Beginner
from tests.ui.test_look import SIZES, settle, stretched
from tests.ui.tills import Key, Till, stock_up

T = TypeVar("T")
Size = tuple[int, int]
Look = tuple[Size, str, str]
"""Size, language and theme."""
LANGUAGES = {"vi": i18n.translator("vi"), "en": i18n.translator("en"), "longer": stretched}
THEMES = ("light", "dark")
USUAL: Look = (SIZES[0], "vi", "light")
_WIDE, _COLUMNS, _QUALITY = 400, 4, 55
"""Of a picture on a sheet, px; how many stand side by side; of the file."""
_PAGE = """# Every screen

Made by `python -m tests.ui.contact_sheet docs/screens`: of each part of the program all its
states in Vietnamese, then one of them in each size, language (Vietnamese, English, English with
texts 40 % longer) and theme.
"""
_WITHOUT_BANK = ("no_account", "account", "banks")


@dataclass(frozen=True, slots=True)
class Stage:
    """A shop to play in, and where files go."""

    app: QApplication
    counter: Counter
    folder: Path

    @property
    def tasks(self) -> Tasks:
        """Work is done where it is asked for."""
        return Tasks(Immediate(), Immediate(), far=Immediate())


@dataclass(frozen=True, slots=True)
class Shown:
    """What is pictured, and how it ends."""

    widget: QWidget
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of a part of the program."""

    part: str
    name: str
    play: Callable[[Stage], Shown]
    sizes: Sequence[Size] = SIZES
    new: bool = False


def scenes() -> Iterator[Scene]:
    """Every screen in every state; of each part the first one tells most."""
    till_states = (*test_look.STATES, *test_bill_look.STATES, *test_payment_look.STATES)
    for till_state in _first_of(till_states, test_look.filled):
        yield Scene("till", till_state.__name__, partial(_till, till_state))
    yield from _at_desk("orders", test_orders_look.STATES, test_orders_look.orders_short)
    yield from _at_desk("exchanges", test_online_look.STATES, test_online_look.on_the_way)
    for past_state in test_past_look.STATES:
        yield Scene("past-sales", past_state.__name__, partial(_past, past_state))
    for state in (*test_products_look.STATES[1:], *test_labels.STATES):
        yield Scene("goods", state.__name__, partial(_goods, state))
    for number, regular in enumerate(test_customers_look.STATES[1:], 1):
        yield Scene("customers", regular.__name__, partial(_customers, number))
    yield from _at_desk("day-end-and-settings", test_desk_look.STATES, test_desk_look.counting)
    for report in test_reports.STATES:
        yield Scene("reports", report.__name__, partial(_report, report))
    for count in range(5):
        yield Scene("first-start", f"question {count + 1}", partial(_first, count), new=True)
    for count in (2, 1, 3, 4):
        yield Scene("display", f"scene {count}", partial(_display, count), test_display.SIZES)
    yield Scene("display", "goods", _poster, test_display.SIZES)


def _at_desk(
    part: str, states: Sequence[test_desk_look.State], first: test_desk_look.State
) -> Iterator[Scene]:
    for state in _first_of(states, first):
        yield Scene(part, state.__name__, partial(_desk, state))


def _first_of(states: Sequence[T], first: T) -> Iterator[T]:
    """The one that tells most, then the others."""
    yield first
    yield from (state for state in states if state is not first)


def _till(state: Callable[[Till], None], stage: Stage) -> Shown:
    if state is test_payment_look.ask_paper:
        stage.counter.set(receipt__paper="ask")
        stage.counter.printer()
    till = Till(stage.app, stage.counter, stage.tasks)
    state(till)
    return Shown(till.window, till.close)


def _desk(state: test_desk_look.State, stage: Stage) -> Shown:
    desk = Desk(stage.app, stage.counter, stage.tasks, stage.folder)
    state(desk, stage.counter)
    return Shown(desk.window, desk.close)


def _past(state: Callable[[Past], None], stage: Stage) -> Shown:
    test_past_look.sold(stage.counter)
    past = Past(stage.app, stage.counter, stage.tasks, stage.folder)
    past.window.open_screen("receipts")
    state(past)
    return Shown(past.window, past.close)


def _goods(state: test_products_look.State, stage: Stage) -> Shown:
    room = Stockroom(stage.app, stage.counter, stage.tasks, stage.folder)
    state(room, stage.counter)
    return Shown(room.window, room.close)


def _customers(number: int, stage: Stage) -> Shown:
    """These states come one after the other."""
    room = Regulars(stage.app, stage.counter, stage.tasks, stage.folder)
    for state in test_customers_look.STATES[: number + 1]:
        for card in room.window.findChildren(Overlay):
            card.close_card()
        state(room)
    return Shown(room.window, room.close)


def _report(state: Callable[[Desk, Counter], None], stage: Stage) -> Shown:
    test_reports.two_sundays(stage.counter)
    desk = Desk(stage.app, stage.counter, stage.tasks, stage.folder)
    desk.window.open_screen("reports")
    state(desk, stage.counter)
    return Shown(desk.window, desk.close)


def _first(skipped: int, stage: Stage) -> Shown:
    beginner = Beginner(stage.app, stage.counter, stage.tasks)
    for _question in range(skipped):
        beginner.press(Key.Key_Escape)
    return Shown(beginner.window, beginner.close)


def _display(count: int, stage: Stage) -> Shown:
    past = Past(stage.app, stage.counter, stage.tasks, stage.folder)
    past.customer.toggle()
    plays = (test_display.welcome, test_display.many, test_display.awaited, test_display.thanked)
    for play in plays[:count]:
        play(past)
    return Shown(past.customer.display, past.close)


def _poster(stage: Stage) -> Shown:
    """Goods are shown to those who wait."""
    [photo] = (good.photo() for good in village.goods() if good.product.sku == "GOM-01")
    with stage.counter.store.write() as work:
        work.put_photo(stage.counter.goods["GOM-01"].id, photo)
    return _display(1, stage)


def looks(scene: Scene, *, all_of_them: bool) -> Iterator[Look]:
    """How a scene is pictured."""
    for language in LANGUAGES:
        for chosen in THEMES:
            for size in scene.sizes:
                look = (size, language, chosen)
                if all_of_them or look == (scene.sizes[0], *USUAL[1:]):
                    yield look


def pictures(app: QApplication, scene: Scene, wanted: Sequence[Look]) -> Iterator[QPixmap]:
    """The pictures of a scene; the window is made anew for each language."""
    for language, words in LANGUAGES.items():
        mine = [look for look in wanted if look[1] == language]
        if not mine:
            continue
        i18n.translator = lambda _language, words=words: words  # type: ignore[assignment]
        with tempfile.TemporaryDirectory() as place:
            stage = Stage(app, _counter(place, scene), Path(place) / "papers")
            shown = scene.play(stage)
            for size, _language, chosen in mine:
                theme.apply(app, chosen)
                shown.widget.resize(*size)
                settle()
                settle()
                _check(shown.widget, scene, (size, language, chosen))
                yield shown.widget.grab()
            theme.apply(app)
            shown.close()
            stage.counter.store.close()


def _check(widget: QWidget, scene: Scene, look: Look) -> None:
    cards = [card for card in widget.findChildren(Overlay) if card.isVisible()]
    for what in checks.complaints(cards[-1].sheet if cards else widget):
        sys.stdout.write(f"{scene.part} {scene.name} {look}: {what}\n")


def _counter(place: str, scene: Scene) -> Counter:
    os.environ["XDG_CONFIG_HOME"] = f"{place}/config"
    counter = new_counter(Path(place) / "shop")
    if scene.new:
        return counter
    stock_up(counter)
    if scene.name not in _WITHOUT_BANK:
        counter.set(shop__bank_bin="970436", shop__bank_account="0123456789")
    counter.clock.go_on(days=2)  # the till tells of a new account for a day
    counter.shop.shifts.open(counter.actor, 200_000)
    return counter


def _sheet(drawn: Sequence[QPixmap], path: Path) -> None:
    highest = max(_high(picture) for picture in drawn)
    rows = -(-len(drawn) // _COLUMNS)
    sheet = QImage(_WIDE * _COLUMNS, highest * rows, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, picture in enumerate(drawn):
        row, column = divmod(number, _COLUMNS)
        place = QRect(column * _WIDE, row * highest, _WIDE - 4, _high(picture) - 4)
        smooth = Qt.TransformationMode.SmoothTransformation
        ignore = Qt.AspectRatioMode.IgnoreAspectRatio
        painter.drawPixmap(place.topLeft(), picture.scaled(place.size(), ignore, smooth))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    sheet.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know text only
    Image.open(io.BytesIO(bytes(buffer.data().data()))).save(path, quality=_QUALITY, method=6)


def _high(picture: QPixmap) -> int:
    return _WIDE * picture.height() // picture.width()


def main(folder: Path, parts: Sequence[str], *, everything: bool) -> None:
    """Draws the sheets and a page that shows them."""
    app = QApplication([])
    keyrings.put = lambda *_: False  # keys of tests stay in this run
    theme.apply(app)
    folder.mkdir(parents=True, exist_ok=True)
    by_part: defaultdict[str, list[Scene]] = defaultdict(list)
    for scene in scenes():
        by_part[scene.part].append(scene)
    page = [_PAGE]
    for part, played in by_part.items():
        if parts and part not in parts:
            continue
        states = [p for s in played for p in pictures(app, s, [*looks(s, all_of_them=everything)])]
        everywhere = [*pictures(app, played[0], [*looks(played[0], all_of_them=True)])]
        for name, drawn in ((part, states), (f"{part}-everywhere", everywhere)):
            _sheet(drawn, folder / f"{name}.webp")
            page.append(f"![{name}]({name}.webp)\n")
    if not parts:
        (folder / "README.md").write_text("\n".join(page), "utf-8")


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("parts", nargs="*")
    asked.add_argument("--all", action="store_true")
    given = asked.parse_args()
    main(given.folder, given.parts, everything=given.all)
