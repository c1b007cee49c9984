"""The shop's picture for receipts: any PNG or JPEG, made small, black and white."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from posdesk.domain.errors import Refused

LARGEST = QSize(384, 160)
"""Dots: as wide as the narrowest paper, as high as the receipt's layout takes."""

_KEEP = Qt.AspectRatioMode.KeepAspectRatio
_IGNORE = Qt.AspectRatioMode.IgnoreAspectRatio
_SMOOTH = Qt.TransformationMode.SmoothTransformation
_FORMATS = (b"png", b"jpeg", b"jpg")
_MOST_PIXELS = 40_000_000
"""No telephone takes larger pictures; what claims to be larger is an attack on the memory."""


def read_logo(path: Path) -> str:
    """A picture file as the setting ``receipt.logo`` keeps it: a one-bit PNG in base64.

    Drawn anew from its dots, so nothing else of the file comes along (place, camera, names).

    Raises:
        Refused: ``bad_picture``, ``picture_too_large``.
    """
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in _FORMATS:
        raise Refused("bad_picture")
    size = reader.size()
    if size.width() * size.height() > _MOST_PIXELS:
        raise Refused("picture_too_large")
    image = reader.read()
    if image.isNull():
        raise Refused("bad_picture")
    return base64.b64encode(_png(_black_and_white(_on_white(image)))).decode()


def _on_white(image: QImage) -> QImage:
    """Grey on white paper, no larger than a logo may be."""
    fits = image.width() <= LARGEST.width() and image.height() <= LARGEST.height()
    size = image.size() if fits else image.size().scaled(LARGEST, _KEEP)
    small = image.scaled(size.expandedTo(QSize(1, 1)), _IGNORE, _SMOOTH)
    paper = QImage(small.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, small)
    painter.end()
    return paper.convertToFormat(QImage.Format.Format_Grayscale8)


def _black_and_white(grey: QImage) -> QImage:
    """Cut where its dark and its light parts lie furthest apart, so that a pale logo stays."""
    dots = _dots(grey)
    cut = _threshold(dots)
    sharp = bytes(0 if dot <= cut else 255 for dot in dots)
    image = QImage(
        sharp, grey.width(), grey.height(), grey.width(), QImage.Format.Format_Grayscale8
    )
    return image.convertToFormat(QImage.Format.Format_Mono)


def _dots(grey: QImage) -> bytes:
    """A byte a dot, without the padding at the end of each row."""
    raw, step = bytes(grey.constBits()), grey.bytesPerLine()
    return b"".join(raw[row * step : row * step + grey.width()] for row in range(grey.height()))


def _threshold(dots: bytes) -> int:
    """Otsu's threshold: the grey that parts the dots into the two most different groups."""
    counts = [dots.count(grey) for grey in range(256)]
    whole, weighted = len(dots), sum(grey * count for grey, count in enumerate(counts))
    best, best_grey, below, below_weighted = -1.0, 127, 0, 0
    for grey, count in enumerate(counts):
        below += count
        below_weighted += grey * count
        above = whole - below
        if below and above:
            apart = below_weighted / below - (weighted - below_weighted) / above
            if below * above * apart * apart > best:
                best, best_grey = below * above * apart * apart, grey
    return best_grey


def _png(image: QImage) -> bytes:
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs know text only
        raise Refused("bad_picture")
    return bytes(store.data())
