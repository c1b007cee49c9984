"""The ``ReceiptRenderer`` and ``LabelRenderer`` of this package.

Each method brings in what it needs: a sale rung up on the command line draws nothing and must
not wait for Qt to load.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from posdesk.domain.label import Label, LabelKind, LabelRun, LabelSheet
from posdesk.domain.receipt import ReceiptDocument
from posdesk.services.ports.labels import Drawn

if TYPE_CHECKING:
    from posdesk.printing.layout import Layout


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

    def label_png(self, label: Label, width: int) -> Drawn:
        """See the protocol."""
        from posdesk.printing import labels, raster
        from posdesk.printing.fonts import measure

        layout = labels.on_roll(label, width, measure)
        return Drawn(raster.png(raster.draw(layout)), _unbarred([(label, layout)]))

    def sheet_png(self, runs: Sequence[LabelRun], sheet: LabelSheet, first: int) -> Drawn:
        """See the protocol."""
        from posdesk.printing import labels, raster
        from posdesk.printing.fonts import measure

        pages = labels.on_sheets(runs, sheet, first, measure)
        cells = [(run.label, labels.in_cell(run.label, sheet, measure)) for run in runs]
        return Drawn(raster.png(raster.draw(pages[0])), _unbarred(cells))

    def sheets_pdf(
        self, title: str, runs: Sequence[LabelRun], sheet: LabelSheet, first: int
    ) -> bytes:
        """See the protocol."""
        from posdesk.printing import labels, pdf
        from posdesk.printing.fonts import measure

        return pdf.sheets_pdf(title, labels.on_sheets(runs, sheet, first, measure))


def _unbarred(drawn: Iterable[tuple[Label, Layout]]) -> tuple[str, ...]:
    from posdesk.printing.labels import barred

    return tuple(
        label.barcode
        for label, layout in drawn
        if label.kind is LabelKind.BARCODE and label.barcode and not barred(layout)
    )
