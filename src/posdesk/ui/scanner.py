"""Tells a scanner from a person: a fast burst of characters ended by Enter is a scan.

One filter sits before every control of the program, so a scan arrives wherever the focus is and
no field, list or button ever sees it. What turns out to be typing is handed on, in order, to the
control it was meant for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from posdesk.domain import barcode
from posdesk.ui import us_keys

GAP_MS = 35
"""Keys further apart are typing."""

LEAST, FAST_MS = 3, 18
"""So many characters at this mean distance or nearer are a scanner's: no hand is as fast."""

SURE, SURE_GAP_MS = 6, 150
"""After so many it is one whatever follows, and a pause is the computer's."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

Stamp = Callable[[QKeyEvent], int]
"""When a key was struck, ms."""


def struck_at(event: QKeyEvent) -> int:
    """The window system's time, which a busy program does not blur; else the clock's."""
    return event.timestamp() or time.monotonic_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class _Held:
    """A key that waits until it is known what it belongs to."""

    receiver: QObject
    event: QKeyEvent


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A printable character: which of the held keys it is, and when it came, ms."""

    character: str
    key: int
    at: int


@dataclass(slots=True)
class _Burst:
    """Keys that follow each other closely.

    Attributes:
        strokes: the printable ones among the keys.
        sure: they have long been too fast for a hand.
    """

    keys: list[_Held] = field(default_factory=list)
    strokes: list[_Stroke] = field(default_factory=list)
    sure: bool = False

    def add(self, key: _Held, character: str, at: int) -> None:
        """Takes one more key."""
        if character:
            self.strokes.append(_Stroke(character, len(self.keys), at))
            self.sure = self.sure or (len(self.strokes) >= SURE and _fast(self.strokes))
        self.keys.append(key)

    def typed_so_far(self, character: str, at: int) -> bool:
        """Whether all that is held is typing, now that this character came."""
        steps = [*_gaps(self.strokes), *(at - stroke.at for stroke in self.strokes[-1:])]
        digits = (self.text + character).isdigit()
        return bool(steps) and min(steps) > FAST_MS and not digits

    @property
    def text(self) -> str:
        """What the keys say."""
        return _text(self.strokes)

    def scan(self) -> int | None:
        """Which stroke begins the scan, if Enter ends one now; None if all of it is typing."""
        start = self._typed()
        rest = self.strokes[start:]
        if self.sure or (len(rest) >= LEAST and _fast(rest)) or barcode.is_valid(_text(rest)):
            return start
        return None

    def _typed(self) -> int:
        """How many strokes at the front a person made just before the scanner."""
        steps = _gaps(self.strokes)
        slow = next((n for n, step in enumerate(steps) if step <= FAST_MS), len(steps))
        if not slow or barcode.is_valid(self.text):
            return 0
        whole = barcode.is_valid(_text(self.strokes[slow:]))
        return slow if slow > 1 or whole or self.strokes[slow - 1].character == "*" else 0


def _text(strokes: Sequence[_Stroke]) -> str:
    return "".join(stroke.character for stroke in strokes)


def _gaps(strokes: Sequence[_Stroke]) -> list[int]:
    return [after.at - before.at for before, after in pairwise(strokes)]


def _fast(strokes: Sequence[_Stroke]) -> bool:
    """Whether no hand could have done it."""
    return strokes[-1].at - strokes[0].at <= FAST_MS * (len(strokes) - 1)


class Scanner(QObject):
    """An event filter for the application.

    Attributes:
        scanned: the text of a scan. Each scan counts, however soon the next one follows.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, stamp: Stamp = struck_at) -> None:
        super().__init__(parent)
        self._stamp = stamp
        self._burst = _Burst()
        self._last = self._scan_end = -SURE_GAP_MS
        self._eaten: set[int] = set()
        self._passed: tuple[object, ...] = ()
        self._handing_on = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look_again)
        self._second_look = QTimer(self, singleShot=True, interval=0)
        self._second_look.timeout.connect(self.settle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds back what may be a scan; all else goes its way."""
        if self._handing_on or not isinstance(watched, QWidget):
            return False
        if not isinstance(event, QKeyEvent) or self._seen(event):
            return False
        if event.type() is QEvent.Type.KeyPress:
            taken = self._press(watched, event)
        elif event.type() is QEvent.Type.KeyRelease:
            taken = self._release(watched, event)
        else:
            return False
        self._passed = () if taken else _identity(event)
        return taken

    def settle(self) -> None:
        """No more keys came: what is held was typed by a person."""
        burst = self._take_burst()
        self._hand_on(burst.keys)

    def _seen(self, event: QKeyEvent) -> bool:
        """Whether this is a key that was let through, on its way up to the parents."""
        return self._passed == _identity(event)

    def _press(self, receiver: QObject, event: QKeyEvent) -> bool:
        now = self._stamp(event)
        if self._burst.keys and now - self._last > self._gap():
            self.settle()
        self._last = now
        if event.isAutoRepeat():
            self.settle()
            return False
        if event.key() in _ENTER:
            return self._enter(event, now)
        character = _character(event)
        if not character and not self._burst.keys:
            return False
        if character and not self._burst.sure and self._burst.typed_so_far(character, now):
            self.settle()
        self._hold(_Held(receiver, event.clone()), character, now)
        return True

    def _release(self, receiver: QObject, event: QKeyEvent) -> bool:
        if any(held.event.key() == event.key() for held in self._burst.keys):
            self._burst.keys.append(_Held(receiver, event.clone()))
            return True
        if event.key() in self._eaten and not event.isAutoRepeat():
            self._eaten.discard(event.key())
            return True
        return False

    def _enter(self, event: QKeyEvent, now: int) -> bool:
        """Ends a scan; the second half of a scanner's CR LF is dropped."""
        if not self._burst.keys and now - self._scan_end <= GAP_MS:
            self._eaten.add(event.key())
            return True
        start = self._burst.scan()
        if start is None:
            self.settle()
            return False
        burst, self._scan_end = self._take_burst(), now
        cut = burst.strokes[start].key
        self._eaten |= {event.key()} | _still_down(burst.keys[cut:])
        self._hand_on(burst.keys[:cut])
        self.scanned.emit(_text(burst.strokes[start:]))
        return True

    def _take_burst(self) -> _Burst:
        self._pause.stop()
        self._second_look.stop()
        burst, self._burst = self._burst, _Burst()
        return burst

    def _hand_on(self, keys: Sequence[_Held]) -> None:
        """Gives keys to the controls they were meant for."""
        self._handing_on = True
        try:
            for key in keys:
                if shiboken6.isValid(key.receiver):
                    QCoreApplication.sendEvent(key.receiver, key.event)
        finally:
            self._handing_on = False

    def _hold(self, key: _Held, character: str, now: int) -> None:
        self._burst.add(key, character, now)
        self._second_look.stop()
        self._pause.start(self._gap())

    def _gap(self) -> int:
        return SURE_GAP_MS if self._burst.sure else GAP_MS

    def _look_again(self) -> None:
        """After a busy moment the next key may wait behind this timer: let it come first."""
        self._second_look.start()


def _identity(event: QKeyEvent) -> tuple[object, ...]:
    return (
        shiboken6.getCppPointer(event),
        event.type(),
        event.key(),
        event.timestamp(),
    )


def _character(event: QKeyEvent) -> str:
    """The printable character of a key as the scanner meant it; empty for all other keys."""
    if event.modifiers() & _COMMAND:
        return ""
    text = event.text()
    if len(text) == 1 and text.isascii():
        return text if text.isprintable() else ""
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    own = us_keys.typed(event.nativeScanCode(), shift=shift)
    return own or (text if text.isprintable() else "")


def _still_down(held: Sequence[_Held]) -> set[int]:
    """The keys whose release is still to come."""
    down: set[int] = set()
    for key in held:
        pressed = key.event.type() is QEvent.Type.KeyPress
        (down.add if pressed else down.discard)(key.event.key())
    return down
