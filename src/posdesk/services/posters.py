"""Pictures for the customer's display while nobody is served: goods, or a folder's pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from posdesk.domain.errors import Refused
from posdesk.services.ports.files import PictureFiles
from posdesk.services.ports.goods_file import GoodsReader, GoodsStore
from posdesk.services.settings import values

MOST = 40


@dataclass(frozen=True, slots=True)
class Poster:
    """A picture to show.

    Attributes:
        of: a product, or a picture's file.
        price: of the product, đồng; None beside a file.
    """

    of: UUID | Path
    words: str = ""
    price: int | None = None


class Posters:
    """What is shown to those who wait; the settings say which."""

    def __init__(self, store: GoodsStore, pictures: Callable[[], PictureFiles]) -> None:
        self._store, self._pictures = store, pictures
        self._made: dict[Path, bytes] = {}

    def all(self) -> tuple[Poster, ...]:
        """At most ``MOST``, what sells best first; empty where nothing is to be shown."""
        self._made.clear()
        with self._store.read() as reader:
            settings = values(reader)
            wanted, folder = settings["display.pictures"], settings["display.folder"]
            if wanted == "goods":
                return _goods(reader)
        if wanted == "folder" and folder:
            return tuple(map(Poster, self._pictures().in_folder(Path(folder), MOST)))
        return ()

    def picture(self, poster: Poster) -> bytes:
        """A JPEG or PNG without anything beside its pixels; empty where it cannot be shown."""
        if isinstance(poster.of, Path):
            if poster.of not in self._made:
                self._made[poster.of] = self._make(poster.of)
            return self._made[poster.of]
        with self._store.read() as reader:
            photo = reader.photo(poster.of)
        return photo.picture if photo else b""

    def _make(self, path: Path) -> bytes:
        gate = self._pictures()
        try:
            return gate.photo(gate.read(path)).picture
        except Refused:
            return b""


def _goods(reader: GoodsReader) -> tuple[Poster, ...]:
    return tuple(
        Poster(found.product_id, found.name, found.price)
        for found in reader.tiles(None, MOST)
        if reader.tile_picture(found.product_id)
    )
