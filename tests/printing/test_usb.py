"""The logic around USB, with a stand-in for the device: no USB printer was at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import usb.core  # type: ignore[import-untyped] # pyusb has no types

from posdesk.printing import delivery, escpos
from posdesk.printing.link import CannotOpen
from posdesk.printing.printer import EscPosPrinter
from posdesk.printing.transports.usb import Endpoints, UsbLink, find_endpoints
from posdesk.services.ports.printing import JobState, Outcome, PrinterStatus

from .samples import printer, receipt

BULK, INTERRUPT = 2, 3


@dataclass
class End:
    bEndpointAddress: int  # noqa: N815 - the standard's names
    bmAttributes: int = BULK  # noqa: N815


@dataclass
class Interface:
    bInterfaceNumber: int  # noqa: N815
    bInterfaceClass: int  # noqa: N815
    ends: list[End]

    def __iter__(self) -> Iterator[End]:
        return iter(self.ends)


def slow() -> usb.core.USBTimeoutError:
    return usb.core.USBTimeoutError("timeout", -7, 110)


class Context:
    """The part of pyusb that claims interfaces for a device."""

    def managed_claim_interface(self, device: Gadget, interface: int) -> None:
        if device.fault:
            raise device.fault
        device.calls.append(f"claim {interface}")

    def managed_release_interface(self, device: Gadget, interface: int) -> None:
        device.calls.append(f"release {interface}")

    def dispose(self, device: Gadget) -> None:
        device.calls.append("dispose")


@dataclass
class Gadget:
    """Answers as pyusb's device does, as far as the link uses it."""

    interfaces: list[Interface]
    configured: bool = True
    drivers: set[int] = field(default_factory=lambda: {0})
    fault: Exception | None = None
    answers: dict[bytes, bytes] = field(default_factory=dict)
    taken: bytearray = field(default_factory=bytearray)
    timeouts: list[int] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    _ctx: Context = field(default_factory=Context)

    def get_active_configuration(self) -> list[Interface]:
        if not self.configured:
            raise usb.core.USBError("Configuration not set")
        return self.interfaces

    def set_configuration(self) -> None:
        self.calls.append("configure")
        self.configured = True

    def is_kernel_driver_active(self, interface: int) -> bool:
        return interface in self.drivers

    def detach_kernel_driver(self, interface: int) -> None:
        self.calls.append(f"detach {interface}")

    def attach_kernel_driver(self, interface: int) -> None:
        self.calls.append(f"attach {interface}")

    def write(self, endpoint: int, data: bytes, timeout: int) -> int:
        assert endpoint == 0x03
        self.timeouts.append(timeout)
        if self.fault:
            raise self.fault
        self.taken += data[:700]
        return len(data[:700])

    def read(self, endpoint: int, size: int, timeout: int) -> bytes:
        assert endpoint == 0x81
        self.timeouts.append(timeout)
        answer = self.answers.pop(bytes(self.taken[-3:]), b"")
        if not answer:
            raise slow()
        return answer[:size]


def talking() -> Gadget:
    asked = (escpos.ASK_PRINTER, escpos.ASK_CAUSE, escpos.ASK_PAPER)
    return usual(answers={**dict.fromkeys(asked, b"\x12"), escpos.ASK_DONE: b"\x00"})


def usual(
    *,
    answers: dict[bytes, bytes] | None = None,
    configured: bool = True,
    fault: Exception | None = None,
) -> Gadget:
    ends = [End(0x81), End(0x03)]
    return Gadget([Interface(0, 7, ends)], configured, fault=fault, answers=answers or {})


@pytest.mark.parametrize(
    ("interfaces", "ends"),
    [
        ([Interface(0, 7, [End(0x82), End(0x01)])], Endpoints(0, 0x01, 0x82)),
        ([Interface(0, 3, [End(0x81)]), Interface(2, 7, [End(0x02)])], Endpoints(2, 0x02, 0)),
        (
            [Interface(0, 255, [End(0x04), End(0x85)]), Interface(1, 7, [End(0x01)])],
            Endpoints(1, 0x01, 0),
        ),
        ([Interface(0, 255, [End(0x04), End(0x85)])], Endpoints(0, 0x04, 0x85)),
        ([Interface(0, 7, [End(0x81, INTERRUPT), End(0x02)])], Endpoints(0, 0x02, 0)),
        ([Interface(0, 7, [End(0x81)])], None),
        ([Interface(0, 8, [End(0x81), End(0x02)])], None),
        ([], None),
    ],
)
def test_the_descriptors_say_where_to_write(
    interfaces: list[Interface], ends: Endpoints | None
) -> None:
    assert find_endpoints(interfaces) == ends


def test_a_page_goes_through_in_pieces_and_the_driver_gets_its_printer_back() -> None:
    gadget = talking()
    link = UsbLink(gadget)
    outcome = delivery.deliver(link, bytes(5000), paper_mm=0, answers=True)
    link.close()
    assert outcome == Outcome(JobState.CONFIRMED, None, 5000, PrinterStatus(online=True))
    assert gadget.taken[9:-3] == bytes(5000)
    assert gadget.calls == ["detach 0", "claim 0", "release 0", "attach 0", "dispose"]


def test_no_wait_is_for_ever() -> None:
    gadget = talking()
    delivery.deliver(UsbLink(gadget), bytes(5000), paper_mm=0, answers=True)
    assert min(gadget.timeouts) >= 1


def test_a_device_is_configured_only_if_it_is_not() -> None:
    gadget = usual(configured=False)
    UsbLink(gadget)
    assert gadget.calls == ["configure", "detach 0", "claim 0"]


def test_a_printer_without_a_way_back_is_not_asked() -> None:
    gadget = Gadget([Interface(1, 7, [End(0x03)])])
    outcome = delivery.deliver(UsbLink(gadget), bytes(50), paper_mm=0, answers=None)
    assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "cannot_answer")
    assert gadget.taken == bytes(50)
    assert gadget.calls == ["claim 1"], "no driver had it"


def test_a_printer_that_takes_nothing_had_nothing() -> None:
    gadget = usual()
    link = UsbLink(gadget)
    gadget.fault = slow()
    outcome = delivery.deliver(link, bytes(50), paper_mm=0, answers=False)
    assert outcome == Outcome(JobState.FAILED, "stalled")


def test_of_a_broken_transfer_nobody_knows() -> None:
    gadget = usual()
    link = UsbLink(gadget)
    gadget.fault = usb.core.USBError("No such device", -4, 19)
    outcome = delivery.deliver(link, bytes(50), paper_mm=0, answers=False)
    assert (outcome.state, outcome.cause) == (JobState.UNCONFIRMED, "link_lost")


@pytest.mark.parametrize(
    ("number", "cause"), [(13, "no_permission"), (16, "busy"), (19, "no_device")]
)
def test_why_it_does_not_open(number: int, cause: str) -> None:
    with pytest.raises(CannotOpen) as why:
        UsbLink(usual(fault=usb.core.USBError("claim", -1, number)))
    assert why.value.cause == cause


def test_a_keyboard_is_no_printer() -> None:
    with pytest.raises(CannotOpen) as why:
        UsbLink(Gadget([Interface(0, 3, [End(0x81)])]))
    assert why.value.cause == "no_device"


def test_an_id_that_is_not_there() -> None:
    outcome = EscPosPrinter(printer("usb:ffff:fffe")).print(receipt())
    assert outcome.state is JobState.FAILED
    assert outcome.cause in {"no_device", "no_usb"}
