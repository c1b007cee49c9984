"""Scans arrive from wherever the focus is; what is typed reaches the control it was meant for.

One filter sits before every control of the program, so no field, list or button ever sees a scan.
What turns out to be typing is handed on, in order.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from posdesk.ui import us_keys
from posdesk.ui.strokes import GAP_MS, SURE_GAP_MS, Scan, Strokes

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
    at: int


@dataclass(slots=True)
class _Burst:
    """Keys that follow each other closely, and the characters among them."""

    keys: list[_Held] = field(default_factory=list)
    strokes: Strokes = field(default_factory=Strokes)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field as it was before an input method changed it.

    Attributes:
        burst: when the first key of what it was changed by went down, ms.
    """

    field: QLineEdit
    text: str
    cursor: int
    burst: int

    def put_back(self) -> None:
        """Gives the field its text again, and tells who listens to it."""
        if shiboken6.isValid(self.field) and self.field.text() != self.text:
            self.field.setText(self.text)
            self.field.setCursorPosition(self.cursor)
            self.field.textEdited.emit(self.text)


class Scanner(QObject):
    """An event filter for the application.

    Where an input method stands before Qt (ibus on X11) it takes the characters of a scan and
    gives back its own text. ``note`` is then told of each key before the input method sees it,
    and the field gets back the text it had.

    Attributes:
        scanned: the text of a scan. Each scan counts, however soon the next one follows.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, stamp: Stamp = struck_at) -> None:
        super().__init__(parent)
        self._stamp = stamp
        self._burst = _Burst()
        self._noted = Strokes()
        self._noted_scans: dict[int, Scan] = {}
        self._changed: _Field | None = None
        self._late: _Field | None = None
        self._last = self._scan_end = -SURE_GAP_MS
        self._eaten: set[int] = set()
        self._passed: tuple[object, ...] = ()
        self._handing_on = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look_again)
        self._second_look = QTimer(self, singleShot=True, interval=0)
        self._second_look.timeout.connect(self.settle)

    def note(self, scan_code: int, *, shift: bool, at: int) -> None:
        """A key went down, as the window system says it, at ``at`` ms."""
        character = us_keys.typed(scan_code, shift=shift)
        strokes = self._noted
        if strokes and at - strokes.strokes[-1].at > strokes.gap:
            self._noted = strokes = Strokes()
        if us_keys.is_enter(scan_code):
            scan = strokes.scan() if strokes else None
            self._noted_scans = {at: scan} if scan else {}
            self._noted = Strokes()
        elif character:
            self._late = None
            if strokes.typed_before(character, at):
                self._noted = strokes = Strokes()
            strokes.add(character, at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds back what may be a scan; all else goes its way."""
        # All events of the program come by here: what they are comes first, it is soon told.
        if not isinstance(event, (QKeyEvent, QInputMethodEvent)) or self._handing_on:
            return False
        if not isinstance(watched, QWidget):
            return False
        if isinstance(event, QInputMethodEvent):
            return self._input_method(watched, event)
        if self._seen(event):
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
        self._hand_on(self._take_burst().keys)

    def _seen(self, event: QKeyEvent) -> bool:
        """Whether this is a key that was let through, on its way up to the parents."""
        return self._passed == _identity(event)

    def _press(self, receiver: QObject, event: QKeyEvent) -> bool:
        now, strokes = self._stamp(event), self._burst.strokes
        if self._burst.keys and now - self._last > strokes.gap:
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
        if character and self._burst.strokes.typed_before(character, now):
            self.settle()
        self._hold(_Held(receiver, event.clone(), now), character)
        return True

    def _release(self, receiver: QObject, event: QKeyEvent) -> bool:
        if any(held.event.key() == event.key() for held in self._burst.keys):
            self._burst.keys.append(_Held(receiver, event.clone(), self._stamp(event)))
            return True
        if event.key() in self._eaten and not event.isAutoRepeat():
            self._eaten.discard(event.key())
            return True
        return False

    def _enter(self, event: QKeyEvent, now: int) -> bool:
        """Ends a scan; the second half of a scanner's CR LF is dropped."""
        noted = self._noted_scans.pop(now, None)
        if not noted and not self._burst.keys and now - self._scan_end <= GAP_MS:
            self._eaten.add(event.key())
            return True
        scan = noted or (self._burst.strokes.scan() if self._burst.strokes else None)
        if scan is None:
            self.settle()
            return False
        keys, self._scan_end = self._take_burst().keys, now
        self._eaten |= {event.key()} | _still_down([key for key in keys if key.at >= scan.at])
        self._hand_on([key for key in keys if key.at < scan.at])
        self._put_back(scan)
        self.scanned.emit(scan.text)
        return True

    def _input_method(self, receiver: QWidget, event: QEvent) -> bool:
        """What an input method says of a scan after its Enter is taken out at once."""
        if self._late is None:
            self._remember(receiver)
            return False
        self._handing_on = True
        QCoreApplication.sendEvent(receiver, event)
        self._handing_on = False
        self._late.put_back()
        return True

    def _remember(self, receiver: QWidget) -> None:
        """An input method changes a field, perhaps by a scan."""
        start = self._noted.strokes[0].at if self._noted else 0
        known = self._changed is not None and self._changed.burst == start
        if start and not known and isinstance(receiver, QLineEdit):
            cursor = receiver.cursorPosition()
            self._changed = _Field(receiver, receiver.text(), cursor, start)

    def _put_back(self, scan: Scan) -> None:
        """Takes out of a field what an input method made of a scan."""
        changed, self._changed = self._changed, None
        if changed is not None and changed.burst <= scan.at:
            self._late = changed
            changed.put_back()
            QGuiApplication.inputMethod().reset()

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

    def _hold(self, key: _Held, character: str) -> None:
        self._burst.keys.append(key)
        if character:
            self._burst.strokes.add(character, key.at)
        self._second_look.stop()
        self._pause.start(self._burst.strokes.gap)

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
