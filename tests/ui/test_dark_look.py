"""The dark theme is as readable as the light one; what is whole in one is whole in the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from posdesk.ui.palette import DARK, P
from posdesk.ui.screens.customer_screen import CustomerScreen
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.pill import Mood
from tests.services.shops import Counter
from tests.ui import checks, test_desk_look, test_look
from tests.ui.desks import Desk
from tests.ui.test_look import settle, shown_card
from tests.ui.tills import Till


@pytest.mark.parametrize(
    "state",
    [test_look.filled, test_look.searching, test_look.part_paid, test_look.removed, test_look.done],
    ids=lambda state: state.__name__,
)
def test_the_till_can_be_read_in_the_dark(
    qapp: QApplication, counter: Counter, tasks: Tasks, state: Callable[[Till], None]
) -> None:
    counter.set(window__theme="dark")
    till = Till(qapp, counter, tasks)
    state(till)
    settle()
    top = shown_card(till) or till.window
    found = [*checks.low_contrasts(top), *checks.invisible_focus(top)]
    till.close()
    assert P == DARK
    assert found == []


@pytest.mark.parametrize(
    "state",
    [test_desk_look.counting, test_desk_look.difference, test_desk_look.opening_by_notes],
    ids=lambda state: state.__name__,
)
def test_the_back_of_the_shop_can_be_read_in_the_dark(
    qapp: QApplication,
    counter: Counter,
    tasks: Tasks,
    tmp_path: Path,
    state: test_desk_look.State,
) -> None:
    counter.set(window__theme="dark")
    desk = Desk(qapp, counter, tasks, tmp_path)
    state(desk, counter)
    settle()
    found = checks.low_contrasts(desk.top)
    desk.close()
    assert found == []


def test_the_theme_may_be_that_of_the_computer(
    qapp: QApplication, counter: Counter, tasks: Tasks
) -> None:
    counter.set(window__theme="system")
    till = Till(qapp, counter, tasks)
    night = qapp.styleHints().colorScheme().name == "Dark"
    till.close()
    assert (P == DARK) is night


def test_a_new_theme_is_seen_at_once(
    qapp: QApplication, counter: Counter, tasks: Tasks, tmp_path: Path
) -> None:
    """What was on the screen already looks as if the window had been opened in the dark."""
    pictures: list[list[QImage]] = []
    for theme in ("light", "dark"):
        counter.set(window__theme=theme)
        desk = Desk(qapp, counter, tasks, tmp_path)
        desk.till.notice.show_words("Words", Mood.TROUBLE, "Do")
        shots(desk)
        counter.set(window__theme="dark")
        desk.window.settings_changed.emit()
        pictures.append(shots(desk))
        desk.close()
    different = [name for name, *pair in zip(SCREENS, *pictures, strict=True) if pair[0] != pair[1]]
    assert different == []


SCREENS = ("till", "receipts", "products", "day", "reports", "settings", "display")


def shots(desk: Desk) -> list[QImage]:
    """A picture of each screen."""
    taken = []
    for name in SCREENS[:-1]:
        desk.window.open_screen(name)
        settle()
        taken.append(desk.window.grab().toImage())
    [customer] = desk.window.findChildren(CustomerScreen)
    return [*taken, customer.display.grab().toImage()]
