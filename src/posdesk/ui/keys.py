"""Commands and their keys. One list feeds the keys, the help (F1) and the finder (Ctrl+K)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

Key = Qt.Key
_ENTER = (Key.Key_Return, Key.Key_Enter)


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can ask for by a key, by its name, or by a button.

    Attributes:
        keys: as Qt writes them, e.g. ``F9``, ``Alt+1``; the first is shown.
        label: what it does, in the shop's words; empty for what needs no naming (digits).
        applies: whether the key means this now; else it goes on to the focused control.
    """

    keys: tuple[str, ...]
    label: str
    run: Callable[[], None]
    applies: Callable[[], bool] = _always

    @property
    def combinations(self) -> frozenset[int]:
        """The keys as numbers to compare."""
        return frozenset(_combination(key) for key in self.keys)


@dataclass(frozen=True, slots=True)
class Layer:
    """What keys and scans mean while a screen or a card is on top.

    Attributes:
        take_scan: what happens to a scan; None where one means nothing.
    """

    owner: QWidget
    commands: tuple[Command, ...]
    take_scan: Callable[[str], None] | None = None


class KeyMap(QObject):
    """Sends keys and scans to whatever is on top. An event filter for the application.

    Attributes:
        strayed: a scan (its text) that means nothing where one is.
    """

    strayed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._layers: list[Layer] = []
        self._everywhere: tuple[Command, ...] = ()
        self._released = (0, 0)
        self._typed_at: QWidget | None = None
        self._holding = False
        self._held: deque[Callable[[], None]] = deque()

    def use_everywhere(self, commands: Sequence[Command]) -> None:
        """Commands that count whatever is on top, where it does not use their keys itself."""
        self._everywhere = tuple(commands)

    def put_on_top(self, layer: Layer) -> None:
        """From now on ``layer`` counts before all others while its owner is visible."""
        kept = [other for other in self._layers if _alive(other) and other.owner != layer.owner]
        self._layers = [*kept, layer]

    def commands(self) -> tuple[Command, ...]:
        """The commands that count now."""
        top = self._top()
        return (*(top.commands if top else ()), *self._everywhere)

    def take_scan(self, text: str) -> None:
        """Gives a scan to what is on top; where it means nothing, that is told.

        While keys wait for an earlier scan this one waits behind them.
        """
        top = self._top()
        if self._held:
            self._held.append(partial(self.take_scan, text))
        elif top and top.take_scan:
            top.take_scan(text)
        else:
            self.strayed.emit(text)

    def hold_back(self, holding: bool) -> None:
        """While goods are looked up the keys after them wait; then they count in their order."""
        self._holding = holding
        while self._held and not self._holding:
            self._held.popleft()()

    def _top(self) -> Layer | None:
        shown = [layer for layer in self._layers if _alive(layer) and layer.owner.isVisible()]
        return shown[-1] if shown else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Runs the command of a key."""
        press, release = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
        if not isinstance(event, QKeyEvent) or event.type() not in (press, release):
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if self._holding:
            self._held.append(partial(self._strike_again, event.clone()))
            return True
        if event.type() is release:
            self._released = (event.key(), event.timestamp())
            return False
        if self._is_held(event) and _once(event.key()):
            return True
        return self._press(watched, event)

    def _strike_again(self, event: QKeyEvent) -> None:
        """Gives a key that has waited to what has the focus now."""
        QCoreApplication.sendEvent(QApplication.focusWidget() or self._window, event)

    def _press(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Presses the button a person went to by Tab, or runs what the key means here."""
        button = watched if isinstance(watched, QAbstractButton) else None
        entered = event.key() in _ENTER
        if button and entered and self._takes_enter(button):
            button.click()
            return True
        if watched.hasFocus():  # not on the key's way up to the parents
            self._typed_at = button if _types(event) else None
        pressed = _number(event.keyCombination())
        for command in self.commands():
            if pressed in command.combinations and command.applies():
                command.run()
                return True
        return _commands(event) or (button is not None and entered)

    def _takes_enter(self, button: QAbstractButton) -> bool:
        """Whether Enter is for the button, not for the screen's action.

        What was typed there before was an amount, or a scan too slow to be told from typing: its
        Enter goes with it. Of several ways the chosen one is not chosen again.
        """
        chosen = button.isChecked() and button.group() is not None
        return button.isEnabled() and not chosen and self._typed_at is not button

    def _is_held(self, event: QKeyEvent) -> bool:
        """Whether the key is still down since an earlier press.

        X11 says of a held key that it went up and down at the same moment, and Qt (6.11) marks
        as a repeat only what it finds in its queue together.
        """
        key, at = self._released
        return event.isAutoRepeat() or (event.key() == key and event.timestamp() == at != 0)


def _types(event: QKeyEvent) -> bool:
    """Whether a key writes something."""
    text = event.text().strip()
    return bool(text) and text.isprintable()


def _commands(event: QKeyEvent) -> bool:
    """Whether a key with Alt or Ctrl would write something: it asks for a command, never types.

    Both together are the right Alt of Windows, which writes the third sign of a key.
    """
    held = event.modifiers()
    alt = bool(held & Qt.KeyboardModifier.AltModifier)
    return _types(event) and alt != bool(held & Qt.KeyboardModifier.ControlModifier)


def _once(key: int) -> bool:
    """Whether a key that is held down counts once: what it does is a step, not a way."""
    return key in (*_ENTER, Key.Key_Escape) or Key.Key_F1 <= key <= Key.Key_F12


def _alive(layer: Layer) -> bool:
    return bool(shiboken6.isValid(layer.owner))


def typing() -> bool:
    """Whether the focused field has text in it, so that Del, + and - belong to the text."""
    field = QApplication.focusWidget()
    return isinstance(field, QLineEdit) and bool(field.text())


def _combination(key: str) -> int:
    return _number(QKeySequence(key)[0])  # type: ignore[index] # missing in PySide6's stubs


def _number(combination: QKeyCombination) -> int:
    """A key with its modifiers; the numeric pad's keys and a shifted sign are the same key."""
    modifiers = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = combination.key()
    if key < Key.Key_Escape and not Key.Key_A <= key <= Key.Key_Z:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    if key is Key.Key_Enter:
        key = Key.Key_Return
    return QKeyCombination(modifiers, key).toCombined()
