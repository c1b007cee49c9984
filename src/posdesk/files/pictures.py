"""Pictures of goods: told by their content, made anew, small and without a camera's notes."""

from __future__ import annotations

import io
import os
import warnings
from itertools import islice
from pathlib import Path, PurePosixPath, PureWindowsPath

from PIL import Image, ImageOps

from posdesk.domain.errors import Refused, Trouble
from posdesk.domain.product import Photo
from posdesk.runtime.reasons import reason

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")
CONTENT_LIMIT = 32 * 2**20
"""Bytes of a picture's file."""
PIXELS = 64 * 10**6
"""A telephone's pictures have up to 50 million; a picture bomb has billions."""
SIDE = 1200
TILE_SIDE = 320
_QUALITY = 85


class PeoplesPictures:
    """The ``PictureFiles`` of the program."""

    def beside(self, file: Path, name: str) -> bytes:
        """The content of the picture that ``name`` calls, in the folder of ``file`` or below.

        Raises:
            Refused: ``picture_outside`` for what lies elsewhere or is a link,
                ``picture_missing``, or as ``read``.
        """
        path = _path_beside(file.resolve().parent, name)
        if not path.is_file():
            raise Refused("picture_missing", picture=name[:80])
        return self.read(path)

    def put_beside(self, file: Path, name: str, content: bytes) -> None:
        """Writes a picture where ``beside`` finds it; whole, or what was there before.

        Raises:
            Refused: ``picture_outside`` where a link stands in the way.
            Trouble: ``cannot_write``.
        """
        path = _path_beside(file.resolve().parent, name)
        part = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(exist_ok=True)
            try:
                part.write_bytes(content)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise Trouble("cannot_write", path=str(path), reason=reason(error)) from error

    def read(self, path: Path) -> bytes:
        """The content of a picture that somebody chose.

        Raises:
            Refused: ``cannot_read``, ``picture_too_large``.
        """
        try:
            with path.open("rb") as source:
                content = source.read(CONTENT_LIMIT + 1)
        except OSError as error:
            raise Refused("cannot_read", path=str(path), reason=reason(error)) from error
        if len(content) > CONTENT_LIMIT:
            raise Refused("picture_too_large")
        return content

    def in_folder(self, folder: Path, limit: int) -> tuple[Path, ...]:
        """The first pictures of a folder by their names; none where it cannot be read."""
        try:
            names = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
        except OSError:
            return ()
        there = (path for path in names if path.is_file() and not path.is_symlink())
        return tuple(islice(there, limit))

    def photo(self, content: bytes) -> Photo:
        """The picture made anew, upright, on white, without anything beside its pixels.

        Raises:
            Refused: ``bad_picture``, ``picture_too_large``.
        """
        image = _opened(content)
        return Photo(_jpeg(image, SIDE), _jpeg(image, TILE_SIDE))


def _path_beside(folder: Path, name: str) -> Path:
    """The path of a picture: relative, straight down, and no link on the way."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    windows = PureWindowsPath(name)
    leaves = not parts or ".." in parts or parts[0] == "/" or windows.drive or ":" in name
    path = folder.joinpath(*parts) if not leaves and "\0" not in name else folder
    if path == folder or os.path.normcase(path.resolve()) != os.path.normcase(path):
        raise Refused("picture_outside", picture=name[:80])
    return path


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the limit below is ours
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            if image.width * image.height > PIXELS:
                raise Refused("picture_too_large")
            image.draft("RGB", (2 * SIDE, 2 * SIDE))
            image.load()
        return _on_white(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, MemoryError):
        raise Refused("picture_too_large") from None
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - Pillow raises whatever a damaged file makes Python raise
        raise Refused("bad_picture") from None


def _on_white(image: Image.Image) -> Image.Image:
    """A JPEG has no clear parts; a tile is white behind them."""
    clear = image.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper


def _jpeg(image: Image.Image, side: int) -> bytes:
    small = image.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue()
