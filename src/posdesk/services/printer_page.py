"""The test page: shows at a glance what has to be right before the first receipt."""

from __future__ import annotations

from collections.abc import Iterator

from posdesk.domain.receipt import Align, Block, Qr, ReceiptDocument, Row, Rule, Ruler, Size, Text
from posdesk.runtime.i18n import Translator, translator
from posdesk.services.ports.printing import PrinterConfig, PrinterStatus

LETTERS = "Ế Ộ Ữ Ẵ Ẩ Ặ Ỷ Ợ Đ ế ộ ữ ẵ ẩ ặ ỷ ợ đ ₫"
"""Every tone mark, alone and over another mark, on capitals and on small letters."""


def test_page(
    shop: str, language: str, printer: PrinterConfig, status: PrinterStatus | None
) -> ReceiptDocument:
    """A page with the width's scale, every mark, a QR code, and what the printer said.

    Args:
        shop: the shop's name, as on receipts.
        language: ``vi`` or ``en``.
        printer: the printer it is for.
        status: what it answered just now, None if nothing.
    """
    _ = translator(language)
    width = _("{dots} dots").format(dots=printer.width_dots)
    blocks: tuple[Block, ...] = (
        Text(shop, Align.CENTER, Size.LARGE, bold=True),
        Text(_("Test page"), Align.CENTER),
        Rule(),
        Row(_("Printer"), printer.name),
        Row(_("Address"), printer.address, size=Size.SMALL),
        Row(_("Paper width"), width),
        Ruler(),
        Text(_("Both ends of the scale must be on the paper; else choose a narrower width.")),
        Rule(dashed=True),
        Text(LETTERS),
        Text(LETTERS, size=Size.SMALL),
        Row(_("Total"), "125.000.000\u00a0₫", bold=True, size=Size.LARGE),
        Rule(dashed=True),
        *(Text(line) for line in _said(status, _)),
        Qr(f"posdesk {printer.width_dots}", _("A phone must be able to read this")),
    )
    return ReceiptDocument(_("Test page"), language, blocks)


def _said(status: PrinterStatus | None, _: Translator) -> Iterator[str]:
    if status is None:
        yield _("The printer says nothing about itself: whether a page came out, you must see.")
        return
    yield _("The printer answers: it says itself when it lacks paper.")
    if status.paper_near_end:
        yield _("The paper is near its end.")
