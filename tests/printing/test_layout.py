from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path

import pytest

from posdesk.domain.receipt import Align, Picture, Qr, Row, Text
from posdesk.printing.fonts import measure
from posdesk.printing.layout import Bar, Code, Glyphs, Image, Item, Layout, Style, lay_out

from .samples import HOSTILE, only, receipt

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (384, 512, 576)


def even(text: str, style: Style) -> int:
    """Letters of one width: positions do not depend on a font."""
    return len(text) * style.px * 11 // 20


def said(item: Item) -> str:
    match item:
        case Glyphs():
            face = f"{item.style.px}{'b' if item.style.bold else ''}"
            return f"{item.baseline:5} {face:>4} {item.align:6} {item.text}"
        case Code():
            side = len(item.modules)
            return f"{item.y:5} code {side}x{side} of {item.module} at {item.x}"
        case Bar():
            return f"{item.y:5} bars {item.width}x{item.height}"
        case Image():
            return f"{item.y:5} image {item.width}x{item.height} at {item.x}"


def listing(layout: Layout) -> str:
    lines = [f"{line} ({len([*same])})" for line, same in groupby(map(said, layout.items))]
    return "\n".join([f"{layout.width}x{layout.height}", *lines]) + "\n"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_receipt_is_laid_out_as_before(width: int) -> None:
    """Look at the change in git; POSDESK_GOLDEN=write writes it anew."""
    golden = GOLDEN / f"receipt-{width}.txt"
    now = listing(lay_out(receipt(), width, even))
    if os.environ.get("POSDESK_GOLDEN") == "write":
        golden.write_text(now, encoding="utf-8")
    assert now == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_leaves_the_paper(width: int, name: str) -> None:
    layout = lay_out(only(Text(name), Row(name, "12.000"), Row("Tên", name)), width, measure)
    for item in layout.items:
        assert isinstance(item, Glyphs)
        assert measure(item.text, item.style) <= width
        assert 0 < item.baseline < layout.height
    assert layout.height < 1500


def test_amounts_end_at_the_right_edge() -> None:
    layout = lay_out(only(Row("Tổng", "1.000")), 576, measure)
    label, amount = layout.items
    assert isinstance(label, Glyphs)
    assert isinstance(amount, Glyphs)
    assert (label.align, amount.align) == (Align.LEFT, Align.RIGHT)
    assert label.baseline == amount.baseline
    assert (amount.x, amount.width) == (0, 576)


@pytest.mark.parametrize(("width", "module"), [(384, 5), (512, 6), (576, 6)])
def test_a_qr_code_has_its_modules_and_its_quiet_zone(width: int, module: int) -> None:
    layout = lay_out(only(Qr("PDK7M2QX")), width, measure)
    (code,) = layout.items
    assert isinstance(code, Code)
    side = len(code.modules) * module
    assert code.module == module
    assert code.y >= 4 * module
    assert layout.height - code.y - side >= 4 * module
    assert min(code.x, width - code.x - side) >= 4 * module


@pytest.mark.parametrize("width", WIDTHS)
def test_the_longest_payload_still_has_modules_that_print(width: int) -> None:
    (code,) = lay_out(only(Qr("á" * 250)), width, measure).items
    assert isinstance(code, Code)
    assert code.module >= 4


def test_a_longer_payload_is_refused() -> None:
    with pytest.raises(ValueError, match="500"):
        Qr("á" * 251)


@pytest.mark.parametrize("png", [b"", b"GIF89a" * 9, b"\x89PNG\r\n\x1a\n" + bytes(30)])
def test_what_is_no_picture_is_left_out(png: bytes) -> None:
    assert lay_out(only(Picture(png)), 384, measure).items == ()
