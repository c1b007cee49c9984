"""The tour plays a whole day by events and leaves what it promises."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from posdesk.bootstrap import Posdesk
from posdesk.ui.tour.day import SCENES
from posdesk.ui.tour.stage import SIZE


class Page(HTMLParser):
    """What a page shows and leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.images: list[bytes] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            kind, _comma, data = str(given["src"]).partition(",")
            assert (kind, bool(given["alt"])) == ("data:image/png;base64", True)
            self.images.append(base64.b64decode(data, validate=True))
        elif tag == "a":
            self.links.append(str(given["href"]))
        assert {"link", "script", "iframe"}.isdisjoint({tag})
        if tag not in ("img", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "out"


@pytest.mark.usefixtures("qapp")
def test_the_day_is_played_and_its_data_hold(out: Path) -> None:
    checks = Posdesk().tour(str(out), "en")
    assert all(check.ok for check in checks)
    assert next(check.count for check in checks if check.id == "I1") == 3

    for scene in SCENES:
        picture = QImage(str(out / f"{scene.name}.png"))
        assert scene.name == "display" or (picture.width(), picture.height()) == SIZE
    receipts = [QImage(str(out / f"receipt-T1-00000{number}.png")) for number in (1, 2, 3)]
    assert [receipt.width() for receipt in receipts] == [576, 576, 576]
    assert (out / "z-report.pdf").read_bytes().startswith(b"%PDF")
    text = (out / "index.html").read_text("utf-8")
    page, words = Page(text), re.sub('base64,[^"]*', "", text)
    assert (page.open, page.links, "http" in words) == ([], ["z-report.pdf"], False)
    assert [not QImage.fromData(png).isNull() for png in page.images] == [True] * (len(SCENES) + 3)
