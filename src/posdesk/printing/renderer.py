"""The :class:`~posdesk.services.ports.printing.ReceiptRenderer` of this package."""

from __future__ import annotations

from posdesk.domain.receipt import ReceiptDocument
from posdesk.printing import escpos, raster
from posdesk.printing.fonts import ensure_gui
from posdesk.printing.pdf import pdf
from posdesk.printing.text import plain


class Renderer:
    """Turns documents into files; keeps nothing."""

    def ready(self) -> None:
        """See the protocol."""
        ensure_gui()

    def text(self, document: ReceiptDocument, width: int) -> str:
        """See the protocol."""
        return plain(document, width)

    def png(self, document: ReceiptDocument, width: int) -> bytes:
        """See the protocol."""
        return raster.png(raster.rasterize(document, width))

    def pdf(self, document: ReceiptDocument, width: int) -> bytes:
        """See the protocol."""
        return pdf(document, width)

    def escpos(self, document: ReceiptDocument, width: int) -> bytes:
        """See the protocol."""
        return escpos.page(raster.rasterize(document, width), cutter=True)
