"""A printer: a configured address that documents, pulses and questions can be sent to."""

from __future__ import annotations

from posdesk.domain.errors import Trouble
from posdesk.domain.receipt import ReceiptDocument
from posdesk.printing import delivery, escpos
from posdesk.printing.address import Tcp, parse_address
from posdesk.printing.layout import DOTS_PER_MM
from posdesk.printing.link import CannotOpen, Link
from posdesk.printing.raster import rasterize
from posdesk.printing.transports.tcp import TcpLink
from posdesk.services.ports.printing import JobState, Outcome, PrinterConfig, PrinterStatus


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
        bitmap = rasterize(document, self._config.width_dots)
        job = escpos.page(bitmap, cutter=self._config.has_cutter)
        paper_mm = bitmap.height // DOTS_PER_MM
        try:
            link = self._open()
        except CannotOpen as why:
            return Outcome(JobState.FAILED, why.cause)
        outcome = delivery.deliver(link, job, paper_mm=paper_mm, answers=self._config.answers)
        link.close(abort=outcome.cause == "stalled")
        return outcome

    def pulse(self) -> Outcome:
        """Sends the drawer's pulse alone."""
        try:
            link = self._open()
        except CannotOpen as why:
            return Outcome(JobState.FAILED, why.cause)
        outcome = delivery.pulse(link, escpos.pulse(), answers=self._config.answers)
        link.close(abort=outcome.cause == "stalled")
        return outcome

    def status(self) -> PrinterStatus | None:
        """Asks the printer."""
        try:
            link = self._open()
        except CannotOpen as why:
            raise Trouble(f"printer_{why.cause}", printer=self._config.name) from None
        try:
            return delivery.ask_status(link)
        finally:
            link.close()

    def _open(self) -> Link:
        match self._address:
            case Tcp(host, port):
                return TcpLink(host, port)
            case _:
                raise CannotOpen("no_device")
