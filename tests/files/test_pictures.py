"""Pictures of goods: what is taken of them, and what is not let in."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from posdesk.domain.errors import Refused
from posdesk.domain.product import Photo
from posdesk.files.pictures import SIDE, TILE_SIDE, PeoplesPictures

GATE = PeoplesPictures()
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def picture(width: int, height: int, kind: str = "PNG", **extra: object) -> bytes:
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    target = io.BytesIO()
    image.save(target, kind, **extra)
    return target.getvalue()


def shown(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "GIF"])
def test_a_picture_is_made_anew_and_small(kind: str) -> None:
    photo = GATE.photo(picture(2400, 1600, kind))
    assert (shown(photo.picture).format, shown(photo.picture).size) == ("JPEG", (SIDE, 800))
    assert shown(photo.tile).size == (TILE_SIDE, 213)


def test_a_small_picture_keeps_its_size() -> None:
    assert shown(GATE.photo(picture(40, 30)).picture).size == (40, 30)


def test_what_the_camera_noted_is_gone_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera was held on its side
    exif[MAKER] = "Hạnh's phone"
    exif.get_ifd(GPS).update({1: "N", 2: (21.0, 2.0, 3.0)})
    content = picture(400, 200, "JPEG", exif=exif, comment=b"secret")
    assert b"phone" in content
    photo = GATE.photo(content)
    image = shown(photo.picture)
    assert image.size == (200, 400)
    red, *rest = image.convert("RGB").getpixel((150, 50))  # type: ignore[misc]  # three colours
    assert red > 200 > max(rest)
    assert not image.getexif()
    for made in (photo.picture, photo.tile):
        assert b"phone" not in made
        assert b"secret" not in made
        assert b"Exif" not in made


def test_clear_parts_become_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(target, "PNG")
    assert shown(GATE.photo(target.getvalue()).picture).getpixel((4, 4)) == (255, 255, 255)


def test_a_bomb_of_pixels_is_not_opened() -> None:
    content = bytearray(picture(1, 1))
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    head = bytes(content[12:29])
    import zlib  # noqa: PLC0415 - only a bomb needs its check sum

    content[29:33] = zlib.crc32(head).to_bytes(4, "big")
    with pytest.raises(Refused, match="picture_too_large"):
        GATE.photo(bytes(content))


@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%!PS-Adobe", b"MZ" * 99]
)
def test_the_content_says_what_a_picture_is(content: bytes) -> None:
    with pytest.raises(Refused, match="bad_picture"):
        GATE.photo(content)


def test_half_a_picture_is_none() -> None:
    content = picture(300, 300, "JPEG")
    with pytest.raises(Refused, match="bad_picture"):
        GATE.photo(content[: len(content) // 2])


HONEST = picture(30, 30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(HONEST) - 1), st.integers(0, 255)), max_size=4))
def test_a_spoiled_picture_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(HONEST)
    for place, value in changes:
        content[place] = value
    try:
        assert isinstance(GATE.photo(bytes(content)), Photo)
    except Refused as refused:
        assert refused.code in ("bad_picture", "picture_too_large")  # noqa: PT017 - both may be


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A product file with pictures beside it, and one outside its folder."""
    (tmp_path / "goods" / "anh").mkdir(parents=True)
    (tmp_path / "goods" / "anh" / "bình.png").write_bytes(HONEST)
    (tmp_path / "secret.png").write_bytes(HONEST)
    return tmp_path / "goods" / "goods.csv"


@pytest.mark.parametrize("name", ["anh/bình.png", "anh\\bình.png", "./anh/bình.png"])
def test_a_picture_lies_beside_the_file(file: Path, name: str) -> None:
    assert GATE.beside(file, name) == HONEST


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "anh/../../secret.png", "..\\secret.png", "/etc/passwd", "C:\\x.png",
     "C:x.png", "\\\\host\\x.png", "a\0.png", ".", "", "file:///etc/passwd"],
)  # fmt: skip
def test_no_way_leads_out_of_the_folder(file: Path, name: str) -> None:
    with pytest.raises(Refused, match="picture_outside"):
        GATE.beside(file, name)


def test_links_are_not_followed(file: Path) -> None:
    (file.parent / "link.png").symlink_to(file.parent.parent / "secret.png")
    (file.parent / "out").symlink_to(file.parent.parent)
    for name in ("link.png", "out/secret.png"):
        with pytest.raises(Refused, match="picture_outside"):
            GATE.beside(file, name)


def test_what_is_not_there_is_missing(file: Path) -> None:
    os.mkfifo(file.parent / "pipe.png")
    for name in ("anh/none.png", "anh", "pipe.png"):
        with pytest.raises(Refused, match="picture_missing"):
            GATE.beside(file, name)


def test_a_file_is_not_read_without_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posdesk.files.pictures.CONTENT_LIMIT", 10)
    with pytest.raises(Refused, match="picture_too_large"):
        GATE.beside(file, "anh/bình.png")
