"""The pictures of the goods on the tiles: read and decoded off the window's thread, kept small."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import cast
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap

from posdesk.domain.errors import Refused, Trouble
from posdesk.services.shop import Shop
from posdesk.ui.tasks import Tasks
from posdesk.ui.widgets.tiles import TileGrid

WIDE, HIGH = 280, 100
"""Of a kept picture, px: a tile's block at 1366 px, and sharp enough at 150 %."""
KEPT = 300
"""So many goods' pictures are kept, about 110 kB each at most."""


class PhotoShelf(QObject):
    """Gives the tiles in view their pictures as soon as they are there."""

    def __init__(
        self, shop: Shop, tasks: Tasks, grid: TileGrid, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shop, self._tasks, self._grid = shop, tasks, grid
        self._kept: OrderedDict[UUID, QPixmap | None] = OrderedDict()
        self._wanted: dict[UUID, None] = {}
        self._asked = 0
        # All tiles of one paint are asked for together.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        grid.picture_of = self.picture_of

    def picture_of(self, key: Hashable) -> QPixmap | None:
        """The picture of a tile's goods, if it is there; else it is asked for."""
        product_id = cast("tuple[UUID, UUID]", key)[0]
        if product_id in self._kept:
            self._kept.move_to_end(product_id)
            return self._kept[product_id]
        self._wanted[product_id] = None
        self._soon.start()
        return None

    def forget(self) -> None:
        """Goods may have other pictures now."""
        self._asked += 1
        self._kept.clear()
        self._grid.viewport().update()

    def _ask(self) -> None:
        wanted, self._wanted = tuple(self._wanted), {}
        ticket, shop = self._asked, self._shop

        def job() -> dict[UUID, QImage]:
            found = shop.catalogue.pictures(wanted)
            return {product_id: _small(content) for product_id, content in found.items()}

        def done(images: dict[UUID, QImage]) -> None:
            if ticket == self._asked:
                self._keep(wanted, images)

        self._tasks.read(self, job, done, _leave)

    def _keep(self, wanted: tuple[UUID, ...], images: dict[UUID, QImage]) -> None:
        for product_id in wanted:
            image = images.get(product_id)
            there = image is not None and not image.isNull()
            self._kept[product_id] = QPixmap.fromImage(image) if image and there else None
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if images:
            self._grid.viewport().update()


def _small(content: bytes) -> QImage:
    """The middle of a picture, as wide as a tile. Runs off the window's thread."""
    fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    smooth = Qt.TransformationMode.SmoothTransformation
    image = QImage.fromData(content).scaled(WIDE, HIGH, fill, smooth)
    return image.copy((image.width() - WIDE) // 2, (image.height() - HIGH) // 2, WIDE, HIGH)


def _leave(_error: Refused | Trouble) -> None:
    """A tile without its picture is a tile with letters: nothing to say."""
