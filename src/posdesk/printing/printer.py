"""A printer: a configured address that documents, pulses and questions can be sent to."""

from __future__ import annotations

from collections.abc import Callable

from posdesk.domain.errors import Trouble
from posdesk.domain.label import LabelRun
from posdesk.domain.receipt import ReceiptDocument
from posdesk.printing import escpos
from posdesk.printing.address import Device, NewFile, Serial, System, Tcp, Usb, parse_address
from posdesk.printing.delivery import ask_status, deliver, pulse
from posdesk.printing.fonts import measure
from posdesk.printing.labels import on_roll
from posdesk.printing.layout import DOTS_PER_MM
from posdesk.printing.link import CannotOpen, Link
from posdesk.printing.raster import Bitmap, draw, rasterize
from posdesk.printing.transports import file, system
from posdesk.printing.transports.device import DeviceLink
from posdesk.printing.transports.serial import SerialLink
from posdesk.printing.transports.tcp import TcpLink
from posdesk.printing.transports.usb import open_usb
from posdesk.services.ports.printing import JobState, Outcome, PrinterConfig, PrinterStatus

_FEED_MM = 17
"""Paper behind each page, to the cutter or the tear bar."""


class EscPosPrinter:
    """The :class:`~posdesk.services.ports.printing.PrinterPort` of an ESC/POS printer."""

    def __init__(self, config: PrinterConfig) -> None:
        """Remembers how it is set up; nothing is opened before it is needed.

        Raises:
            Refused: ``bad_printer_address``.
        """
        self._config = config
        self._address = parse_address(config.address)

    def print(self, document: ReceiptDocument) -> Outcome:
        """Draws a document and sends it."""
        return self._pages(rasterize(document, self._config.width_dots), 1)

    def labels(self, run: LabelRun) -> Outcome:
        """Draws a label and sends it as often as it is wanted."""
        bitmap = draw(on_roll(run.label, self._config.width_dots, measure))
        return self._pages(bitmap, run.count)

    def pulse(self) -> Outcome:
        """Sends the drawer's pulse alone."""
        job = escpos.pulse()
        return self._send(job, lambda link: pulse(link, job, answers=self._config.answers))

    def status(self) -> PrinterStatus | None:
        """Asks the printer; a file and a queue of the system never answer."""
        if isinstance(self._address, NewFile | System):
            return None
        try:
            link = open_link(self._address)
        except CannotOpen as why:
            raise Trouble(f"printer_{why.cause}", printer=self._config.name) from None
        try:
            return ask_status(link)
        finally:
            link.close()

    def _pages(self, bitmap: Bitmap, count: int) -> Outcome:
        job = escpos.pages(bitmap, count, cutter=self._config.has_cutter)
        paper_mm = count * (bitmap.height // DOTS_PER_MM + _FEED_MM)
        answers = self._config.answers
        return self._send(job, lambda link: deliver(link, job, paper_mm=paper_mm, answers=answers))

    def _send(self, job: bytes, talk: Callable[[Link], Outcome]) -> Outcome:
        try:
            match self._address:
                case NewFile(path):
                    return file.write_new(path, job)
                case System(queue):
                    return system.submit(queue, job)
                case address:
                    return _talk(open_link(address), talk)
        except CannotOpen as why:
            return Outcome(JobState.FAILED, why.cause)


def open_link(address: Tcp | Device | Serial | Usb) -> Link:
    """Opens the way to a printer that can talk back.

    Raises:
        CannotOpen: the printer was not reached.
    """
    match address:
        case Tcp(host, port):
            return TcpLink(host, port)
        case Device(path):
            return DeviceLink(path)
        case Serial(port, baud):
            return SerialLink(port, baud)
        case Usb(vendor, product):
            return open_usb(vendor, product)


def _talk(link: Link, talk: Callable[[Link], Outcome]) -> Outcome:
    """Runs a job over a link; what is stuck on this side must not come out later."""
    abort = True
    try:
        outcome = talk(link)
        abort = outcome.cause == "stalled"
    finally:
        link.close(abort=abort)
    return outcome
