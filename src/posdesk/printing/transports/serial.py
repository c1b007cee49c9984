"""A printer on a serial port, or a Bluetooth printer that shows as one."""

from __future__ import annotations

import select
import sys

import serial

from posdesk.printing.link import CannotOpen, LinkLost, drained

_PIECE = 256
"""A timed-out write does not say how much left; little is in doubt this way."""


class SerialLink:
    """An open port, 8 bits, no parity, one stop bit."""

    two_way = True

    def __init__(self, port: str, baud: int) -> None:
        """Opens the port.

        Raises:
            CannotOpen: ``no_device``, ``no_permission`` or ``busy``.
        """
        try:
            self._port = serial.Serial(
                port, baud, timeout=0, write_timeout=0, exclusive=_exclusive()
            )
        except (OSError, ValueError) as error:
            raise CannotOpen.because(error) from None

    def write(self, data: bytes, timeout_s: float) -> int:
        """See :class:`~posdesk.printing.link.Link`."""
        if not self._ready(timeout_s):
            return 0
        piece = data[:_PIECE]
        try:
            self._port.write_timeout = timeout_s
            return self._port.write(piece) or 0
        except serial.SerialTimeoutException:
            raise LinkLost("stalled", perhaps=len(piece)) from None
        except OSError:
            raise LinkLost(perhaps=len(piece)) from None

    def flush(self, timeout_s: float) -> bool:
        """Waits for the port's buffer to empty; pyserial's own flush has no end."""
        return drained(lambda: self._port.out_waiting, timeout_s)

    def read(self, timeout_s: float) -> bytes:
        """See :class:`~posdesk.printing.link.Link`."""
        try:
            self._port.timeout = timeout_s
            return self._port.read(1) + self._port.read(self._port.in_waiting)
        except OSError:
            raise LinkLost from None

    def close(self, *, abort: bool = False) -> None:
        """See :class:`~posdesk.printing.link.Link`; bytes left behind would block the close."""
        if abort:
            self._port.reset_output_buffer()
        self._port.close()

    def _ready(self, timeout_s: float) -> bool:
        """Whether the port takes bytes; pyserial spins on a full one, so it is asked first."""
        if sys.platform == "win32":
            return True
        return bool(select.select([], [self._port.fileno()], [], timeout_s)[1])


def _exclusive() -> bool | None:
    """Two programs on one port mix their bytes; Windows never lets them."""
    return None if sys.platform == "win32" else True
