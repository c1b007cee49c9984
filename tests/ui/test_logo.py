"""The shop's picture: whatever file comes, a small black and white one goes out."""

from __future__ import annotations

import base64
import struct
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from posdesk.domain.errors import Refused
from posdesk.domain.receipt import Picture
from posdesk.domain.shift import ActionKind
from posdesk.services.settings import BY_KEY
from posdesk.ui.logo import LARGEST, read_logo
from posdesk.ui.tasks import Tasks
from posdesk.ui.viewmodels.receipt_look import ReceiptLook
from posdesk.ui.viewmodels.settings import SettingsModel
from tests.services.shops import Counter

pytestmark = pytest.mark.usefixtures("qapp")


def picture(path: Path, size: tuple[int, int], ground: str, ink: str, kind: str = "PNG") -> Path:
    """A square of ink in the middle of the ground."""
    image = Image.new("RGB", size, ground)
    wide, high = size
    image.paste(Image.new("RGB", (wide // 2, high // 2), ink), (wide // 4, high // 4))
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    image.save(path, kind, exif=exif)
    return path


def decoded(setting: str) -> QImage:
    return QImage.fromData(base64.b64decode(setting))


def dark(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() < 128


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_becomes_small_and_black_and_white(tmp_path: Path, kind: str) -> None:
    setting = read_logo(picture(tmp_path / "logo.bin", (1200, 1000), "white", "black", kind))
    image = decoded(setting)
    assert (image.width(), image.height()) == (192, LARGEST.height())
    assert image.depth() == 1
    assert dark(image, 96, 80)
    assert not dark(image, 5, 5)
    assert b"SecretCamera" not in base64.b64decode(setting)
    assert BY_KEY["receipt.logo"].check(setting) == setting


def test_a_pale_picture_keeps_its_drawing(tmp_path: Path) -> None:
    image = decoded(read_logo(picture(tmp_path / "a", (200, 100), "#FFFFFF", "#E8D9A0")))
    assert dark(image, 100, 50)
    assert not dark(image, 5, 5)


def test_what_is_clear_is_paper(tmp_path: Path) -> None:
    image = Image.new("RGBA", (100, 80), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (40, 30, 60, 50))
    image.save(tmp_path / "a.png")
    shown = decoded(read_logo(tmp_path / "a.png"))
    assert (shown.width(), dark(shown, 50, 40), dark(shown, 5, 5)) == (100, True, False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bad_picture"),
        (b"no picture", "bad_picture"),
        (b"\x89PNG\r\n\x1a\nhalf of it", "bad_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "bad_picture"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_logo(path)
    assert refused.value.code == code


def test_a_picture_that_claims_to_be_huge_is_not_opened(tmp_path: Path) -> None:
    whole = bytearray(picture(tmp_path / "a.png", (10, 10), "white", "black").read_bytes())
    whole[16:24] = struct.pack(">II", 60_000, 60_000)
    (tmp_path / "a.png").write_bytes(whole)
    with pytest.raises(Refused) as refused:
        read_logo(tmp_path / "a.png")
    assert refused.value.code in ("picture_too_large", "bad_picture")


@pytest.mark.parametrize(
    ("value", "code"),
    [("AAAA", "bad_picture"), ("not base64!", "bad_picture"), ("A" * 20_001, "picture_too_large")],
)
def test_a_setting_that_is_no_small_png_is_refused(value: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        BY_KEY["receipt.logo"].check(value)
    assert refused.value.code == code


def test_the_picture_stands_on_receipts_and_the_journal_names_it_briefly(
    tmp_path: Path, counter: Counter, tasks: Tasks, qapp: QApplication
) -> None:
    settings = SettingsModel(counter.shop, tasks)
    look = ReceiptLook(counter.shop, tasks, settings, read_logo)
    settings.open("receipt")
    without = look.state.paper
    look.take_logo(picture(tmp_path / "a.jpg", (900, 700), "white", "black", "JPEG"))
    assert look.state.has_logo
    assert look.state.paper != without
    settings.save()
    sale = counter.sell(counter.line("GOM-01"))
    first = counter.shop.documents.receipt(sale.number).blocks[0]
    assert first == Picture(base64.b64decode(counter.shop.settings.all()["receipt.logo"]))
    with counter.store.read() as reader:
        [action] = reader.actions(ActionKind.SETTING, counter.clock.now())
    assert len(action.detail) < 40
    look.take_logo(tmp_path / "missing.png")
    assert look.state.problem == "This is not a picture. Choose a PNG or a JPEG file."
    look.drop_logo()
    assert (look.state.has_logo, look.state.problem) == (False, "")
