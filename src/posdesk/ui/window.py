"""The frame round the screens: the way between them, the shop, quiet states, the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from posdesk.runtime.clock import Clock, local
from posdesk.runtime.i18n import _
from posdesk.ui import icons, theme, x11_keys
from posdesk.ui.keys import Command, KeyMap, Layer, typing
from posdesk.ui.scanner import Scanner
from posdesk.ui.widgets.notices import UNDO_KEY, Toast, label
from posdesk.ui.widgets.overlay import Overlay
from posdesk.ui.widgets.pill import Mood, Pill
from posdesk.ui.widgets.rail import Rail

_LOW = 720
"""A window lower than this has no keys in the rail, px."""

LEAST = (1024, 600)
"""The smallest window, px: 1366x768 at 125 % is 1093x614."""


class TopBar(QFrame):
    """Shop and till at the left; states, cashier and time at the right.

    News take the place of the words that can wait, so they never lie on what can be pressed.

    Attributes:
        toast: says the news.
        pressed: the key of a pill.
    """

    pressed = Signal(str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.setMinimumHeight(52)
        self.toast = Toast()
        self._clock = clock
        self._shop = label(size=16, weight=theme.SEMIBOLD)
        self._person, self._time = label(), label(weight=theme.SEMIBOLD)
        self._pills: dict[str, Pill] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 2, 18, 2)
        self._row.setSpacing(14)
        self._row.addWidget(self._shop)
        self._row.addWidget(self.toast, 1)
        self._row.addStretch(0)
        self._row.addWidget(self._person)
        self._row.addWidget(self._time)
        self.toast.shown.connect(self._make_room)
        ticking = QTimer(self, interval=1000)
        ticking.timeout.connect(self.tick)
        ticking.start()
        self.tick()

    def show_place(self, shop: str, till: str) -> None:
        """Says where one is."""
        self._shop.setText(f"{shop} · {till}")

    def show_person(self, shift: str, cashier: str) -> None:
        """Says who works and in which shift; either may be empty."""
        self._person.setText(" · ".join(part for part in (shift, cashier) if part))

    def show_state(self, key: str, text: str, mood: Mood) -> None:
        """Shows a pill; without text it goes away."""
        if key not in self._pills:
            if not text:
                return
            pill = self._pills[key] = Pill()
            pill.clicked.connect(lambda _checked=False: self.pressed.emit(key))
            self._row.insertWidget(self._row.count() - 2, pill)
        self._pills[key].show_state(text, mood)
        self._pills[key].setVisible(bool(text))

    def tick(self) -> None:
        """Shows the time."""
        self._time.setText(f"{local(self._clock.now()):%H:%M}")

    def _make_room(self, taken: bool) -> None:
        for words in (self._shop, self._person):
            words.setHidden(taken)


class Screen(Protocol):
    """A widget that fills the window beside the rail."""

    def layer(self) -> Layer:
        """The widget itself, and what keys and scans mean there."""
        ...


class Window(QWidget):
    """The program's window. Screens and cards are put into it; it knows none of them.

    Attributes:
        clock: what time it is.
        sold: a ``Sale`` was posted.
        shift_changed: the open ``Shift``, or None.
        data_changed: somebody committed, perhaps another program.
        goods_changed: goods are others now, or their pictures.
        settings_changed: settings were saved.
    """

    sold = Signal(object)
    shift_changed = Signal(object)
    data_changed = Signal()
    goods_changed = Signal()
    settings_changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setMinimumSize(*LEAST)
        self.rail = Rail(_("Screens"))
        self.clock = clock
        self.bar = TopBar(clock)
        self.keys = KeyMap(self)
        self.scanner = Scanner(self)
        self._x11_keys = x11_keys.watch(self.scanner)
        self.scanner.scanned.connect(self.keys.take_scan)
        self.keys.strayed.connect(self._say_strayed)
        self._stack = QStackedWidget()
        self._makers: dict[str, Callable[[], Screen]] = {}
        self._screens: dict[str, Layer] = {}
        self._labels: dict[str, str] = {}
        self._ways: list[Command] = []
        self._build()
        self.toast = self.bar.toast
        self.rail.chosen.connect(self.open_screen)

    def add_screen(
        self, key: str, label: str, icon: icons.IconName, make: Callable[[], Screen]
    ) -> None:
        """Adds a screen, reached by Ctrl and its number and made when it is first wanted.

        The first one is shown.
        """
        keys = f"Ctrl+{len(self._makers) + 1}"
        self.rail.add(key, label, icon, keys)
        self._makers[key], self._labels[key] = make, label
        self._ways.append(Command((keys,), label, partial(self.open_screen, key), self._no_card))
        if len(self._makers) == 1:
            self.open_screen(key)

    def open_screen(self, key: str) -> None:
        """Goes to a screen."""
        layer = self._layer(key)
        self._stack.setCurrentWidget(layer.owner)
        self.rail.show_here(key)
        self.keys.put_on_top(layer)
        self.setFocusProxy(layer.owner)  # where a card gives the focus to if nothing had it
        layer.owner.setFocus()

    def page(self, key: str) -> QWidget:
        """The screen, made if nobody was there yet."""
        return self._layer(key).owner

    def open_card(self, layer: Layer, focus: QWidget | None = None) -> None:
        """Opens a card over the screen; its keys and scans count until it closes."""
        assert isinstance(layer.owner, Overlay)  # noqa: S101 - only cards are opened over a screen
        self.keys.put_on_top(layer)
        layer.owner.open_card(focus)

    def commands(self) -> tuple[Command, ...]:
        """The ways between the screens, and what the toast offers."""
        return (*self._ways, Command((UNDO_KEY,), _("Undo"), self.toast.act, self._can_undo))

    def elsewhere(self) -> tuple[Command, ...]:
        """What the other screens can do; running one goes there first. Nothing over a card."""
        if not self._no_card():
            return ()
        return tuple(
            Command(
                (), f"{self._labels[key]} · {command.label}", partial(self._do_at, key, command)
            )
            for key in self._makers
            if self.page(key) is not self._stack.currentWidget()
            for command in self._layer(key).commands
            if command.label
        )

    def use_everywhere(self, commands: Sequence[Command]) -> None:
        """Commands of the window itself."""
        self.keys.use_everywhere(commands)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low the rail has no room for the keys."""
        super().resizeEvent(event)
        self.rail.set_compact(compact=self.height() < _LOW)

    def _layer(self, key: str) -> Layer:
        if key not in self._screens:
            layer = self._screens[key] = self._makers[key]().layer()
            self._stack.addWidget(layer.owner)
        return self._screens[key]

    def _do_at(self, key: str, command: Command) -> None:
        self.open_screen(key)
        if command.applies():
            command.run()

    def _no_card(self) -> bool:
        """Whether no card is open: it comes first."""
        return not any(card.isVisible() for card in self.findChildren(Overlay))

    def _say_strayed(self, code: str) -> None:
        """Somebody scans to sell, and would take the goods for sold."""
        QApplication.beep()
        words = _("Scanned {code}: it is on no bill. Close this card, then scan it again.")
        if self._no_card():
            words = _("Scanned {code}: it is on no bill. To sell it go to Sell and scan it there.")
        self.toast.say(words.format(code=code))

    def _can_undo(self) -> bool:
        return self.toast.offers and not typing()

    def _build(self) -> None:
        rule = QFrame()
        rule.setProperty("rule", "true")
        rule.setFixedHeight(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(rule)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
