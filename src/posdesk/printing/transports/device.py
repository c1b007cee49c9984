"""A printer behind a device file: ``/dev/usb/lp0`` of Linux's own printer driver."""

from __future__ import annotations

import os
import select
import stat

from posdesk.printing.link import CannotOpen, LinkLost


class DeviceLink:
    """An open device file, read and written without blocking."""

    two_way = True

    def __init__(self, path: str) -> None:
        """Opens it.

        Raises:
            CannotOpen: ``no_device``, ``no_permission`` or ``busy``; a common file is no device.
        """
        # Windows has no such files and no such flags.
        flags = os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
        try:
            self._fd = os.open(path, flags)
        except OSError as error:
            raise CannotOpen.because(error) from None
        if not stat.S_ISCHR(os.fstat(self._fd).st_mode):
            os.close(self._fd)
            raise CannotOpen("no_device")

    def write(self, data: bytes, timeout_s: float) -> int:
        """See :class:`~posdesk.printing.link.Link`."""
        if not select.select([], [self._fd], [], timeout_s)[1]:
            return 0
        try:
            return os.write(self._fd, data)
        except BlockingIOError:
            return 0
        except OSError:
            raise LinkLost from None

    def flush(self, timeout_s: float) -> bool:
        """Waits until the driver takes more; closing earlier would cancel its last transfer."""
        return bool(select.select([], [self._fd], [], timeout_s)[1])

    def read(self, timeout_s: float) -> bytes:
        """See :class:`~posdesk.printing.link.Link`."""
        if not select.select([self._fd], [], [], timeout_s)[0]:
            return b""
        try:
            return os.read(self._fd, 256)
        except BlockingIOError:
            return b""
        except OSError:
            raise LinkLost from None

    def close(self, *, abort: bool = False) -> None:  # noqa: ARG002 - closing always cancels here
        """See :class:`~posdesk.printing.link.Link`."""
        os.close(self._fd)
