"""Pictures of goods, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from posdesk.domain.access import Actor, Right
from posdesk.domain.product import Photo
from posdesk.services.ports.files import PictureFiles
from posdesk.services.ports.goods_file import GoodsStore


class Photos:
    """The pictures of the shop's goods."""

    def __init__(self, store: GoodsStore, pictures: Callable[[], PictureFiles]) -> None:
        self._store = store
        self._pictures = pictures

    def of(self, product_id: UUID) -> Photo | None:
        """A product's picture."""
        with self._store.read() as reader:
            return reader.photo(product_id)

    def put(self, actor: Actor, product_id: UUID, path: Path) -> Photo:
        """Makes the picture of a file a product's, in place of an earlier one.

        Raises:
            Refused: ``cannot_read``, ``bad_picture``, ``picture_too_large``, ``not_allowed``.
        """
        actor.require(Right.CATALOGUE)
        gate = self._pictures()
        photo = gate.photo(gate.read(path))
        with self._store.write() as work:
            work.put_photo(product_id, photo)
        return photo

    def remove(self, actor: Actor, product_id: UUID) -> None:
        """Takes a product's picture away.

        Raises:
            Refused: ``not_allowed``.
        """
        actor.require(Right.CATALOGUE)
        with self._store.write() as work:
            work.put_photo(product_id, None)
