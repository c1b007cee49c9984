"""The Windows spooler through its own library.

Not run so far: written from Microsoft's reference of ``winspool.drv``; nobody has tried it on a
Windows machine.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from posdesk.printing.link import CannotOpen

_LOCAL_AND_CONNECTED = 0x2 | 0x4


class _DocInfo(ctypes.Structure):
    _fields_ = (
        ("name", wintypes.LPWSTR),
        ("output", wintypes.LPWSTR),
        ("datatype", wintypes.LPWSTR),
    )


class _PrinterInfo4(ctypes.Structure):
    _fields_ = (
        ("name", wintypes.LPWSTR),
        ("server", wintypes.LPWSTR),
        ("attributes", wintypes.DWORD),
    )


def submit(queue: str, job: bytes) -> None:
    """Gives a job to a printer of the spooler as RAW; success means spooled, not printed.

    Raises:
        CannotOpen: ``no_queue`` if the spooler refuses.
    """
    spooler = _spooler()
    handle = wintypes.HANDLE()
    if not spooler.OpenPrinterW(queue, ctypes.byref(handle), None):
        raise CannotOpen("no_queue")
    try:
        _write(spooler, handle, job)
    finally:
        spooler.ClosePrinter(handle)


def queues() -> list[str]:
    """The names of the local and the connected printers."""
    spooler = _spooler()
    size, count = wintypes.DWORD(), wintypes.DWORD()
    both = ctypes.byref(size), ctypes.byref(count)
    spooler.EnumPrintersW(_LOCAL_AND_CONNECTED, None, 4, None, 0, *both)
    buffer = ctypes.create_string_buffer(size.value)
    if not spooler.EnumPrintersW(_LOCAL_AND_CONNECTED, None, 4, buffer, size, *both):
        return []
    found = ctypes.cast(buffer, ctypes.POINTER(_PrinterInfo4))
    return [found[index].name for index in range(count.value)]


def _write(spooler: ctypes.CDLL, handle: wintypes.HANDLE, job: bytes) -> None:
    about = _DocInfo("posdesk", None, "RAW")
    written = wintypes.DWORD()
    if not spooler.StartDocPrinterW(handle, 1, ctypes.byref(about)):
        raise CannotOpen("no_queue")
    whole = spooler.WritePrinter(handle, job, len(job), ctypes.byref(written))
    if not whole or written.value != len(job):
        spooler.AbortPrinter(handle)
        raise CannotOpen("no_queue")
    spooler.EndDocPrinter(handle)


def _spooler() -> ctypes.CDLL:
    if sys.platform == "win32":
        return ctypes.WinDLL("winspool.drv")
    raise CannotOpen("no_spooler")
