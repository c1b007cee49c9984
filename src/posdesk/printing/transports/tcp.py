"""A printer in the network: raw bytes to its port, 9100 as a rule."""

from __future__ import annotations

import array
import select
import socket
import struct
import sys

from posdesk.printing.link import CannotOpen, LinkLost, drained

CONNECT_S = 2.0
"""A printer in the shop's own network accepts within milliseconds; it is off or busy after this."""
_SEND_BUFFER = 8192
"""Little waits on our side, so that progress here is progress at the printer."""
_RESET = struct.pack("ii", 1, 0)


class TcpLink:
    """One connection; printers take one at a time, so it lives for one job."""

    two_way = True

    def __init__(self, host: str, port: int) -> None:
        """Connects.

        Raises:
            CannotOpen: ``refused`` or ``unreachable``.
        """
        try:
            self._socket = socket.create_connection((host, port), CONNECT_S)
        except (OSError, UnicodeError) as error:  # a host name may not even be encodable
            raise CannotOpen.because(error) from None
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        # Else the end of a page waits for an answer to what was sent before it, 40 ms or more.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setblocking(False)

    def write(self, data: bytes, timeout_s: float) -> int:
        """See :class:`~posdesk.printing.link.Link`."""
        if not select.select([], [self._socket], [], timeout_s)[1]:
            return 0
        try:
            return self._socket.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            raise LinkLost from None

    def flush(self, timeout_s: float) -> bool:
        """Waits for the printer's side to take what the kernel holds, where the kernel tells.

        Closing with bytes still here would lose them if the printer talks meanwhile: the kernel
        answers talk to a closed socket with a reset.
        """
        return drained(self._unsent, timeout_s)

    def read(self, timeout_s: float) -> bytes:
        """See :class:`~posdesk.printing.link.Link`."""
        if not select.select([self._socket], [], [], timeout_s)[0]:
            return b""
        try:
            said = self._socket.recv(256)
        except OSError:
            raise LinkLost from None
        if not said:
            raise LinkLost
        return said

    def close(self, *, abort: bool = False) -> None:
        """See :class:`~posdesk.printing.link.Link`."""
        if abort:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._socket.close()

    def _unsent(self) -> int:
        if sys.platform != "linux":
            return 0
        import fcntl  # noqa: PLC0415 - Windows has neither
        import termios  # noqa: PLC0415

        waiting = array.array("i", [0])
        fcntl.ioctl(self._socket, termios.TIOCOUTQ, waiting)
        return waiting[0]
