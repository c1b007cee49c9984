"""What the services need to draw labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from posdesk.domain.label import Label, LabelRun, LabelSheet


@dataclass(frozen=True, slots=True)
class Drawn:
    """A label as it will come out.

    Attributes:
        png: the label, or the first sheet.
        no_bars: codes of barcode labels that stand in figures only: there is no room for bars
            that a scanner could read.
    """

    png: bytes
    no_bars: tuple[str, ...]


class LabelRenderer(Protocol):
    """Labels in every form but paper."""

    def label_png(self, label: Label, width: int) -> Drawn:
        """A label on a roll of 384, 512 or 576 dots."""

    def sheet_png(self, runs: Sequence[LabelRun], sheet: LabelSheet, first: int) -> Drawn:
        """The first sheet, begun at its place ``first``.

        Raises:
            Refused: ``label_place``.
        """

    def sheets_pdf(
        self, title: str, runs: Sequence[LabelRun], sheet: LabelSheet, first: int
    ) -> bytes:
        """All sheets as a PDF.

        Raises:
            Refused: ``label_place``.
        """
