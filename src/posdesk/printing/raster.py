"""A layout as black and white dots: drawn in grey, cut at a threshold, never dithered."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter

from posdesk.domain.receipt import ReceiptDocument
from posdesk.printing.fonts import measure
from posdesk.printing.layout import Layout, lay_out
from posdesk.printing.painting import paint

_THRESHOLD = 170
"""Greys below it become black. Over the middle, so that thin tone marks keep their dots: the one
value, of 145 to 180 in steps of 5, that kept all 134 letters apart in every size used here.
"""
_CUT = bytes(0 if grey < _THRESHOLD else 255 for grey in range(256))
_FLIP = bytes(255 - byte for byte in range(256))
_WHITE, _BLACK = 0xFFFFFFFF, 0xFF000000
_STRIPE = 2048
"""Rows drawn at once: a list of ten thousand goods is 40 m of paper, in grey 200 MB."""


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Dots, 8 a byte, the leftmost in the highest bit; 1 is black. ``width`` divides by 8."""

    width: int
    height: int
    rows: bytes


def rasterize(document: ReceiptDocument, width: int) -> Bitmap:
    """The dots of a document on a paper of ``width`` printable dots (384, 512 or 576)."""
    return draw(lay_out(document, width, measure))


def draw(layout: Layout) -> Bitmap:
    """The dots of a layout whose width divides by 8."""
    tops = range(0, layout.height, _STRIPE)
    return Bitmap(layout.width, layout.height, b"".join(_stripe(layout, top) for top in tops))


def png(bitmap: Bitmap) -> bytes:
    """The dots as a PNG file of one bit a pixel."""
    stride = bitmap.width // 8
    image = QImage(bitmap.rows, bitmap.width, bitmap.height, stride, QImage.Format.Format_Mono)
    image.setColorTable([_WHITE, _BLACK])
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload] # the stubs know text only
        raise RuntimeError("Qt cannot write PNG")
    return bytes(store.data())


def _stripe(layout: Layout, top: int) -> bytes:
    height = min(_STRIPE, layout.height - top)
    grey = QImage(layout.width, height, QImage.Format.Format_Grayscale8)
    grey.fill(Qt.GlobalColor.white)
    painter = QPainter(grey)
    try:
        paint(painter, layout, top, height)
    finally:
        painter.end()
    return _packed(grey)


def _packed(grey: QImage) -> bytes:
    cut = bytes(grey.constBits()).translate(_CUT)
    stride = grey.bytesPerLine()
    sharp = QImage(cut, grey.width(), grey.height(), stride, QImage.Format.Format_Grayscale8)
    mono = sharp.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    bits = _unpadded(bytes(mono.constBits()), mono.bytesPerLine(), grey.width() // 8)
    if mono.color(0) & 0xFFFFFF:  # index 0 is white already
        return bits
    return bits.translate(_FLIP)


def _unpadded(bits: bytes, stride: int, wanted: int) -> bytes:
    """The rows without what Qt adds to make them whole words of four bytes."""
    if stride == wanted:
        return bits
    return b"".join(bits[at : at + wanted] for at in range(0, len(bits), stride))
