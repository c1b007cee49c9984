"""What printers seem to be at this computer, to choose from instead of typing an address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import usb.core  # type: ignore[import-untyped] # pyusb has no types
from serial.tools.list_ports import comports

from posdesk.printing.transports.system import queues
from posdesk.printing.transports.usb import PRINTER_CLASS
from posdesk.services.ports.printing import FoundPrinter


class Finder:
    """The :class:`~posdesk.services.ports.printing.PrinterFinder` of this package."""

    def candidates(self) -> list[FoundPrinter]:
        """Device files, USB devices, queues of the system, serial ports."""
        return [*devices(), *usb_devices(), *system_queues(), *serial_ports()]


def devices(folder: Path = Path("/dev/usb")) -> list[FoundPrinter]:
    """The device files of Linux's own printer driver."""
    return [FoundPrinter(f"device:{path}", path.name) for path in sorted(folder.glob("lp*"))]


def usb_devices() -> list[FoundPrinter]:
    """USB devices of the printer class; none without libusb or without the right to look."""
    try:
        found = list(usb.core.find(find_all=True, custom_match=_prints))
    except (usb.core.USBError, usb.core.NoBackendError):
        return []
    return [
        FoundPrinter(f"usb:{device.idVendor:04x}:{device.idProduct:04x}", _label(device))
        for device in found
    ]


def system_queues() -> list[FoundPrinter]:
    """The print queues of the operating system."""
    return [FoundPrinter(f"system:{name}", name) for name in queues()]


def serial_ports() -> list[FoundPrinter]:
    """Serial ports that have a device behind them, Bluetooth ones too."""
    ports = sorted(comports(), key=lambda port: port.device)
    return [FoundPrinter(f"serial:{port.device}", port.description) for port in ports]


def _prints(device: Any) -> bool:  # noqa: ANN401 - pyusb has no types
    return any(interface.bInterfaceClass == PRINTER_CLASS for interface in _interfaces(device))


def _interfaces(device: Any) -> Iterator[Any]:  # noqa: ANN401
    for configuration in device:
        yield from configuration


def _label(device: Any) -> str:  # noqa: ANN401
    """The names the device gives itself; reading them needs the right to open it."""
    try:
        names = [device.manufacturer, device.product]
    except (usb.core.USBError, ValueError):
        names = []
    return " ".join(name for name in names if name) or "USB"
