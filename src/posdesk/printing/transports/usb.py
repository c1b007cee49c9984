"""A USB printer reached through libusb, where no driver of the system offers it.

Nothing is assumed about endpoints: the descriptors of the device say which they are.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import Any

import usb.core  # type: ignore[import-untyped] # pyusb has no types
import usb.util  # type: ignore[import-untyped]

from posdesk.printing.link import CannotOpen, LinkLost

PRINTER_CLASS = 7
_VENDOR_CLASS = 255
"""Some cheap printers call themselves vendor specific."""
_BULK = 2
_READ_BYTES = 512


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a device's printer is: interface number, bulk addresses; ``source`` 0 = none."""

    interface: int
    sink: int
    source: int


def find_endpoints(configuration: Any) -> Endpoints | None:  # noqa: ANN401 - pyusb has no types
    """The bulk endpoints of the first printer interface, else of a vendor specific one."""
    for wanted in (PRINTER_CLASS, _VENDOR_CLASS):
        for interface in configuration:
            if interface.bInterfaceClass == wanted and (found := _bulk(interface)):
                return found
    return None


def _bulk(interface: Any) -> Endpoints | None:  # noqa: ANN401
    bulk = [end.bEndpointAddress for end in interface if end.bmAttributes & 3 == _BULK]
    sinks = [address for address in bulk if not address & 0x80]
    sources = [address for address in bulk if address & 0x80]
    if not sinks:
        return None
    return Endpoints(interface.bInterfaceNumber, sinks[0], sources[0] if sources else 0)


class UsbLink:
    """A claimed interface of a device; the system's own driver gets it back at the end."""

    def __init__(self, device: Any) -> None:  # noqa: ANN401
        """Claims the printer interface of a pyusb device.

        Raises:
            CannotOpen: ``no_device`` if it has no such interface, ``no_permission`` or ``busy``.
        """
        self._device = device
        try:
            ends = find_endpoints(_configuration(device))
            if ends is None:
                raise CannotOpen("no_device")
            self._ends = ends
            self._had_driver = _detach(device, ends.interface)
            usb.util.claim_interface(device, ends.interface)
        except usb.core.USBError as error:
            raise CannotOpen.because(error) from None

    @property
    def two_way(self) -> bool:
        """Whether the device has a way back."""
        return bool(self._ends.source)

    def write(self, data: bytes, timeout_s: float) -> int:
        """See :class:`~posdesk.printing.link.Link`."""
        try:
            return int(self._device.write(self._ends.sink, data, _milliseconds(timeout_s)))
        except usb.core.USBTimeoutError:
            return 0
        except usb.core.USBError:
            raise LinkLost(perhaps=len(data)) from None

    def flush(self, timeout_s: float) -> bool:  # noqa: ARG002 - a bulk write ends when it is out
        """See :class:`~posdesk.printing.link.Link`."""
        return True

    def read(self, timeout_s: float) -> bytes:
        """See :class:`~posdesk.printing.link.Link`."""
        try:
            said = self._device.read(self._ends.source, _READ_BYTES, _milliseconds(timeout_s))
        except usb.core.USBTimeoutError:
            return b""
        except usb.core.USBError:
            raise LinkLost from None
        return bytes(said)

    def close(self, *, abort: bool = False) -> None:  # noqa: ARG002 - nothing waits on this side
        """See :class:`~posdesk.printing.link.Link`."""
        try:
            usb.util.release_interface(self._device, self._ends.interface)
            if self._had_driver:
                self._device.attach_kernel_driver(self._ends.interface)
        except usb.core.USBError:
            pass  # unplugged: nothing to give back
        usb.util.dispose_resources(self._device)


def open_usb(vendor: int, product: int) -> UsbLink:
    """Opens the first device with these ids.

    Raises:
        CannotOpen: ``no_device``, ``no_permission``, ``busy``, or ``no_usb`` without libusb.
    """
    try:
        device = usb.core.find(idVendor=vendor, idProduct=product)
    except usb.core.NoBackendError:
        raise CannotOpen("no_usb") from None
    except usb.core.USBError as error:
        raise CannotOpen.because(error) from None
    if device is None:
        raise CannotOpen("no_device")
    return UsbLink(device)


def _configuration(device: Any) -> Any:  # noqa: ANN401
    """The active configuration; one is chosen only if none is (choosing again resets a device)."""
    try:
        return device.get_active_configuration()
    except usb.core.USBError as error:
        if error.errno in (errno.EACCES, errno.EBUSY, errno.ENODEV):
            raise
        device.set_configuration()
        return device.get_active_configuration()


def _detach(device: Any, interface: int) -> bool:  # noqa: ANN401
    """Takes the interface from the system's driver; False if none had it."""
    try:
        if not device.is_kernel_driver_active(interface):
            return False
    except NotImplementedError:  # Windows and macOS have no such thing
        return False
    device.detach_kernel_driver(interface)
    return True


def _milliseconds(seconds: float) -> int:
    """At least 1: libusb takes 0 for "wait for ever"."""
    return max(1, int(seconds * 1000))
