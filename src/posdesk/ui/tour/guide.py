"""Plays the day and leaves its pictures, papers and page in a folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from posdesk.runtime.clock import Clock
from posdesk.runtime.i18n import _
from posdesk.services.shop import Shop
from posdesk.ui.tour.album import Seen, page
from posdesk.ui.tour.day import SCENES, Scene
from posdesk.ui.tour.stage import Stage
from posdesk.ui.viewmodels.day_papers import DOTS, write_file

Z_REPORT = "z-report.pdf"


def play(app: QApplication, shop: Shop, clock: Clock, out: Path, language: str) -> None:
    """Plays the day on a new shop with sample goods.

    Leaves ``NAME.png`` of each scene, ``receipt-NUMBER.png``, ``z-report.pdf`` and ``index.html``.

    Raises:
        Trouble: ``cannot_write``.
    """
    shop.settings.set(shop.actor, {"receipt.language": language})
    write_file(out / "index.html", b"")  # before the day, whether the folder can be written
    with tempfile.TemporaryDirectory() as papers:
        stage = Stage(app, shop, clock, Path(papers))
        try:
            scenes = [_look(stage, scene, out) for scene in SCENES]
        finally:
            stage.leave()
        [z_report] = Path(papers).glob("Z-*.pdf")
        write_file(out / Z_REPORT, z_report.read_bytes())
    receipts = [_receipt(shop, row.number, out) for row in reversed(shop.receipts.find("", 100))]
    made = page(shop.settings.all()["shop.name"], language, scenes, receipts, Z_REPORT)
    write_file(out / "index.html", made.encode())


def _look(stage: Stage, scene: Scene, out: Path) -> Seen:
    scene.play(stage)
    path = out / f"{scene.name}.png"
    stage.shoot(path, scene.of(stage))
    return Seen(_(scene.title), _(scene.words), path.read_bytes())


def _receipt(shop: Shop, number: str, out: Path) -> Seen:
    png = shop.renderer.png(shop.documents.receipt(number), DOTS)
    write_file(out / f"receipt-{number}.png", png)
    return Seen(number, "", png)
