"""Where a printer is, as its owner writes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from posdesk.domain.errors import Refused

BAUD = 9600
"""What serial printers are set to when they leave the factory."""


@dataclass(frozen=True, slots=True)
class Tcp:
    """``tcp:HOST:PORT``."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Device:
    """``device:PATH``: a printer's device file, ``/dev/usb/lp0``."""

    path: str


@dataclass(frozen=True, slots=True)
class NewFile:
    """``file:PATH``: a file that is not there yet."""

    path: str


@dataclass(frozen=True, slots=True)
class Usb:
    """``usb:VID:PID``, both in hexadecimal as ``lsusb`` shows them."""

    vendor: int
    product: int


@dataclass(frozen=True, slots=True)
class Serial:
    """``serial:PORT`` or ``serial:PORT@BAUD``; Bluetooth printers come as such a port too."""

    port: str
    baud: int = BAUD


@dataclass(frozen=True, slots=True)
class System:
    """``system:QUEUE``: a print queue of the operating system, taken as raw."""

    queue: str


Address = Tcp | Device | NewFile | Usb | Serial | System


def parse_address(text: str) -> Address:
    """Reads an address.

    Raises:
        Refused: ``bad_printer_address`` with the text.
    """
    scheme, _, rest = text.strip().partition(":")
    address = _read(scheme, rest)
    if address is None:
        raise Refused("bad_printer_address", address=text)
    return address


def _read(scheme: str, rest: str) -> Address | None:
    reader = _READERS.get(scheme)
    return reader(rest) if reader else None


def _tcp(rest: str) -> Tcp | None:
    found = re.fullmatch(r"\[?([\w.:%-]+?)\]?:(\d{1,5})", rest, re.ASCII)
    if not found or not 0 < int(found[2]) < 65536:
        return None
    return Tcp(found[1], int(found[2]))


def _usb(rest: str) -> Usb | None:
    found = re.fullmatch(r"(?:0x)?([0-9a-f]{4}):(?:0x)?([0-9a-f]{4})", rest, re.IGNORECASE)
    return Usb(int(found[1], 16), int(found[2], 16)) if found else None


def _serial(rest: str) -> Serial | None:
    found = re.fullmatch(r"([^@\s]+)(?:@(\d{3,6}))?", rest)
    return Serial(found[1], int(found[2] or BAUD)) if found else None


def _device(rest: str) -> Device | None:
    return Device(rest) if rest.startswith("/") else None


def _file(rest: str) -> NewFile | None:
    return NewFile(rest) if rest else None


def _system(rest: str) -> System | None:
    # A leading dash would be an option to the spooler's own program.
    found = re.fullmatch(r"[^\s/\\#,\-\x00-\x1f][^/\\#,\x00-\x1f]{0,126}", rest)
    return System(rest) if found else None


_READERS: dict[str, Callable[[str], Address | None]] = {
    "tcp": _tcp,
    "device": _device,
    "file": _file,
    "usb": _usb,
    "serial": _serial,
    "system": _system,
}
