"""The :class:`~posdesk.services.ports.printing.ReceiptRenderer` of this package.

Each method brings in what it needs: a sale rung up on the command line draws nothing and must
not wait for Qt to load.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from posdesk.domain.receipt import ReceiptDocument


class Renderer:
    """Turns documents into files; keeps nothing."""

    def ready(self) -> None:
        """See the protocol."""
        from posdesk.printing.fonts import ensure_gui

        ensure_gui()

    def text(self, document: ReceiptDocument, width: int) -> str:
        """See the protocol."""
        from posdesk.printing.text import plain

        return plain(document, width)

    def png(self, document: ReceiptDocument, width: int) -> bytes:
        """See the protocol."""
        from posdesk.printing import raster

        return raster.png(raster.rasterize(document, width))

    def pdf(self, document: ReceiptDocument, width: int) -> bytes:
        """See the protocol."""
        from posdesk.printing.pdf import pdf

        return pdf(document, width)

    def escpos(self, document: ReceiptDocument, width: int) -> bytes:
        """See the protocol."""
        from posdesk.printing import escpos, raster

        return escpos.page(raster.rasterize(document, width), cutter=True)
