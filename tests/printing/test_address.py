from __future__ import annotations

import pytest

from posdesk.domain.errors import Refused
from posdesk.printing.address import (
    Address,
    Device,
    NewFile,
    Serial,
    System,
    Tcp,
    Usb,
    parse_address,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp:192.168.1.87:9100", Tcp("192.168.1.87", 9100)),
        ("tcp:may-in.local:9100", Tcp("may-in.local", 9100)),
        ("tcp:[fe80::1%eth0]:9100", Tcp("fe80::1%eth0", 9100)),
        ("device:/dev/usb/lp0", Device("/dev/usb/lp0")),
        ("file:out.bin", NewFile("out.bin")),
        ("file:C:\\hoa don\\1.bin", NewFile("C:\\hoa don\\1.bin")),
        ("usb:0416:5011", Usb(0x0416, 0x5011)),
        ("usb:0x04B8:0x0E15", Usb(0x04B8, 0x0E15)),
        ("serial:/dev/ttyUSB0", Serial("/dev/ttyUSB0", 9600)),
        ("serial:COM3@115200", Serial("COM3", 115200)),
        ("system:XP-80C", System("XP-80C")),
        (" system:Máy in quầy ", System("Máy in quầy")),
    ],
)
def test_addresses_as_people_write_them(text: str, address: Address) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "192.168.1.87",
        "tcp:192.168.1.87",
        "tcp:192.168.1.87:0",
        "tcp:192.168.1.87:65536",
        "tcp:a b:9100",
        "device:lp0",
        "file:",
        "usb:416:5011",
        "usb:0416",
        "serial:",
        "serial:COM 3",
        "system:",
        "system:-o",
        "system:a/b",
        "system:a\nb",
        "http://printer",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_address(text)
    assert refused.value.code == "bad_printer_address"
    assert refused.value.params == {"address": text}
