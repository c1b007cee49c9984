"""Labels on a roll and on sheets: what is on them is whole, and scanners read it."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from posdesk.domain.barcode import check_digit
from posdesk.domain.errors import Refused
from posdesk.domain.label import SHEETS, Label, LabelKind, LabelRun, LabelSheet
from posdesk.domain.money import format_dong
from posdesk.domain.receipt import Align
from posdesk.printing import escpos
from posdesk.printing.fonts import measure
from posdesk.printing.labels import barred, in_cell, on_roll, on_sheets
from posdesk.printing.layout import Bar, Glyphs, Layout
from posdesk.printing.pdf import sheets_pdf
from posdesk.printing.raster import Bitmap, draw
from posdesk.printing.renderer import Renderer

from .conftest import Judge
from .samples import HOSTILE

WIDTHS = (384, 512, 576)
LONG = "Ấm chén tử sa khắc chữ Phúc, bộ 8 món, kèm khay gỗ hương, hộp quà nam châm xanh ngọc"
TEA_SET = Label(
    LabelKind.BARCODE, LONG, 125_000_000, "bộ", "2000000000015", "GOM-01", "Kệ 3", "HTX Bát Tràng"
)
CUP = Label(LabelKind.BARCODE, "Chén trà", 35_000, "cái", "8934563138165", "GOM-03")
CASE = Label(LabelKind.SHELF, "Bia", 270_000, "thùng 24 lon 330 ml", "96385074", "BIA", "Tủ mát")
LABELS = (TEA_SET, CUP, CASE)
EITHER = pytest.mark.parametrize("kind", LabelKind)


def words(layout: Layout) -> list[str]:
    return [item.text for item in layout.items if isinstance(item, Glyphs)]


def bars(layout: Layout) -> list[Bar]:
    return [item for item in layout.items if isinstance(item, Bar)]


def sticking_out(layout: Layout) -> list[object]:
    """Items that are not wholly on the paper."""
    found: list[object] = []
    for item in layout.items:
        if isinstance(item, Glyphs):
            wide = measure(item.text, item.style)
            top = item.baseline - item.style.ascent
            inside = item.x >= 0 and wide <= item.width and item.x + item.width <= layout.width
            whole = inside and top >= 0 and top + item.style.line <= layout.height
        else:
            assert isinstance(item, Bar)
            whole = item.x >= 0 and item.x + item.width <= layout.width
            whole = whole and item.y + item.height <= layout.height
        found += [] if whole else [item]
    return found


@EITHER
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.sku)
def test_a_label_says_all_of_it(label: Label, width: int, kind: LabelKind) -> None:
    layout = on_roll(replace(label, kind=kind), width, measure)
    said = " ".join(words(layout))
    for part in (format_dong(label.price), label.unit, label.barcode, label.shelf, label.maker):
        assert part in said.replace("/\u00a0", "/ ") or part in said
    assert barred(layout)
    assert sticking_out(layout) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_of_a_long_name_the_end_is_kept_in_two_lines(width: int) -> None:
    lines = words(on_roll(TEA_SET, width, measure))[:2]
    assert lines[0].startswith("Ấm chén tử sa")
    assert lines[1].endswith("xanh ngọc")
    assert "…" in " ".join(lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_on_the_shelf_the_price_is_the_largest(width: int) -> None:
    layout = on_roll(replace(CUP, kind=LabelKind.SHELF), width, measure)
    glyphs = [item for item in layout.items if isinstance(item, Glyphs)]
    assert max(glyphs, key=lambda item: item.style.px).text == format_dong(35_000)


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.sku)
@pytest.mark.parametrize("width", WIDTHS)
def test_bars_are_two_dots_or_more_with_white_beside_them(label: Label, width: int) -> None:
    found = bars(on_roll(label, width, measure))
    module = min(bar.width for bar in found)
    assert module >= 2
    assert all(bar.width % module == 0 for bar in found)
    assert found[0].x >= 10 * module
    assert width - found[-1].x - found[-1].width >= 10 * module


@pytest.mark.parametrize(("length", "drawn"), [(11, True), (12, False)])
def test_a_code_too_long_for_the_paper_stands_in_figures(length: int, drawn: bool) -> None:
    code = "ABCDEFGHIJKLMNOP"[:length]
    shown = Renderer().label_png(replace(CUP, barcode=code), 384)
    assert shown.no_bars == (() if drawn else (code,))
    layout = on_roll(replace(CUP, barcode=code), 384, measure)
    assert barred(layout) is drawn
    assert code in words(layout)


def test_goods_without_a_code_show_their_sku() -> None:
    layout = on_roll(replace(CUP, barcode=""), 576, measure)
    assert not barred(layout)
    assert "GOM-03" in words(layout)


@EITHER
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_on_the_label(name: str, kind: LabelKind) -> None:
    label = Label(kind, name, 12_000, name, "96385074", name, name, name)
    assert sticking_out(on_roll(label, 384, measure)) == []
    for sheet in SHEETS:
        assert sticking_out(in_cell(label, sheet, measure)) == []


@EITHER
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.sku)
def test_nothing_is_cut_off_a_label_of_a_sheet(
    label: Label, sheet: LabelSheet, kind: LabelKind
) -> None:
    layout = in_cell(replace(label, kind=kind), sheet, measure)
    assert sticking_out(layout) == []
    assert format_dong(label.price) in " ".join(words(layout))
    assert barred(layout) or kind is LabelKind.SHELF


def test_a_begun_sheet_goes_on_at_its_place_and_on_the_next() -> None:
    first, second = on_sheets([LabelRun(CUP, 3)], SHEETS[0], 23, measure)
    names = [
        (item.x // 560, item.baseline // 296)
        for page in (first, second)
        for item in page.items
        if isinstance(item, Glyphs) and item.text == "Chén trà"
    ]
    assert names == [(1, 7), (2, 7), (0, 0)]
    with pytest.raises(Refused) as caught:
        on_sheets([LabelRun(CUP, 1)], SHEETS[0], 25, measure)
    assert caught.value.code == "label_place"


def test_a_page_of_odd_width_stands_upright() -> None:
    """Qt makes rows whole words of four bytes; A4 has 210 bytes a row."""
    bitmap = draw(Layout(1680, 4, (Bar(8, 0, 8, 4),)))
    assert bitmap.rows == (b"\x00\xff" + bytes(208)) * 4


def test_each_label_is_a_page_of_its_own() -> None:
    bitmap = Bitmap(8, 1, b"\x80")
    picture = b"\x1dv0\x00\x01\x00\x01\x00\x80"
    assert escpos.pages(bitmap, 2, cutter=True) == b"\x1b@" + (picture + b"\x1dVB\x00") * 2
    assert escpos.pages(bitmap, 2, cutter=False) == b"\x1b@" + (picture + b"\x1bd\x04") * 2


@pytest.mark.oracle
@EITHER
@pytest.mark.parametrize("cutter", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.sku)
def test_the_strict_interpreter_prints_it_and_reads_the_code(
    judge: Judge, tmp_path: Path, label: Label, width: int, cutter: bool, kind: LabelKind
) -> None:
    bitmap = draw(on_roll(replace(label, kind=kind), width, measure))
    job = escpos.pages(bitmap, 2, cutter=cutter)
    (tmp_path / "job").write_bytes(job)
    arguments = [str(tmp_path / "job"), "--strict", "--quiet", "--width", str(width)]
    assert judge.interpret.main(arguments) == 0
    paper = judge.interpret.Interpreter(job, width).run()
    bands = -(-bitmap.height // escpos.BAND_ROWS)
    assert len(paper.report()["images"]) == 2 * bands
    assert {found["data"] for found in judge.interpret.decode(paper.image())} == {label.barcode}


@pytest.mark.oracle
@pytest.mark.parametrize("dpi", [300, 600])
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_every_label_of_a_printed_sheet_is_read(sheet: LabelSheet, dpi: int) -> None:
    codes = [ean(f"20000000{number:04}") for number in range(sheet.labels)]
    runs = [LabelRun(replace(CUP, barcode=code, name=LONG), 1) for code in codes]
    page = Renderer().sheets_pdf("Nhãn", runs, sheet, 1)
    shown = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray"], input=page, capture_output=True, check=True
    ).stdout
    found = {code.data.decode() for code in zbar().decode(Image.open(io.BytesIO(shown)))}
    assert found == set(codes)


@pytest.mark.oracle
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_the_preview_of_a_sheet_is_what_is_printed(sheet: LabelSheet) -> None:
    codes = [ean(f"20000000{number:04}") for number in range(3)]
    runs = [LabelRun(replace(CUP, barcode=code), 1) for code in codes]
    shown = Image.open(io.BytesIO(Renderer().sheet_png(runs, sheet, 2).png)).convert("L")
    assert sorted(code.data.decode() for code in zbar().decode(shown)) == codes


@pytest.mark.oracle
def test_words_on_a_sheet_keep_their_marks_and_places(tmp_path: Path) -> None:
    sheets = on_sheets([LabelRun(TEA_SET, 1)], SHEETS[0], 24, measure)
    (tmp_path / "labels.pdf").write_bytes(sheets_pdf("Nhãn", sheets))
    run = subprocess.run(
        ["pdftotext", "-bbox", str(tmp_path / "labels.pdf"), "-"],
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    assert 'width="595' in run
    assert all(f">{word}</word>" in run for word in ("Ấm", "chén", "Tràng", "125.000.000"))
    places = [float(line.split('"')[1]) for line in run.splitlines() if "<word" in line]
    assert min(places) >= 140 / 25.4 * 72


def zbar() -> ModuleType:
    """The reader, which the machine may lack."""
    return import_module("pyzbar.pyzbar")


def ean(body: str) -> str:
    """The body with its check digit."""
    return body + check_digit(body)


def test_texts_stand_where_they_are_asked_for() -> None:
    layout = on_roll(replace(TEA_SET, kind=LabelKind.SHELF), 576, measure)
    unit = next(i for i in layout.items if isinstance(i, Glyphs) and i.text.endswith("bộ"))
    shelf = next(i for i in layout.items if isinstance(i, Glyphs) and i.text == "Kệ 3")
    assert (unit.align, shelf.align) == (Align.LEFT, Align.RIGHT)
    assert unit.baseline == shelf.baseline
