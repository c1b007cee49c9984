"""Lucide icons (ISC), drawn in any colour."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

IconName = Literal[
    "archive-restore", "arrow-left", "arrow-right", "banknote", "chart-column-big", "check",
    "chevron-down", "chevron-up",
    "circle-alert", "circle-help", "clock", "credit-card", "delete", "history", "info",
    "keyboard", "minus", "moon", "notebook-pen", "package", "package-plus", "pause", "pencil",
    "percent", "plus", "printer", "qr-code", "receipt-text", "search", "settings",
    "shopping-cart", "star", "sticky-note", "trash-2", "triangle-alert", "truck", "undo-2", "user",
    "users", "x",
]  # fmt: skip
"""The icons in ``resources/icons``; a test compares the two."""


@cache
def _source(name: IconName) -> str:
    return (files("posdesk") / "resources" / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def pixmap(name: IconName, ink: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon in ``ink``, ``size`` px square, sharp on a screen with ``ratio`` dots a px."""
    dots = round(size * ratio)
    image = QPixmap(dots, dots)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing = _source(name).replace("currentColor", ink).encode()
    QSvgRenderer(drawing).render(painter, QRectF(0, 0, dots, dots))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
