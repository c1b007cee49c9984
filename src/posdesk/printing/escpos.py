"""The bytes of ESC/POS: a page is a picture and nothing else.

No text command is ever sent, so no product name can carry a command. Commands and status bits
are those of Epson's published ESC/POS reference, which the makers sold in Vietnam follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from posdesk.printing.raster import Bitmap
from posdesk.services.ports.printing import PrinterStatus

_INIT = b"\x1b@"
_RASTER = b"\x1dv0\x00"
_FEED_4_LINES = b"\x1bd\x04"
"""About 17 mm: the last row clears the tear bar of a printer without a cutter."""
_FEED_AND_CUT = b"\x1dVB\x00"
_PULSE_PIN_2 = b"\x1bp\x00\x32\x32"
"""100 ms on, 100 ms off: what the drawers of the trade are built for."""

ASK_DONE = b"\x1dr\x01"
"""Answered in its turn: only after all before it was taken."""
ASK_PRINTER, ASK_CAUSE, ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
"""Answered at once, even by a printer that is offline."""

BAND_ROWS = 256
"""Cheap printers hold few kilobytes, so a picture goes in bands."""

_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""What some firmwares run even inside a picture: DLE EOT, DLE ENQ and DLE DC4 (drawer!)."""


def page(bitmap: Bitmap, *, cutter: bool) -> bytes:
    """A whole page: the picture in bands, then a cut or enough paper to tear it off."""
    return pages(bitmap, 1, cutter=cutter)


def pages(bitmap: Bitmap, count: int, *, cutter: bool) -> bytes:
    """The same page so many times, each by itself."""
    return _INIT + (_bands(bitmap) + (_FEED_AND_CUT if cutter else _FEED_4_LINES)) * count


def pulse() -> bytes:
    """Opens the drawer on pin 2."""
    return _INIT + _PULSE_PIN_2


def is_status(byte: int) -> bool:
    """Whether a byte can be an answer to DLE EOT: bits 0, 1, 4 and 7 are fixed."""
    return byte & 0b1001_0011 == 0b0001_0010


def is_done(byte: int) -> bool:
    """Whether a byte can be an answer to GS r: bits 4 and 7 are 0 there."""
    return byte & 0b1001_0000 == 0


def answer(heard: bytes, is_answer: Callable[[int], bool]) -> int | None:
    """The first answer in what a printer said; None if there is none yet.

    Printers may report changes unasked (automatic status back): four bytes, of which the last
    three could pass for an answer.
    """
    at = 0
    while at < len(heard):
        if heard[at] & 0b1001_0011 == 0b0001_0000:
            at += 4
        elif is_answer(heard[at]):
            return heard[at]
        else:
            at += 1
    return None


def status(printer: int, cause: int | None, paper: int | None) -> PrinterStatus:
    """Reads the answers to DLE EOT 1, 2 and 4; None where an answer did not come."""
    cause, paper = cause or 0, paper or 0
    return PrinterStatus(
        online=not printer & 0x08,
        cover_open=bool(cause & 0x04),
        paper_out=bool(cause & 0x20 or paper & 0x60),
        paper_near_end=bool(paper & 0x0C),
        cutter_error=bool(cause & 0x40),
    )


def _bands(bitmap: Bitmap) -> bytes:
    stride = bitmap.width // 8
    rows = _harmless(bitmap.rows)
    band = stride * BAND_ROWS
    return b"".join(
        _band(stride, rows[start : start + band]) for start in range(0, len(rows), band)
    )


def _band(stride: int, rows: bytes) -> bytes:
    size = stride.to_bytes(2, "little") + (len(rows) // stride).to_bytes(2, "little")
    return _RASTER + size + rows


def _harmless(rows: bytes) -> bytes:
    """Breaks up real-time commands in a picture by one dot more beside a dot that is there.

    Moving or splitting the picture would only move the risk; 0x10 becoming 0x18 ends it, and an
    eighth of a millimetre in one row is not seen.
    """
    return _REAL_TIME.sub(b"\x18", rows)
