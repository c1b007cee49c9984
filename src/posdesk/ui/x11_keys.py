"""Keys as the X server sends them, before an input method takes them.

With ibus and a Vietnamese engine a scan never reaches Qt as keys: all of it, digits too, becomes
text of the input method (measured with ibus-unikey 0.7.0, PySide6 6.11).
"""

from __future__ import annotations

import ctypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtGui import QGuiApplication

from posdesk.ui.scanner import Scanner

_KEY_PRESS, _SHIFT = 2, 1


class _KeyPress(ctypes.Structure):
    """``xcb_key_press_event_t`` up to the state of the modifiers (X11 protocol, KeyPress)."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("detail", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("time", ctypes.c_uint32),
        ("windows", ctypes.c_uint32 * 3),
        ("places", ctypes.c_int16 * 4),
        ("state", ctypes.c_uint16),
    )


class X11Keys(QAbstractNativeEventFilter):
    """Tells the scanner's filter of each key; changes nothing."""

    def __init__(self, scanner: Scanner) -> None:
        super().__init__()
        self._scanner = scanner

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Looks at the events of X11 that are keys."""
        if kind == b"xcb_generic_event_t":
            event = _KeyPress.from_address(int(message))
            if event.response_type & 0x7F == _KEY_PRESS:
                shift = bool(event.state & _SHIFT)
                self._scanner.note(event.detail, shift=shift, at=event.time)
        return False, 0


def watch(scanner: Scanner) -> X11Keys | None:
    """Begins to watch where there is X11; the filter lives as long as what is returned."""
    app = QGuiApplication.instance()
    if app is None or QGuiApplication.platformName() != "xcb":
        return None
    keys = X11Keys(scanner)
    app.installNativeEventFilter(keys)
    return keys
